import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const context = { published: { other: { version: 2, outcomes: ['well', 'badly', null], hash: 'h' } } };

it('takes an edge for each outcome, or one for the rest', () => {
  expect(said('call-outcome-missing', sample('start -> a; a.well -> end; a.badly -> end; a.cancelled -> end', [node('call', 'a', { protocol: 'other' })]), context)).toEqual([]);
  expect(said('call-outcome-missing', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'other' })]), context)).toEqual([]);
  expect(said('call-outcome-missing', sample('start -> a; a.next -> end', [node('call', 'a', { protocol: 'other', mode: 'spawn' })]), context)).toEqual([]);
});
it('names the outcomes of the called protocol, or of its own ends, that have no edge', () => {
  expect(said('call-outcome-missing', sample('start -> a; a.well -> end', [node('call', 'a', { protocol: 'other' })]), context)).toMatchInlineSnapshot(`
    [
      "a badly: "a" has no way for the outcome "badly"; draw its edge, or the edge "otherwise"",
      "a cancelled: "a" has no way for the outcome "cancelled"; draw its edge, or the edge "otherwise"",
    ]
  `);
  expect(said('call-outcome-missing', sample('start -> a; a.done -> end', [node('call', 'a', { protocol: 'sample' })]))).toMatchInlineSnapshot(`
    [
      "a cancelled: "a" has no way for the outcome "cancelled"; draw its edge, or the edge "otherwise"",
    ]
  `);
});
