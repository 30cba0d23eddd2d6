// One data key per case, made when it is first asked for, wrapped by the installation key and kept in the database. A
// purge of a case destroys its row here, and with it everything readable of the case. Unwrapped keys stay in memory for
// five minutes at most.
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Database } from '../../prisma/connect.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { EnvelopeKey } from './envelope.ts';

export interface Keys {
  /** Safe inside a transaction: the keeper has connections of its own. */
  keysFor(caseId: string): Promise<EnvelopeKey>;
  /** A keyed fingerprint: equal texts of a unit have equal ones, and without the installation key none can be guessed. */
  blind(unitId: string, text: string): string;
}

export interface KeysOptions {
  readonly db: Pick<Database, 'asKeeper'>;
  /** 32 bytes. */
  readonly installationKey: Buffer;
}

const keepForMs = 5 * 60_000;
const keptAtMost = 5_000;

export function createKeys({ db, installationKey }: KeysOptions): Keys {
  const wrapping = wrappingKey(installationKey);
  const blinding = Buffer.from(hkdfSync('sha256', installationKey, Buffer.alloc(0), 'handrail fingerprints', 32));
  const kept = new Map<string, { readonly until: number; readonly key: Promise<EnvelopeKey> }>();

  async function load(caseId: string): Promise<EnvelopeKey> {
    const row = await db.asKeeper(async (tx) => {
      const known = await tx.dataKey.findUnique({ where: { caseId } });
      if (known !== null) return known;
      // Server and worker may both be first: one row wins and both read it.
      const kid = randomBytes(6).toString('hex');
      const wrapped = new Uint8Array(sealEnvelope(wrapping, ownerOf(caseId, kid), randomBytes(32)));
      await tx.dataKey.createMany({ data: [{ caseId, kid, wrapped }], skipDuplicates: true });
      return tx.dataKey.findUniqueOrThrow({ where: { caseId } });
    });
    return { kid: row.kid, key: openEnvelope(wrapping, ownerOf(caseId, row.kid), row.wrapped) };
  }

  return {
    blind: (unitId, text) => createHmac('sha256', blinding).update(`${unitId} ${text}`).digest('base64url').slice(0, 22),
    keysFor(caseId) {
      const now = Date.now();
      const known = kept.get(caseId);
      if (known !== undefined && known.until > now) return known.key;
      const key = load(caseId);
      kept.delete(caseId);
      kept.set(caseId, { until: now + keepForMs, key });
      key.catch(() => kept.delete(caseId));
      forgetOld(now);
      return key;
    },
  };

  // A Map keeps the order of insertion, so the oldest come first.
  function forgetOld(now: number): void {
    for (const [caseId, { until }] of kept) {
      if (until > now && kept.size <= keptAtMost) return;
      kept.delete(caseId);
    }
  }
}

/** Its name is derived from it: with the wrong key file the message says so instead of "cannot decrypt". */
function wrappingKey(key: Buffer): EnvelopeKey {
  if (key.length !== 32) throw new Error('the installation key is not 32 bytes long');
  return { kid: createHash('sha256').update('handrail installation key').update(key).digest('hex').slice(0, 12), key };
}

function ownerOf(caseId: string, kid: string): string {
  return `data key ${kid} of case ${caseId}`;
}
