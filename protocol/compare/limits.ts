// Limits of a step before and after. Which rule of a limit holds depends on conditions; they are taken as free, and the
// two limits are compared under every combination of them, so that "tighter" means: in no case later than before.
import { canonicalJson } from '../canonical.ts';
import type { Condition } from '../condition.ts';
import type { DueTime, Escalation, Limit, LimitRule } from '../draft.ts';
import { ofDurations, ofNumbers, ofSets, opposite, together, type Tendency } from './tendency.ts';

const conditionsAtMost = 8;

export function ofLimits(before: Limit | undefined, after: Limit | undefined): Tendency {
  return ofRules(rulesOf(before), rulesOf(after), ofDue);
}

/** Warned earlier is tighter. */
export function ofWarnings(before: Limit | undefined, after: Limit | undefined): Tendency {
  return ofRules(rulesOf(before), rulesOf(after), (a, b) => ofOptional(a.warn, b.warn, (x, y) => ofDurations(x, y, 'tighter')));
}

/** Told more or earlier is tighter; let in more or earlier is looser. */
export function ofEscalations(before: Limit | undefined, after: Limit | undefined): Tendency {
  const [a, b] = [chainOf(before), chainOf(after)];
  const told = ofReached(a, b, (e) => [...e.notify, ...e.letIn]);
  const letIn = ofReached(a, b, (e) => e.letIn);
  const released = ofReached(a, b, (e) => (e.release ? ['claim'] : []));
  return together([told, opposite[letIn], released]);
}

const rulesOf = (limit: Limit | undefined): readonly LimitRule[] => (limit?.kind === 'due' ? limit.rules : []);
const chainOf = (limit: Limit | undefined): readonly Escalation[] => (limit?.kind === 'due' ? limit.escalate : []);

function ofRules(before: readonly LimitRule[], after: readonly LimitRule[], ofPair: (a: LimitRule, b: LimitRule) => Tendency): Tendency {
  const conditions = [...new Set([...before, ...after].flatMap((r) => (r.when ? [canonicalJson(r.when)] : [])))];
  if (conditions.length > conditionsAtMost) return canonicalJson(before) === canonicalJson(after) ? 'unchanged' : 'other';
  const found: Tendency[] = [];
  for (let holding = 0; holding < 2 ** conditions.length; holding++) {
    const holds = (when: Condition | undefined): boolean => when === undefined || ((holding >> conditions.indexOf(canonicalJson(when))) & 1) === 1;
    const first = (rules: readonly LimitRule[]): LimitRule | undefined => rules.find((r) => holds(r.when));
    found.push(ofOptional(first(before), first(after), ofPair));
  }
  return together(found);
}

function ofDue(a: LimitRule, b: LimitRule): Tendency {
  const { due: dueBefore, when: _a, warn: _b, ...before } = a;
  const { due: dueAfter, when: _c, warn: _d, ...after } = b;
  return anchored(before) === anchored(after) ? ofDueTimes(dueBefore, dueAfter) : 'other';
}

/** Working days and open hours of one calendar are compared with each other only. */
function ofDueTimes(before: DueTime, after: DueTime): Tendency {
  if (typeof before === 'string' || typeof after === 'string') return typeof before === 'string' && typeof after === 'string' ? ofDurations(before, after, 'looser') : 'other';
  if (before.calendar !== after.calendar) return 'other';
  if (before.kind === 'workingDays' && after.kind === 'workingDays') return ofNumbers(before.days, after.days, 'looser');
  return before.kind === 'workingTime' && after.kind === 'workingTime' ? ofDurations(before.time, after.time, 'looser') : 'other';
}
const anchored = (rule: Omit<LimitRule, 'due' | 'when' | 'warn'>): string => canonicalJson({ ...rule, from: rule.from ?? { kind: 'opened' } });

/** What there was none of is tighter. */
function ofOptional<T>(before: T | undefined, after: T | undefined, ofBoth: (a: T, b: T) => Tendency): Tendency {
  if (before === undefined || after === undefined) return before === after ? 'unchanged' : before === undefined ? 'tighter' : 'looser';
  return ofBoth(before, after);
}

/** Who is reached by the chain, and how long after the limit first. */
function ofReached(before: readonly Escalation[], after: readonly Escalation[], reached: (e: Escalation) => readonly string[]): Tendency {
  const first = (chain: readonly Escalation[], who: string): string | undefined =>
    chain.filter((e) => reached(e).includes(who)).map((e) => e.after).reduce<string | undefined>((best, at) => (best === undefined || ofDurations(best, at, 'looser') === 'tighter' ? at : best), undefined);
  const all = (chain: readonly Escalation[]): readonly string[] => [...new Set(chain.flatMap(reached))];
  const both = all(before).filter((who) => all(after).includes(who));
  return together([ofSets(all(before), all(after), 'tighter'), ...both.map((who) => ofDurations(first(before, who) ?? '', first(after, who) ?? '', 'looser'))]);
}
