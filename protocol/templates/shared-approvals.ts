// Who decides what, how many of them, and by when: the approvals of the templates, each drawn in one or more of them. Seats
// go to different persons; whoever did what is decided is kept out by name, in whichever protocol of the case they did it.
import type { DraftNode, NodeOf, Seat } from '../draft.ts';
import type { DecisionKey } from './shared-citations.ts';
import { approval, clock, fact, levelAtLeast, levelIs, seat, workingDays } from './sketch.ts';

type Shared = Pick<NodeOf<'approval'>, 'seats' | 'limit' | 'citations'> & Partial<Pick<NodeOf<'approval'>, 'notDoerOf' | 'notOwner'>>;

// Seats
const supervisor = seat('supervisor', ['supervisor'], ['commander']);
const lead = seat('unit_lead', ['unit_lead'], ['commander']);
const commander = seat('commander', ['commander']);
const either = seat('decider', ['supervisor', 'unit_lead']);
const both: Seat[] = [supervisor, lead];

// Steps whose doers do not decide
const triage = 'intake_triage.triage_decision';
const classification = 'school_concern.classify';
const affidavit = 'erpo_support.draft_affidavit';
const closureRequest = 'closure_aar.request_closure';

const approvals = {
  A_open: {
    seats: [supervisor], notDoerOf: [triage],
    ...clock([{ when: fact('urgent'), due: 'PT4H' }, { due: 'PT24H' }], [['PT0S', ['unit_lead']], ['PT12H', ['commander'], ['commander']]]),
  },
  A_no_case: { seats: [either], notDoerOf: [triage, classification], ...clock('P3D', [['PT0S', ['unit_lead']]]) },
  A_no_case_repeat: {
    seats: [seat('supervisor', ['supervisor'], ['commander']), lead], notDoerOf: [triage, classification],
    ...clock('PT24H', [['PT0S', ['commander']]], ['ill', 'I6']),
  },
  A_no_case_protected: { seats: [seat('privacy_officer', ['privacy_officer']), either], notDoerOf: [triage], ...clock('P3D', [['PT0S', ['commander']]], ['ill', 'I11']) },
  A_disclose: {
    seats: [seat('privacy_or_counsel', ['privacy_officer', 'prosecutor_liaison']), seat('supervisor', ['supervisor'])], notDoerOf: ['multi_jurisdiction.package'],
    ...clock([{ when: levelAtLeast('high'), due: 'PT2H' }, { due: 'PT24H' }], [['PT0S', ['unit_lead']]], ['ill', 'I9']),
  },
  A_subject_contact: { seats: [supervisor], notDoerOf: ['full_assessment.subject_plan'], ...clock('PT24H', [['PT0S', ['unit_lead']]]) },
  A_intrusive: {
    seats: [seat('supervisor', ['supervisor']), seat('counsel_or_privacy', ['prosecutor_liaison', 'privacy_officer'])],
    ...clock('PT24H', [['PT0S', ['unit_lead']]]),
  },
  A_board: {
    seats: [seat('unit_lead', ['unit_lead'], ['supervisor']), seat('mental_health', ['mh_liaison']), seat('another_discipline', ['prosecutor_liaison', 'school_liaison', 'victim_advocate', 'analyst'])], notDoerOf: ['full_assessment.full_assessment_write'],
    ...clock('P7D', [['PT0S', ['supervisor']], ['P7D', ['commander']]], ['ill', 'I3']),
  },
  A_plan: { seats: [supervisor], notDoerOf: ['full_assessment.plan'], ...clock([{ when: levelIs('high'), due: 'PT24H' }, { due: 'P3D' }], [['PT0S', ['unit_lead']]]) },
  A_stand_down: { seats: both, ...clock('PT4H', [['PT0S', ['commander']]]) },
  A_erpo_legal: { seats: [seat('counsel', ['prosecutor_liaison'])], notDoerOf: [affidavit], ...clock('PT8H', [['PT0S', ['supervisor']], ['PT4H', ['commander']]]) },
  A_erpo_file: { seats: both, notDoerOf: [affidavit], ...clock('PT4H', [['PT0S', ['commander'], ['commander']]]) },
  A_erpo_decline: { seats: both, notDoerOf: ['erpo_support.decide'], ...clock('PT8H', [['PT0S', ['commander']]], ['ill', 'I13']) },
  A_lower: { seats: [supervisor], notDoerOf: ['monitoring_review.review'], ...clock('P3D', [['PT0S', ['unit_lead']]]) },
  A_close: { seats: both, notDoerOf: [closureRequest], notOwner: true, ...clock([{ due: workingDays(5, 'business') }], [['PT0S', ['commander']]]) },
  A_close_high: {
    seats: [...both, seat('mental_health', ['mh_liaison'])], notDoerOf: [closureRequest], notOwner: true,
    ...clock([{ due: workingDays(5, 'business') }], [['PT0S', ['commander']]]),
  },
  A_aar: { seats: [commander], notDoerOf: ['closure_aar.aar_write'], ...clock('P14D', [['PT0S', ['unit_lead']]]) },
  A_purge: {
    seats: [seat('records_custodian', ['records_custodian']), seat('privacy_officer', ['privacy_officer'])],
    ...clock('P30D', [['PT0S', ['commander']]], ['ill', 'I12']),
  },
  A_surge_amber: { seats: [supervisor], notDoerOf: ['staff_surge.propose'], ...clock('PT2H', [['PT0S', ['commander']]]) },
  A_surge_red: { seats: [commander], notDoerOf: ['staff_surge.propose'], ...clock('PT1H', [['PT0S', ['supervisor']]]) },
} as const satisfies Record<DecisionKey, Shared>;

type Here = Pick<NodeOf<'approval'>, 'instructions'> & Partial<Pick<NodeOf<'approval'>, 'onApproved' | 'about'>>;
/** One of these approvals as a step of a protocol; a protocol with A_open asks the question `urgentCase`, those that close have business days. */
export const approvalOf = (key: DecisionKey, id: string, title: string, here: Here): DraftNode => {
  const shared: Shared = approvals[key];
  return approval(id, title, { ...shared, citations: [key, ...shared.citations], ...here });
};
