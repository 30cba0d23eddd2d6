import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }] });
const half = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: true }] });

it('takes branches that come together, and detached ones that do not', () => {
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> end', [split, node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toEqual([]);
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> end; j -> end', [half, node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toEqual([]);
});
it('names branches that miss the join, leave the split or come from outside', () => {
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> end; j -> end', [split, node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toMatchInlineSnapshot(`
    [
      "s e3: the branch "Y" of "s" never reaches "j", which would wait for it for ever; lead it there, or detach it",
      "b e5: "b" leads to the end "end" on a branch that is waited for; lead to the join, or mark the end as stopping the others",
    ]
  `);
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> c; j -> c; c.done -> end', [split, node('join', 'j'), node('task', 'a'), node('task', 'b'), node('task', 'c')]))).toMatchInlineSnapshot(`
    [
      "s e3: the branch "Y" of "s" never reaches "j", which would wait for it for ever; lead it there, or detach it",
      "b e5: "b" leads out of its split to "c"; a branch that is waited for leaves by its join only",
    ]
  `);
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> end', [half, node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toMatchInlineSnapshot(`
    [
      "b e5: "b" leads to "j" without coming through its split; the join would not know what to wait for",
    ]
  `);
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> s; j -> end', [split, node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toMatchInlineSnapshot(`
    [
      "s e3: the branch "Y" of "s" never reaches "j", which would wait for it for ever; lead it there, or detach it",
      "b e5: "b" leads back to "s" while that split is still open; lead to its join first",
    ]
  `);
  expect(said('join-cannot-be-met', sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> end', [node('split', 's', { branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }] }), node('join', 'j'), node('task', 'a'), node('task', 'b')]))).toMatchInlineSnapshot(`
    [
      "s join: "s" has branches that are waited for but no join; name the join where they come together, or detach them",
      "j: "j" is the join of no split; name it in its split, or delete it",
    ]
  `);
});
it('names a join that goes on with more branches than its split has', () => {
  const split = node('split', 's', { join: 'j', branches: [{ id: 'x', label: 'X', detached: false }, { id: 'y', label: 'Y', detached: false }, { id: 'z', label: 'Z', detached: true }] });
  const drawn = (first: number) => sample('start -> s; s.x -> a; s.y -> b; s.z -> c; a.done -> j; b.done -> j; c.done -> off; j -> end', [split, node('join', 'j', { first }), node('task', 'a'), node('task', 'b'), node('task', 'c'), node('end', 'off', { outcome: null })]);
  expect(said('join-cannot-be-met', drawn(2))).toEqual([]);
  expect(said('join-cannot-be-met', drawn(3))).toMatchInlineSnapshot(`
    [
      "j first: "j" goes on with the first 3, but "s" has 2 branches that it waits for; ask for fewer, or wait for all",
    ]
  `);
});
