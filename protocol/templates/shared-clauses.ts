// What the templates call an approval or a handoff: one name for the same decision wherever it is drawn, so that counts,
// scenarios and readers can speak of "opening a case" in whichever protocol it is done. A step carries it as a citation.
import type { Draft, DraftNode } from '../draft.ts';

type Citation = Draft['citations'][number];

const clauses: Readonly<Record<string, string>> = {
  A_open: 'Open a case on a person.',
  A_no_case: 'Close a report without opening a case.',
  A_no_case_repeat: 'Close a repeat report without opening a case: two persons.',
  A_no_case_protected: 'Decline a report that holds only protected expression.',
  A_disclose: 'Disclose case information outside the unit without a standing agreement.',
  A_subject_contact: 'Contact plan with the subject.',
  A_intrusive: 'Intrusive step: non-public online collection, legal process, surveillance.',
  A_board: 'Concurrence of several disciplines with the level of concern.',
  A_plan: 'Risk management plan.',
  A_stand_down: 'Stand down from an imminent response or a surge.',
  A_erpo_legal: 'Legal sufficiency of the petition.',
  A_erpo_file: 'File the petition: two persons.',
  A_erpo_decline: 'Decide not to seek a protective order that was considered: two persons.',
  A_lower: 'Lower the level of concern.',
  A_close: 'Close a case: two persons.',
  A_close_high: 'Close a case ever rated high or imminent: three persons, one of them for mental health.',
  A_aar: 'Accept the after-action review.',
  A_purge: 'Purge or validate at the retention date: two persons.',
  A_surge_amber: 'Amber staffing.',
  A_surge_red: 'Red staffing.',
  H_assign: 'A case is handed to its case manager.',
  H_service_referral: 'Referral to a community service.',
  H_dispatch: 'Dispatch.',
  H_hospital: 'Notice to the hospital, with a request for notice of release.',
  H_mh: 'Referral to mental-health services.',
  H_jttf: 'Referral to the federal partner.',
  H_jurisdiction: 'Hand-over to, or joint work with, another jurisdiction.',
  H_consult: 'Consultation of another agency.',
  H_serve: 'Service of a court order.',
  H_reassign: 'A case is handed to another case manager.',
  H_callout: 'Call-out of added staff.',
};

/** Those that the steps of a protocol carry. */
export function clausesOf(nodes: readonly DraftNode[]): Citation[] {
  const used = new Set(nodes.flatMap((node) => node.citations));
  return Object.entries(clauses).filter(([id]) => used.has(id)).map(([id, text]) => ({ id, text, kind: 'policy' }));
}
