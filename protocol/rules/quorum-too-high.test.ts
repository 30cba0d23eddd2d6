import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes as many as there are seats', () => {
  expect(said('quorum-too-high', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { needed: 1 })]), { roleHolders: { lead: 1, analyst: 1 } })).toEqual([]);
});
it('names more than there are seats, or persons', () => {
  expect(said('quorum-too-high', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { needed: 2 })]))).toMatchInlineSnapshot(`
    [
      "a needed: "a" needs 2 approvals but has 1 seat; ask for no more than there are seats",
    ]
  `);
  expect(said('quorum-too-high', sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { seats: [{ id: 'x', roles: ['lead'], agencies: [], qualifications: [], substitutes: [] }, { id: 'y', roles: ['lead'], agencies: [], qualifications: [], substitutes: [] }] })]), { roleHolders: { lead: 1 } })).toMatchInlineSnapshot(`
    [
      "a needed: "a" needs 2 different persons, but only 1 holds its roles; staff the roles, or ask for fewer",
    ]
  `);
});
