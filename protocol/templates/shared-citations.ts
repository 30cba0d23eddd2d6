// What the templates rest on. A time or rule that a public source sets names the source; every other one is an illustrative
// default and says so. The rules of practice (I1 to I13) hold whatever a protocol says; a step that serves one names it. An
// approval (A_) and a handoff (H_) are clauses of their own: the same decision has one name wherever it is drawn.
import type { Draft } from '../draft.ts';

type Citation = Draft['citations'][number];

export const illustrative = { id: 'ill', text: 'Illustrative default. Set it to what your agency has agreed.', kind: 'illustrative' } as const;
/** The basis of a limit that nobody outside has set. */
export const basis = 'Illustrative default';

const sources = {
  ill: illustrative,
  S15: { id: 'S15', kind: 'source', text: 'Press reports on Indianapolis, 2021 and 2022 (The Hill; USA Today and IndyStar): after the attack, petitions were to be filed within 48 hours of a seizure.' },
  S16: { id: 'S16', kind: 'source', text: 'Questions and answers on extreme risk protection orders, Washington State (protectionorder.org): a hearing within 14 days.' },
  S17: { id: 'S17', kind: 'source', text: 'Press report on Colorado HB 19-1177 (Lone Tree Voice): a hearing within 14 days, service within five, return within three days of expiry.' },
  S20: { id: 'S20', kind: 'statute', text: '28 CFR 23.20, criminal intelligence systems: operating principles.' },
  S22: { id: 'S22', kind: 'source', text: 'Questions and answers on 28 CFR Part 23: at most five years, then purged or validated afresh.' },
  S28: { id: 'S28', kind: 'source', text: 'US Department of Justice, Inspector General, audit 09-02, and Orlando Sentinel, 2008: FBI incidents to be closed or moved on in 30 days. An analogue, not a rule for threat cases.' },
  S30: { id: 'S30', kind: 'source', text: 'University of Iowa, Threat Assessment Team: a first response is typically made within 24 hours.' },
  S31: { id: 'S31', kind: 'source', text: 'North Carolina State University, threat management: the case manager usually calls the reporter within 24 hours.' },
  I3: { id: 'I3', kind: 'policy', text: 'A level of concern is a person’s recorded judgement with a written reason. It is never computed from a checklist or a score.' },
  I4: { id: 'I4', kind: 'policy', text: 'Imminent danger may be declared at any step by anyone assigned, and starts this protocol at once, without prior approval.' },
  I5: { id: 'I5', kind: 'policy', text: 'Where deciders must differ from whoever asked or from each other, persons are compared, not roles.' },
  I6: { id: 'I6', kind: 'policy', text: 'A repeat report on the same person is not closed on the strength of an earlier closure; it takes two approvers.' },
  I7: { id: 'I7', kind: 'policy', text: 'Failed contact is information about risk. It is never a reason to close.' },
  I8: { id: 'I8', kind: 'policy', text: 'Access to weapons must be asked and answered in every assessment; unknown blocks closing.' },
  I9: { id: 'I9', kind: 'policy', text: 'Each disclosure outside the unit is recorded: what, to whom, when, on what authority, why, approved by whom.' },
  I11: { id: 'I11', kind: 'policy', text: 'A report that holds only protected expression or association is not opened; it is minimised and purged after a privacy review.' },
  I12: { id: 'I12', kind: 'policy', text: 'Records are append-only. A purge takes two persons and leaves a marker without content.' },
  I13: { id: 'I13', kind: 'policy', text: 'Declining a protective step that was considered is itself a recorded, approved decision.' },
} as const satisfies Record<string, Citation>;

const decisions = {
  A_open: 'Open a case on a person',
  A_no_case: 'Close a report without opening a case',
  A_no_case_repeat: 'Close a repeat report without opening a case (two persons)',
  A_no_case_protected: 'Decline a report that holds only protected expression',
  A_disclose: 'Disclose case information outside the unit without a standing agreement',
  A_subject_contact: 'Contact plan with the subject',
  A_intrusive: 'Intrusive step (non-public online collection, legal process, surveillance)',
  A_board: 'Multidisciplinary concurrence with the level of concern',
  A_plan: 'Risk management plan',
  A_stand_down: 'Stand down from imminent response or surge',
  A_erpo_legal: 'Legal sufficiency of the petition',
  A_erpo_file: 'File the ERPO petition (two persons)',
  A_erpo_decline: 'Decide not to seek an ERPO that was considered (two persons)',
  A_lower: 'Lower the level of concern',
  A_close: 'Close a case (two persons)',
  A_close_high: 'Close a case ever rated high or imminent (three persons, mental health among them)',
  A_aar: 'Accept the after-action review',
  A_purge: 'Purge or validate at the retention date (two persons)',
  A_surge_amber: 'Amber staffing',
  A_surge_red: 'Red staffing',
} as const;
const handovers = {
  H_assign: 'Case to a case manager',
  H_service_referral: 'Referral to a community service',
  H_dispatch: 'Dispatch of the immediate response',
  H_hospital: 'Warning to hospital or crisis team, with a request for notice before release',
  H_mh: 'Referral to mental health',
  H_jttf: 'Notice to the federal agency',
  H_jurisdiction: 'Case to another jurisdiction, moved or shared',
  H_consult: 'Question to another agency',
  H_serve: 'Service of a court order',
  H_reassign: 'Case to another case manager',
  H_callout: 'Call-out of added staff',
} as const;
export type DecisionKey = keyof typeof decisions;
export type HandoverKey = keyof typeof handovers;

export type CitationId = keyof typeof sources | DecisionKey | HandoverKey;
const catalogue: Readonly<Record<string, Citation>> = {
  ...sources,
  ...Object.fromEntries(Object.entries(decisions).map(([id, text]) => [id, { id, text: `Decision: ${text}.`, kind: 'policy' }] as const)),
  ...Object.fromEntries(Object.entries(handovers).map(([id, text]) => [id, { id, text: `Handoff: ${text}.`, kind: 'policy' }] as const)),
};

/** What a protocol cites, from what its steps cite, in their order. */
export const citationsOf = (ids: Iterable<string>): Citation[] => [...new Set(ids)].flatMap((id) => catalogue[id] ?? []);

/** In words, for the limit that rests on them. */
export const basisOf = (ids: readonly CitationId[]): string => ids.map((id) => (id === 'ill' ? basis : (catalogue[id]?.text ?? id))).join(' Otherwise: ');
