import { expect, it } from 'vitest';
import type { NodeOf } from '../draft.ts';
import { validate } from '../validate.ts';
import type { ConnectorSpec, ValidationContext } from '../validation-context.ts';
import { closing, limit, node, outcome, said, sample } from './sample.ts';

const spec: ConnectorSpec = { key: 'register', title: 'Register', help: '', inputs: [{ name: 'place', label: 'Place', type: 'value', required: true }], outputs: [{ name: 'found', label: 'Found', type: 'boolean', required: true }] };
const context: ValidationContext = { connectors: [spec] };
const asking = (more: Partial<NodeOf<'service'>> = {}, edges = 'start -> ask; ask.next -> which; ask.failed -> phone; phone.done -> end; which.yes -> end; which.default -> end') =>
  sample(edges, [
    node('service', 'ask', { connector: 'register', inputs: [{ name: 'place', operand: { kind: 'field', ref: 'intake.urgent' } }], outputs: spec.outputs, limit, ...more }), node('task', 'phone'),
    node('decision', 'which', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'compare', left: { kind: 'field', ref: 'ask.found' }, op: 'eq', right: { kind: 'value', value: true } } }] }),
  ]);

it('takes a service that is registered, told what it needs, and expects what it answers', () => {
  expect(validate(asking(), context)).toEqual([]);
});
it('names a connector that is not registered, what is missing, what it does not take, and answers it does not give', () => {
  expect(said('service-unknown', asking({ connector: 'gone' }), context)).toEqual(['ask connector: "ask" asks "gone", which is no connector of this installation; choose one that is registered']);
  expect(said('service-unknown', asking({ inputs: [] }), context)).toEqual(['ask inputs.place: "ask" does not say "Place", which "Register" needs; say it']);
  expect(said('service-unknown', asking({ inputs: [...asking().nodes.flatMap((n) => (n.kind === 'service' ? n.inputs : [])), { name: 'more', operand: { kind: 'value', value: 1 } }] }), context)).toHaveLength(1);
  expect(said('service-unknown', asking({ outputs: [] }), context)).toEqual(['ask connector: "ask" expects other answers than "Register" gives now; choose the connector again']);
});
it('is judged like a step that waits: a limit, an edge for no answer, and no loop it turns alone', () => {
  expect(said('limit-missing', asking({ limit: undefined }))).toHaveLength(1);
  expect(said('missing-edge', asking({}, 'start -> ask; ask.next -> end')).filter((f) => f.startsWith('ask'))).toEqual(['ask failed: "ask" leads nowhere by "failed"; draw an edge from there']);
  expect(said('loop-without-stop', asking({}, 'start -> ask; ask.next -> end; ask.failed -> ask'))).toHaveLength(1);
  const leaving = sample('start -> ask; ask.next -> end; ask.failed -> phone; ask.overdue -> shut; phone.done -> end', [node('service', 'ask', { limit: { ...limit, onOverdue: 'leave' } as NodeOf<'service'>['limit'] }), node('task', 'phone', { outcomes: [outcome('done')] }), node('end', 'shut', { effects: [closing] })]);
  expect(said('time-closes', leaving)).toHaveLength(1);
});
