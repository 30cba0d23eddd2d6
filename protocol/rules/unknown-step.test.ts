import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes steps of this protocol and of others', () => {
  expect(said('unknown-step', sample('start -> a; a.done -> b; b.approved -> end; b.denied -> end', [node('task', 'a'), node('approval', 'b', { notDoerOf: ['a', 'sample.a', 'other.thing'] })]))).toEqual([]);
});
it('names steps that do not exist', () => {
  expect(said('unknown-step', sample('start -> a; a.done -> b; b.approved -> end; b.denied -> end', [node('task', 'a', { assign: { kind: 'doerOf', step: 'gone' } }), node('approval', 'b', { notDoerOf: ['sample.gone'] })]))).toMatchInlineSnapshot(`
    [
      "a assign: "a" is assigned to whoever did "gone", which is no step of this protocol; name one of its steps, or protocol.step of another",
      "b notDoerOf.0: "b" keeps out whoever did "sample.gone", which is no step of this protocol; name one of its steps, or protocol.step of another",
    ]
  `);
});
