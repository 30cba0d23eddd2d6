import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes ten years, and days before a recorded date', () => {
  expect(said('duration-out-of-bounds', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: 'P10Y' }] })]))).toEqual([]);
  expect(said('duration-out-of-bounds', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: '-P3D', from: { kind: 'field', ref: 'intake.seen' } }] })]))).toEqual([]);
});
it('names what is too long, too short or negative', () => {
  expect(said('duration-out-of-bounds', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: 'P11Y' }] })]))).toMatchInlineSnapshot(`
    [
      "a rules.0.due: the waiting time "P11Y" is too long; ten years are the most",
    ]
  `);
  expect(said('duration-out-of-bounds', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: 'PT0S' }] })]))).toMatchInlineSnapshot(`
    [
      "a rules.0.due: the waiting time "PT0S" is too short; it is at least one second",
    ]
  `);
  expect(said('duration-out-of-bounds', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'PT4H' }], escalate: [{ after: '-PT1H', notify: ['lead'], letIn: [], release: false }], onOverdue: 'stay' } })]))).toMatchInlineSnapshot(`
    [
      "a limit.escalate.0.after: the escalation "-PT1H" lies before its instant; it cannot be negative",
    ]
  `);
});
