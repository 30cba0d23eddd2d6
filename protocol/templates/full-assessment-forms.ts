// The forms of the full threat assessment. The topics of the assessment are the investigative themes of the public guides; an
// instrument that a team uses is recorded by its name, and no score of it becomes the level.
import type { Form } from '../draft.ts';
import { concern, handoffPackage, reportIntake, safetyCheck, triageAssessment, weaponsQuestion, yesNoUnknown } from './shared-forms.ts';
import { choice, form, optional, required } from './sketch.ts';

const rowHelp = 'One a row: what, who, until when. Each is followed up until it is done, or not done and why.';

const gathering: Form[] = [
  form('case_assignment', 'Case assignment', [
    required('case_manager', 'Who is to manage the case?', 'person'),
    required('conflict_of_interest_checked', 'Has a conflict of interest been ruled out?', 'boolean'),
  ]),
  safetyCheck,
  form('records_check', 'Records and holdings', [
    required('sources', 'Sources searched', 'list', { help: 'Name each one, also those that gave nothing.' }),
    choice('weapons_registered_or_seen', 'Weapons registered or seen?', yesNoUnknown),
    optional('orders_in_force', 'Orders in force', 'text', { sensitivity: 'cji' }),
    required('summary', 'What do the records say?', 'text', { sensitivity: 'cji' }),
  ]),
  form('target_safety', 'Target contact and safety planning', [
    required('target_informed', 'Has the target been told?', 'boolean'),
    optional('reason_not_informed', 'If not, why?', 'text'),
    optional('safety_measures', 'What keeps them safe meanwhile?', 'text', { sensitivity: 'victim' }),
  ]),
  form('mh_consult', 'Mental-health consultation', [
    choice('consult_basis', 'Basis for sharing', { no_phi: 'General advice, nothing about a patient', consent: 'Consent', serious_imminent_threat: 'Serious and imminent threat', court_order: 'Court order' }),
    required('advice', 'Advice', 'text', { sensitivity: 'phi' }),
  ]),
  form('interview', 'Collateral interviews', [required('interviews_done', 'How many were interviewed?', 'integer'), required('key_points', 'Key points', 'text')]),
  form('contact_plan', 'Plan for contact with the subject', [
    required('purpose', 'What is the contact for?', 'text'),
    choice('approach', 'How?', { voluntary_interview: 'Voluntary interview', welfare_check: 'Welfare check', through_trusted_person: 'Through a trusted person', co_responder: 'With a co-responder', none_yet: 'None yet' }),
    required('officer_safety', 'Officer safety', 'text'),
    required('rights_and_custody_note', 'Rights and custody', 'text'),
  ]),
  form('interview_subject', 'Subject interview', [
    required('contacted', 'Was there contact?', 'boolean'),
    required('attempts', 'How many attempts?', 'integer'),
    required('summary', 'What was said and seen?', 'text'),
  ]),
  form('online_review', 'Open-source review', [
    required('accounts_reviewed', 'Accounts reviewed', 'list'),
    required('behaviors_only_findings', 'What behavior was found?', 'text', { help: 'Behavior, not opinion or belief.' }),
  ]),
];

const judging: Form[] = [
  form('assessment', 'Threat assessment (investigative themes)', [
    required('motives_and_goals', 'Motives and goals', 'text'),
    required('concerning_communications', 'Concerning communications', 'text'),
    required('inappropriate_interests', 'Inappropriate interests', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weaponsQuestion),
    required('stressors_and_losses', 'Stressors and losses', 'text'),
    optional('emotional_developmental', 'Emotional and developmental matters', 'text'),
    required('desperation_or_despair', 'Desperation or despair', 'text'),
    required('violence_as_option', 'Is violence seen as an option?', 'text'),
    required('others_concerned', 'Who else is concerned, and why?', 'text'),
    required('capacity_and_planning', 'Capacity and planning', 'text'),
    required('consistency_story_behavior', 'Do story and behavior fit together?', 'text'),
    required('protective_factors', 'What protects?', 'text'),
    optional('trusted_relationship', 'Whom does the person trust?', 'text'),
    required('information_gaps', 'What do we not know?', 'text'),
    choice('level_of_concern', 'Level of concern', concern, { means: 'level', help: 'Your judgement, not the sum of a checklist.' }),
    required('reason_for_level', 'Why this level?', 'text'),
    choice('instrument_used', 'Instrument used', { none: 'None', 'WAVR-21': 'WAVR-21', 'TRAP-18': 'TRAP-18', 'HCR-20V3': 'HCR-20 V3', CSTAG: 'CSTAG', other: 'Another' }, { help: 'Recorded as a reference only; no score becomes the level.' }),
    required('recommend_close', 'Do you recommend to close?', 'boolean'),
    choice('subject_contact', 'Contact with the subject', { plan: 'Plan it', defer: 'Not now' }),
    required('online_review_needed', 'Is an open-source review needed?', 'boolean'),
    required('online_nonpublic', 'Would it go beyond what is public?', 'boolean', { help: 'Then supervisor and counsel or privacy decide first.' }),
  ]),
  form('conference', 'Case conference', [
    required('attendees', 'Who took part?', 'list'),
    required('decisions', 'What was decided?', 'text'),
    optional('dissent', 'Who saw it differently, and why?', 'text'),
  ]),
];

const managing: Form[] = [
  form('management_plan', 'Risk management plan', [
    required('subject_measures', 'Measures for the person of concern', 'measures', { help: rowHelp }),
    required('target_measures', 'Measures for possible targets', 'measures', { help: rowHelp }),
    required('environment_measures', 'Measures for the surroundings', 'measures', { help: rowHelp }),
    optional('trigger_dates', 'Dates that could set it off', 'list', { help: 'One a line: the date, and why.' }),
    required('erpo_considered', 'Is an extreme risk protection order to be looked into?', 'boolean'),
    required('mh_referral', 'Is the person referred to mental health?', 'boolean'),
    required('federal_nexus', 'Is there a federal side to it?', 'boolean'),
    required('standing_agreement_federal', 'Is there a standing agreement with the federal agency?', 'boolean'),
    required('least_intrusive_reason', 'Why is this the least intrusive plan that works?', 'text'),
  ]),
  form('referral_retry', 'Referral refused: next provider', [required('next_provider', 'Who is asked next?', 'string'), required('interim_support', 'What support is there meanwhile?', 'text')]),
];

export const assessmentForms: Form[] = [reportIntake, triageAssessment, ...gathering, ...judging, ...managing, handoffPackage];
