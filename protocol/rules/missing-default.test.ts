import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes a decision with a default', () => {
  expect(said('missing-default', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd')]))).toEqual([]);
});
it('names one without', () => {
  expect(said('missing-default', sample('start -> d; d.yes -> end', [node('decision', 'd')]))).toMatchInlineSnapshot(`
    [
      "d default: "d" has no way for when none of its conditions holds; draw the edge "otherwise"",
    ]
  `);
});
