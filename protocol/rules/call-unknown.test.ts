import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const context = { published: { other: { version: 2, outcomes: ['well', 'badly', null], hash: 'h' } } };

it('takes a published protocol, its own, and anything while nothing is known of what is published', () => {
  expect(said('call-unknown', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'other', version: 2 })]), context)).toEqual([]);
  expect(said('call-unknown', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'whatever' })]))).toEqual([]);
  expect(said('call-unknown', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'sample' })]), context)).toEqual([]);
});
it('names a protocol or a version that is not published', () => {
  expect(said('call-unknown', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'missing' })]), context)).toMatchInlineSnapshot(`
    [
      "a protocol: "a" calls "missing", of which no version is published; publish it first, or call another",
    ]
  `);
  expect(said('call-unknown', sample('start -> a; a.default -> end', [node('call', 'a', { protocol: 'other', version: 3 })]), context)).toMatchInlineSnapshot(`
    [
      "a version: "a" calls version 3 of "other", but 2 is the latest; call a published version",
    ]
  `);
});
