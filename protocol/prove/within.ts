// "From A, B is reached within D, if all limits are kept": the longest way in time from A to B, and no way that ends without
// B. A way carries the most time that can have passed since A, or -1 before A. A step takes its limit at most; one that
// counts from an instant before A is over by then, however late it was entered. A loop that can take time again and again
// takes for ever. A day counts 24 hours; a month 31 days in a limit and 28 in the rule.
import type { AgencyRule, LimitRule } from '../draft.ts';
import type { PlanNode } from '../plan.ts';
import { effectsOf, limitRulesOf } from '../rules/places.ts';
import { parseDuration } from '../time.ts';
import type { Assume } from './assume.ts';
import { reachedFrom, type World } from './outline.ts';
import { lies, surelyLies, type Moment } from './place.ts';
import type { Trail } from './trail.ts';
import { timesOf, walk, type Beside, type Branch, type Branches, type Question, type RunOf, type Walked } from './walk.ts';

const before = -1;
const forever = Number.POSITIVE_INFINITY;
const day = 86_400_000;

export interface Timed {
  /** A way on which B is late, or that ends without B. */
  readonly broken?: { readonly trail: Trail; readonly how: 'late' | 'never'; readonly ms: number };
  /** The most time any way needs that is in time. */
  readonly most: number;
  readonly began: boolean;
  /** Steps whose time is not bounded, and why. */
  readonly unbounded: ReadonlyMap<string, string>;
  /** Steps whose time is told longer than it may be. */
  readonly rough: ReadonlySet<string>;
  readonly unseen: Walked['unseen'];
}

export function within(world: World, rule: Extract<AgencyRule, { kind: 'within' }>, assume: Assume): Timed {
  const limit = inMs(rule.within, 28);
  const unbounded = new Map<string, string>();
  const rough = new Set<string>();
  const settable = settableAnchors(world);
  let [most, late, began] = [0, 0, false];
  const question: Question = { grows: true, beside: besideInTime, at };
  const walked = walk(world, question, { assume, level: before });
  const found = { most, began, unbounded, rough, unseen: walked.unseen };
  if (walked.broken) return { ...found, broken: { trail: walked.broken, how: 'late', ms: late } };
  const never = [...walked.ends.values()].find((way) => way.level > before);
  return never?.trail ? { ...found, broken: { trail: never.trail, how: 'never', ms: never.level } } : found;

  function at(moment: Moment, run: RunOf, level: number): number | 'met' | 'broken' {
    const { port, node } = moment;
    // Limits are kept from A on, so nothing is left for being overdue.
    if (level > before && port === 'overdue') return 'met';
    const now = level > before && port !== undefined ? timeAt(moment, run, level) : level;
    if (now > before && surelyLies(rule.to, moment, world)) {
      if (now > limit) {
        late = Math.max(late, now);
        return 'broken';
      }
      most = Math.max(most, now);
      return 'met';
    }
    if (!lies(rule.from, moment, world)) return now;
    began = true;
    // Reports may come in long before a case is opened: what passed until then is unknown.
    return rule.from.kind === 'reportReceived' && node.id === world.root.start ? forever : Math.max(now, 0);
  }

  /** When the step is left at the latest. */
  function timeAt({ node, outline, port }: Moment, run: RunOf, level: number): number {
    if (node.kind === 'call' && node.mode === 'wait' && !world.called(outline, node.id)) return endless(node, 'calls a protocol that is not known here');
    if (!takesTime(node) || port === 'spent') return level;
    if (node.kind === 'wait' && node.until !== undefined) return endless(node, 'waits for a date that somebody enters');
    const rules = limitRulesOf(node).map(({ rule: r }) => r);
    let longest = Number.NEGATIVE_INFINITY;
    for (const r of rules) {
      const truth = assume(r.when);
      if (truth === 'false') continue;
      // One after the other, each item has the whole limit.
      let left = level;
      for (let item = 0; item < inTurn(node); item++) left = leftBy(node, r, run, left);
      longest = Math.max(longest, left);
      if (truth === 'true') return Math.max(longest, 0);
    }
    return endless(node, rules.length === 0 ? 'has no limit' : 'has no limit when none of its conditions holds');
  }

  function leftBy(node: PlanNode, { due, from, when: _when, warn: _warn, ...more }: LimitRule, run: RunOf, level: number): number {
    const ms = typeof due === 'string' ? inMs(due, 31) : Number.NaN;
    if (Number.isNaN(ms) || Object.values(more).some((v) => v !== undefined)) return endless(node, 'has a limit in working time');
    switch (from?.kind) {
      case undefined:
      case 'opened': return level + ms;
      case 'runStarted': return Math.max(0, run.began) + ms;
      case 'field': return endless(node, 'counts from a date that somebody enters');
      case 'reportReceived':
      case 'caseOpened': {
        if (from.kind === 'reportReceived' ? rule.from.kind === 'reportReceived' || !settable.reportReceived : !settable.caseOpened) return ms;
        rough.add(node.id);
        return level + Math.max(0, ms);
      }
    }
  }

  function endless(node: PlanNode, why: string): number {
    unbounded.set(node.id, why);
    return forever;
  }
}

const takesTime = (node: PlanNode): boolean => 'limit' in node || node.kind === 'task' || node.kind === 'approval' || node.kind === 'handoff' || node.kind === 'wait' || node.kind === 'service' || (node.kind === 'start' && node.form !== undefined && node.roles.length > 0);

const inTurn = (node: PlanNode): number => (node.kind !== 'each' || node.order !== 'inTurn' ? 1 : timesOf(node));

function inMs(iso: string, daysAMonth: number): number {
  const parsed = parseDuration(iso);
  return parsed ? (parsed.months * daysAMonth + parsed.days) * day + parsed.ms : Number.NaN;
}

/** Whether the instants that are known only later than the start of a run can still become known. */
function settableAnchors(world: World): { readonly caseOpened: boolean; readonly reportReceived: boolean } {
  const outlines = reachedFrom(world);
  return {
    caseOpened: outlines.some((o) => Object.values(o.nodes).some((n) => effectsOf(n).some(({ effect }) => effect.kind === 'status' && effect.status === 'open'))),
    reportReceived: outlines.some((o) => Object.values(o.forms).some((f) => f.fields.some((x) => x.means === 'reportReceived'))),
  };
}

/** One branch that reaches B in time on all its ways answers for all; else the last of them counts. */
function besideInTime({ all, first, joins }: Branches, level: number): Beside {
  if (level > before && all.some((b) => !b.conditional && (b.detached || first === undefined) && isSure(b, level))) return { met: true };
  const broken = all.map((b) => brokenBranch(b, level)).find((t) => t !== undefined);
  const found = broken ? { broken } : {};
  if (!joins) return found;
  const attached = all.filter((b) => !b.detached);
  const arriving = attached.filter((b) => b.from(level).arrives);
  const must = attached.filter((b) => !b.conditional);
  if (!must.every((b) => arriving.includes(b)) && (first === undefined || arriving.length < first)) return found;
  // A on one branch: the others began no later than A, so from A on they need no more than from the split.
  const fresh = level > before ? [] : arriving.filter((b) => (b.from(level).arrives?.level ?? before) > before);
  const came = (b: Branch): number => (fresh.length > 0 && !fresh.includes(b) ? (b.from(0).arrives?.level ?? before) : (b.from(level).arrives?.level ?? before));
  const inside = [...new Set([...must, ...fresh])].map((b) => b.from(level).arrives?.trail);
  return { ...found, onward: { level: lastOf(must.filter((b) => arriving.includes(b)).map(came), arriving.filter((b) => b.conditional).map(came), { first, level }), inside } };
}

function isSure(branch: Branch, level: number): boolean {
  const { broken, arrives, ends } = branch.from(level);
  return !broken && !arrives && ends.size === 0;
}

/** A detached branch owes B only what began on it. */
function brokenBranch(branch: Branch, level: number): Trail | undefined {
  if (branch.detached && level > before) return undefined;
  const { broken, ends } = branch.from(level);
  return broken ?? (branch.detached ? [...ends.values()].find((way) => way.level > before)?.trail : undefined);
}

/** When the join is met at the latest: whichever of the conditional branches are started. */
function lastOf(must: readonly number[], maybe: readonly number[], { first, level }: { readonly first: number | undefined; readonly level: number }): number {
  const later = [...maybe].sort((a, b) => b - a);
  let worst = must.length === 0 ? level : before;
  for (let started = 0; started <= later.length; started++) {
    const all = [...must, ...later.slice(0, started)].sort((a, b) => a - b);
    const at = first === undefined || all.length <= first ? all.at(-1) : all[first - 1];
    worst = Math.max(worst, at ?? level);
  }
  return worst;
}
