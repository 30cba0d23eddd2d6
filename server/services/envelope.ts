// The envelope of everything that lies encrypted in the database: `v | kid | nonce | ct | tag`, AES-256-GCM. What the
// bytes belong to is authenticated with them, so that an envelope moved to another row or another case does not open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface EnvelopeKey {
  readonly kid: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

export function sealEnvelope({ kid, key }: EnvelopeKey, owner: string, plain: Uint8Array): Buffer {
  const head = Buffer.concat([Buffer.from([VERSION, Buffer.byteLength(kid)]), Buffer.from(kid)]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated(head, owner));
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openEnvelope({ kid, key }: EnvelopeKey, owner: string, envelope: Uint8Array): Buffer {
  const data = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  const headLength = 2 + (data[1] ?? 0);
  if (data[0] !== VERSION || data.length < headLength + NONCE + TAG) throw new Error('encrypted content has an unknown envelope');
  const head = data.subarray(0, headLength);
  if (head.subarray(2).toString() !== kid) throw new Error('content is encrypted under a key that this installation does not have; start with the installation key it was written with');
  const nonce = data.subarray(headLength, headLength + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(authenticated(head, owner)).setAuthTag(data.subarray(-TAG));
  return Buffer.concat([decipher.update(data.subarray(headLength + NONCE, -TAG)), decipher.final()]);
}

function authenticated(head: Buffer, owner: string): Buffer {
  return Buffer.concat([head, Buffer.from(`\n${owner}`)]);
}
