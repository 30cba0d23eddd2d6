// The forms of the multi-jurisdiction protocol: what is asked of another agency, what goes there, and what comes back.
import type { Form } from '../draft.ts';
import { handoffPackage } from './shared-forms.ts';
import { choice, form, required } from './sketch.ts';

export const jurisdictionForms: Form[] = [
  form('transfer_request', 'Cross-jurisdiction request', [
    choice('reason', 'Why does another agency come in?', { subject_moved: 'The person has moved', target_elsewhere: 'The target is elsewhere', lead_agency_elsewhere: 'Another agency should lead', capacity: 'We need people', other: 'Another reason' }),
    required('other_agency', 'Which agency?', 'agency'),
    required('standing_agreement', 'Do we have a standing agreement with it?', 'boolean', { help: 'Without one, two persons must approve what we share.' }),
    choice('urgency', 'How urgent is it?', { routine: 'Routine', urgent: 'Urgent' }),
  ]),
  handoffPackage,
  form('warm_call', 'Person-to-person handoff call', [
    required('spoke_with', 'Whom did you speak with?', 'string'),
    required('points_confirmed', 'What did they confirm?', 'list'),
  ]),
  form('first_contact', 'Receiving agency’s first action', [
    choice('action', 'What was done first?', { subject_contact: 'Contact with the person of concern', target_contact: 'Contact with the target', case_review: 'Review of the case' }),
    required('done_at', 'When?', 'datetime'),
  ]),
  form('joint_roles', 'Joint case roles', [
    required('lead_agency', 'Which agency leads?', 'agency'),
    required('decision_rule', 'How are decisions made?', 'text', { help: 'Also: who decides when the agencies disagree.' }),
    required('who_tells_the_target', 'Which agency keeps the target informed?', 'agency'),
  ]),
  form('sync_call', 'Joint coordination call', [
    required('continue_joint', 'Do we go on together?', 'boolean'),
    required('notes', 'What was agreed?', 'text'),
  ]),
];
