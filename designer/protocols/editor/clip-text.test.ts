import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft } from '../../../test/arbitraries/draft.ts';
import { draft } from '../../../protocol/draft-text.ts';
import { partOf } from '../../../protocol/edits/clip.ts';
import { clipText, readClip } from './clip-text.ts';

describe('the clipboard', () => {
  it('gives copied steps back as they were', () => {
    const steps = partOf(draft('report -> screen -> close'), ['screen']);
    expect(readClip(clipText(steps))).toEqual({ kind: 'steps', steps });
  });
  it('says in a sentence what is wrong with anything else, whatever it is', () => {
    expect(readClip('milk, bread')).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('no steps of a protocol') as unknown });
    expect(readClip('')).toMatchObject({ why: expect.stringContaining('empty') as unknown });
    expect(readClip('{"nodes":[]}')).toMatchObject({ why: expect.stringContaining('no steps of a protocol') as unknown });
    expect(readClip('{"handrail":"steps","version":2,"steps":{}}')).toMatchObject({ why: expect.stringContaining('another version') as unknown });
    expect(readClip('{"handrail":"steps","version":1,"steps":{"schemaVersion":1,"key":"p"}}')).toMatchObject({ why: expect.stringMatching(/damaged \(steps\.title: .+\)\. Copy them again\.$/) as unknown });
  });
  it('is read without a throw, cut off or scrambled', () => {
    fc.assert(fc.property(anyDraft, fc.nat(2000), (steps, length) => void readClip(clipText(steps).slice(0, length))));
    fc.assert(fc.property(fc.jsonValue(), (value) => readClip(JSON.stringify(value)).kind === 'unreadable'));
  });
});
