// Goes through the cases of a move one by one: tries it on the state their journals lead to, or carries it out. Every case has
// its own result, recorded before the next one begins, so a server that stops leaves the rest to whoever starts next; an act
// that was sent already has the same id, and so one effect.
import { toJson } from '../../prisma/json.ts';
import type { AppDeps } from '../deps.ts';
import { problemTexts } from '../problems.ts';
import { lookAt, moveOne, type Job, type Ref, type Result } from './migrate-case.ts';

/** Longer than one case can take. */
const leaseMs = 20_000;
const lookAgainMs = 5_000;

/** Takes up what a server has left behind, now and from time to time. Returns how to stop. */
export function startMigrating(deps: AppDeps): () => void {
  const look = (): void => {
    void deps.db.asSweeper((tx) => tx.migration.findMany({ where: { state: { in: ['looking', 'moving'] }, ...unleased(deps.now()) }, select: { id: true } }))
      .then(async (rows) => {
        for (const { id } of rows) await goThrough(deps, id);
      })
      .catch((error: unknown) => deps.log.error({ err: error }, 'moves of cases could not be taken up; tried again soon'));
  };
  look();
  const timer = setInterval(look, lookAgainMs).unref();
  return () => clearInterval(timer);
}

/** Goes through all cases that wait, unless another server is at it. */
export async function goThrough(deps: AppDeps, id: string): Promise<void> {
  const job = await take(deps, id);
  if (job === undefined) return;
  try {
    for (let ref = await next(deps, job); ref !== undefined; ref = await next(deps, job)) {
      if (!deps.isAccepting() || !(await renew(deps, job))) return;
      const result = await (job.state === 'looking' ? lookAt(deps, job, ref) : moveOne(deps, job, ref)).catch((error: unknown): Result => {
        deps.log.error({ err: error, caseId: ref.caseId }, 'a case could not be moved to another version');
        return { state: job.state === 'looking' ? 'misfits' : 'refused', detail: problemTexts.failed.text };
      });
      await write(deps, job, ref, result);
    }
    await finish(deps, job);
  } finally {
    await release(deps, job);
  }
}

// --- One server at a time ------------------------------------------------------------------------------------------------------

const unleased = (now: number) => ({ OR: [{ leasedUntil: null }, { leasedUntil: { lt: new Date(now) } }] });

/** As the person for whom it is done, with the units they are a member of now. */
async function take({ db, now }: AppDeps, id: string): Promise<Job | undefined> {
  return db.asSweeper(async (tx) => {
    const taken = await tx.migration.updateMany({ where: { id, state: { in: ['looking', 'moving'] }, ...unleased(now()) }, data: { leasedUntil: new Date(now() + leaseMs) } });
    const row = taken.count === 1 ? await tx.migration.findUnique({ where: { id } }) : null;
    if (row === null || row.actingPersonId === null || row.actingAgencyId === null) return undefined;
    const at = new Date(now());
    const units = await tx.unitMember.findMany({ where: { personId: row.actingPersonId, agencyId: row.actingAgencyId, from: { lte: at }, OR: [{ until: null }, { until: { gt: at } }] }, select: { unitId: true }, distinct: ['unitId'] });
    return { id, state: row.state === 'looking' ? 'looking' : 'moving', actor: { personId: row.actingPersonId, agencyId: row.actingAgencyId, units: units.map((unit) => unit.unitId) } };
  });
}

async function renew({ db, now }: AppDeps, job: Job): Promise<boolean> {
  const kept = await db.asSweeper((tx) => tx.migration.updateMany({ where: { id: job.id, state: job.state }, data: { leasedUntil: new Date(now() + leaseMs) } }));
  return kept.count === 1;
}
async function release({ db }: AppDeps, job: Job): Promise<void> {
  await db.asSweeper((tx) => tx.migration.updateMany({ where: { id: job.id, state: job.state }, data: { leasedUntil: null } }));
}
async function finish({ db, now }: AppDeps, job: Job): Promise<void> {
  const done = job.state === 'looking' ? { state: 'looked' } : { state: 'done', finishedAt: new Date(now()) };
  await db.asSweeper((tx) => tx.migration.updateMany({ where: { id: job.id, state: job.state }, data: { ...done, leasedUntil: null } }));
}

function next({ db }: AppDeps, job: Job): Promise<Ref | undefined> {
  return db.withActor(job.actor, async (tx) => (await tx.migrationCase.findFirst({ where: { migrationId: job.id, state: 'waiting' }, orderBy: [{ caseId: 'asc' }, { run: 'asc' }], select: { migrationId: true, caseId: true, run: true } })) ?? undefined);
}

async function write({ db, now }: AppDeps, job: Job, ref: Ref, { state, detail, outlook, transition }: Result): Promise<void> {
  await db.withActor(job.actor, (tx) =>
    tx.migrationCase.updateMany({ where: { ...ref, state: 'waiting' }, data: { state, detail: detail ?? null, at: new Date(now()), ...(outlook && { outlook: toJson(outlook) }), ...(transition !== undefined && { transition }) } }));
}
