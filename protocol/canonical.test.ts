import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from './canonical.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, shuffled(v)]));
};

describe('canonicalJson', () => {
  it('says the same for two objects that differ in the order of their keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value)); }));
  });
  it('is JSON that reads back as the value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))); }));
  });
  it('keeps the order of lists and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [2, 1], a: undefined, A: 'é' })).toBe('{"A":"é","b":[2,1]}');
  });
  it.each([['NaN', NaN], ['a function', () => 1], ['a bigint', 1n]])('refuses %s as a bug', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow('JSON cannot say');
  });
});

describe('sha256Hex', () => {
  const node = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  it('agrees with Node for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => { expect(sha256Hex(text)).toBe(node(text)); }));
  });
  it('agrees with Node for texts of every length around a block', () => {
    for (let length = 0; length < 140; length += 1) expect(sha256Hex('x'.repeat(length))).toBe(node('x'.repeat(length)));
  });
  it('agrees with Node for half a surrogate pair and for a quarter of a megabyte', () => {
    for (const text of ['\ud800', 'a\udc00b', '\ud83d\ude00', 'é'.repeat(131_072)]) expect(sha256Hex(text)).toBe(node(text));
  });
});
