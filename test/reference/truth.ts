// Conditions as numbers: false is 0, true is 1, unknown lies between. "All" is the least of its parts, "any" the greatest,
// "not" what is left to 1.
import type { Condition, Operand, RoutingValue, Scalar } from '../../protocol/condition.ts';
import { after } from './calendar.ts';
import { all, fieldOf, lastOutcome, levelOf, mainIsLive, openSteps, planOf, runOf, runs, statusOf, childOf, offerOf, type Story } from './story.ts';

export const no = 0;
export const unknown = 0.5;
export const yes = 1;

export function truth(story: Story, run: string, condition: Condition): number {
  const ask = (part: Condition): number => truth(story, run, part);
  switch (condition.kind) {
    case 'all': return Math.min(yes, ...condition.of.map(ask));
    case 'any': return Math.max(no, ...condition.of.map(ask));
    case 'not': return yes - ask(condition.of);
    case 'exists': return fieldOf(story, condition.ref) === undefined ? no : yes;
    case 'fact': return planOf(story, run).facts[condition.id] === undefined ? unknown : ask(planOf(story, run).facts[condition.id]?.when as Condition) === yes ? yes : no;
    case 'count': {
      const list = fieldOf(story, condition.ref);
      return Array.isArray(list) ? compared(list.length, condition.op, condition.value) : unknown;
    }
    case 'since': {
      const since = fieldOf(story, condition.ref);
      return typeof since === 'number' ? compared(story.at, condition.op, after(since, condition.duration, planOf(story, run).unit.zone)) : unknown;
    }
    case 'in': {
      const value = valueOf(story, run, condition.left);
      if (value === undefined) return unknown;
      const chosen: readonly Scalar[] = typeof value === 'object' ? value : [value];
      if (condition.options.some((o) => chosen.includes(o))) return yes;
      return chosen.length === 0 || condition.options.length === 0 || condition.options.some((o) => chosen.some((c) => typeof c === typeof o)) ? no : unknown;
    }
    case 'compare': {
      const [left, right] = [valueOf(story, run, condition.left), valueOf(story, run, condition.right)];
      if (left === undefined || right === undefined || typeof left === 'object' || typeof left !== typeof right) return unknown;
      if (condition.op === 'eq') return left === right ? yes : no;
      if (condition.op === 'ne') return left !== right ? yes : no;
      if (typeof left === 'number' && typeof right === 'number') return compared(left, condition.op, right);
      const levels = planOf(story, run).levels.map((l) => l.id as Scalar);
      return levels.includes(left) && levels.includes(right as Scalar) ? compared(levels.indexOf(left), condition.op, levels.indexOf(right as Scalar)) : unknown;
    }
  }
}

function compared(left: number, op: string, right: number): number {
  const holds: Record<string, boolean> = { eq: left === right, ne: left !== right, lt: left < right, le: left <= right, gt: left > right, ge: left >= right };
  return holds[op] ? yes : no;
}

export function valueOf(story: Story, run: string, operand: Operand): RoutingValue | undefined {
  switch (operand.kind) {
    case 'value': return operand.value;
    case 'field': return fieldOf(story, operand.ref);
    case 'outcome': return lastOutcome(story, operand.step.includes('.') ? operand.step : `${runOf(story, run).key}.${operand.step}`);
    case 'case':
      switch (operand.name) {
        case 'level': return levelOf(story);
        case 'status': return statusOf(story);
        case 'everHigh': return all(story, 'levelSet').some((s) => story.levels.some((l) => l.id === s.level && l.high));
        case 'breaches': return all(story, 'deadlinePassed').length;
        case 'openHandoffs': return openSteps(story).filter((s) => s.as === 'handoff' || offerOf(story, s.step) !== undefined).length;
        case 'otherRuns': return otherRuns(story, run);
      }
  }
}

/** Live runs but this one and those waiting for it, directly or not. */
function otherRuns(story: Story, run: string): number {
  const waits = (other: string): boolean => openSteps(story).some((s) => s.run === other && s.as === 'call' && childOf(story, s.step) !== undefined && (childOf(story, s.step) === run || waits(childOf(story, s.step) ?? '')));
  return runs(story).filter((r) => r.run !== run && !waits(r.run) && (mainIsLive(story, r.run) || openSteps(story).some((s) => s.run === r.run && s.as !== 'phase'))).length;
}
