// One case of a move: tried on the state its journal leads to, or moved. Both make the same input, so that what was tried is
// what is sent.
import { readJournal } from '../../activities/project.ts';
import type { Actor, Tx } from '../../prisma/connect.ts';
import { routingFields } from '../../protocol/check-form.ts';
import type { ClockPolicy, PersonInput, SubmissionRef } from '../../protocol/input.ts';
import { dryRun, type Outlook } from '../../protocol/migrate/dry-run.ts';
import type { Mapping } from '../../protocol/migrate/mapping.ts';
import type { Plan } from '../../protocol/plan.ts';
import { replay } from '../../protocol/replay.ts';
import type { MigrationCaseView } from '../contract-migrations.ts';
import type { AppDeps } from '../deps.ts';
import { problemTexts } from '../problems.ts';
import { derivedId } from './acts.ts';
import { send } from './case-gateway.ts';
import { storyOf } from './case-story.ts';
import { load } from './migrations.ts';
import { bundleOf } from './plans.ts';
import { plansOf } from './restart-workflow.ts';
import { show } from './show.ts';
import { rosterOf, standingOf } from './standing.ts';

export interface Job {
  readonly id: string;
  readonly state: 'looking' | 'moving';
  /** The person for whom it is tried or carried out. */
  readonly actor: Actor;
}
export interface Ref {
  readonly caseId: string;
  readonly run: string;
}
export interface Result {
  readonly state: MigrationCaseView['state'];
  readonly detail?: string;
  readonly outlook?: Outlook;
  readonly transition?: number;
}
type MigrateInput = Extract<PersonInput, { kind: 'migrate' }>;

export async function lookAt(deps: AppDeps, job: Job, ref: Ref): Promise<Result> {
  const ready = await deps.db.withActor(job.actor, (tx) => prepare(deps, tx, job, ref));
  if (ready.kind !== 'ready') return { state: 'gone' };
  const journal = await readJournal(deps.db, ref.caseId);
  const replayed = replay(journal, await plansOf(deps.db, journal));
  if (!replayed.ok) return { state: 'misfits', detail: 'What is recorded of this case does not lead to where it stands. Call the administrator.' };
  // Whoever tries it may not be who carries it out: whether that person may is asked then.
  const { actor, migration } = ready.input;
  const input: MigrateInput = { ...ready.input, actor: { ...actor, rights: [...new Set([...actor.rights, 'publish' as const])] }, migration: { ...migration, plannedBy: { personId: '', agencyId: '' } } };
  const outlook = dryRun(replayed.plans, replayed.state, input, deps.now());
  return { state: outlook.fits ? 'fits' : 'misfits', outlook };
}

export async function moveOne(deps: AppDeps, job: Job, ref: Ref): Promise<Result> {
  const now = deps.now();
  const prepared = await deps.db.withActor(job.actor, async (tx) => {
    const ready = await prepare(deps, tx, job, ref);
    if (ready.kind !== 'ready' || ready.isAlarmed) return ready;
    const { input, reason } = ready;
    const { id, hash, at } = await deps.content.store(tx, { caseId: ref.caseId, inputId: input.id, part: 'reason', author: { personId: input.actor.personId, agencyId: input.actor.agencyId }, at: now, value: reason });
    return { ...ready, input: { ...input, reason: { id, hash } }, at: Math.min(now, at) };
  });
  if (prepared.kind === 'over') return { state: 'gone' };
  if (prepared.kind === 'moved') return { state: 'moved', transition: prepared.number };
  if (!('at' in prepared)) return { state: 'refused', detail: 'The record of this case and its workflow do not agree, so nothing is added to it. Call the administrator.' };
  const sent = await send(deps.temporal, ref.caseId, prepared);
  if (sent.kind === 'unknown') return { state: 'refused', detail: 'The case gave no answer. Carry it out again: it will have one effect only.' };
  if (sent.kind === 'refused') return { state: 'refused', detail: await whyRefused(deps, job, ref, sent.code) };
  const { transitions, repeated } = sent.answer;
  const number = transitions.at(-1)?.number ?? repeated;
  if (transitions.length > 0) await show(deps, ref.caseId, transitions);
  return { state: 'moved', ...(number !== undefined && { transition: number }) };
}

// helpers

/** A refusal travels as its code alone; the dry run says which step it is about. */
async function whyRefused(deps: AppDeps, job: Job, ref: Ref, code: keyof typeof problemTexts): Promise<string> {
  const { outlook } = await lookAt(deps, job, ref);
  const about = (outlook?.reasons ?? []).filter((reason) => reason.code === code).map((reason) => reason.sentence);
  return about.length > 0 ? about.join('; ') : problemTexts[code].text;
}

type Prepared =
  | { readonly kind: 'over' }
  | { readonly kind: 'moved'; readonly number: number }
  | { readonly kind: 'ready'; readonly input: MigrateInput; readonly reason: string; readonly isAlarmed: boolean };

async function prepare(deps: AppDeps, tx: Tx, job: Job, { caseId, run: runId }: Ref): Promise<Prepared> {
  const inputId = derivedId(`migration ${job.id} of ${runId} in ${caseId}`);
  const known = await tx.journal.findUnique({ where: { caseId_inputId: { caseId, inputId } }, select: { number: true } });
  if (known !== null) return { kind: 'moved', number: known.number };
  const { row, from, to } = await load(tx, job.id);
  const found = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true, alarm: true, runs: { where: { id: runId }, select: { plan: true } } } });
  if (found === null || found.runs[0]?.plan !== from.planHash) return { kind: 'over' };
  const { personId, agencyId } = job.actor;
  const forms = await formsFor(deps, tx, { caseId, before: from.plan as unknown as Plan, after: to.plan as unknown as Plan });
  const input: MigrateInput = {
    kind: 'migrate', id: inputId, actor: standingOf(await rosterOf(tx, found.unitId, deps.now()), { personId, agencyId }, []), run: runId, bundle: await bundleOf(tx, to), reason: { id: '', hash: '' },
    migration: { mapping: row.mapping as Mapping, clocks: row.clocks as Readonly<Record<string, ClockPolicy>>, later: row.later, plannedBy: { personId: row.plannedBy, agencyId: row.plannedFor } },
    ...(Object.keys(forms).length > 0 && { forms }),
  };
  return { kind: 'ready', input, reason: row.reason ?? '', isAlarmed: found.alarm !== null };
}

/** Of what has been recorded, the fields that only the new version reads. */
async function formsFor({ content }: AppDeps, tx: Tx, { caseId, before, after }: { readonly caseId: string; readonly before: Plan; readonly after: Plan }): Promise<Record<string, SubmissionRef>> {
  const more = Object.keys(after.routing).filter((form) => (after.routing[form] ?? []).some((field) => !(before.routing[form] ?? []).includes(field)));
  if (more.length === 0) return {};
  const { forms } = await storyOf(tx, caseId);
  const recorded = more.flatMap((form) => forms.get(form) ?? []);
  const texts = await content.read(tx, caseId, recorded.map((form) => form.submissionId));
  return Object.fromEntries(recorded.flatMap(({ form, submissionId, hash }) => {
    const [shape, value] = [after.forms[form], texts.get(submissionId)?.value];
    return shape === undefined || typeof value !== 'object' ? [] : [[form, { id: submissionId, hash, fields: routingFields(after, shape, value as Parameters<typeof routingFields>[2]) }] as const];
  }));
}
