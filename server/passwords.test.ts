import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, isTooWeak, oneTimePassword } from './passwords.ts';

describe('a password', () => {
  it.each([
    ['is short', 'short phrase'.slice(0, 11), 'ann'],
    ['is a common word with digits behind it', 'passwordpassword123', 'ann'],
    ['is the product', 'Handrail-Handrail-1', 'ann'],
    ['contains the login', 'margaret was here', 'margaret'],
    ['is few characters over and over', 'abababababababab', 'ann'],
  ])('is refused when it %s', (_why, password, login) => expect(isTooWeak(password, login)).toBe(true));

  it('is taken when it is a phrase', () => expect(isTooWeak('four words on a fence', 'ann')).toBe(false));

  it('is right only for its own hash, and wrong without one', async () => {
    const stored = await hashPassword('four words on a fence');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(stored, 'four words on a fence')).toBe(true);
    expect(await isPassword(stored, 'five words on a fence')).toBe(false);
    expect(await isPassword(undefined, 'four words on a fence')).toBe(false);
  });

  it('for one time is never the same and never too weak', () => {
    const made = Array.from({ length: 200 }, oneTimePassword);
    expect(new Set(made).size).toBe(200);
    expect(made.every((password) => !isTooWeak(password, 'ann') && /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/.test(password))).toBe(true);
  });
});
