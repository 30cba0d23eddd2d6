import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes calendar and elapsed time', () => {
  expect(said('bad-duration', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: 'P1DT12H' }] })]))).toEqual([]);
});
it('names what it cannot read', () => {
  expect(said('bad-duration', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ due: '2 days' }] })]))).toMatchInlineSnapshot(`
    [
      "a rules.0.due: the waiting time "2 days" is no duration; write PT24H for 24 hours that pass, or P30D for 30 calendar days",
    ]
  `);
  expect(said('bad-duration', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'PT4H', warn: 'P' }], escalate: [{ after: '', notify: ['lead'], letIn: [], release: false }], onOverdue: 'stay' } })]))).toMatchInlineSnapshot(`
    [
      "a limit.escalate.0.after: the escalation "" is no duration; write PT24H for 24 hours that pass, or P30D for 30 calendar days",
      "a limit.rules.0.warn: the warning "P" is no duration; write PT24H for 24 hours that pass, or P30D for 30 calendar days",
    ]
  `);
});
