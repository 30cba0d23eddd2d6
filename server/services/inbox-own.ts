// What a person keeps of their inbox. A step put off hides nothing: it stands under "Put off", and comes back by itself.
import type { Tx } from '../../prisma/connect.ts';
import { toJson } from '../../prisma/json.ts';
import { inboxSearchSchema } from '../contract-inbox.ts';
import type { SavedView } from '../contract-inbox.ts';
import { ProblemError } from '../problems.ts';

const viewsAtMost = 50;
const longestMs = 30 * 86_400_000;

interface StepRef {
  readonly caseId: string;
  readonly stepId: string;
}

export async function views(tx: Tx, personId: string): Promise<SavedView[]> {
  const rows = await tx.savedView.findMany({ where: { personId }, orderBy: { name: 'asc' } });
  // A view that an older version kept in another way shows everything rather than nothing.
  return rows.map((row) => ({ name: row.name, search: inboxSearchSchema.safeParse(row.search).data ?? {} }));
}

export async function saveView(tx: Tx, personId: string, { name, search }: SavedView): Promise<void> {
  const others = await tx.savedView.count({ where: { personId, name: { not: name } } });
  if (others >= viewsAtMost) throw new ProblemError('bad_request', { about: 'name', detail: `name: ${viewsAtMost} views are kept at most. Drop one first.` });
  await tx.savedView.upsert({ where: { personId_name: { personId, name } }, create: { personId, name, search: toJson(search) }, update: { search: toJson(search) } });
}

export async function dropView(tx: Tx, personId: string, name: string): Promise<void> {
  if ((await tx.savedView.deleteMany({ where: { personId, name } })).count === 0) throw new ProblemError('not_found');
}

/** Only what the person sees in an inbox; the rest is passed over without a word. */
export async function snooze(tx: Tx, { personId, now }: { readonly personId: string; readonly now: number }, { steps, until }: { readonly steps: readonly StepRef[]; readonly until: string }): Promise<void> {
  const at = Date.parse(until);
  if (at <= now || at > now + longestMs) throw new ProblemError('bad_request', { about: 'until', detail: 'until: a step is put off until a later instant, by thirty days at most.' });
  const seen = await tx.inbox.findMany({ where: { OR: steps.map(({ caseId, stepId }) => ({ caseId, step: stepId })) }, select: { caseId: true, step: true }, distinct: ['caseId', 'step'] });
  for (const { caseId, step } of seen) await tx.snooze.upsert({ where: { personId_caseId_step: { personId, caseId, step } }, create: { personId, caseId, step, until: new Date(at) }, update: { until: new Date(at) } });
}

export async function endSnooze(tx: Tx, personId: string, steps: readonly StepRef[]): Promise<void> {
  await tx.snooze.deleteMany({ where: { personId, OR: steps.map(({ caseId, stepId }) => ({ caseId, step: stepId })) } });
}

export async function snoozesOf(tx: Tx, personId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.snooze.findMany({ where: { personId } });
  return new Map(rows.map((row) => [`${row.caseId}/${row.step}`, row.until.toISOString()]));
}
