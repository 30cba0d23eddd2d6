import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a listed source', () => {
  expect(said('citation-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { citations: ['S1'] })], { citations: [{ id: 'S1', text: 'Policy 4', kind: 'policy' }] }))).toEqual([]);
});
it('names a source that is not listed, once', () => {
  expect(said('citation-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { citations: ['S1', 'S1'] })]))).toMatchInlineSnapshot(`
    [
      "a citations: "a" cites "S1", which is not among the sources of this protocol; add it there",
    ]
  `);
});
