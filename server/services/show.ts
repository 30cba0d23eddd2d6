// After a case has taken an act, what followed is put into the projection by the server itself, with the same activity the
// worker uses, so that what a person sees next includes what they did. It waits two seconds for a missing predecessor.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { project, ProjectConflict } from '../../activities/project.ts';
import type { Database } from '../../prisma/connect.ts';
import type { Transition } from '../../protocol/entry.ts';
import { ProblemError } from '../problems.ts';

const waitMs = 2_000;

export async function show({ db, log }: { readonly db: Database; readonly log: Logger }, caseId: string, transitions: readonly Transition[]): Promise<boolean> {
  const until = Date.now() + waitMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 200)) {
    try {
      await project(db, { caseId, transitions });
      return true;
    } catch (error) {
      if (error instanceof ProjectConflict) {
        log.error({ err: error, caseId }, 'the record does not agree with what the case says');
        throw new ProblemError('alarm');
      }
      if (Date.now() + pause > until) {
        log.warn({ err: error, caseId }, 'taken, but not shown yet; the worker goes on with it');
        return false;
      }
      await sleep(pause);
    }
  }
}
