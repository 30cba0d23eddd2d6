// A certificate of a case as of an instant, made from its record alone and sealed with the key of the installation. Who asks for
// one is audited like every act. Of a record that does not verify, or that the engine does not come to again, none is made.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readJournal, verifyCase } from '../../activities/project.ts';
import type { Tx } from '../../prisma/connect.ts';
import { certificateOf, certificateText, sealedText, type CertificateHead } from '../../protocol/certificate/certificate.ts';
import { certificateWords, type PlaceWords } from '../../protocol/certificate/certificate-words.ts';
import type { Person } from '../../protocol/case-state.ts';
import type { Transition } from '../../protocol/entry.ts';
import { hostPersonId } from '../../protocol/input.ts';
import type { certificateSchema } from '../contract-certificates.ts';
import type { AppDeps } from '../deps.ts';
import { ProblemError } from '../problems.ts';
import { needRight, type Signed } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { plansOf } from './restart-workflow.ts';

interface Asking {
  readonly signed: Signed;
  readonly now: number;
  readonly sessionId: string;
}

export async function certificate({ db, secrets }: Pick<AppDeps, 'db' | 'secrets'>, { signed, now, sessionId }: Asking, { caseId, at }: { readonly caseId: string; readonly at: number }): Promise<z.input<typeof certificateSchema>> {
  const row = await db.withActor(signed.actor, (tx) => tx.case.findUnique({ where: { id: caseId }, select: { reference: true, unit: { select: { id: true, name: true } } } }));
  if (row === null) throw new ProblemError('not_found');
  needRight(signed, 'supervise', row.unit.id);
  if (at > now) throw wrongInstant('is later than now; choose an instant that has passed');
  if (!(await verifyCase(db, caseId)).ok) throw new ProblemError('record_broken');
  const journal = (await readJournal(db, caseId)).filter((transition) => transition.at <= at);
  if (journal.length === 0) throw wrongInstant('is before the case was opened; choose a later one');
  const issuedBy: Person = { personId: signed.person.id, agencyId: signed.agencyId };
  const names = await db.withActor(signed.actor, (tx) => namesIn(tx, journal, issuedBy));
  const made = certificateOf({ caseId, reference: row.reference, unit: row.unit, asOf: at, issuedAt: now, issuedBy, names }, journal, await plansOf(db, journal), sha256);
  if (!made.ok) throw new ProblemError('record_broken', { about: String(made.number) });
  const { publicKey, fingerprint, sign } = secrets.certificates;
  const text = certificateText({ ...made.certificate, seal: { algorithm: 'Ed25519', publicKey, signature: sign(sealedText(made.certificate)) } });
  await db.withActor(signed.actor, (tx) => audit(tx, { personId: issuedBy.personId, agencyId: issuedBy.agencyId, sessionId, action: 'case.certify', objectKind: 'case', objectId: caseId, caseId, outcome: 'taken', at: now, payload: { asOf: at, sha256: sha256(text) } }));
  const { statement } = made.certificate;
  const words = certificateWords(made.certificate);
  return {
    kind: statement.verdict, verdict: words.verdict, asOf: new Date(at).toISOString(), departures: words.departures.map(placeOf), alsoHappened: words.alsoHappened.map(placeOf),
    steps: statement.steps.length, limits: statement.deadlines.length, approvals: statement.approvals.length, handoffs: statement.handoffs.length,
    fingerprint, fileName: `certificate-${row.reference ?? caseId}-${new Date(at).toISOString().slice(0, 10)}.json`, text,
  };
}

// helpers

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const placeOf = ({ transition, at, words }: PlaceWords) => ({ transition, at: new Date(at).toISOString(), words });
const wrongInstant = (message: string): ProblemError => new ProblemError('bad_request', { about: 'at', detail: `The instant ${message}.`, fields: [{ field: 'at', code: 'custom', message }] });

/** Of everybody who is named in the entries, who acted, and who issues it, as far as whoever issues it may see them. */
async function namesIn(tx: Tx, journal: readonly Transition[], issuedBy: Person): Promise<CertificateHead['names']> {
  const persons = new Map<string, Person>([[issuedBy.personId, issuedBy]]);
  for (const { input, entries } of journal) {
    const actor = input.kind === 'deadline' ? [] : [{ personId: input.actor.personId, agencyId: input.actor.agencyId }, ...(input.actor.standsFor ?? [])];
    for (const person of [...actor, ...personsIn(entries)]) persons.set(person.personId, person);
  }
  const found = await namesFor(tx, persons.keys(), [...persons.values()].map((person) => person.agencyId));
  const agencies = new Set([...persons.values()].map((person) => person.agencyId));
  return {
    persons: Object.fromEntries([...persons.values()].filter(({ personId }) => personId !== hostPersonId).map(({ personId, agencyId }) => [personId, found.person(personId, agencyId).name])),
    agencies: Object.fromEntries([...agencies].map((id) => [id, found.agency(id).name])),
  };
}

function personsIn(value: unknown): readonly Person[] {
  if (typeof value !== 'object' || value === null) return [];
  const { personId, agencyId } = value as { readonly personId?: unknown; readonly agencyId?: unknown };
  if (typeof personId === 'string' && typeof agencyId === 'string') return [{ personId, agencyId }];
  return Object.values(value).flatMap(personsIn);
}
