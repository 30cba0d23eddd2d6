// A rehearsal in words: its moves as a transcript shows them before they are played, where it broke, what it is that a finding
// says. What came of a move is told by the sentences of the journal.
import type { Draft } from '../draft.ts';
import { durationWords } from '../condition-words.ts';
import type { Finding } from '../finding.ts';
import { eventsOf, outcomesOn } from '../node-parts.ts';
import { offsetText } from '../scenarios/instants.ts';
import { statusWords, type Telling } from '../sentences.ts';
import { tellingBy } from '../telling.ts';
import type { Break, Verdict } from './hold.ts';
import type { Move } from './rehearsal.ts';
import type { Rehearsed } from './rehearse.ts';
import { dutySupervisor, type Actor, type Stage } from './stage.ts';

export interface Titles extends Pick<Draft, 'key' | 'nodes' | 'roles' | 'levels'> {
  readonly on?: Draft['on'];
  /** What an invented person is called where it is known; without it, after the role. */
  readonly actors?: readonly Pick<Actor, 'id' | 'name'>[];
}

/** "Finish “Screening” as Patrol: Open a case". */
export function moveWords(move: Move, draft: Titles): string {
  const by = 'by' in move ? actorWords(move.by, draft) : '';
  switch (move.act) {
    case 'start': return `${by} opens the case`;
    case 'complete': return `${by} finishes ${stepWords(move.step, draft)}`;
    case 'decide': return `${by} finishes ${stepWords(move.step, draft)}: ${outcomeIn(move.step, move.choice, draft)}`;
    case 'approve': return `${by} approves ${stepWords(move.step, draft)}`;
    case 'deny': return `${by} denies ${stepWords(move.step, draft)}`;
    case 'accept': return `${by} accepts ${stepWords(move.step, draft)}`;
    case 'reject': return `${by} declines ${stepWords(move.step, draft)}`;
    case 'answer': return `${by} answers ${stepWords(move.step, draft)}`;
    case 'no_answer': return `${by} records that ${actorWords(move.member, draft)} gives no answer to ${stepWords(move.step, draft)}`;
    case 'offer': return `${by} offers ${stepWords(move.step, draft)}`;
    case 'withdraw': return `${by} withdraws the offer ${stepWords(move.step, draft)}`;
    case 'cancel': return `${by} cancels ${stepWords(move.step, draft)}`;
    case 'event': return move.name === 'imminent_danger' ? `${by} declares imminent danger` : `${by} says that “${eventsOf(draft).find((e) => e.name === move.name)?.label ?? spaced(move.name)}” has happened`;
    case 'level': return `${by} judges the level of concern: ${draft.levels.find((level) => level.id === move.level)?.title ?? spaced(move.level)}`;
    case 'service': return move.fields === null ? `${stepWords(move.step, draft)} gets no answer` : `${stepWords(move.step, draft)} is answered`;
    case 'pass': return `${durationWords(move.for)} pass`;
    case 'nextDeadline': return 'Time goes on to the next deadline';
  }
}

/** Why it broke there, one sentence a break. */
export function breakWords(one: Break, draft: Titles): string {
  switch (one.kind) {
    case 'refused': return `it was taken before, and is refused now: ${one.sentence || one.code}`;
    case 'taken': return `it was refused before (${spaced(one.was)}), and is taken now`;
    case 'refusedOtherwise': return `it was refused with “${spaced(one.was)}” before, and is refused with “${spaced(one.code)}” now: ${one.sentence}`;
    case 'clock': return `it came ${elapsedWords(one.was)} after the start before, and comes ${elapsedWords(one.now)} after it now`;
    case 'opened': return `${stepWords(one.step, draft)} is open now, and was not`;
    case 'notOpen': return `${stepWords(one.step, draft)} was open, and is not now`;
    case 'status': return `the case was “${statusWords[one.was ?? ''] ?? 'not open'}”, and is “${statusWords[one.now ?? ''] ?? 'not open'}” now`;
    case 'level': return `the level of concern was “${levelIn(one.was, draft)}”, and is “${levelIn(one.now, draft)}” now`;
    case 'owner': return `${actorWords(one.was ?? '', draft)} owned the case, and ${actorWords(one.now ?? '', draft)} does now`;
  }
}

export const brokenRule = 'rehearsal-broken';

/** Which rehearsal broke, where, and what is otherwise there; undefined where none did. */
export function brokenWords(draft: Titles, { name, moves }: Named, verdict: Verdict): string | undefined {
  if (verdict.kind !== 'broke') return undefined;
  const move = moves[verdict.move];
  const what = move === undefined ? '' : `, ${moveWords(move, draft)}`;
  return `the rehearsal “${name}” broke at move ${verdict.move + 1}${what}: ${verdict.breaks.map((one) => breakWords(one, draft)).join('; ')}`;
}

/** The same as a finding beside those of the rules: at the step of its move, where it has one. */
export function brokenFinding(draft: Titles, named: Named, verdict: Verdict): Finding | undefined {
  const said = brokenWords(draft, named, verdict);
  if (said === undefined || verdict.kind !== 'broke') return undefined;
  const move = named.moves[verdict.move];
  const parts = move !== undefined && 'step' in move ? move.step.split('.') : [];
  const node = parts.length === 1 ? parts[0] : parts[0] === draft.key ? parts[1] : undefined;
  const isDrawn = node !== undefined && draft.nodes.some((one) => one.id === node);
  return { rule: brokenRule, severity: 'warning', at: isDrawn ? { node } : {}, message: `${said}. Mend the protocol, save the rehearsal as it comes now, or say why it may break` };
}

interface Named {
  readonly name: string;
  readonly moves: readonly Move[];
}

/** The words for the journal of a rehearsal: invented people by their names. */
export function tellingIn(stage: Stage, { journal, plans }: Pick<Rehearsed, 'journal' | 'plans'>): Telling {
  const names = new Map(stage.actors.map((actor) => [actor.id, actor.name]));
  const planOf = new Map(journal.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === 'runStarted' ? [[entry.run, entry.plan] as const] : []))));
  const titles = new Map(journal.flatMap(({ rows }) => rows.flatMap((change) => (change.table === 'step' ? [[change.row.id, change.row.title] as const] : []))));
  const named = (id: string): string => names.get(id) ?? spaced(id);
  return tellingBy({
    plans: [stage.plan, ...Object.values(plans).filter((plan) => plan !== stage.plan)], offsets: stage.plan.unit.offsets,
    plan: (run) => plans[planOf.get(run) ?? ''], person: (person) => named(person.personId), personById: named, stepTitle: (step) => titles.get(step),
  });
}

// helpers

export function actorWords(id: string, draft: Pick<Titles, 'roles' | 'actors'>): string {
  const known = draft.actors?.find((actor) => actor.id === id);
  if (known) return known.name;
  if (id === dutySupervisor) return 'Duty supervisor';
  const [, role = id, number = ''] = /^(.*)_(\d)$/.exec(id) ?? [];
  const title = draft.roles.find((one) => one.id === role)?.title || spaced(role);
  return number === '' ? title : `${title} ${'ABCDEFGHI'.charAt(Number(number) - 1)}`;
}

function stepWords(step: string, draft: Titles): string {
  const [first = '', second] = step.split('.');
  const node = second === undefined || first === draft.key ? draft.nodes.find((one) => one.id === (second ?? first)) : undefined;
  return `“${node?.title || spaced(second ?? first)}”`;
}
function outcomeIn(step: string, outcome: string, draft: Titles): string {
  const node = draft.nodes.find((one) => step === one.id || step === `${draft.key}.${one.id}`);
  const drawn = node && (outcomesOn(node) ?? (node.kind === 'decision' ? node.branches : undefined));
  return drawn?.find((one) => one.id === outcome)?.label || spaced(outcome);
}
const levelIn = (level: string | null, draft: Titles): string => draft.levels.find((one) => one.id === level)?.title ?? level ?? 'not judged';
/** To the second: a limit is over a millisecond after its instant. */
const elapsedWords = (ms: number): string => durationWords(offsetText(Math.floor(ms / 1000) * 1000));
const spaced = (id: string): string => id.replaceAll('_', ' ');
