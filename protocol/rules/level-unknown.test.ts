import { expect, it } from 'vitest';
import { node, outcome, said, sample } from './sample.ts';

it('takes a level of the protocol', () => {
  expect(said('level-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'fixed', level: 'high' } }])] })]))).toEqual([]);
});
it('names one it does not have', () => {
  expect(said('level-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [{ kind: 'level', from: { kind: 'fixed', level: 'purple' } }])] })]))).toMatchInlineSnapshot(`
    [
      "a outcomes.0.effects.0: "a" sets the level "purple", which this protocol does not have; choose one of its levels of concern",
    ]
  `);
});
