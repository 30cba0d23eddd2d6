// Signatures as RFC 8032 has them, so that anybody's tools agree with ours; and a key that is the installation's own.
import { describe, expect, it } from 'vitest';
import { fingerprintOf, isSignedBy, signingKey } from './ed25519.ts';
import { createSecrets } from './secrets.ts';

describe('a signature', () => {
  it('is that of RFC 8032, test 1', () => {
    const key = signingKey(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
    expect(key.publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(key.sign('')).toBe('e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b');
    expect(key.fingerprint).toBe(fingerprintOf(key.publicKey));
  });

  it('fits one text under one key', () => {
    const [key, other] = [signingKey(Buffer.alloc(32, 1)), signingKey(Buffer.alloc(32, 2))];
    const signature = key.sign('a case');
    expect(isSignedBy(key.publicKey, 'a case', signature)).toBe(true);
    expect(isSignedBy(key.publicKey, 'a cake', signature)).toBe(false);
    expect(isSignedBy(other.publicKey, 'a case', signature)).toBe(false);
    expect(isSignedBy(key.publicKey, 'a case', `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`)).toBe(false);
  });
});

describe('the key that certificates are sealed with', () => {
  it('is the same whenever the installation starts, and another for another installation', () => {
    const [ours, again, theirs] = [Buffer.alloc(32, 7), Buffer.alloc(32, 7), Buffer.alloc(32, 8)].map((key) => createSecrets(key).certificates);
    expect(again?.fingerprint).toBe(ours?.fingerprint);
    expect(theirs?.fingerprint).not.toBe(ours?.fingerprint);
    expect(isSignedBy(ours?.publicKey ?? '', 'a case', again?.sign('a case') ?? '')).toBe(true);
  });
});
