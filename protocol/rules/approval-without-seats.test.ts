import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes seats with roles', () => {
  expect(said('approval-without-seats', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a')]))).toEqual([]);
});
it('names an approval without seats, and a seat without roles', () => {
  expect(said('approval-without-seats', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { seats: [] })]))).toMatchInlineSnapshot(`
    [
      "a seats: "a" has no seats; add one for each person whose approval is needed",
    ]
  `);
  expect(said('approval-without-seats', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { seats: [{ id: 'x', roles: [], agencies: [], qualifications: [], substitutes: ['lead'] }] })]))).toMatchInlineSnapshot(`
    [
      "a seats.0.roles: seat 1 of "a" names no role; name who may fill it",
    ]
  `);
});
