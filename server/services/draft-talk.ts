// What is said about a draft. Whoever sees the protocol reads it; members of the unit say it, settle it and open it again. A talk
// belongs to a step by its id, not to a revision: it outlives versions, and the step itself.
import type { Tx } from '../../prisma/connect.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { DraftThread, Mention } from '../contract-together.ts';
import { ProblemError } from '../problems.ts';
import { audit } from './audit.ts';
import { namesFor } from './names.ts';
import { byline, type Doing } from './protocols.ts';

/** More than this is no talk about a draft any more. */
const mostThreads = 500;
const mentionsShown = 100;
const mentionsKeptForMs = 60 * 86_400_000;

interface Said {
  readonly text: string;
  readonly mentions: readonly string[];
}
interface Talk {
  readonly items: DraftThread[];
  readonly people: { id: string; name: string }[];
  readonly maySpeak: boolean;
}

export function draftThreads(doing: Doing, protocolId: string): Promise<Talk> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const row = await protocolRow(tx, protocolId);
    const threads = await tx.draftThread.findMany({ where: { protocolId }, include: { comments: { include: { mentions: true }, orderBy: { writtenAt: 'asc' } } }, orderBy: { begunAt: 'asc' } });
    const names = await namesFor(tx, threads.flatMap((t) => [t.begunBy, t.resolvedBy, ...t.comments.flatMap((c) => [c.writtenBy, ...c.mentions.map((m) => m.personId)])]), [row.agencyId]);
    const named = (id: string): { id: string; name: string } => ({ id, name: names.person(id, row.agencyId).name });
    return {
      items: threads.map((t): DraftThread => ({
        id: t.id, node: t.node, field: t.field, titled: t.titled,
        comments: t.comments.map((c) => ({ id: c.id, by: names.person(c.writtenBy, row.agencyId), at: c.writtenAt.toISOString(), text: c.text, mentions: c.mentions.map((m) => named(m.personId)) })),
        resolved: t.resolvedBy !== null && t.resolvedAt !== null ? { by: names.person(t.resolvedBy, row.agencyId), at: t.resolvedAt.toISOString() } : null,
      })),
      people: [...(await membersOf(tx, row.unitId, now))].map(([id, name]) => ({ id, name })),
      maySpeak: isMember(doing, row.unitId),
    };
  });
}

export function beginThread(doing: Doing, protocolId: string, { node, field, ...said }: Said & { readonly node: string | null; readonly field: string | null }): Promise<{ id: string }> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    const row = await protocolRow(tx, protocolId);
    needMember(doing, row.unitId);
    if ((await tx.draftThread.count({ where: { protocolId, resolvedAt: null } })) >= mostThreads) throw new ProblemError('conflict', { detail: `This draft has ${mostThreads} open comments. Settle some of them, then say this.` });
    const drawn = row.draft ? (row.draft.draft as unknown as Draft) : null;
    const titled = node === null ? null : ([...(drawn?.nodes ?? []), ...(drawn?.on ?? [])].find((n) => n.id === node)?.title ?? null);
    const thread = await tx.draftThread.create({ data: { protocolId, node, field, titled, begunBy: signed.person.id, begunAt: new Date(now) }, select: { id: true } });
    await say(doing, tx, { threadId: thread.id, unitId: row.unitId, ...said });
    return thread;
  });
}

export function addComment(doing: Doing, { protocolId, threadId }: { readonly protocolId: string; readonly threadId: string }, said: Said): Promise<{ id: string }> {
  return doing.db.withActor(doing.signed.actor, async (tx) => {
    const row = await protocolRow(tx, protocolId);
    needMember(doing, row.unitId);
    if ((await tx.draftThread.findFirst({ where: { id: threadId, protocolId } })) === null) throw new ProblemError('not_found');
    return say(doing, tx, { threadId, unitId: row.unitId, ...said });
  });
}

/** Settled, or open again; who did stands beside it while it is settled, and in the audit for good. */
export function settleThread(doing: Doing, { protocolId, threadId }: { readonly protocolId: string; readonly threadId: string }, resolved: boolean): Promise<void> {
  const { db, signed, now } = doing;
  return db.withActor(signed.actor, async (tx) => {
    needMember(doing, (await protocolRow(tx, protocolId)).unitId);
    const changed = await tx.draftThread.updateMany({ where: { id: threadId, protocolId }, data: resolved ? { resolvedBy: signed.person.id, resolvedAt: new Date(now) } : { resolvedBy: null, resolvedAt: null } });
    if (changed.count !== 1) throw new ProblemError('not_found');
    await audit(tx, { ...byline(doing), action: resolved ? 'thread.settle' : 'thread.reopen', objectKind: 'draft_thread', objectId: threadId, outcome: 'taken' });
  });
}

export function mentions({ db, signed, now }: Doing): Promise<{ items: Mention[]; unread: number }> {
  return db.withActor(signed.actor, async (tx) => {
    const rows = await tx.draftMention.findMany({
      where: { personId: signed.person.id, comment: { writtenAt: { gte: new Date(now - mentionsKeptForMs) } } },
      include: { comment: { include: { thread: { include: { protocol: true } } } } }, orderBy: { comment: { writtenAt: 'desc' } }, take: mentionsShown,
    });
    const names = await namesFor(tx, rows.map((m) => m.comment.writtenBy), rows.map((m) => m.comment.thread.protocol.agencyId));
    const items = rows.map(({ comment: { thread, ...comment }, readAt }): Mention => ({
      id: comment.id, at: comment.writtenAt.toISOString(), by: names.person(comment.writtenBy, thread.protocol.agencyId), protocolId: thread.protocolId, protocolTitle: thread.protocol.title,
      node: thread.node, titled: thread.titled, text: comment.text, readAt: readAt?.toISOString() ?? null,
    }));
    return { items, unread: items.filter((item) => item.readAt === null).length };
  });
}

/** Only one's own; the rest is passed over without a word. */
export async function readMentions({ db, signed, now }: Doing, ids: readonly string[]): Promise<void> {
  await db.withActor(signed.actor, (tx) => tx.draftMention.updateMany({ where: { personId: signed.person.id, commentId: { in: [...ids] }, readAt: null }, data: { readAt: new Date(now) } }));
}

// helpers

async function protocolRow(tx: Tx, id: string) {
  const row = await tx.protocol.findUnique({ where: { id }, include: { draft: { select: { draft: true } } } });
  if (row === null) throw new ProblemError('not_found');
  return row;
}

const isMember = ({ signed }: Doing, unitId: string): boolean => signed.units.some((unit) => unit.id === unitId);
function needMember(doing: Doing, unitId: string): void {
  if (!isMember(doing, unitId)) throw new ProblemError('right_missing', { detail: 'Members of the unit speak on its drafts. You may read what they said.' });
}

async function membersOf(tx: Tx, unitId: string, now: number): Promise<ReadonlyMap<string, string>> {
  const at = new Date(now);
  const rows = await tx.unitMember.findMany({ where: { unitId, from: { lte: at }, OR: [{ until: null }, { until: { gt: at } }] }, include: { person: { select: { id: true, name: true } } }, orderBy: { person: { name: 'asc' } } });
  return new Map(rows.map((row) => [row.person.id, row.person.name]));
}

async function say(doing: Doing, tx: Tx, { threadId, unitId, text, mentions: named }: Said & { readonly threadId: string; readonly unitId: string }): Promise<{ id: string }> {
  const members = await membersOf(tx, unitId, doing.now);
  if (named.some((id) => !members.has(id))) throw new ProblemError('bad_request', { about: 'mentions', detail: 'mentions: somebody who is no member of the unit now. Mention members only; they are who sees this draft.' });
  const comment = await tx.draftComment.create({ data: { threadId, text, writtenBy: doing.signed.person.id, writtenAt: new Date(doing.now) }, select: { id: true } });
  if (named.length > 0) await tx.draftMention.createMany({ data: [...new Set(named)].map((personId) => ({ commentId: comment.id, personId })) });
  await audit(tx, { ...byline(doing), action: 'thread.comment', objectKind: 'draft_thread', objectId: threadId, outcome: 'taken' });
  return comment;
}
