// The engine against the reference on protocols whose edges lead where nobody would lead them; and what was found before, each
// as a case with a name.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agree, eachPart, expectAllOf } from './agree.ts';
import { damaged, difference, told, type Case } from './compare.ts';

const kept = join(import.meta.dirname, 'kept');

describe('the engine says what the reference says', () => {
  const seen = new Set<string>();
  it.each(eachPart)('however the edges of a protocol lead, part %s', () => agree(damaged, seen), 300_000);
  it('and was asked for entries of every kind and for refusals', () => expectAllOf(seen));
});

describe('what was found once stays found', () => {
  it.each(readdirSync(kept).filter((file) => file.endsWith('.json')))('%s', (file) => {
    const found = difference(JSON.parse(readFileSync(join(kept, file), 'utf8')) as Case);
    expect(found && told(found)).toBeUndefined();
  });
});
