// A case that has ended goes on: open again, without a retention date, with a protocol that starts. What was done stays done;
// it is repeated or corrected, never reopened.
import { closedStatuses, setStatus } from '../effects.ts';
import { cancelRun, cancelStep, startRun } from '../flow.ts';
import type { PersonInput } from '../input.ts';
import { refuse } from '../kinds/kind.ts';
import type { Refusal } from '../refusal.ts';
import { personOf, planOf, type Work } from '../work.ts';
import { intakeFaults } from './on-case.ts';

export function reopen(work: Work, act: Extract<PersonInput, { kind: 'reopen' }>): Refusal | undefined {
  const { state } = work;
  const plan = act.bundle.plans[act.bundle.root];
  if (state.status === 'purged') return refuse('not_active', 'this case has been purged; open a new one');
  if (!closedStatuses.includes(state.status)) return refuse('wrong_act', 'this case has not ended; start a further protocol on it instead');
  if (plan?.startsAt !== undefined) return refuse('wrong_act', plan.startsAt === 'danger' ? 'declare imminent danger instead; that starts this protocol at once' : 'a review of the record is no work on an open case; name another protocol');
  if (!act.actor.rights.includes('supervise')) return refuse('not_authorized', 'reopening a case is for those who supervise the unit');
  const refusal = intakeFaults(plan, act);
  if (refusal) return refusal;
  const reviewAt = state.retention?.reviewAt;
  if (state.retention) delete state.retention.reviewAt;
  work.entries.push({ kind: 'caseReopened', by: personOf(act.actor), from: state.status, reasonId: act.reason.id, ...(reviewAt !== undefined ? { reviewAt } : {}) });
  setStatus(work, 'open');
  // Nobody decides about the record of a case that is worked on.
  for (const run of state.runs.filter((r) => r.main === 'live' && planOf(work, r).startsAt === 'retentionReviewDue')) cancelRun(work, run, 'person', act.reason.id);
  for (const step of state.steps.filter((s) => s.runId === '' && s.node === 'retention')) cancelStep(work, step, 'person', act.reason.id);
  startRun(work, act.bundle.root, { how: 'reopened', requester: act.actor, ...(act.form ? { form: act.form } : {}) });
  return undefined;
}
