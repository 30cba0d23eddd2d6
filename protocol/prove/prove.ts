// An agency's own rules, proved of a draft: each holds for every run as it is drawn, or a path shows that it does not, or it
// is said what could not be looked into. Total: a draft may be as unfinished as its schema allows.
import type { AgencyRule, Draft, Place } from '../draft.ts';
import type { ValidationContext } from '../validation-context.ts';
import { assuming } from './assume.ts';
import { cited } from './cited.ts';
import { own, worldOf, type World } from './outline.ts';
import { passes } from './passes.ts';
import { mayLieIn } from './place.ts';
import { separate } from './separate.ts';
import { stepsOf, type PathStep, type Trail } from './trail.ts';
import { agencyRuleWords, pathWords, placeWords, stepWords, timeWords } from './words.ts';
import { within } from './within.ts';

export interface Proof {
  readonly rule: AgencyRule;
  readonly verdict: 'holds' | 'fails' | 'undecided';
  /** The rule as a sentence. */
  readonly words: string;
  /** Why; of a rule that holds, what is worth knowing about it, if anything. */
  readonly because: string;
  /** The counter-example, in order. */
  readonly path: readonly PathStep[];
  /** It holds only because what it speaks of cannot happen. */
  readonly empty: boolean;
}
type Verdict = Omit<Proof, 'rule' | 'words'>;

export function prove(draft: Draft, context: ValidationContext): readonly Proof[] {
  const rules = draft.rules ?? [];
  if (rules.length === 0) return [];
  const world = worldOf(draft, context);
  return rules.map((rule) => ({ rule, words: agencyRuleWords(rule, draft), ...verdictOf({ draft, context, world }, rule) }));
}

interface Asked {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly world: World;
}

function verdictOf(asked: Asked, rule: AgencyRule): Verdict {
  switch (rule.kind) {
    case 'passes': return ofPassing(asked, rule);
    case 'within': return ofTime(asked, rule);
    case 'separate': return ofSeparation(asked, rule);
    case 'cited': return ofCitations(asked, rule);
  }
}

const holds = (because = '', empty = false): Verdict => ({ verdict: 'holds', because, path: [], empty });
const fails = (because: string, path: readonly PathStep[]): Verdict => ({ verdict: 'fails', because, path, empty: false });
const undecided = (because: string, path: readonly PathStep[] = []): Verdict => ({ verdict: 'undecided', because, path, empty: false });

function ofPassing({ draft, world }: Asked, rule: Extract<AgencyRule, { kind: 'passes' }>): Verdict {
  const assume = assuming(rule.when, draft.levels);
  const walked = passes(world, rule, assume);
  const unseen = unseenThatMatter(walked.unseen, [rule.from, rule.to, rule.through]);
  if (walked.broken) {
    const path = from(rule.from, stepsOf(walked.broken));
    const why = `a path from ${placeWords(rule.from, draft)} to ${placeWords(rule.to, draft)} does not pass ${placeWords(rule.through, draft)}: ${pathWords(path, world)}`;
    const called = callsOn(walked.broken, [...walked.unseen].filter((protocol) => mayLieIn(rule.through, protocol)));
    return called === undefined ? fails(why, path) : undecided(`${why}; what “${called}” does is not known here`, path);
  }
  if (unseen !== undefined) return undecided(`what “${unseen}” does is not known here; publish it first`);
  if (!passes(world, { from: rule.from, to: rule.to }, assume).broken) return holds(`no path leads from ${placeWords(rule.from, draft)} to ${placeWords(rule.to, draft)}`, true);
  return holds();
}

function ofTime({ draft, world }: Asked, rule: Extract<AgencyRule, { kind: 'within' }>): Verdict {
  const timed = within(world, rule, assuming(rule.when, draft.levels));
  const unseen = unseenThatMatter(timed.unseen, [rule.from, rule.to]);
  const [begin, to] = [placeWords(rule.from, draft), placeWords(rule.to, draft)];
  if (timed.broken) {
    const path = from(rule.from, stepsOf(timed.broken.trail));
    const told = pathWords(path, world);
    const why = timed.broken.how === 'never' ? `a path from ${begin} ends without ${to}: ${told}` : `${lateWords(timed, path, world)} from ${begin} to ${to}: ${told}`;
    const rough = path.find((p) => timed.rough.has(p.node));
    if (rough) return undecided(`${why}; ${stepWords(rough.node, draft)} counts from an instant that may be earlier than assumed`, path);
    const called = timed.broken.how === 'never' ? callsOn(timed.broken.trail, [...timed.unseen].filter((protocol) => mayLieIn(rule.to, protocol))) : undefined;
    return called === undefined ? fails(why, path) : undecided(`${why}; what “${called}” does is not known here`, path);
  }
  if (unseen !== undefined) return undecided(`what “${unseen}” does is not known here; publish it first`);
  return timed.began ? holds(`at most ${timeWords(timed.most)}`) : holds(`${begin} cannot happen`, true);
}

function lateWords({ broken, unbounded }: ReturnType<typeof within>, path: readonly PathStep[], world: World): string {
  if (broken && Number.isFinite(broken.ms)) return `it can take ${timeWords(broken.ms)}`;
  const step = path.find((p) => unbounded.has(p.node));
  const titleOf = (id: string): string => own(world.root.nodes, id)?.title || id;
  return step ? `it can take for ever, because “${titleOf(step.node)}” ${unbounded.get(step.node) ?? ''},` : 'it can take for ever, because a loop can be gone round again and again,';
}

function ofSeparation({ draft, context, world }: Asked, rule: Extract<AgencyRule, { kind: 'separate' }>): Verdict {
  const found = separate(world, rule);
  const [act, approve] = [stepWords(rule.act, draft), stepWords(rule.approve, draft)];
  if (found.acts.length === 0 || found.approvals.length === 0) return undecided(`${found.acts.length === 0 ? act : approve} is ${found.acts.length === 0 ? 'no step' : 'no approval'} that a run of this protocol comes through`);
  const path = found.trail ? from({ kind: 'step', step: rule.act, moment: 'done' }, stepsOf(found.trail)) : (found.besides ?? []).map(({ outline, node }) => ({ protocol: outline.key, node: node.id }));
  if (path.length === 0) return holds();
  return fails(`one person can do ${act} and approve ${approve}: ${found.trail ? pathWords(path, world) : 'they run beside each other'}${todayWords(context, found)}`, path);
}

/** Who could do both today. The rule does not depend on it: people change. */
function todayWords({ members }: ValidationContext, { acts, approvals }: ReturnType<typeof separate>): string {
  if (!members) return '';
  const doing = acts.flatMap(({ node }) => (node.kind === 'task' || node.kind === 'start' ? node.roles : node.kind === 'handoff' ? node.to : []));
  const deciding = approvals.flatMap(({ node }) => (node.kind === 'approval' ? node.seats.flatMap((s) => [...s.roles, ...s.substitutes]) : []));
  const both = members.filter((m) => m.roles.some((r) => doing.includes(r)) && m.roles.some((r) => deciding.includes(r))).map((m) => m.name);
  return both.length === 0 ? '; today nobody holds roles for both' : `; today ${[...new Set(both)].join(', ')} could`;
}

function ofCitations({ draft }: Asked, rule: Extract<AgencyRule, { kind: 'cited' }>): Verdict {
  const { clauses, steps } = cited(draft, rule);
  const said = [
    ...(clauses.length > 0 ? [`no step gives ${clauses.map((id) => `“${draft.citations.find((c) => c.id === id)?.text || id}”`).join(', ')}`] : []),
    ...(steps.length > 0 ? [`${steps.map((id) => stepWords(id, draft)).join(', ')} ${steps.length === 1 ? 'gives' : 'give'} no citation`] : []),
  ];
  const speaks = draft.citations.some((c) => c.mandatory === true) || draft.nodes.some((n) => rule.kinds.includes(n.kind));
  if (said.length === 0) return speaks ? holds() : holds('no citation is mandatory and there is no step of these kinds', true);
  return fails(said.join('; '), steps.map((node) => ({ protocol: draft.key, node })));
}

// helpers

/** The path from where the rule begins: how a case comes there says nothing. */
function from(place: Place, path: readonly PathStep[]): readonly PathStep[] {
  const at = place.kind === 'step' ? path.map((p) => (place.step.includes('.') ? `${p.protocol}.${p.node}` : p.node)).lastIndexOf(place.step) : 0;
  return path.slice(Math.max(at, 0));
}

const unseenThatMatter = (unseen: ReadonlySet<string>, places: readonly Place[]): string | undefined => [...unseen].find((protocol) => places.some((place) => mayLieIn(place, protocol)));

/** A call of one of these protocols on the way. */
function callsOn(trail: Trail, protocols: readonly string[]): string | undefined {
  for (let at: Trail | undefined = trail; at; at = at.before) {
    const node = own(at.outline.nodes, at.node);
    if (node?.kind === 'call' && protocols.includes(node.protocol)) return node.protocol;
    for (const inside of at.inside) {
      const found = callsOn(inside, protocols);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
