// The engine against the reference on protocols as somebody would draw them.
import { describe, it } from 'vitest';
import { agree, eachPart, expectAllOf } from './agree.ts';
import { structured } from './compare.ts';

describe('the engine says what the reference says', () => {
  const seen = new Set<string>();
  it.each(eachPart)('whatever protocol is drawn and whoever does what when, part %s', () => agree(structured, seen), 300_000);
  it('and was asked for entries of every kind and for refusals', () => expectAllOf(seen));
});
