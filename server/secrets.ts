// Secrets of the installation that it must be able to use again (the password of a mail server, signing keys), sealed under a
// key derived from the installation key: what lies in the database opens nothing by itself. The key that certificates are
// sealed with is derived from it too, so there is no further one to keep: whoever restores the installation signs as before.
import { createHash, hkdfSync } from 'node:crypto';
import { signingKey, type SigningKey } from './ed25519.ts';
import { openEnvelope, sealEnvelope } from './services/envelope.ts';

export interface Secrets {
  /** `owner` says what it belongs to; it opens nowhere else. */
  seal(owner: string, secret: string): Uint8Array<ArrayBuffer>;
  open(owner: string, sealed: Uint8Array): string;
  /** Seals certificates, and nothing else. */
  readonly certificates: SigningKey;
}

export function createSecrets(installationKey: Buffer): Secrets {
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', installationKey, Buffer.alloc(0), purpose, 32));
  const key = derived('handrail settings');
  const under = { kid: createHash('sha256').update('handrail settings key').update(key).digest('hex').slice(0, 12), key };
  return {
    seal: (owner, secret) => new Uint8Array(sealEnvelope(under, owner, Buffer.from(secret, 'utf8'))),
    open: (owner, sealed) => openEnvelope(under, owner, sealed).toString('utf8'),
    certificates: signingKey(derived('handrail certificates')),
  };
}
