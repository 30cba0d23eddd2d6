// The fixed key of tests and recorded histories. It protects nothing and must never be an installation's.
import { createHash } from 'node:crypto';
import type { KeysFor } from '../../server/codec.ts';
import type { EnvelopeKey } from '../../server/services/envelope.ts';

export const testKeys: KeysFor = (caseId) => Promise.resolve(testKey(caseId));

export function testKey(caseId: string): EnvelopeKey {
  return { kid: 'test-1', key: createHash('sha256').update(`handrail test key, worth nothing: ${caseId}`).digest() };
}
