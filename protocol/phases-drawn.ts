// Phases as drawn: bands of steps, each with a limit of its own. What counts, warns and escalates for a step does so for a
// phase: its clock is that of a task nobody is asked to do.
import type { Draft, DraftNode, NodeOf } from './draft.ts';

export type Phase = NonNullable<Draft['phases']>[number];

export function phaseAsTask({ id, title, limit }: Phase): NodeOf<'task'> {
  const escalate = (limit?.escalate ?? []).map((e) => ({ after: e.after, notify: e.notify, letIn: [], release: false }));
  return {
    id, title, instructions: '', citations: [], kind: 'task', roles: [], checklist: [], outcomes: [], assign: { kind: 'claim' },
    ...(limit ? { limit: { kind: 'due', rules: limit.rules, escalate, onOverdue: 'stay', ...(limit.statutory !== undefined ? { statutory: limit.statutory } : {}), ...(limit.basis !== undefined ? { basis: limit.basis } : {}) } } : {}),
  };
}

/** Everything of a draft that has a clock: its steps, then its phases. */
export const clocksOf = (draft: Pick<Draft, 'nodes' | 'phases'>): readonly DraftNode[] => [...draft.nodes, ...(draft.phases ?? []).map(phaseAsTask)];
