import { expect, it } from 'vitest';
import { closing, is, node, said, sample } from './sample.ts';

const leaving = { kind: 'due' as const, rules: [{ due: 'PT4H' }], escalate: [], onOverdue: 'leave' as const };

it('takes a person in between, and an end that closes nothing', () => {
  expect(said('time-closes', sample('start -> w; w.elapsed -> a; a.done -> end', [node('wait', 'w'), node('task', 'a'), node('end', 'end', { effects: [closing] })]))).toEqual([]);
  expect(said('time-closes', sample('start -> w; w.elapsed -> end', [node('wait', 'w')]))).toEqual([]);
  expect(said('time-closes', sample('start -> w; w.elapsed -> a; w.found -> end; a.done -> end', [node('wait', 'w', { events: [{ name: 'found', roles: [] }] }), node('task', 'a'), node('end', 'end', { effects: [closing] })]))).toEqual([]);
});
it('sees that a split may start no branch at all', () => {
  const split = node('split', 's', { join: 'j', branches: [{ id: 'x', detached: false, when: is('intake.urgent', true) }] });
  const draft = sample('start -> w; w.elapsed -> s; s.x -> a; a.done -> j; j -> end', [node('wait', 'w'), split, node('task', 'a'), node('join', 'j'), node('end', 'end', { effects: [closing] })]);
  expect(said('time-closes', draft)).toHaveLength(1);
});
it('names time that would close, transfer or disclose', () => {
  expect(said('time-closes', sample('start -> w; w.elapsed -> d; d.yes -> a; d.default -> end; a.done -> end', [node('wait', 'w'), node('decision', 'd'), node('task', 'a'), node('end', 'end', { effects: [closing] })]))).toMatchInlineSnapshot(`
    [
      "w e2: by "elapsed" of "w" time alone closes the case at "end"; put a step in between that a person ends",
    ]
  `);
  expect(said('time-closes', sample('start -> a; a.done -> end; a.overdue -> end', [node('task', 'a', { limit: leaving }), node('end', 'end', { effects: [{ kind: 'status', status: 'transferred' }] })]))).toMatchInlineSnapshot(`
    [
      "a e3: by "overdue" of "a" time alone transfers the case at "end"; put a step in between that a person ends",
    ]
  `);
  expect(said('time-closes', sample('start -> w; w.elapsed -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end', [node('wait', 'w'), node('handoff', 'a', { disclosure: true, legalBasis: { kind: 'drawn', text: 'x' } })]))).toMatchInlineSnapshot(`
    [
      "w e2: by "elapsed" of "w" time alone discloses at "a"; put a step in between that a person ends",
    ]
  `);
  expect(said('time-closes', sample('start -> w; w.elapsed -> a; a -> end', [node('wait', 'w'), node('notify', 'a', { disclosure: true })]))).toHaveLength(1);
});
