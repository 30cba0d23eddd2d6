// The forms of the imminent threat response. Those it only reads or hands on come with it, so that it can be drawn alone.
import type { Form } from '../draft.ts';
import { imminenceScreen, reportIntake, safetyCheck } from './shared-forms.ts';
import { choice, form, optional, required } from './sketch.ts';

export const responseForms: Form[] = [
  reportIntake,
  imminenceScreen,
  safetyCheck,
  form('response_outcome', 'Outcome of the immediate response', [
    choice('result', 'What came of it?', { arrested: 'Arrested', mh_hold: 'Mental-health hold', located_safe: 'Located, safe', not_located: 'Not located', unfounded: 'Unfounded' }),
    choice('weapons_secured', 'Were weapons secured?', { yes: 'Yes', no: 'No', none_found: 'None found' }),
    required('narrative', 'What happened?', 'text'),
  ]),
  form('sitrep', 'Search situation report', [
    required('located', 'Has the person been located?', 'boolean'),
    required('continue_search', 'Does the search go on?', 'boolean'),
    required('steps_taken', 'What has been done?', 'text'),
  ]),
  form('target_warning', 'Warning to the target', [required('warned', 'Was the target warned?', 'boolean'), required('how', 'How?', 'text')]),
  form('emergency_disclosure_review', 'After-the-fact review of emergency disclosures', [
    required('disclosures_reviewed', 'How many disclosures were reviewed?', 'integer'),
    required('articulable_reason_recorded', 'Does each have a recorded reason?', 'boolean'),
    optional('corrective_action', 'What must be put right?', 'text'),
  ]),
  form('release_check', 'Hold / custody status check', [required('released', 'Has the person been released?', 'boolean'), required('source', 'Who told you?', 'string')]),
  form('followup_contact', 'Follow-up after discharge or release', [
    required('contacted', 'Was the person reached?', 'boolean'),
    required('care_plan_known', 'Is the care plan known?', 'boolean'),
    required('notes', 'Notes', 'text', { sensitivity: 'phi' }),
  ]),
];
