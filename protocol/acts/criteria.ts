// When to begin: somebody who works on a report says which of the agency's initiation criteria it meets, and on what facts; or
// that it meets none, and why. A report is not put away as no case before that is said.
import type { PersonInput } from '../input.ts';
import { refuse } from '../kinds/kind.ts';
import { isAssigned, unique } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { personOf, type Work } from '../work.ts';

const mostCited = 60;

export function citeCriteria(work: Work, act: Extract<PersonInput, { kind: 'citeCriteria' }>): Refusal | undefined {
  const { state } = work;
  if (state.status === 'purged') return refuse('not_active', 'this case has been purged; nothing is added to it');
  if (!isAssigned(work.plans, state, act.actor)) return refuse('not_authorized', 'criteria are cited by those assigned to the case');
  if (act.met.length > mostCited) return refuse('bad_value', 'name the criteria of the list that are met', 'met');
  state.cited = { agencyId: act.list.agencyId, version: act.list.version, met: unique(act.met) };
  work.entries.push({ kind: 'criteriaCited', by: personOf(act.actor), agencyId: act.list.agencyId, version: act.list.version, met: unique(act.met), reasonId: act.reason.id });
  return undefined;
}
