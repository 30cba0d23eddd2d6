// A protocol nobody has drawn yet: a start and an end, the usual levels of concern, nothing else.
import type { Draft } from './draft.ts';

export function emptyDraft(key: string, title: string): Draft {
  return {
    schemaVersion: 1,
    key,
    title,
    purpose: '',
    levels: [
      { id: 'undetermined', title: 'Undetermined', high: false },
      { id: 'low', title: 'Low', high: false },
      { id: 'moderate', title: 'Moderate', high: false },
      { id: 'high', title: 'High', high: true },
      { id: 'imminent', title: 'Imminent', high: true },
    ],
    roles: [],
    forms: [],
    facts: [],
    retention: [],
    citations: [],
    nodes: [
      { id: 'start', kind: 'start', title: 'Start', instructions: '', citations: [], roles: [], effects: [] },
      { id: 'end', kind: 'end', title: 'End', instructions: '', citations: [], outcome: 'done', effects: [], stopsOthers: false },
    ],
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'end' }],
    layout: { start: { x: 0, y: 0 }, end: { x: 320, y: 0 } },
  };
}
