// The forms that more than one template fills in, reads or hands on. Case data is one tree over all runs of a case, so a form
// of the same id must be the same form. Topics are those of the public literature; no instrument that is sold is copied.
import type { Form } from '../draft.ts';
import { choice, form, optional, required } from './sketch.ts';

export const yesNoUnknown = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;
export const concern = { low: 'Low', moderate: 'Moderate', high: 'High', imminent: 'Imminent' } as const;

export const weaponsQuestion = { means: 'weaponsAccess', help: '“Not known” is an honest answer, but no case closes on it.' } as const;

export const reportIntake: Form = form('report_intake', 'Report of concerning behavior', [
  required('received_at', 'When was the report received?', 'datetime', { means: 'reportReceived', help: 'The clocks of this report count from here.' }),
  choice('channel', 'How did it reach us?', { phone: 'Phone', web: 'Web', app: 'App', walk_in: 'Walk-in', patrol: 'Patrol', school: 'School', partner_agency: 'Partner agency', fusion_center: 'Fusion center', fbi_ntoc: 'FBI tip line', family: 'Family', employer: 'Employer', other: 'Other' }),
  choice('reporter_kind', 'Who reports?', { named: 'A named person', confidential: 'A person who asks for confidence', anonymous: 'Anonymous' }),
  optional('reporter_contact', 'How can the reporter be reached?', 'string', { sensitivity: 'source' }),
  required('subject_known', 'Is the person of concern known?', 'boolean'),
  optional('subject_ref', 'Person of concern', 'string', { sensitivity: 'pii', help: 'The name, or what tells the person apart from others.' }),
  required('what_was_seen_or_said', 'What was seen or said?', 'text', { help: 'In the words of the reporter where you can. Keep what was seen apart from what was concluded.' }),
  optional('when_seen', 'When was it seen?', 'datetime'),
  choice('setting', 'Where?', { workplace: 'Workplace', school: 'School', campus: 'Campus', home: 'Home', worship: 'Place of worship', public_official: 'Against a public official', public_space: 'Public space', online: 'Online', other: 'Other' }),
  required('school_related', 'Does it concern a school or a student?', 'boolean'),
  required('threat_to_life', 'Could a life be at risk?', 'boolean', { help: 'Your first impression. It only decides how fast the report is screened.' }),
  optional('target_named', 'Who is named as a target?', 'string', { sensitivity: 'victim' }),
  required('weapons_mentioned', 'Were weapons mentioned?', 'boolean'),
  optional('attachments', 'Attachments', 'list'),
]);

export const imminenceScreen: Form = form('imminence_screen', 'Imminent-danger screen', [
  required('imminent', 'Is there imminent danger?', 'boolean', { means: 'imminent' }),
  required('reasons', 'Why do you think so?', 'text'),
  required('identifiable_target', 'Can a target be identified?', 'boolean', { means: 'hasTarget' }),
  required('subject_location_known', 'Do we know where the person is?', 'boolean'),
  required('federal_nexus', 'Is there a federal side to it?', 'boolean'),
]);

export const safetyCheck: Form = form('safety_check', 'First safety check', [
  required('imminent', 'Is there imminent danger?', 'boolean', { means: 'imminent' }),
  required('identifiable_target', 'Can a target be identified?', 'boolean', { means: 'hasTarget' }),
  required('mh_consult_wanted', 'Is mental-health advice wanted?', 'boolean'),
  optional('interim_measures', 'What is being done meanwhile?', 'text'),
]);

export const triageAssessment: Form = form('triage_assessment', 'Triage recommendation', [
  required('behaviors_observed', 'Behaviors observed', 'list', { help: 'What the person did or said, not what others think of them.' }),
  required('facts_vs_opinion', 'What is fact, what is opinion?', 'text'),
  choice('preliminary_concern', 'First impression of concern', { undetermined: 'Undetermined', low: 'Low', moderate: 'Moderate', high: 'High' }, { help: 'It sets clocks, not the level of concern.' }),
  required('protected_expression_only', 'Is it protected expression only?', 'boolean', { help: 'Opinion, belief or association, and nothing that points to violence.' }),
  required('reason', 'Why?', 'text'),
]);

export const handoffPackage: Form = form('handoff_package', 'Handoff package', [
  required('summary', 'What must they know?', 'text'),
  required('level_of_concern', 'Level of concern, and why', 'string'),
  required('open_actions', 'What is still to be done?', 'list', { help: 'One a line: what, who, until when.' }),
  optional('orders_and_dates', 'Orders and dates to watch', 'text'),
  required('disclosure_caveats', 'What may be passed on, and what not?', 'text'),
  required('receiving_contact', 'Who takes it over there?', 'string'),
]);

export const noticeDone: Form = form('notice_done', 'Notice given', [required('given', 'Was the notice given?', 'boolean'), required('to_whom', 'To whom?', 'string')]);

export const afterActionReview: Form = form('aar', 'After-action review', [
  required('what_went_well', 'What went well?', 'text'),
  required('deadlines_missed', 'Which deadlines were missed, and why?', 'text'),
  required('handoffs_delayed', 'Which handoffs took too long, and why?', 'text'),
  required('bias_and_rights_check', 'Were the person’s rights kept, and would we have treated anybody else the same?', 'text'),
  required('changes_to_protocol', 'What should change?', 'measures', { help: 'One a row: what, who, until when. Each is followed up.' }),
]);
