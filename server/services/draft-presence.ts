// Who has a draft open now, and which step they have chosen. Each page says so again while it is open; what is not said again is
// over by itself, so nobody stands there for a browser that crashed.
import type { Present } from '../contract-together.ts';
import { ProblemError } from '../problems.ts';
import { namesFor } from './names.ts';
import type { Doing } from './protocols.ts';

const lastsMs = 45_000;

/** Everybody else who is there. */
export function presentOn({ db, signed, now }: Doing, protocolId: string): Promise<Present[]> {
  return db.withActor(signed.actor, async (tx) => {
    const row = await tx.protocol.findUnique({ where: { id: protocolId }, select: { agencyId: true } });
    if (row === null) throw new ProblemError('not_found');
    const rows = await tx.draftPresence.findMany({ where: { protocolId, until: { gt: new Date(now) }, personId: { not: signed.person.id } }, orderBy: { personId: 'asc' } });
    const names = await namesFor(tx, rows.map((one) => one.personId), [row.agencyId]);
    return rows.map((one): Present => ({ person: names.person(one.personId, row.agencyId), node: one.node }));
  });
}

export function bePresent({ db, signed, now }: Doing, protocolId: string, { node, here }: { readonly node: string | null; readonly here: boolean }): Promise<{ revision: number }> {
  return db.withActor(signed.actor, async (tx) => {
    const draft = await tx.draft.findUnique({ where: { protocolId }, select: { revision: true } });
    if (draft === null) throw new ProblemError('not_found');
    const said = { node: here ? node : null, until: new Date(here ? now + lastsMs : now) };
    const of = { protocolId, personId: signed.person.id };
    await tx.draftPresence.upsert({ where: { protocolId_personId: of }, create: { ...of, ...said }, update: said });
    return draft;
  });
}
