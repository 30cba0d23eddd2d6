// What the workflow asks of the world outside: one activity per command, and the projection. All of them may be tried
// again without end, because a database that is down must delay a case and never fail it. One answer is final: the record
// holds another content under the same number, which no further try can mend.
import type { RetryPolicy } from '@temporalio/common';
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { CaseState } from '../protocol/case-state.ts';
import type { Command, Transition } from '../protocol/entry.ts';
import type { PersonInput, Standing } from '../protocol/input.ts';

const retry: RetryPolicy = { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '30 s', nonRetryableErrorTypes: ['ProjectConflict'] };
const { project, chooseAssignee } = proxyActivities<Activities>({ startToCloseTimeout: '10 s', retry });

/** Writes transitions that follow each other into PostgreSQL: whole, in order, once however often it is called. */
export function performProject(state: CaseState, transitions: readonly Transition[]): Promise<void> {
  return project({ caseId: state.caseId, transitions });
}

/** Does a command; what comes of it is an input like any other, or nothing (then the step stays open to all who may do it). */
export async function perform(state: CaseState, command: Command): Promise<PersonInput | undefined> {
  switch (command.kind) {
    case 'assignByLoad':
    case 'assignInTurn': {
      const { caseId, unitId } = state;
      const to = await chooseAssignee({ caseId, unitId, step: command.step, roles: command.roles, how: command.kind });
      return to === null ? undefined : { kind: 'assign', id: `assign/${command.step}/${state.transition}`, actor: handrail(state), step: command.step, to };
    }
    default: return never(command.kind);
  }
}

/** Acts for nobody and holds no role: it only hands work out, as the protocol has drawn it. */
function handrail(state: CaseState): Standing {
  return { personId: '00000000-0000-0000-0000-000000000000', agencyId: state.agencyId, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} };
}

function never(kind: never): never {
  throw new Error(`no activity for the command ${String(kind)}`);
}
