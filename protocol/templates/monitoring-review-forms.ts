// The forms of monitoring and periodic review.
import type { Form } from '../draft.ts';
import { concern, weaponsQuestion, yesNoUnknown } from './shared-forms.ts';
import { choice, form, required } from './sketch.ts';

export const monitoringForms: Form[] = [
  form('periodic_review', 'Periodic review', [
    required('contact_made', 'Was there contact since the last review?', 'boolean', { means: 'contactMade', help: 'Failed contact is news, not a reason to close.' }),
    required('failed_contacts_in_a_row', 'Failed contacts in a row', 'integer', { help: 'Two or more: a plan for finding the person follows.' }),
    required('changes', 'What has changed?', 'text'),
    choice('weapons_access', 'Does the person have access to weapons?', yesNoUnknown, weaponsQuestion),
    choice('level_of_concern', 'Level of concern', concern, { means: 'level', help: 'Your judgement. It becomes the level of the case when you raise it, or when a supervisor agrees that it is lower.' }),
    required('reason_for_level', 'Why this level?', 'text'),
    required('measures_on_track', 'Are the measures on track?', 'boolean'),
  ]),
  form('unreachable_plan', 'The person cannot be reached: what now?', [required('next_steps', 'What is done next?', 'text'), required('partners_told', 'Partners told', 'list')]),
];
