// The forms of case closure and after-action review.
import type { Form } from '../draft.ts';
import { afterActionReview, imminenceScreen, noticeDone, safetyCheck, weaponsQuestion, yesNoUnknown } from './shared-forms.ts';
import { choice, form, required } from './sketch.ts';

export const closureForms: Form[] = [
  form('closure_request', 'Request to close', [
    choice('reason', 'Why close?', { concern_resolved: 'Concern resolved', no_longer_a_concern: 'No longer a concern', managed_elsewhere: 'Managed elsewhere', incapacitated_long_term: 'Incapacitated for long', deceased: 'Deceased', unfounded: 'Unfounded' }, { help: 'That the person does not answer is no reason.' }),
    required('stressors_addressed', 'How were the stressors addressed?', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weaponsQuestion),
    required('last_contact_at', 'Last contact', 'datetime'),
    required('reporter_and_target_views', 'What do reporter and target say?', 'text'),
    required('residual_triggers', 'What could start it again?', 'text'),
  ]),
  noticeDone,
  form('retention_setting', 'Retention setting', [
    choice('class', 'Which retention class?', { R_case_closed: 'Closed case, five years', R_legal_hold: 'Legal hold, until counsel lifts it' }),
    required('retention_review_on', 'When is it looked at again?', 'datetime'),
  ]),
  afterActionReview,
  imminenceScreen,
  safetyCheck,
];
