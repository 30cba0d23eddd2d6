// What of a draft is counted in calendars, made ready for its plan: each such rule names the calendar it counts in, and the
// plan gets those calendars and no others. So a new calendar changes the hash of those plans only that count in it.
import { chooseCalendar, type AgencyCalendar } from './choose-calendar.ts';
import type { Draft, DraftNode, LimitRule } from './draft.ts';
import { invariant } from './invariant.ts';
import { calledBy } from './node-parts.ts';
import { phaseAsTask } from './phases-drawn.ts';
import type { PlanCalendar, UnitContext } from './plan.ts';
import { readCalendar } from './read-calendar.ts';

interface Counting {
  readonly nodes: readonly DraftNode[];
  readonly phases: readonly DraftNode[];
  readonly calendars: Readonly<Record<string, PlanCalendar>>;
}

export function countingOf(draft: Draft, context: { readonly unit: UnitContext; readonly calendars?: readonly AgencyCalendar[] }): Counting {
  const calendars: Record<string, PlanCalendar> = {};
  const counted = (node: DraftNode, rule: LimitRule): LimitRule => {
    if (typeof rule.due === 'string') return rule;
    const chosen = chooseCalendar(draft, context.calendars ?? [], context.unit, node, rule.due);
    invariant(chosen, 'a draft without errors names calendars that exist');
    calendars[chosen.key] = readCalendar(chosen.calendar, chosen).calendar;
    return { ...rule, due: { ...rule.due, calendar: chosen.key } };
  };
  const clocked = (node: DraftNode): DraftNode => {
    if (node.kind === 'wait') return { ...node, rules: node.rules.map((rule) => counted(node, rule)) };
    if (calledBy(node) !== undefined || !('limit' in node) || node.limit?.kind !== 'due') return node;
    return { ...node, limit: { ...node.limit, rules: node.limit.rules.map((rule) => counted(node, rule)) } };
  };
  return { nodes: draft.nodes.map(clocked), phases: (draft.phases ?? []).map((phase) => clocked(phaseAsTask(phase))), calendars };
}
