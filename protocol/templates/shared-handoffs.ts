// What goes from one desk to another, and must be accepted there: the handoffs of the templates. The sender keeps what it has
// until somebody accepts. What leaves the unit is drawn as a disclosure, with the law or agreement it rests on.
import type { DraftNode, NodeOf } from '../draft.ts';
import type { HandoverKey } from './shared-citations.ts';
import { anyOf, clock, fact, fieldIs, handoff, levelAtLeast, outcomeIs, packed } from './sketch.ts';

type Shared = Pick<NodeOf<'handoff'>, 'handoff' | 'from' | 'to' | 'package' | 'limit' | 'citations'> & Partial<Pick<NodeOf<'handoff'>, 'disclosure' | 'legalBasis' | 'kindRules' | 'each' | 'joint'>>;

const disclosed = (text: string): Pick<NodeOf<'handoff'>, 'disclosure' | 'legalBasis'> => ({ disclosure: true, legalBasis: { kind: 'drawn', text } });
const needToKnow = 'law-enforcement need to know and right to know; agreement or case approval';
/** Anybody of the unit who works on a case. */
const anybody = ['unit_lead', 'supervisor', 'commander', 'watch_commander', 'patrol', 'case_manager', 'mh_liaison', 'prosecutor_liaison', 'victim_advocate', 'privacy_officer'];

const handoffs = {
  H_assign: {
    handoff: 'transfer', from: ['unit_lead'], to: ['case_manager'], package: packed('report_intake', 'triage_assessment'),
    ...clock([{ when: fact('urgent'), due: 'PT1H' }, { due: 'PT4H' }], [['PT0S', ['unit_lead']], ['PT4H', ['supervisor']]]),
  },
  H_service_referral: {
    handoff: 'request', from: ['triage_analyst'], to: ['service_provider'], ...disclosed('consent, or the agreement with the provider'), package: packed('minimum_necessary'),
    ...clock('P3D', [['PT0S', ['supervisor']]], ['ill', 'I9']),
  },
  H_dispatch: {
    handoff: 'request', from: anybody, to: ['watch_commander', 'patrol'], package: packed('imminence_screen', 'report_intake'),
    ...clock('PT5M', [['PT0S', ['supervisor']], ['PT5M', ['commander']]]),
  },
  H_hospital: {
    handoff: 'request', from: ['case_manager'], to: ['crisis_team'], ...disclosed('law: to avert a serious and imminent threat'), package: packed('threat_summary', 'request_for_release_notice'),
    ...clock('PT4H', [['PT0S', ['mh_liaison', 'supervisor']]], ['ill', 'I9']),
  },
  H_mh: {
    handoff: 'request', from: ['case_manager'], to: ['crisis_team', 'service_provider'], ...disclosed('agreement with the provider; law where the threat is imminent'), package: packed('minimum_necessary'),
    ...clock([{ when: levelAtLeast('high'), due: 'PT4H' }, { due: 'PT24H' }], [['PT0S', ['mh_liaison']], ['PT24H', ['supervisor']]], ['ill', 'I9']),
  },
  H_jttf: {
    handoff: 'request', from: ['case_manager'], to: ['federal_liaison'], ...disclosed('law-enforcement need to know and right to know; standing agreement'), package: packed('handoff_package'),
    ...clock('PT24H', [['PT0S', ['unit_lead']], ['PT24H', ['commander']]], ['ill', 'I9']),
  },
  H_jurisdiction: {
    handoff: 'request', kindRules: [{ when: outcomeIs('mode_decision', 'transfer'), handoff: 'transfer' }], from: ['unit_lead'], to: ['partner_agency'], ...disclosed(needToKnow), package: packed('handoff_package'), joint: ['handoff_package'],
    ...clock([{ when: anyOf(levelAtLeast('high'), fieldIs('transfer_request.urgency', 'urgent')), due: 'PT1H' }, { due: 'PT4H' }], [['PT0S', ['unit_lead']], ['PT2H', ['fusion_liaison']], ['PT8H', ['commander']]], ['ill', 'I9']),
  },
  H_consult: {
    handoff: 'consult', from: ['unit_lead'], to: ['partner_agency', 'federal_liaison'], ...disclosed(needToKnow), package: packed('handoff_package'),
    ...clock('PT24H', [['PT0S', ['unit_lead']]], ['ill', 'I9']),
  },
  H_serve: { handoff: 'request', from: ['case_manager'], to: ['patrol', 'watch_commander'], package: packed('court_result'), ...clock('PT2H', [['PT0S', ['supervisor']]]) },
  H_reassign: { handoff: 'transfer', from: ['supervisor'], to: ['case_manager'], package: packed('whole_case'), ...clock('PT24H', [['PT0S', ['unit_lead']]]) },
  H_callout: {
    handoff: 'request', each: { kind: 'field', ref: 'surge_proposal.roster_needed' }, from: ['unit_lead'], to: ['surge_member'], package: packed('shift', 'role', 'access_expiry'),
    ...clock('PT1H', [['PT0S', ['unit_lead']]]),
  },
} as const satisfies Record<HandoverKey, Shared>;

/** One of these handoffs as a step of a protocol. */
export const handoffOf = (key: HandoverKey, id: string, title: string, here: Pick<NodeOf<'handoff'>, 'instructions'>): DraftNode => {
  const shared: Shared = handoffs[key];
  return handoff(id, title, { ...shared, citations: [key, ...shared.citations], ...here });
};
