// Rehearsals saved with a protocol. Whoever sees it sees them; who draws or publishes it saves and removes them.
import { toJson } from '../../prisma/json.ts';
import type { Draft } from '../../protocol/draft.ts';
import { playAgain } from '../../protocol/rehearsal/hold.ts';
import type { SavedRehearsal } from '../../protocol/rehearsal/rehearsal.ts';
import { brokenFinding } from '../../protocol/rehearsal/words.ts';
import { worldOf, type PublishedWorld } from '../../protocol/rehearsal/world.ts';
import type { RehearsalRow } from '../contract-rehearsals.ts';
import { ProblemError } from '../problems.ts';
import { hasRight, needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { byline, load, nextNumber, type Doing } from './protocols.ts';
import { stageContextIn } from './unit-context.ts';

/** More than these are no longer looked at by anybody, and publishing would wait for them. */
const mostRehearsals = 100;

export interface SaveRehearsal {
  readonly name: string;
  readonly rehearsal: SavedRehearsal;
}

export function rehearsals({ db, signed, now }: Doing, protocolId: string): Promise<RehearsalRow[]> {
  return db.withActor(signed.actor, async (tx) => {
    const { row, draft, world } = await load(tx, protocolId, now);
    const rows = await tx.rehearsal.findMany({ where: { protocolId, removedAt: null }, orderBy: [{ name: 'asc' }, { savedAt: 'asc' }] });
    const names = await namesFor(tx, rows.map((one) => one.savedBy), [row.agencyId]);
    const context = stageContextIn(world, await nextNumber(tx, protocolId));
    const drawn = draft.draft as unknown as Draft;
    return rows.map((one): RehearsalRow => {
      const rehearsal = one.content as unknown as SavedRehearsal;
      const verdict = playAgain(drawn, context, rehearsal);
      return { id: one.id, name: one.name, rehearsal, savedBy: names.person(one.savedBy, row.agencyId), savedAt: one.savedAt.toISOString(), verdict, finding: brokenFinding(drawn, { name: one.name, moves: rehearsal.moves }, verdict) ?? null };
    });
  });
}

export function saveRehearsal(doing: Doing, protocolId: string, { name, rehearsal }: SaveRehearsal): Promise<{ id: string }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const { row } = await load(tx, protocolId, now);
    needSaver(doing, row.unitId);
    if ((await tx.rehearsal.count({ where: { protocolId, removedAt: null } })) >= mostRehearsals) throw new ProblemError('conflict', { detail: `This protocol has ${mostRehearsals} saved rehearsals. Remove one that shows nothing the others do not, then save this.` });
    const saved = await tx.rehearsal.create({ data: { protocolId, name, content: toJson(rehearsal), savedBy: signed.person.id, savedAt: new Date(now) }, select: { id: true } });
    await audit(tx, { ...byline(doing), action: 'rehearsal.save', objectKind: 'rehearsal', objectId: saved.id, outcome: 'taken' });
    return saved;
  });
}

export function changeRehearsal(doing: Doing, { protocolId, id }: { readonly protocolId: string; readonly id: string }, { name, rehearsal }: SaveRehearsal): Promise<{ id: string }> {
  return change(doing, { protocolId, id, action: 'rehearsal.save' }, { name, content: toJson(rehearsal), savedBy: doing.signed.person.id, savedAt: new Date(doing.now) });
}

/** It is not run at publishing any more; who removed it stays on record. */
export async function removeRehearsal(doing: Doing, of: { readonly protocolId: string; readonly id: string }): Promise<void> {
  await change(doing, { ...of, action: 'rehearsal.remove' }, { removedBy: doing.signed.person.id, removedAt: new Date(doing.now) });
}

type Changed = { readonly name: string; readonly content: ReturnType<typeof toJson>; readonly savedBy: string; readonly savedAt: Date } | { readonly removedBy: string; readonly removedAt: Date };

function change(doing: Doing, { protocolId, id, action }: { readonly protocolId: string; readonly id: string; readonly action: string }, data: Changed): Promise<{ id: string }> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const { row } = await load(tx, protocolId, doing.now);
    needSaver(doing, row.unitId);
    const changed = await tx.rehearsal.updateMany({ where: { id, protocolId, removedAt: null }, data });
    if (changed.count !== 1) throw new ProblemError('not_found');
    await audit(tx, { ...byline(doing), action, objectKind: 'rehearsal', objectId: id, outcome: 'taken' });
    return { id };
  });
}

/** What is published in the unit, so that the page rehearses what is on screen without asking again. */
export function publishedWorld({ db, signed, now }: Doing, protocolId: string): Promise<PublishedWorld> {
  return db.withActor(signed.actor, async (tx) => {
    const { world } = await load(tx, protocolId, now);
    return worldOf(stageContextIn(world, await nextNumber(tx, protocolId)), world.versions);
  });
}

const needSaver = ({ signed }: Doing, unitId: string): void => {
  if (!hasRight(signed, 'publish', unitId)) needRight(signed, 'draw', unitId);
};
