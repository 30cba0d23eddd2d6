import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a protocol of usual size', () => {
  expect(said('too-large', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names too many steps, and too many bytes', () => {
  expect(said('too-large', sample('start -> end', Array.from({ length: 500 }, (_, i) => node('task', `t${i}`))))).toMatchInlineSnapshot(`
    [
      ": this protocol has 502 steps; 500 are the most, so put part of it into a protocol of its own and call it",
    ]
  `);
  expect(said('too-large', sample('start -> end', [], { purpose: 'x'.repeat(8000), citations: Array.from({ length: 200 }, (_, i) => ({ id: `c${i}`, text: 'é'.repeat(1000), kind: 'policy' as const })) }))).toMatchInlineSnapshot(`
    [
      ": this protocol takes about 408 KB; 256 KB are the most, so put part of it into a protocol of its own and call it",
    ]
  `);
});
