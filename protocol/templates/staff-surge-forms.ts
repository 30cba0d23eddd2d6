// The forms of the staff surge. What changes in the protocol afterwards is written in the after-action review, which
// closing a case uses as well.
import type { Form } from '../draft.ts';
import { afterActionReview } from './shared-forms.ts';
import { choice, form, required } from './sketch.ts';

export const surgeForms: Form[] = [
  form('surge_proposal', 'Surge proposal', [
    choice('requested_level', 'Which staffing is asked for?', { amber: 'Amber', red: 'Red' }),
    choice('trigger', 'What makes it necessary?', { queue_age: 'Reports wait too long', open_high_per_manager: 'Too many high cases per case manager', mass_incident: 'Mass incident', planned_event: 'Planned event', threat_bulletin: 'Threat bulletin' }),
    required('roster_needed', 'How many more people are needed?', 'integer'),
    required('reason', 'Why, in a sentence or two?', 'text'),
  ]),
  form('surge_roster', 'Surge roster result', [
    required('filled', 'How many places are filled?', 'integer'),
    required('enough', 'Is that enough?', 'boolean'),
  ]),
  form('surge_review', 'Surge review', [
    required('keep', 'Is the added staff still needed?', 'boolean'),
    required('queue_oldest', 'How long has the oldest report been waiting?', 'string', { help: 'For example: 6 hours.' }),
    required('notes', 'Notes', 'text'),
  ]),
  afterActionReview,
];
