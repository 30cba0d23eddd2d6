import { expect, it } from 'vitest';
import { is, node, said, sample } from './sample.ts';

it('takes a wait for an event', () => {
  expect(said('wait-without-end', sample('start -> a; a.found -> end', [node('wait', 'a', { rules: [], events: [{ name: 'found', roles: [] }] })]))).toEqual([]);
});
it('names a wait that may never end', () => {
  expect(said('wait-without-end', sample('start -> a', [node('wait', 'a', { rules: [] })]))).toMatchInlineSnapshot(`
    [
      "a rules: "a" waits for nothing; say how long, until which date, or for which event",
    ]
  `);
  expect(said('wait-without-end', sample('start -> a; a.elapsed -> end', [node('wait', 'a', { rules: [{ when: is('intake.urgent', true), due: 'P1D' }] })]))).toMatchInlineSnapshot(`
    [
      "a rules: "a" never ends when none of its conditions holds; add a last rule without a condition, or an event",
    ]
  `);
});
