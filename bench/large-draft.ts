// A protocol of about so many steps, as people draw them: stretches of work one after the other, each with a decision, an
// approval that can send back, and three branches at once, every tenth one round which the whole can be gone again. Its five
// rules ask over its whole length.
import type { AgencyRule, Draft, DraftNode, Limit, NodeKind, NodeOf } from '../protocol/draft.ts';
import { newNode } from '../protocol/node-defaults.ts';

const stepsAStretch = 9;
const limit = (due: string): Limit => ({ kind: 'due', rules: [{ due }], escalate: [{ after: 'PT0S', notify: ['lead'], letIn: [], release: false }], onOverdue: 'stay' });
const lead = { id: 'lead', roles: ['lead'], agencies: [], qualifications: [], substitutes: [] };

export function largeDraft(steps: number): Draft {
  const nodes: DraftNode[] = [];
  const edges: Draft['edges'] = [];
  const add = <K extends NodeKind>(kind: K, id: string, more: Partial<NodeOf<K>>): string => {
    nodes.push({ ...newNode(kind, id), title: id, ...more } as NodeOf<K>);
    return id;
  };
  const connect = (from: string, port: string, to: string): void => void edges.push({ id: `e${edges.length}`, from, port, to });
  const task = (id: string, more: Partial<NodeOf<'task'>> = {}): string => add('task', id, { roles: ['analyst'], limit: limit('PT4H'), ...more });
  add('start', 'start', { form: 'intake', roles: ['analyst'], limit: limit('PT1H') });
  let [from, port] = ['start', 'next'];
  const stretches = Math.max(1, Math.round((steps - 3) / stepsAStretch));
  for (let i = 0; i < stretches; i++) {
    const id = (name: string): string => `${name}${i}`;
    connect(from, port, task(id('work')));
    connect(id('work'), 'done', add('decision', id('choice'), { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'field', ref: 'intake.urgent' }, op: 'eq', right: { kind: 'value', value: i % 2 === 0 } } }] }));
    connect(id('choice'), 'yes', add('approval', id('agree'), { seats: [lead], notDoerOf: [id('work')], limit: limit('PT8H') }));
    connect(id('choice'), 'default', add('split', id('fan'), { join: id('meet'), branches: ['a', 'b', 'c'].map((b) => ({ id: b, detached: false })) }));
    connect(id('agree'), 'approved', id('fan'));
    connect(id('agree'), 'denied', id('work'));
    for (const b of ['a', 'b', 'c']) {
      connect(id('fan'), b, task(`${b}${i}`));
      connect(`${b}${i}`, 'done', id('meet'));
    }
    add('join', id('meet'), {});
    connect(id('meet'), 'next', task(id('after'), { outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }, { id: 'again', label: 'Again', effects: [], needsReason: false }] }));
    connect(id('after'), 'again', i % 10 === 9 ? 'work0' : id('work'));
    [from, port] = [id('after'), 'done'];
  }
  connect(from, port, add('approval', 'review', { seats: [lead, { ...lead, id: 'second' }], notDoerOf: ['work0'], limit: limit('PT24H') }));
  add('end', 'end', { effects: [{ kind: 'status', status: 'no_case' }] });
  connect('review', 'approved', 'end');
  connect('review', 'denied', 'work0');
  return {
    schemaVersion: 1, key: 'large', title: 'Large', purpose: '', levels: [{ id: 'low', title: 'Low', high: false }],
    roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'lead', title: 'Lead' }],
    forms: [{ id: 'intake', title: 'Intake', fields: [{ name: 'urgent', label: 'Urgent', type: 'boolean', required: true, sensitivity: 'none' }] }],
    facts: [], retention: [], citations: [], rules: rulesOver(stretches), nodes, edges, layout: {},
  };
}

/** What holds: all ways have to be looked at. */
function rulesOver(stretches: number): AgencyRule[] {
  const done = (step: string): Extract<AgencyRule, { kind: 'passes' }>['through'] => ({ kind: 'step', step, moment: 'done' });
  return [
    { id: 'reviewed', title: 'Reviewed by two', kind: 'passes', from: { kind: 'start' }, to: { kind: 'status', status: 'no_case' }, through: { kind: 'approval', persons: 2 } },
    { id: 'met', title: 'All three are asked', kind: 'passes', from: done('work0'), to: { kind: 'step', step: 'review', moment: 'opened' }, through: done(`b${stretches - 1}`) },
    { id: 'begun', title: 'Begun in time', kind: 'within', from: { kind: 'start' }, to: done('work0'), within: 'PT5H' },
    { id: 'apart', title: 'Kept apart', kind: 'separate', act: 'work0', approve: 'review' },
    { id: 'cited', title: 'Cited', kind: 'cited', kinds: [] },
  ];
}
