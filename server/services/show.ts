// After a case has taken an act, what followed is put into the projection by the server itself, with the same activity the
// worker uses, so that what a person sees next includes what they did. It waits two seconds and no longer, for a missing
// predecessor as for a database that is slow to answer; then the person hears "taken, not yet shown".
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { project, ProjectConflict } from '../../activities/project.ts';
import type { Database } from '../../prisma/connect.ts';
import type { Transition } from '../../protocol/entry.ts';
import { ProblemError } from '../problems.ts';

const waitMs = 2_000;

type Tried = { readonly kind: 'shown' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'late' };

export async function show({ db, log }: { readonly db: Database; readonly log: Logger }, caseId: string, transitions: readonly Transition[]): Promise<boolean> {
  const until = Date.now() + waitMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 200)) {
    const tried = await within(until - Date.now(), attempt(db, caseId, transitions));
    if (tried.kind === 'shown') return true;
    if (tried.kind === 'failed' && tried.error instanceof ProjectConflict) {
      log.error({ err: tried.error, caseId }, 'the record does not agree with what the case says');
      throw new ProblemError('alarm');
    }
    if (tried.kind === 'late' || Date.now() + pause > until) {
      log.warn({ ...(tried.kind === 'failed' && { err: tried.error }), caseId }, 'taken, but not shown yet; the worker goes on with it');
      return false;
    }
    await sleep(pause);
  }
}

// Never rejects, so that one that comes late disturbs nobody.
function attempt(db: Database, caseId: string, transitions: readonly Transition[]): Promise<Tried> {
  return project(db, { caseId, transitions }).then(
    () => ({ kind: 'shown' }),
    (error: unknown) => ({ kind: 'failed', error }),
  );
}

async function within(ms: number, tried: Promise<Tried>): Promise<Tried> {
  const timer = new AbortController();
  const late = sleep(Math.max(0, ms), { kind: 'late' } as const, { signal: timer.signal }).catch(() => ({ kind: 'late' }) as const);
  const first = await Promise.race([tried, late]);
  timer.abort();
  return first;
}
