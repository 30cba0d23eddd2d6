import { describe, expect, it } from 'vitest';
import { compareDrafts, comparisonLines } from '../compare/compare.ts';
import { compile } from '../compile.ts';
import { draft } from '../draft-text.ts';
import { unit } from '../rules/sample.ts';
import { validate } from '../validate.ts';
import { partOf, paste } from './clip.ts';
import { addNote, deleteNote, newNote, updateNote } from './notes.ts';
import { moveNodes } from './nodes.ts';

const steps = draft('report -> screen -> close');
const note = { ...newNote(steps), text: 'Ask counsel about the second day.' };
const noted = addNote(steps, { note, at: { x: 10.4, y: -80 } });

describe('a note on the canvas', () => {
  it('is part of the draft and of no plan: the hash of what is published stays the same', () => {
    const context = { unit, version: 1, published: () => undefined };
    const [plain, withNote] = [compile(steps, context), compile(updateNote(noted, { ...note, text: 'Other words' }), context)];
    expect(plain.ok && withNote.ok && withNote.hash).toBe(plain.ok && plain.hash);
    expect(plain.ok).toBe(true);
    expect(validate(noted)).toEqual(validate(steps));
  });
  it('is moved, worded, copied and deleted like a step', () => {
    expect(noted.layout['note']).toEqual({ x: 10, y: -80 });
    expect(moveNodes(noted, { note: { x: 5, y: 5 } }).layout['note']).toEqual({ x: 5, y: 5 });
    expect(updateNote(noted, note)).toBe(noted);
    const pasted = paste(noted, partOf(noted, ['note', 'screen']));
    expect(pasted.draft.notes?.map((n) => n.id)).toEqual(['note', 'note_2']);
    expect(pasted.ids).toEqual(['screen_2', 'note_2']);
    expect(deleteNote(noted, 'note')).toEqual(steps);
  });
  it('is no change that a review has to weigh', () => {
    expect(comparisonLines(compareDrafts(steps, noted))).toEqual(comparisonLines(compareDrafts(steps, steps)));
  });
});
