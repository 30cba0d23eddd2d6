import { expect, it } from 'vitest';
import { limit, node, outcome, said, sample } from './sample.ts';

const around = 'start -> a; a.elapsed -> n; n -> a; a.stop -> end';
const events = [{ name: 'stop', label: 'Stop', roles: [] }];

it('takes a loop in which a person acts, and one whose wait is opened a number of times at most', () => {
  expect(said('loop-without-bound', sample('start -> a; a.elapsed -> t; t.done -> a; a.stop -> end', [node('wait', 'a', { events }), node('task', 't')]))).toEqual([]);
  expect(said('loop-without-bound', sample(`${around}; a.spent -> t; t.done -> end`, [node('wait', 'a', { events, atMost: 5 }), node('notify', 'n'), node('task', 't')]))).toEqual([]);
});
it('takes a loop that goes on when somebody has cancelled the protocol it waited for', () => {
  expect(said('loop-without-bound', sample('start -> a; a.elapsed -> c; a.stop -> end; c.cancelled -> a; c.default -> end', [node('wait', 'a', { events }), node('call', 'c', { mode: 'wait' })]))).toEqual([]);
});
it('names a loop that time alone turns for ever', () => {
  expect(said('loop-without-bound', sample(around, [node('wait', 'a', { events }), node('notify', 'n')]))).toMatchInlineSnapshot(`
    [
      "a atMost: time alone can turn the loop through "a" for ever; say how many times at most it is opened, and lead "spent" to a step that a person ends",
    ]
  `);
  const leaving = { ...limit, onOverdue: 'leave' as const };
  expect(said('loop-without-bound', sample('start -> t; t.done -> end; t.overdue -> n; n -> t', [node('task', 't', { limit: leaving, outcomes: [outcome('done')] }), node('notify', 'n')]))).toMatchInlineSnapshot(`
    [
      "t: time alone can turn the loop through "t" for ever; put a step into it that a person ends, or a wait that is opened a number of times at most",
    ]
  `);
});
it('leaves a loop that never waits to the rule about loops without a stop', () => {
  expect(said('loop-without-bound', sample('start -> n; n -> d; d.yes -> n; d.default -> end', [node('notify', 'n'), node('decision', 'd')]))).toEqual([]);
});
