// The forms of that protocol, in short.
import type { Form } from '../../protocol/draft.ts';
import { concern, imminenceScreen, reportIntake, yesNoUnknown } from '../../protocol/templates/shared-forms.ts';
import { choice, fieldIs, form, optional, required } from '../../protocol/templates/sketch.ts';

const weapons = { means: 'weaponsAccess', help: '“Not known” is an honest answer, but no case closes on it.' } as const;

export const reportForms: Form[] = [
  reportIntake,
  imminenceScreen,
  form('deconfliction', 'Identity, history and jurisdiction', [
    choice('identity_confidence', 'How sure are we who this is?', { confirmed: 'Confirmed', probable: 'Probable', unknown: 'Not known' }),
    required('prior_reports', 'How many earlier reports on this person?', 'integer', { means: 'priorReports' }),
    optional('prior_dispositions', 'What became of them?', 'text'),
    required('existing_open_case', 'Is there an open case already?', 'boolean'),
    optional('linked_case', 'Which one?', 'case', { requiredWhen: fieldIs('deconfliction.existing_open_case', true) }),
    required('systems_checked', 'Systems checked', 'list'),
  ]),
  form('triage_assessment', 'Triage recommendation', [
    required('behaviors_observed', 'Behaviors observed', 'list', { help: 'What the person did or said, not what others think of them.' }),
    required('facts_vs_opinion', 'What is fact, what is opinion?', 'text'),
    choice('preliminary_concern', 'First impression of concern', { undetermined: 'Undetermined', low: 'Low', moderate: 'Moderate', high: 'High' }),
    required('protected_expression_only', 'Is it protected expression only?', 'boolean'),
    required('reason', 'Why?', 'text'),
  ]),
  form('reporter_callback', 'Call-back to the reporter', [required('reached', 'Was the reporter reached?', 'boolean'), optional('new_facts', 'What is new?', 'text')]),
  form('records_check', 'Records and holdings', [
    required('sources', 'Sources searched', 'list'),
    choice('weapons_registered_or_seen', 'Weapons registered or seen?', yesNoUnknown),
    optional('orders_in_force', 'Orders in force', 'text', { sensitivity: 'cji' }),
    required('summary', 'What do the records say?', 'text', { sensitivity: 'cji' }),
  ]),
  form('school_information', 'What the school knows', [
    choice('basis', 'Basis for sharing', { consent: 'Consent', health_safety_emergency: 'Health or safety emergency', law_enforcement_unit_record: 'Law-enforcement unit record', subpoena_or_order: 'Subpoena or order' }),
    required('behavior_at_school', 'What has been seen at school?', 'text', { sensitivity: 'edu' }),
    required('supports_in_place', 'What support is in place?', 'text', { sensitivity: 'edu' }),
  ]),
  form('mh_information', 'What mental health can tell', [
    choice('consult_basis', 'Basis for sharing', { no_phi: 'General advice, nothing about a patient', consent: 'Consent', serious_imminent_threat: 'Serious and imminent threat', court_order: 'Court order' }),
    required('advice', 'Advice', 'text', { sensitivity: 'phi' }),
  ]),
  form('assessment', 'Threat assessment', [
    required('motives_and_goals', 'Motives and goals', 'text'),
    required('concerning_communications', 'Concerning communications', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weapons),
    required('stressors_and_losses', 'Stressors and losses', 'text'),
    required('capacity_and_planning', 'Capacity and planning', 'text'),
    required('protective_factors', 'What protects?', 'text'),
    required('information_gaps', 'What do we not know?', 'text'),
    choice('level_of_concern', 'Level of concern', concern, { means: 'level', help: 'Your judgement, not the sum of a checklist.' }),
    required('reason_for_level', 'Why this level?', 'text'),
  ]),
  form('reassignment', 'Who can take the case', [required('considered', 'Who was considered, and why not?', 'text')]),
  form('management_plan', 'Risk management plan', [
    required('subject_measures', 'Measures for the person of concern', 'list', { help: 'One a line: what, who, until when.' }),
    required('target_measures', 'Measures for possible targets', 'list'),
    required('environment_measures', 'Measures for the surroundings', 'list'),
    required('least_intrusive_reason', 'Why is this the least intrusive plan that works?', 'text'),
  ]),
  form('periodic_review', 'Periodic review', [
    required('contact_made', 'Was there contact since the last review?', 'boolean', { means: 'contactMade', help: 'Failed contact is news, not a reason to close.' }),
    required('failed_contacts_in_a_row', 'Failed contacts in a row', 'integer'),
    required('changes', 'What has changed?', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weapons),
    choice('level_of_concern', 'Level of concern', concern, { means: 'level' }),
    required('reason_for_level', 'Why this level?', 'text'),
    required('measures_on_track', 'Are the measures on track?', 'boolean'),
  ]),
  form('unreachable_plan', 'The person cannot be reached: what now?', [required('next_steps', 'What is done next?', 'text'), required('partners_told', 'Partners told', 'list')]),
  form('closure_request', 'Request to close', [
    choice('reason', 'Why close?', { concern_resolved: 'Concern resolved', no_longer_a_concern: 'No longer a concern', managed_elsewhere: 'Managed elsewhere', incapacitated_long_term: 'Incapacitated for long', deceased: 'Deceased', unfounded: 'Unfounded' }),
    required('stressors_addressed', 'How were the stressors addressed?', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weapons),
    required('last_contact_at', 'Last contact', 'datetime'),
    required('reporter_and_target_views', 'What do reporter and target say?', 'text'),
    required('residual_triggers', 'What could start it again?', 'text'),
  ]),
];
