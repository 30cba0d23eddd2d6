// Retention review, validation or purge: look before deleting; delete only by two people; keep only what is validated again
// or on legal hold. Starts by itself when the date for looking at a record has come, and deletes nothing by itself.
import type { Draft } from '../draft.ts';
import { recordsForms } from './records-review-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { levels, retention, roles } from './shared-setting.ts';
import { at, clock, decision, drawing, end, fieldIs, outcome, sets, start, task } from './sketch.ts';

export const recordsReview: Draft = drawing(
  {
    key: 'records_review',
    title: 'Retention review, validation or purge',
    purpose: 'Look before deleting; delete only by two people; keep only what is validated again or on legal hold.',
    startsAt: 'retentionReviewDue',
    levels,
    roles: roles('records_custodian', 'privacy_officer', 'commander'),
    forms: recordsForms,
    facts: [],
    retention: retention('R_case_closed', 'R_legal_hold'),
  },
  [
    at([0, 1], start('start', 'The record is due for review'), { next: 'decide_retention' }),
    at([1, 1], task('decide_retention', 'Decide what becomes of the record', {
      roles: ['records_custodian'], form: 'retention_decision',
      instructions: 'Read it before you decide. Purge what no longer meets the standard; keep what somebody can still justify today, and say why; a legal hold stops every purge.',
      ...clock('P30D', [['PT0S', ['privacy_officer']], ['P30D', ['commander']]], ['ill', 'S20', 'S22']),
      outcomes: [outcome('done', 'Decided')],
    }), { done: 'decide_retention_next' }),
    at([2, 1], decision('decide_retention_next', 'What was decided?', [
      { id: 'purge', label: 'Purge', when: fieldIs('retention_decision.decision', 'purge') },
      { id: 'validate', label: 'Validate', when: fieldIs('retention_decision.decision', 'validate') },
    ]), { purge: 'approve_purge', validate: 'approve_validate', default: 'end_held' }),
    at([3, 0], approvalOf('A_purge', 'approve_purge', 'Approve: purge', {
      instructions: 'Custodian and privacy officer each agree that nothing of this need be kept. What is purged cannot be brought back; only an empty marker stays.',
    }), { approved: 'end_purged', denied: 'decide_retention' }),
    at([3, 1], approvalOf('A_purge', 'approve_validate', 'Approve: keep, validated afresh', {
      instructions: 'Does it still meet the standard today, on facts and not on habit? Deny it, with your reason, if it does not.',
    }), { approved: 'end_validated', denied: 'decide_retention' }),
    at([4, 0], end('end_purged', 'Purged', { outcome: 'purged', effects: [sets.status('purged')] })),
    at([4, 1], end('end_validated', 'Kept, validated', { outcome: 'validated', effects: [sets.retention('R_case_closed')] })),
    at([4, 2], end('end_held', 'On legal hold', { outcome: 'held', effects: [sets.retention('R_legal_hold')] })),
  ],
);
