import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedNames, likeness, namedIn } from './alike.ts';
import { namesIn, nameTokens, partsOf, recordTokens, searchTokens } from './name-keys.ts';

const known = (name: string, more: Partial<Parameters<typeof likeness>[0]> = {}) => ({ name, aliases: [], birthDate: null, identifiers: [], ...more });

describe('a name', () => {
  it('is the same in any order, in capitals, with accents, dashes and titles or without', () => {
    for (const other of ['weber, karl', 'KARL WEBER', 'Dr. Karl Weber', 'Kárl  Weber', 'Karl-Weber']) expect(comparedNames(partsOf('Karl Weber'), partsOf(other)), other).toBe('same');
    expect(partsOf("Siobhán O'Neill-Ortiz")).toEqual(['siobhan', 'oneill', 'ortiz']);
  });

  it('is similar where it sounds alike, has a slip of the pen, or where one side knows a middle name', () => {
    for (const other of ['Carl Weber', 'Karl Webber', 'Karl Johann Weber', 'Karl Wheber']) expect(comparedNames(partsOf('Karl Weber'), partsOf(other)), other).toBe('similar');
    expect(comparedNames(partsOf('Catherine Smith'), partsOf('Kathryn Smyth'))).toBe('similar');
    expect(comparedNames(partsOf('Karl Weber'), partsOf('Karl Lindqvist'))).toBe('part');
    expect(comparedNames(partsOf('Karl Weber'), partsOf('Priya Nair'))).toBeUndefined();
  });

  it('is compared alike whichever side it stands on', () => {
    const name = fc.array(fc.constantFrom('karl', 'carl', 'weber', 'webber', 'nair', 'li', 'o', 'johann'), { maxLength: 4 });
    fc.assert(fc.property(name, name, (a, b) => comparedNames(a, b) === comparedNames(b, a)), { numRuns: 2_000, examples: [[['karl', 'karl'], ['karl', 'weber']]] });
  });
});

describe('two records', () => {
  it('are proposed as one person with why, and with what speaks against it', () => {
    expect(likeness(known('Karl Weber', { birthDate: '1987-03-02' }), known('Carl Weber', { birthDate: '1987-03-02' }))).toMatchObject({ why: ['A similar name: “Karl Weber” and “Carl Weber”.', 'The same date of birth.'], against: [] });
    expect(likeness(known('Karl Weber', { birthDate: '1987-03-02' }), known('Karl Weber', { birthDate: '1990-01-01' }))).toMatchObject({ why: ['The same name, “Karl Weber”.'], against: ['Another date of birth.'] });
    expect(likeness(known('A man in a gray van', { identifiers: [{ kind: 'license plate', value: 'HX 42-17' }] }), known('Karl Weber', { identifiers: [{ kind: 'plate', value: 'hx4217' }] }))).toMatchObject({ why: ['The same license plate.'], against: ['Another name.'] });
    expect(likeness(known('Ann Li', { aliases: ['Karl Weber'] }), known('Carl Weber'))).toMatchObject({ why: ['A similar name: “Karl Weber” and “Carl Weber”.'] });
  });

  it('are not proposed for a part of a name alone, nor for a like name with another date of birth', () => {
    expect(likeness(known('Karl Weber'), known('Karl Lindqvist'))).toBeUndefined();
    expect(likeness(known('Karl Weber', { birthDate: '1987-03-02' }), known('Carl Webber', { birthDate: '1990-01-01' }))).toBeUndefined();
    expect(likeness(known('Karl Weber', { birthDate: '1987-03-02' }), known('Priya Nair', { birthDate: '1987-03-02' }))).toBeUndefined();
  });
});

describe('a report', () => {
  it('names a person when every part of a name stands in it, as written or as it sounds', () => {
    expect(namedIn(namesIn('Said to be one Karl Weber, of Mill Lane'), known('Karl Weber'))).toMatchObject({ why: ['The report names “Karl Weber”.'] });
    expect(namedIn(namesIn('Carl WEBBER'), known('Karl Weber'))).toMatchObject({ why: ['The report has a name like “Karl Weber”.'] });
    expect(namedIn(namesIn('Karl, a former patient'), known('Karl Weber'))).toBeUndefined();
  });
  it('has no names in words that merely begin a sentence', () => {
    expect(namesIn('The former owner of the house on Mill Lane. He said so.')).toEqual(['mill', 'lane']);
  });
});

describe('what is found', () => {
  it('is whoever was kept under it: the same word gives the same key, typed or recorded', () => {
    const keys = recordTokens(known('Karl Weber', { aliases: ['Charly'], birthDate: '1987-03-02', identifiers: [{ kind: 'license plate', value: 'HX 42-17' }] }));
    for (const typed of ['weber', 'Webber', 'karl weber', '1987-03-02', 'hx-4217', 'charly']) expect(searchTokens(typed).some((token) => keys.includes(token)), typed).toBe(true);
    expect(searchTokens('Nair').some((token) => keys.includes(token))).toBe(false);
  });
  it('never fails, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => [...searchTokens(text), ...namesIn(text).flatMap(nameTokens)].every((token) => token.length > 0)));
  });
});
