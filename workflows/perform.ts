// What the workflow asks of the world outside: one activity per command, and the projection. All of them may be tried
// again without end, because a database that is down must delay a case and never fail it. One answer is final: the record
// holds another content under the same number, which no further try can mend.
import type { RetryPolicy } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { CaseState } from '../protocol/case-state.ts';
import type { Command, Transition } from '../protocol/entry.ts';
import { hostPersonId, type PersonInput, type Standing } from '../protocol/input.ts';
import { addDuration } from '../protocol/time.ts';

const retry: RetryPolicy = { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '30 s', nonRetryableErrorTypes: ['ProjectConflict'] };
const { project, chooseAssignee, raiseElsewhere, openElsewhere } = proxyActivities<Activities>({ startToCloseTimeout: '10 s', retry });

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
      const to = await chooseAssignee({ caseId, unitId, step: command.step, roles: command.roles, ...(command.sworn === true && { sworn: true }), how: command.kind });
      return to === null ? undefined : { kind: 'assign', id: `assign/${command.step}/${state.transition}`, actor: handrail(state), step: command.step, to };
    }
    case 'callService': return callService(state, command);
    case 'raiseElsewhere': return notDelivered(state, command.link, await raiseElsewhere({ caseId: state.caseId, link: command.link, to: command.to, event: command.event }));
    case 'openElsewhere': {
      const { link, step, into, by, from } = command;
      const opened = await openElsewhere({ caseId: state.caseId, link, step, into, by, from });
      return 'caseId' in opened ? { kind: 'linked', id: `linked/${link}`, actor: handrail(state), link, to: opened.caseId } : notDelivered(state, link, opened.code);
    }
    default: return never(command);
  }
}

/** Asked as often as is drawn, twice as long apart each time; then the case goes on by its way for no answer. */
async function callService({ caseId, unitId, agencyId }: CaseState, { step, connector, inputs, attempts, every }: Extract<Command, { kind: 'callService' }>): Promise<PersonInput> {
  const { callConnector } = proxyActivities<Activities>({ startToCloseTimeout: '30 s', retry: { initialInterval: everyMs(every), backoffCoefficient: 2, maximumInterval: '1 hour', maximumAttempts: attempts } });
  const base = { id: `service/${step}`, actor: handrail({ agencyId }), step };
  try {
    return { ...base, kind: 'serviceResult', fields: await callConnector({ caseId, unitId, step, connector, inputs }) };
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    return { ...base, kind: 'serviceFailed', code: cause instanceof ApplicationFailure && cause.nonRetryable && cause.type ? cause.type : 'unavailable' };
  }
}

/** Delivered: nothing more is to be done. Else the case is told, so that its owner sees to it. */
function notDelivered(state: CaseState, link: string, code: string | null): PersonInput | undefined {
  return code === null ? undefined : { kind: 'notDelivered', id: `notDelivered/${link}`, actor: handrail(state), link, code };
}

const everyMs = (every: string): number => addDuration(0, every, []);

/** Acts for nobody and holds no role: it only hands work out, as the protocol has drawn it. */
function handrail({ agencyId }: Pick<CaseState, 'agencyId'>): Standing {
  return { personId: hostPersonId, agencyId, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} };
}

function never(command: never): never {
  throw new Error(`no activity for the command ${JSON.stringify(command)}`);
}
