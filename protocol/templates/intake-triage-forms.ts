// The forms of report intake and triage.
import type { Form } from '../draft.ts';
import { imminenceScreen, reportIntake, triageAssessment } from './shared-forms.ts';
import { choice, fieldIs, form, optional, required, requiredIf } from './sketch.ts';

export const intakeForms: Form[] = [
  reportIntake,
  imminenceScreen,
  form('deconfliction', 'Identity, history and jurisdiction check', [
    choice('identity_confidence', 'How sure are we who this is?', { confirmed: 'Confirmed', probable: 'Probable', unknown: 'Not known' }),
    required('prior_reports', 'How many earlier reports on this person?', 'integer', { means: 'priorReports', help: 'With an earlier report, two persons decide before this one is closed.' }),
    optional('prior_dispositions', 'What became of them?', 'text'),
    required('existing_open_case', 'Is there an open case already?', 'boolean'),
    requiredIf(fieldIs('deconfliction.existing_open_case', true), 'linked_case', 'Which one?', 'case'),
    choice('jurisdiction', 'Whose is it?', { ours: 'Ours', shared: 'Shared', other: 'Another agency’s', unknown: 'Not known' }),
    required('systems_checked', 'Systems checked', 'list', { help: 'Name each one, also those that gave nothing.' }),
  ]),
  triageAssessment,
  form('reporter_callback', 'Call-back to the reporter', [required('reached', 'Was the reporter reached?', 'boolean'), optional('new_facts', 'What is new?', 'text')]),
];
