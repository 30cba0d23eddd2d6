// The form of the retention review.
import type { Form } from '../draft.ts';
import { choice, fieldIs, form, required, requiredIf } from './sketch.ts';

export const recordsForms: Form[] = [
  form('retention_decision', 'Retention decision', [
    choice('decision', 'What becomes of the record?', { purge: 'Purge it', validate: 'Keep it, validated afresh', hold: 'Keep it on legal hold' }),
    required('still_meets_standard', 'Does it still meet the standard for keeping it?', 'boolean'),
    required('reason', 'Why?', 'text'),
    requiredIf(fieldIs('retention_decision.decision', 'validate'), 'next_review_on', 'When is it looked at again?', 'datetime'),
  ]),
];
