// A protocol in one line, for tests and examples: `draft('intake -> triage(2d) -> close')`. The first step is the start, the
// last the end, all between are tasks of the role `analyst` with the outcome `done`; in brackets the limit (default 1d).
import type { Draft, DraftNode } from './draft.ts';
import { invariant } from './invariant.ts';

export function draft(text: string, more: Partial<Draft> = {}): Draft {
  const steps = text.split('->').map((step) => /^\s*([A-Za-z]\w*)\s*(?:\((\d+)(s|min|h|d)\))?\s*$/.exec(step));
  const ids = steps.map((match) => match?.[1] ?? '');
  invariant(ids.length >= 2 && ids.every((id) => id !== ''), 'a line of steps joined by ->, like "start -> look(2h) -> end"');
  return {
    schemaVersion: 1, key: 'p', title: 'Protocol', purpose: '',
    levels: [{ id: 'low', title: 'Low', high: false }, { id: 'high', title: 'High', high: true }],
    roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }],
    forms: [], facts: [], retention: [], citations: [],
    nodes: ids.map((id, index) => nodeOf(id, index === 0 ? 'start' : index === ids.length - 1 ? 'end' : 'task', durationOf(steps[index]))),
    edges: ids.slice(1).map((to, index) => ({ id: `e${index + 1}`, from: ids[index] ?? '', port: index === 0 ? 'next' : 'done', to })),
    layout: Object.fromEntries(ids.map((id, index) => [id, { x: index * 300, y: 0 }])),
    ...more,
  };
}

function nodeOf(id: string, kind: 'start' | 'task' | 'end', due: string): DraftNode {
  const base = { id, title: id, instructions: '', citations: [] };
  switch (kind) {
    case 'start': return { ...base, kind, roles: [], effects: [] };
    case 'end': return { ...base, kind, outcome: id, effects: [], stopsOthers: false };
    case 'task': return {
      ...base, kind, roles: ['analyst'], checklist: [], outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], assign: { kind: 'claim' },
      limit: { kind: 'due', rules: [{ due }], escalate: [{ after: 'PT0S', notify: ['supervisor'], letIn: [], release: false }], onOverdue: 'stay' },
    };
  }
}

function durationOf(match: RegExpExecArray | null | undefined): string {
  const [amount, unit] = [match?.[2] ?? '1', match?.[3] ?? 'd'];
  return unit === 'd' ? `P${amount}D` : `PT${amount}${unit === 'h' ? 'H' : unit === 'min' ? 'M' : 'S'}`;
}
