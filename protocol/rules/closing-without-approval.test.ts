import { expect, it } from 'vitest';
import { closing, node, said, sample } from './sample.ts';

it('takes an approval granted on every path', () => {
  expect(said('closing-without-approval', sample('start -> a; a.approved -> end; a.denied -> a2; a2.done -> a', [node('approval', 'a'), node('task', 'a2'), node('end', 'end', { effects: [closing] })]))).toEqual([]);
});
it('names a closing that a path reaches without one', () => {
  expect(said('closing-without-approval', sample('start -> d; d.yes -> a; d.default -> end; a.approved -> end; a.denied -> end', [node('decision', 'd'), node('approval', 'a'), node('end', 'end', { effects: [closing] })]))).toMatchInlineSnapshot(`
    [
      "end effects.0: a path to "end" closes the case without an approval; put an approval on every path to it, if closing is to be reviewed",
    ]
  `);
});
