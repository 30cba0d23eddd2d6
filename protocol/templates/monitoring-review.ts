// Monitoring and periodic review: look again on a cadence set by the level, and at once when something changes; silence
// counts as news. Time wakes the review, a person does it; lowering and closing are decided by others.
import type { Draft } from '../draft.ts';
import { monitoringForms } from './monitoring-review-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { illustrative } from './shared-citations.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, roles } from './shared-setting.ts';
import { at, call, clock, decision, drawing, end, fieldAbove, levelIs, notify, onEvent, outcome, sets, spawn, start, task, wait } from './sketch.ts';

const failedContacts = 'periodic_review.failed_contacts_in_a_row';
const judgedLevel = sets.level('periodic_review.level_of_concern');

export const monitoringReview: Draft = drawing(
  {
    key: 'monitoring_review',
    title: 'Monitoring and periodic review',
    purpose: 'Look again on a cadence set by the level, and at once when something changes; silence counts as news.',
    levels,
    roles: roles('case_manager', 'supervisor', 'unit_lead', 'commander'),
    forms: monitoringForms,
    facts: [],
    retention: [],
  },
  [
    at([0, 2], start('start', 'Monitoring begins', { effects: [sets.status('monitoring')] }), { next: 'next_review' }),
    at([1, 2], wait('next_review', 'Until the next review', {
      rules: [{ when: levelIs('imminent'), due: 'P1D' }, { when: levelIs('high'), due: 'P7D' }, { when: levelIs('moderate'), due: 'P30D' }, { due: 'P90D' }],
      events: [
        { name: 'new_information', label: 'New information', roles: [] },
        { name: 'trigger_date', label: 'Trigger date', roles: [] },
        { name: 'order_expiring', label: 'Order is ending', roles: [] },
        { name: 'contact_failed', label: 'Contact failed', roles: [] },
        { name: 'subject_moved', label: 'Person moved', roles: [] },
      ],
      citations: [illustrative.id],
      instructions: 'Whoever learns something says so here; the review then starts at once. A level that is raised brings the date forward.',
    }), { elapsed: 'review', new_information: 'review', trigger_date: 'review', order_expiring: 'review', contact_failed: 'review', subject_moved: 'move_form' }),
    at([2, 2], task('review', 'Review', {
      roles: ['case_manager'], form: 'periodic_review',
      instructions: 'Look at it as if for the first time. Silence is news too. Lowering the level and closing are decided by others; keeping and raising are yours.',
      ...clock([{ due: 'PT48H', warn: 'PT24H' }], [['PT0S', ['supervisor']], ['P3D', ['unit_lead'], ['unit_lead', 'supervisor']], ['P7D', ['commander']]], ['ill', 'I3', 'I7', 'I8']),
      outcomes: [
        outcome('keep', 'Keep watching'),
        outcome('raise', 'Raise the level', { effects: [judgedLevel] }),
        outcome('lower', 'Ask to lower'),
        outcome('close', 'Ask to close'),
        outcome('transfer', 'Move or share'),
        outcome('imminent', 'Imminent danger', { effects: [sets.fixedLevel('imminent')] }),
      ],
    }), { keep: 'unreachable_gate', raise: 'raised', lower: 'approve_lower', close: 'close_gate', transfer: 'move_form', imminent: 'spawn_imminent' }),
    // Keep, raise, lower
    at([4, 1], decision('unreachable_gate', 'Twice unreachable?', [{ id: 'unreachable', label: 'Yes', when: fieldAbove(failedContacts, 1) }]), { unreachable: 'unreachable', default: 'next_review' }),
    at([5, 1], task('unreachable', 'The person cannot be reached', {
      roles: ['case_manager', 'supervisor'], form: 'unreachable_plan',
      instructions: 'We do not know where the person is or how they are. Decide who looks, and who must be told.',
      ...clock('PT24H', [['PT0S', ['unit_lead']]], ['ill', 'I7']),
    }), { done: 'next_review' }),
    at([3, 0], notify('raised', 'Tell of the raised level', { to: ['unit_lead', 'supervisor'], message: 'The level of concern of this case has been raised.' }), { next: 'unreachable_gate' }),
    at([3, 2], approvalOf('A_lower', 'approve_lower', 'Approve: lower the level', {
      instructions: 'Is there a reason to be less concerned, or only less news? Deny it if you are not sure.',
      about: ['periodic_review'], onApproved: [judgedLevel],
    }), { approved: 'lowered', denied: 'next_review' }),
    at([4, 2], notify('lowered', 'Tell of the lowered level', { to: ['unit_lead'], message: 'The level of concern of this case has been lowered.' }), { next: 'next_review' }),
    at([3, 3], spawn('spawn_imminent', 'Start the imminent response', 'imminent_response', 'The response acts at once; the next review is due within a day.'), { next: 'next_review' }),
    // Close or move
    at([3, 4], decision('close_gate', 'Was the last contact made?', [{ id: 'no_contact', label: 'No', when: fieldAbove(failedContacts, 0) }]), { no_contact: 'close_refused', default: 'close' }),
    at([4, 3], notify('close_refused', 'Not closed without contact', {
      to: ['supervisor'], message: 'Closing was asked for without contact to the person. Reach them first.', citations: ['I7'],
      effects: [sets.block('no_closing_without_contact', 'a case is not closed while the person cannot be reached; reach them first')],
    }), { next: 'unreachable' }),
    at([4, 4], call('close', 'Close the case', 'closure_aar', 'If it is not closed, monitoring goes on.'), { closed: 'end_closed', default: 'next_review' }),
    at([5, 4], end('end_closed', 'Closed', { outcome: 'closed' })),
    at([3, 5], call('move_form', 'Move or share the case', 'multi_jurisdiction', 'The case stays ours until the other agency has accepted it.'), { transferred: 'end_transferred', default: 'next_review' }),
    at([4, 5], end('end_transferred', 'With the other agency', { outcome: 'transferred' })),
    // Another case manager
    at([1, 6], handoffOf('H_reassign', 'reassign_owner', 'Hand over to another case manager', {
      instructions: 'By accepting you become the owner: the case is yours until somebody accepts it from you. If you cannot take it, decline and say why.',
    }), { accepted: 'end_detached', declined: 'end_detached', withdrawn: 'end_detached' }),
    at([2, 6], end('end_detached', 'Answered', { outcome: null })),
  ],
  [onEvent([0, 6], 'reassign', 'Somebody else should take it', { name: 'reassign', label: 'Give the case to another case manager' }, { opens: 'reassign_owner' })],
);
