// Cases of the demo that were opened: one whose contact plan waits for approval, one that is watched and has gone silent, one offered
// to another agency, one closed. All invented; nothing here describes a real person or event.
import type { FormValues } from '../server/contract-acts.ts';
import { accepted, day, days, done, granted, happened, hours, iso, minutes, type DemoCase, type Doing, type World } from './seed-acts.ts';
import { checked, screened } from './seed-reports.ts';

/** From the report to a case manager who has made the first safety check. */
function opened(manager: string, triage: string, safety: FormValues = { imminent: false, identifiable_target: true, mh_consult_wanted: false }) {
  return ({ person }: World): readonly Doing[] => [
    done('marcus', 'imminence_screen', { ...screened, identifiable_target: safety['identifiable_target'] ?? true }),
    done('marcus', 'deconflict', checked),
    done('marcus', 'triage_decision', { behaviors_observed: ['Repeated angry messages', 'Fixation on one person'], facts_vs_opinion: 'The messages are on file; that it is "meant" is what the reporter believes.', preliminary_concern: 'moderate', protected_expression_only: false, reason: triage }, 'open_case'),
    granted('ellen', 'approve_open', 'Read, and agreed: we should know more.'),
    done('dana', 'assign', { case_manager: person(manager), conflict_of_interest_checked: true }),
    accepted(manager, 'handoff_owner'),
    done(manager, 'safety_check', safety),
    done('marcus', 'records_check', { sources: ['Court file', 'Pistol permits'], weapons_registered_or_seen: 'yes', summary: 'One registered hunting rifle. No orders in force.' }),
  ];
}

const assessed: FormValues = {
  motives_and_goals: 'Wants a decision undone and blames one person for it.', concerning_communications: 'Eleven in a month; the last two speak of settling it in person.', inappropriate_interests: 'None seen.', weapons_access: 'yes',
  stressors_and_losses: 'Lost the house; a brother died some months ago.', desperation_or_despair: 'Says nothing is left to lose, then speaks of plans for his workshop.', violence_as_option: 'Hinted at, never said.',
  others_concerned: 'A sister, who called us herself.', capacity_and_planning: 'No planning seen. Lives twenty minutes away.', consistency_story_behavior: 'What he says and does fit together.',
  protective_factors: 'A sister he listens to; a new lawyer.', information_gaps: 'Whether he has been to the building.', level_of_concern: 'moderate', reason_for_level: 'Grievance and fixation, means at hand, but no planning and two people who hold him.',
  instrument_used: 'none', recommend_close: false, subject_contact: 'plan', online_review_needed: false, online_nonpublic: false,
};

/** The way from the first assessment to the monitoring of a case whose subject is not contacted for now. */
function planned(manager: string, measures: (world: World) => FormValues) {
  return (world: World): readonly Doing[] => [
    done(manager, 'initial_assessment', { ...assessed, subject_contact: 'defer' }),
    done(manager, 'collateral', { interviews_done: 3, key_points: 'Two colleagues and a neighbor: loud, lonely, and calmer since the new lawyer.' }),
    done(manager, 'full_assessment_write', { ...assessed, subject_contact: 'defer', information_gaps: 'Nothing that would change the level.' }),
    granted('dana', 'board', 'I would put my name to it.'),
    granted('samuel', 'board', 'Agreed. Grief, not illness, as far as can be told from here.'),
    granted('ruth', 'board', 'Agreed; what is held against him is his conduct.'),
    done(manager, 'plan', { ...measures(world), erpo_considered: false, mh_referral: false, federal_nexus: false, standing_agreement_federal: true, least_intrusive_reason: 'He talks when he is listened to; an order would end that.' }),
    granted('ellen', 'approve_plan', 'It fits the level and can be done.'),
  ];
}

/** Everything for the contact with the subject is planned; the supervisor decides whether it takes place. */
export const contactPlanned: DemoCase = {
  title: 'Letters to the county clerk',
  protocol: 'intake_triage',
  openedBy: 'tom',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(50)), channel: 'patrol', reporter_kind: 'named', subject_known: true, subject_ref: 'The former owner of the house on Mill Lane',
    what_was_seen_or_said: 'The clerk has had eleven letters in a month from a man who lost a property case. The last ones speak of "settling it in person".',
    setting: 'public_official', school_related: false, threat_to_life: false, target_named: 'The county clerk', weapons_mentioned: true,
  }),
  acts: (world) => [
    ...opened('priya', 'Eleven letters in a month, growing angrier, and one target.', { imminent: false, identifiable_target: true, mh_consult_wanted: true })(world),
    done('priya', 'target_contact', { target_informed: true, safety_measures: 'Letters are opened at the front desk; the side door stays locked.' }),
    done('samuel', 'mh_consult', { consult_basis: 'no_phi', advice: 'Contact by somebody he knows; avoid visits by several officers at once.' }),
    done('priya', 'initial_assessment', { ...assessed, online_review_needed: true }),
    done('priya', 'subject_plan', { purpose: 'Hear what he wants, and say whom he can call.', approach: 'through_trusted_person', officer_safety: 'Two of us, in the sister’s kitchen, the rifle known to be at the range.', rights_and_custody_note: 'He is free to leave and to say nothing; told so at the start.' }),
  ],
};

/** Watched by its second case manager, with measures in hand; the last contact failed, so the review is on. */
export const watched: DemoCase = {
  title: 'Calls to a clinic’s front desk',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(35)), channel: 'employer', reporter_kind: 'named', subject_known: true, subject_ref: 'A former patient',
    what_was_seen_or_said: 'Nine calls in two weeks from a former patient, each louder; the last one ended with "I know which door you use".',
    setting: 'workplace', school_related: false, threat_to_life: false, target_named: 'The front desk', weapons_mentioned: false,
  }),
  acts: (world) => [
    ...opened('leo', 'Nine calls, each louder, and a door that is named.')(world),
    done('leo', 'target_contact', { target_informed: true, safety_measures: 'Two people at the desk; calls are recorded.' }),
    ...planned('leo', ({ now, person }) => ({
      subject_measures: [{ id: 'm1', title: 'A patient advocate goes through the bill with him', owner: person('leo'), due: day(now + days(6)) }],
      target_measures: [{ id: 'm2', title: 'The desk has our number and a second exit', owner: person('leo'), due: day(now + days(1)) }],
      environment_measures: [{ id: 'm3', title: 'The clinic answers his complaint in writing', owner: person('leo'), due: day(now + days(10)) }],
    }))(world),
    happened('leo', 'contact_failed'),
  ],
};

/** Its subject has moved: offered to the agency where he lives now, which has not answered yet. Until then it is ours. */
export const moving: DemoCase = {
  title: 'Threats to a former foreman, Eastside plant',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(55)), channel: 'employer', reporter_kind: 'named', subject_known: true, subject_ref: 'A welder let go two months ago',
    what_was_seen_or_said: 'He told two former colleagues that the foreman "took his life" and that he "will take something back". He has been seen at the gate twice.',
    setting: 'workplace', school_related: false, threat_to_life: false, target_named: 'The former foreman', weapons_mentioned: true,
  }),
  acts: (world) => [
    ...opened('priya', 'A target, a grievance, and twice at the gate.')(world),
    done('priya', 'target_contact', { target_informed: true, safety_measures: 'He parks inside; the gate knows the car.' }),
    ...planned('priya', ({ now, person }) => ({
      subject_measures: [{ id: 'm1', title: 'A call each Monday, by whom he trusts', owner: person('priya'), due: day(now + days(5)) }],
      target_measures: [],
      environment_measures: [{ id: 'm2', title: 'The gate calls us when the car is seen', due: day(now + days(2)) }],
    }))(world),
    happened('priya', 'subject_moved'),
    done('priya', 'start', { reason: 'subject_moved', other_agency: world.agency('partner_agency'), standing_agreement: true, urgency: 'routine' }, 'next'),
    done('dana', 'mode_decision', undefined, 'transfer'),
    done('priya', 'package', { summary: 'Grievance against a former foreman; no contact with him since. He moved to his brother’s in Brackwater last week.', level_of_concern: 'Moderate: grievance and means, no planning seen', open_actions: ['Weekly call, next one on Monday', 'Tell the foreman about the move'], disclosure_caveats: 'What the brother told us is in confidence.', receiving_contact: 'Victor Hahn' }),
  ],
};

/** From a report to a closed case within a day: low, and nothing that speaks for going on. */
export const closed: DemoCase = {
  title: 'Shouting at a town hall meeting',
  protocol: 'intake_triage',
  openedBy: 'marcus',
  intake: ({ now }) => ({
    received_at: iso(now - minutes(40)), channel: 'walk_in', reporter_kind: 'named', subject_known: true, subject_ref: 'A resident of Orchard Street',
    what_was_seen_or_said: 'After the vote on the well he shouted that the board "should be thrown in it". He left when he was asked to.',
    setting: 'public_official', school_related: false, threat_to_life: false, weapons_mentioned: false,
  }),
  acts: (world) => [
    ...opened('priya', 'One sentence in anger, but at a board; worth one conversation.', { imminent: false, identifiable_target: false, mh_consult_wanted: false })(world),
    done('priya', 'initial_assessment', { ...assessed, motives_and_goals: 'His well is dry.', concerning_communications: 'One sentence, said once, taken back the next day.', weapons_access: 'no', level_of_concern: 'low', reason_for_level: 'Anger at a vote, spoken aloud and over.', recommend_close: true, subject_contact: 'defer' }),
    done('priya', 'request_closure', { reason: 'no_longer_a_concern', stressors_addressed: 'The county drills again next year and has told him so.', weapons_access: 'no', last_contact_at: iso(world.now - hours(1)), reporter_and_target_views: 'The board has heard his apology.', residual_triggers: 'A second dry summer.' }),
    granted('ellen', 'approve_close', 'Nothing left to watch.'),
    granted('dana', 'approve_close', 'Agreed.'),
    done('nora', 'set_retention', { class: 'R_case_closed', retention_review_on: iso(world.now + days(5 * 365 - 90)) }),
  ],
};

/** Of the unit itself, without a person of concern: more people for a weekend, which a supervisor has to grant. */
export const moreStaff: DemoCase = {
  title: 'More people for the fair weekend',
  protocol: 'staff_surge',
  openedBy: 'dana',
  acts: () => [done('dana', 'propose', { requested_level: 'amber', trigger: 'planned_event', roster_needed: 2, reason: 'The fair brings 30,000 people on Saturday, and one report already names it.' })],
};
