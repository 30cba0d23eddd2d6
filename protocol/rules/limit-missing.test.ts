import { expect, it } from 'vitest';
import { is, node, said, sample } from './sample.ts';

it('takes no limit with a reason', () => {
  expect(said('limit-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'none', reason: 'seasonal work' } })]))).toEqual([]);
});
it('names steps that wait without a limit that always holds', () => {
  expect(said('limit-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: undefined })]))).toMatchInlineSnapshot(`
    [
      "a limit: "a" has no limit; say until when it is to be done, or why it needs none",
    ]
  `);
  expect(said('limit-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'none', reason: ' ' } })]))).toMatchInlineSnapshot(`
    [
      "a limit: "a" has no limit and no reason why; say why it needs none",
    ]
  `);
  expect(said('limit-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ when: is('intake.urgent', true), due: 'PT1H' }], escalate: [], onOverdue: 'stay' } })]))).toMatchInlineSnapshot(`
    [
      "a limit: "a" has no limit when none of its conditions holds; add a last rule without a condition",
    ]
  `);
  expect(said('limit-missing', sample('start -> end', [node('start', 'start', { form: 'intake', roles: ['lead'] })]))).toMatchInlineSnapshot(`
    [
      "start limit: "start" has no limit; say until when it is to be done, or why it needs none",
    ]
  `);
});
