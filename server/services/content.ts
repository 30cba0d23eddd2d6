// The store of what people write: forms, reasons, packages, notes. Immutable, encrypted under the data key of its case;
// the workflow and the journal get id and hash only. The hash is salted with a secret of the case, so that after a purge
// nobody can guess short content from a journal that stays; within a case equal content has equal hashes.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { canonicalJson } from '../../protocol/canonical.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { Tx } from '../../prisma/connect.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { EnvelopeKey } from './envelope.ts';
import type { Keys } from './keys.ts';

export type ContentPart = 'form' | 'reason' | 'package' | 'legalBasis' | 'text';
/** Values of a form by field name, or a text. */
export type ContentValue = string | Readonly<Record<string, unknown>>;

export interface NewContent {
  readonly caseId: string;
  /** The id the client gave the act. */
  readonly inputId: string;
  readonly part: ContentPart;
  readonly formId?: string;
  readonly author: Person;
  /** When the server received it, epoch ms. */
  readonly at: number;
  readonly value: ContentValue;
}

export interface ContentRef {
  readonly id: string;
  readonly hash: string;
  /** When this content was first received: what the act carries, also when it is sent again. */
  readonly at: number;
}

export interface StoredContent extends ContentRef {
  readonly part: ContentPart;
  readonly formId?: string;
  readonly author: Person;
  readonly value: ContentValue;
}

export interface Content {
  /** The same content of the same act again: the first row again. The case row must be there. */
  store(tx: Tx, content: NewContent): Promise<ContentRef>;
  /** Of these ids what the actor may see, decrypted and checked against its hash. */
  read(tx: Tx, caseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, StoredContent>>;
  /** What belongs to no single case, under a data key of its own; it opens for the same owner and `as` only. */
  seal(owner: string, as: string, value: unknown): Promise<Uint8Array<ArrayBuffer>>;
  unseal(owner: string, as: string, envelope: Uint8Array): Promise<unknown>;
  readonly blind: Keys['blind'];
  /** A secret for each item that leaves the case as a hash: always the same for the same item, gone with the key of the case. */
  saltsOf(caseId: string): Promise<(item: string) => string>;
}

export function createContent({ keysFor, blind }: Keys): Content {
  return {
    blind,
    seal: async (owner, as, value) => new Uint8Array(sealEnvelope(await keysFor(owner), `${as} of ${owner}`, Buffer.from(canonicalJson(value)))),
    async unseal(owner, as, envelope) {
      const value: unknown = JSON.parse(openEnvelope(await keysFor(owner), `${as} of ${owner}`, envelope).toString());
      return value;
    },

    async store(tx, { caseId, inputId, part, formId, author, at, value }) {
      const key = await keysFor(caseId);
      const text = canonicalJson(value);
      const hash = saltedHash(key, text);
      const id = randomUUID();
      const { personId, agencyId } = author;
      const envelope = new Uint8Array(sealEnvelope(key, ownerOf(caseId, id), Buffer.from(text)));
      const row = { id, caseId, inputId, part, formId: formId ?? null, personId, agencyId, at: new Date(at), hash, envelope };
      await tx.submission.createMany({ data: [row], skipDuplicates: true });
      const first = await tx.submission.findUniqueOrThrow({
        where: { caseId_inputId_part_personId_hash: { caseId, inputId, part, personId, hash } },
        select: { id: true, at: true },
      });
      return { id: first.id, hash, at: first.at.getTime() };
    },

    async read(tx, caseId, ids) {
      const rows = await tx.submission.findMany({ where: { caseId, id: { in: [...new Set(ids)] } } });
      if (rows.length === 0) return new Map();
      const key = await keysFor(caseId);
      return new Map(
        rows.map(({ id, part, formId, personId, agencyId, at, hash, envelope }) => {
          const text = openEnvelope(key, ownerOf(caseId, id), envelope).toString();
          if (saltedHash(key, text) !== hash) throw new Error('stored content does not match its hash');
          const value: ContentValue = JSON.parse(text);
          const author = { personId, agencyId };
          return [id, { id, hash, at: at.getTime(), part: partOf(part), ...(formId !== null && { formId }), author, value }];
        }),
      );
    },

    async saltsOf(caseId) {
      const { key } = await keysFor(caseId);
      return (item) => createHmac('sha256', key).update(`salt of an exported item: ${item}`).digest('hex');
    },
  };
}

function saltedHash({ key }: EnvelopeKey, text: string): string {
  const salt = createHmac('sha256', key).update('salt of submissions').digest();
  return createHash('sha256').update(salt).update(text).digest('hex');
}

function ownerOf(caseId: string, id: string): string {
  return `submission ${id} of case ${caseId}`;
}

const parts: readonly ContentPart[] = ['form', 'reason', 'package', 'legalBasis', 'text'];
function partOf(text: string): ContentPart {
  const part = parts.find((known) => known === text);
  if (part === undefined) throw new Error('a submission of an unknown part');
  return part;
}
