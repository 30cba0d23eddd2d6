// What both templates have in common: the levels of concern, the roles by their keys, and the forms that both read. Case
// data is one tree over all runs of a case, so a form of the same id must be the same form.
import type { Draft, Form, Role } from '../draft.ts';
import { choice, form, optional, required } from './sketch.ts';

export const levels: Draft['levels'] = [
  { id: 'undetermined', title: 'Undetermined', high: false },
  { id: 'low', title: 'Low', high: false },
  { id: 'moderate', title: 'Moderate', high: false },
  { id: 'high', title: 'High', high: true },
  { id: 'imminent', title: 'Imminent', high: true },
];

const roleTitles = {
  unit_lead: 'Unit lead', supervisor: 'Supervisor', commander: 'Commander', watch_commander: 'Watch commander', patrol: 'Patrol officer',
  triage_analyst: 'Intake and triage analyst', analyst: 'Analyst', case_manager: 'Case manager', mh_liaison: 'Mental-health liaison',
  prosecutor_liaison: 'Prosecutor liaison', victim_advocate: 'Victim advocate', school_liaison: 'School liaison',
  privacy_officer: 'Privacy officer', crisis_team: 'Mobile crisis team',
} as const;
export type RoleKey = keyof typeof roleTitles;

/** Roles name no agency: which agency's people hold them is for the unit's members to decide. */
export const roles = (...keys: readonly RoleKey[]): Role[] => keys.map((id) => ({ id, title: roleTitles[id] }));

export const illustrative = { id: 'ill', text: 'Illustrative default. Set it to what your agency has agreed.', kind: 'illustrative' } as const;
export const basis = 'Illustrative default';

export const yesNoUnknown = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;
export const concern = { low: 'Low', moderate: 'Moderate', high: 'High', imminent: 'Imminent' } as const;

export const reportIntake: Form = form('report_intake', 'Report of concerning behavior', [
  required('received_at', 'When was the report received?', 'datetime', { means: 'reportReceived', help: 'The clocks of this report count from here.' }),
  choice('channel', 'How did it reach us?', { phone: 'Phone', web: 'Web', app: 'App', walk_in: 'Walk-in', patrol: 'Patrol', school: 'School', partner_agency: 'Partner agency', fusion_center: 'Fusion center', fbi_ntoc: 'FBI tip line', family: 'Family', employer: 'Employer', other: 'Other' }),
  choice('reporter_kind', 'Who reports?', { named: 'A named person', confidential: 'A person who asks for confidence', anonymous: 'Anonymous' }),
  optional('reporter_contact', 'How can the reporter be reached?', 'string', { sensitivity: 'source' }),
  required('subject_known', 'Is the person of concern known?', 'boolean'),
  optional('subject_ref', 'Person of concern', 'person', { sensitivity: 'pii' }),
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
