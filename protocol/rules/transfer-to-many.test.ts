import { expect, it } from 'vitest';
import { is, node, said, sample } from './sample.ts';

const edges = 'start -> a; a.settled -> end; a.withdrawn -> end';

it('takes a request to several', () => {
  expect(said('transfer-to-many', sample(edges, [node('handoff', 'a', { each: { kind: 'times', times: 3 } })]))).toEqual([]);
  expect(said('missing-edge', sample(edges, [node('handoff', 'a', { each: { kind: 'times', times: 3 } })]))).toEqual([]);
});
it('names a transfer to several, also one that only a condition makes so', () => {
  const sometimes = { each: { kind: 'times' as const, times: 3 }, kindRules: [{ when: is('intake.urgent', true), handoff: 'transfer' as const }] };
  expect(said('transfer-to-many', sample(edges, [node('handoff', 'a', sometimes)]))).toMatchInlineSnapshot(`
    [
      "a each: "a" would offer ownership to several at once, and a case has one owner; offer it once, or make it a request",
    ]
  `);
});
