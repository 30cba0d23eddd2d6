import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a class of the protocol', () => {
  expect(said('retention-unknown', sample('start -> end', [node('end', 'end', { effects: [{ kind: 'retention', class: 'r' }] })], { retention: [{ id: 'r', keep: 'P5Y', reviewBefore: 'P90D' }] }))).toEqual([]);
});
it('names one it does not have', () => {
  expect(said('retention-unknown', sample('start -> end', [node('end', 'end', { effects: [{ kind: 'retention', class: 'r' }] })]))).toMatchInlineSnapshot(`
    [
      "end effects.0: "end" sets the retention class "r", which this protocol does not have; add the class, or choose another",
    ]
  `);
});
