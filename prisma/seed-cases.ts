// The three cases of the demo, as acts of its people. All invented; nothing here describes a real person or event.
import type { FormValues } from '../server/contract-acts.ts';

export type DemoAct =
  | { readonly kind: 'claim' }
  | { readonly kind: 'complete'; readonly outcome: string; readonly values?: FormValues; readonly reason?: string }
  | { readonly kind: 'vote'; readonly reason: string }
  | { readonly kind: 'accept' };

export interface DemoCase {
  readonly title: string;
  readonly protocol: string;
  readonly openedBy: string;
  readonly intake: (now: number) => FormValues;
  readonly acts: (now: number) => readonly { readonly by: string; readonly node: string; readonly act: DemoAct }[];
}

const hour = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();
const complete = (outcome: string, values?: FormValues): DemoAct => ({ kind: 'complete', outcome, ...(values && { values }) });

const screened: FormValues = { imminent: false, reasons: 'No plan, no date, no means mentioned; the person was seen at work today.', identifiable_target: true, subject_location_known: true, federal_nexus: false };
const checked: FormValues = { identity_confidence: 'confirmed', prior_reports: 0, existing_open_case: false, systems_checked: ['Our case file', 'County records'] };
const triaged = (reason: string): FormValues => ({ behaviors_observed: ['Repeated angry messages', 'Fixation on one person'], facts_vs_opinion: 'Messages are on file; that he "means it" is what the reporter believes.', preliminary_concern: 'moderate', protected_expression_only: false, reason });

/** At the gathering of information: the school and the provider have been asked and have not answered yet. */
export const gatheringCase: DemoCase = {
  title: 'Messages about a teacher, Millbrook High',
  protocol: 'report_to_closure',
  openedBy: 'marcus',
  intake: (now) => ({
    received_at: iso(now - hour), channel: 'school', reporter_kind: 'named', reporter_contact: 'Front office, extension 12', subject_known: true,
    what_was_seen_or_said: 'A student showed the office messages in which a classmate writes that a teacher "will be sorry by Friday". Two classmates have seen them too.',
    setting: 'school', school_related: true, threat_to_life: false, target_named: 'A teacher at the school', weapons_mentioned: false,
  }),
  acts: () => [
    { by: 'marcus', node: 'screen', act: complete('done', screened) },
    { by: 'marcus', node: 'history', act: complete('done', checked) },
    { by: 'marcus', node: 'triage', act: complete('open_case', triaged('A named target and a date; we should know more before Friday.')) },
    { by: 'ellen', node: 'approve_open', act: { kind: 'vote', reason: 'Target and date are named. Open it, ask the school today.' } },
  ],
};

/** Still a report: claimed for triage. */
export const triageCase: DemoCase = {
  title: 'Anonymous web report, distribution center',
  protocol: 'report_to_closure',
  openedBy: 'marcus',
  intake: (now) => ({
    received_at: iso(now - hour / 2), channel: 'web', reporter_kind: 'anonymous', subject_known: false,
    what_was_seen_or_said: 'Somebody on the night shift says that a colleague who was let go keeps waiting in the parking lot and asks when the manager comes out.',
    setting: 'workplace', school_related: false, threat_to_life: false, weapons_mentioned: false,
  }),
  acts: () => [
    { by: 'marcus', node: 'screen', act: complete('done', { ...screened, subject_location_known: false, reasons: 'Waiting and asking, no threat said. Nobody was followed.' }) },
    { by: 'marcus', node: 'history', act: complete('done', { ...checked, identity_confidence: 'unknown' }) },
    { by: 'marcus', node: 'triage', act: { kind: 'claim' } },
  ],
};

/** Assessed, taken over by a case manager, and watched. */
export const assessedCase: DemoCase = {
  title: 'Letters to the county clerk',
  protocol: 'report_to_closure',
  openedBy: 'tom',
  intake: (now) => ({
    received_at: iso(now - 2 * hour), channel: 'patrol', reporter_kind: 'named', subject_known: true,
    what_was_seen_or_said: 'The clerk has had eleven letters in a month from a man who lost a property case. The last ones speak of "settling it in person".',
    setting: 'public_official', school_related: false, threat_to_life: false, target_named: 'The county clerk', weapons_mentioned: true,
  }),
  acts: () => [
    { by: 'marcus', node: 'screen', act: complete('done', screened) },
    { by: 'marcus', node: 'history', act: complete('done', checked) },
    { by: 'marcus', node: 'triage', act: complete('open_case', triaged('Eleven letters in a month, growing angrier, and one target.')) },
    { by: 'ellen', node: 'approve_open', act: { kind: 'vote', reason: 'Growing and aimed at one person. Open it.' } },
    { by: 'marcus', node: 'records_check', act: complete('done', { sources: ['Court file', 'Pistol permits'], weapons_registered_or_seen: 'yes', summary: 'One registered hunting rifle. No orders in force.' }) },
    { by: 'samuel', node: 'ask_mh', act: { kind: 'accept' } },
    { by: 'samuel', node: 'mh_information', act: complete('done', { consult_basis: 'no_phi', advice: 'Contact by somebody he knows; avoid visits by several officers at once.' }) },
    {
      by: 'priya', node: 'assess', act: complete('assessed', {
        motives_and_goals: 'Wants the ruling undone; blames the clerk for the notice that came late.', concerning_communications: 'Eleven letters; the last two speak of settling it in person.', weapons_access: 'yes',
        stressors_and_losses: 'Lost the house; a brother died in spring.', capacity_and_planning: 'No planning seen. Owns a rifle, lives twenty minutes away.', protective_factors: 'A sister he listens to; a new lawyer.',
        information_gaps: 'Whether he has been to the building.', level_of_concern: 'moderate', reason_for_level: 'Grievance and fixation, means at hand, but no planning and two people who hold him.',
      }),
    },
    { by: 'priya', node: 'to_manager', act: { kind: 'accept' } },
    { by: 'priya', node: 'plan', act: complete('planned', { subject_measures: ['A visit together with his sister', 'His lawyer explains the appeal'], target_measures: ['The clerk is told and has our number'], environment_measures: ['Letters are opened at the front desk'], least_intrusive_reason: 'He talks when he is listened to; an order would end that.' }) },
  ],
};
