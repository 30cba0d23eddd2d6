// Signatures that anybody can check: Ed25519 on Node's own crypto, keys and signatures in hexadecimal.
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

// RFC 8410: what stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo.
const beforePrivate = Buffer.from('302e020100300506032b657004220420', 'hex');
const beforePublic = Buffer.from('302a300506032b6570032100', 'hex');

export interface SigningKey {
  readonly publicKey: string;
  readonly fingerprint: string;
  sign(message: string): string;
}

/** `seed`: 32 secret bytes. */
export function signingKey(seed: Buffer): SigningKey {
  const key: KeyObject = createPrivateKey({ key: Buffer.concat([beforePrivate, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(beforePublic.length).toString('hex');
  return { publicKey, fingerprint: fingerprintOf(publicKey), sign: (message) => sign(null, Buffer.from(message, 'utf8'), key).toString('hex') };
}

export function isSignedBy(publicKey: string, message: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([beforePublic, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(message, 'utf8'), key, Buffer.from(signature, 'hex'));
}

/** SHA-256 of the 32 bytes of a public key: what people compare. */
export const fingerprintOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex');
