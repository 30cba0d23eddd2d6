// A new node of each kind, as complete as it can be without knowing the protocol: what is left open is what only the unit
// can say (who, to whom, which form), and findings ask for it.
import type { Limit, NodeKind, NodeOf } from './draft.ts';

type Defaults = { readonly [K in NodeKind]: (base: Base) => NodeOf<K> };
type Base = { id: string; title: string; instructions: string; citations: string[] };

export function newNode<K extends NodeKind>(kind: K, id: string): NodeOf<K> {
  const make = defaults[kind] as (base: Base) => NodeOf<K>;
  return make({ id, title: kindWords[kind], instructions: '', citations: [] });
}

/** The title a new node carries, and the stem of its id. */
export const kindWords: Readonly<Record<NodeKind, string>> = {
  start: 'Start', task: 'Task', approval: 'Approval', handoff: 'Handoff', decision: 'Decision', table: 'Decision table', split: 'Split', join: 'Join', each: 'For each',
  wait: 'Wait', notify: 'Notify', service: 'Service', milestone: 'Milestone', call: 'Call a protocol', end: 'End',
};

const limit = (due: string): Limit => ({ kind: 'due', rules: [{ due }], escalate: [], onOverdue: 'stay' });

const defaults: Defaults = {
  start: (base) => ({ ...base, kind: 'start', roles: [], effects: [] }),
  task: (base) => ({ ...base, kind: 'task', roles: [], limit: limit('PT24H'), checklist: [], outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], assign: { kind: 'claim' } }),
  approval: (base) => ({ ...base, kind: 'approval', seats: [seat('seat1'), seat('seat2')], denials: 1, notRequester: true, notOwner: false, notDoerOf: [], onApproved: [], sworn: false, limit: limit('PT24H') }),
  handoff: (base) => ({ ...base, kind: 'handoff', handoff: 'request', from: [], to: [], package: [], disclosure: false, limit: limit('PT4H') }),
  decision: (base) => ({ ...base, kind: 'decision', branches: [{ id: 'yes', label: 'Yes' }] }),
  table: (base) => ({ ...base, kind: 'table', hit: 'first', inputs: [], outputs: [{ name: 'answer', label: 'Answer', type: 'boolean' }], rules: [] }),
  split: (base) => ({ ...base, kind: 'split', branches: [{ id: 'a', label: 'First', detached: false }, { id: 'b', label: 'Second', detached: false }] }),
  join: (base) => ({ ...base, kind: 'join' }),
  each: (base) => ({ ...base, kind: 'each', over: { kind: 'times', times: 2 }, order: 'together', roles: [], limit: limit('PT24H'), checklist: [], outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }] }),
  wait: (base) => ({ ...base, kind: 'wait', rules: [{ due: 'P1D' }], events: [] }),
  notify: (base) => ({ ...base, kind: 'notify', to: [], message: '', effects: [] }),
  service: (base) => ({ ...base, kind: 'service', connector: 'choose', inputs: [], outputs: [], attempts: 3, every: 'PT30S', limit: limit('PT1H') }),
  milestone: (base) => ({ ...base, kind: 'milestone' }),
  call: (base) => ({ ...base, kind: 'call', protocol: 'choose', mode: 'wait' }),
  end: (base) => ({ ...base, kind: 'end', outcome: 'done', effects: [], stopsOthers: false }),
};

const seat = (id: string): NodeOf<'approval'>['seats'][number] => ({ id, roles: [], agencies: [], qualifications: [], substitutes: [] });
