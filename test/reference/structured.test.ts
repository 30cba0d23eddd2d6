// The engine against the reference on protocols as somebody would draw them.
import { describe, it } from 'vitest';
import { agree, eachPart } from './agree.ts';
import { structured } from './compare.ts';

describe('the engine says what the reference says', () => {
  it.each(eachPart)('whatever protocol is drawn and whoever does what when, part %s', () => agree(structured), 300_000);
});
