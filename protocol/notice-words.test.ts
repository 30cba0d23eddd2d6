import { describe, expect, it } from 'vitest';
import { noticeAbouts } from './rows.ts';
import { noticeSentence } from './notice-words.ts';

describe('a notice', () => {
  it.each(noticeAbouts)('about %s is a whole sentence, with the step by its title', (about) => {
    const said = noticeSentence(about, { step: 'Ask the school', text: 'The road is closed.' });
    expect(said).toMatch(/^[“A-Z].*\.$/);
    expect(said).not.toMatch(/undefined|_/);
  });

  it('says what holds an end, and why a limit counts from the opening', () => {
    expect(noticeSentence('endHeld', { step: 'Closed', text: 'weapons_access_unknown' })).toMatch(/access to weapons/);
    expect(noticeSentence('anchorMissing', { step: 'Assess', text: 'intake.received_at' })).toBe('The limit of “Assess” counts from its opening, because “received at” is not recorded.');
  });

  it('is said in some words even when its step is gone or its kind is of another version', () => {
    expect(noticeSentence('dueSoon', { step: undefined, text: '' })).toBe('A step of this case is due soon.');
    expect(noticeSentence('fromTheFuture', { step: undefined, text: '' })).toMatch(/Open it to see what\.$/);
  });
});
