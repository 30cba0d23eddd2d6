import { create } from 'fontkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fontFile, fontParts } from '../server/pictures/fonts.ts';
import { fitted, widthOf, wrapped } from './text.ts';

const letters = { size: 14, weight: 600 } as const;
const words = fc.array(fc.oneof(fc.stringMatching(/^[A-Za-z,.]{1,12}$/), fc.stringMatching(/^[A-Z]{30,60}$/)), { minLength: 1, maxLength: 14 }).map((all) => all.join(' '));

describe('words in a picture', () => {
  it.each([400, 600] as const)('are as wide as the typeface says, at weight %s', (weight) => {
    for (const part of fontParts) {
      const font = create(fontFile(part, weight));
      if (!('characterSet' in font)) throw new Error('a collection');
      // A character that stands in several parts of the typeface is the same in each.
      const unlike = font.characterSet.filter((p) => p >= 32 && p < 0xfe00 && widthOf(String.fromCodePoint(p), { size: 2048, weight }) !== font.glyphForCodePoint(p).advanceWidth);
      expect(unlike).toEqual([]);
    }
  });
  it('stay in the room they are given, and none is lost where the lines suffice', () => {
    fc.assert(fc.property(words, fc.integer({ min: 60, max: 260 }), (text, room) => {
      const lines = wrapped(text, room, letters, 99);
      expect(lines.filter((line) => widthOf(line, letters) > room)).toEqual([]);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }));
  });
  it('end with an ellipsis where they are cut', () => {
    fc.assert(fc.property(words, fc.integer({ min: 60, max: 260 }), fc.integer({ min: 1, max: 3 }), (text, room, most) => {
      const lines = wrapped(text, room, letters, most);
      expect(lines.length).toBeLessThanOrEqual(most);
      expect(lines.filter((line) => widthOf(line, letters) > room)).toEqual([]);
      if (wrapped(text, room, letters, 99).length > most) expect(lines.at(-1)).toMatch(/…$/);
    }));
    expect(fitted('Approve: keep, validated afresh', 120, letters)).toBe('Approve: keep,…');
  });
});
