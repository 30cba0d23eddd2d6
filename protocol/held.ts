// What keeps a case from ending, whatever a protocol says and wherever it says it: at an end, which then stays open, or as an
// effect of another step, which is then recorded as blocked. One place decides for every way to set a status.
import type { CaseState } from './case-state.ts';
import type { CaseStatus } from './draft.ts';

export type HeldCode = 'weapons_access_unknown' | 'no_closing_without_contact' | 'open_tasks' | 'repeat_needs_two' | 'criteria_not_cited' | 'purge_needs_two' | 'needs_person';

export interface Ending {
  readonly state: Pick<CaseState, 'meanings' | 'lastGrant' | 'steps' | 'criteria' | 'cited'>;
  /** The key of the protocol that sets it. */
  readonly protocol: string;
  /** A person's act led there, and not time alone. */
  readonly byPerson: boolean;
}

export function heldStatus({ state, protocol, byPerson }: Ending, status: CaseStatus): HeldCode | undefined {
  const { meanings, lastGrant, steps, criteria, cited } = state;
  if (!byPerson && (status === 'closed' || status === 'no_case' || status === 'transferred' || status === 'purged')) return 'needs_person';
  if (status === 'closed') {
    const weapons = meanings['weaponsAccess'];
    if (weapons === undefined || weapons === 'unknown') return 'weapons_access_unknown';
    if (meanings['contactMade'] === false) return 'no_closing_without_contact';
    if (steps.some((s) => s.added)) return 'open_tasks';
  }
  const approvers = lastGrant?.persons.length ?? 0;
  if (status === 'no_case') {
    const prior = meanings['priorReports'];
    if (typeof prior === 'number' && prior > 0 && approvers < 2) return 'repeat_needs_two';
    if (criteria && !cited) return 'criteria_not_cited';
  }
  // The purge itself must have been decided, in the protocol that purges: an approval of something else is none.
  if (status === 'purged' && (approvers < 2 || !lastGrant?.step.startsWith(`${protocol}.`))) return 'purge_needs_two';
  return undefined;
}

/** Of an effect that was not carried out, for journal and page. */
export const heldSentences: Readonly<Record<HeldCode, string>> = {
  weapons_access_unknown: 'a case is not closed while it is not recorded whether the person has access to weapons; record that first',
  no_closing_without_contact: 'a case is not closed because contact has failed; reach the person first',
  open_tasks: 'a case is not closed while a task that was added to it is open; end that first',
  repeat_needs_two: 'a repeat report is no case only when two persons have approved that; get their approval first',
  criteria_not_cited: 'a report is no case only when it is said which initiation criteria it meets, or why none; say that first',
  purge_needs_two: 'a record is purged only when two persons have approved that; get their approval first',
  needs_person: 'time alone ends no case; somebody must decide it',
};
