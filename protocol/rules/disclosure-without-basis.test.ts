import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes a drawn basis', () => {
  expect(said('disclosure-without-basis', sample(edges, [node('handoff', 'a', { disclosure: true, legalBasis: { kind: 'drawn', text: 'Agreement 7' } })]))).toEqual([]);
});
it('names a disclosure without one', () => {
  expect(said('disclosure-without-basis', sample(edges, [node('handoff', 'a', { disclosure: true })]))).toMatchInlineSnapshot(`
    [
      "a legalBasis: "a" discloses without a legal basis, so it will wait until somebody states one; draw the basis, or name the field that holds it",
    ]
  `);
  expect(said('disclosure-without-basis', sample('start -> a; a -> end', [node('notify', 'a', { disclosure: true })]))).toMatchInlineSnapshot(`
    [
      "a legalBasis: "a" discloses without a legal basis, so the register will name none; draw the basis, or name the field that holds it",
    ]
  `);
});
