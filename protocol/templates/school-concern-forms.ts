// The forms of the school protocol. What triage thought comes with them: it decides how fast a case is opened.
import type { Form } from '../draft.ts';
import { noticeDone, triageAssessment, weaponsQuestion, yesNoUnknown } from './shared-forms.ts';
import { choice, fieldIs, form, required, requiredIf } from './sketch.ts';

export const schoolForms: Form[] = [
  triageAssessment,
  form('school_referral', 'School referral', [
    required('school', 'Which school?', 'agency'),
    required('student_ref', 'Which student?', 'string', { sensitivity: 'edu' }),
    required('concern', 'What is the concern?', 'text', { help: 'What was seen or said, by whom, and when.' }),
    required('reported_to_parents', 'Do the parents know?', 'boolean'),
  ]),
  form('school_screen', 'School first screen', [
    required('imminent', 'Is there imminent danger?', 'boolean', { means: 'imminent' }),
    required('named_target', 'Is a target named?', 'boolean', { means: 'hasTarget' }),
    choice('weapons_access', 'Can the student get at a weapon?', yesNoUnknown, weaponsQuestion),
    required('records_requested', 'Are education records asked for?', 'boolean', { help: 'What staff saw or heard themselves is not an education record.' }),
  ]),
  form('ferpa_disclosure', 'Basis for release of education records', [
    choice('basis', 'On which basis?', { consent: 'Consent', health_safety_emergency: 'Health or safety emergency', law_enforcement_unit_record: 'Record of the school’s law-enforcement unit', subpoena_or_order: 'Subpoena or court order', designated_school_official: 'Designated school official' }, { means: 'legalBasis' }),
    requiredIf(fieldIs('ferpa_disclosure.basis', 'health_safety_emergency'), 'articulable_threat', 'What is the threat that makes it an emergency?', 'text', { help: 'Named so that somebody else could judge it.' }),
    required('recorded_in_student_file', 'Is the release noted in the student’s file?', 'boolean'),
  ]),
  form('school_classification', 'School classification', [
    required('reason', 'Why do you classify it so?', 'text'),
    required('special_education_considered', 'Was special education considered?', 'boolean'),
  ]),
  form('transient_resolution', 'Transient threat resolution', [
    required('how_resolved', 'How was it resolved?', 'text'),
    required('supports_offered', 'What support was offered?', 'text'),
  ]),
  noticeDone,
  form('firearm_access', 'Firearm access and storage check', [
    choice('access', 'Is there access to a firearm?', yesNoUnknown, weaponsQuestion),
    required('storage_agreed', 'Has safe storage been agreed?', 'boolean'),
    required('asked_of', 'Who was asked?', 'string'),
  ]),
  form('student_safety_plan', 'Student safety and support plan', [
    required('supports', 'What support does the student get?', 'text'),
    required('supervision', 'Who watches over what, and when?', 'text'),
    required('reentry_conditions', 'What must be settled before the student is back?', 'text'),
  ]),
  form('school_followup', 'School follow-up', [
    required('concern_persists', 'Does the concern go on?', 'boolean'),
    required('notes', 'What have you seen since?', 'text'),
  ]),
];
