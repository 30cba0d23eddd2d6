// Staff surge: trained people are added fast under a named authority, and somebody looks again every few hours whether they are
// still needed. It runs on a case of the unit itself, without a person of concern.
import type { Draft } from '../draft.ts';
import { approvalOf } from './shared-approvals.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, roles } from './shared-setting.ts';
import { at, clock, decision, drawing, end, fieldIs, outcome, spawn, start, task, wait } from './sketch.ts';
import { surgeForms } from './staff-surge-forms.ts';

const red = fieldIs('surge_proposal.requested_level', 'red');

export const staffSurge: Draft = drawing(
  {
    key: 'staff_surge',
    title: 'Staff surge by threat level',
    purpose: 'Add trained people fast under a named authority, with access that ends by itself.',
    levels,
    roles: roles('unit_lead', 'supervisor', 'commander', 'surge_member'),
    forms: surgeForms,
    facts: [],
    retention: [],
    grants: [{ id: 'access_expiry', title: 'Access of added staff', roles: ['surge_member'], fields: [], ends: { kind: 'after', after: 'P7D' } }],
  },
  [
    // Asked for and called out
    at([0, 2], start('start', 'More people needed'), { next: 'propose' }),
    at([1, 2], task('propose', 'Propose a surge', {
      roles: ['unit_lead', 'supervisor'], form: 'surge_proposal',
      instructions: 'Say what has changed, how many people you need and for which staffing. A rough number now is better than a right one tonight.',
      ...clock('PT1H', [['PT0S', ['commander']]]),
      outcomes: [outcome('done', 'Proposed')],
    }), { done: 'propose_next' }),
    at([2, 2], decision('propose_next', 'Red or amber?', [{ id: 'red', label: 'Red', when: red }]), { red: 'approve_red', default: 'approve_amber' }),
    at([3, 1], approvalOf('A_surge_red', 'approve_red', 'Approve: red staffing', {
      instructions: 'Red takes people from elsewhere. By granting it you answer for that. Deny it if amber would do, and say so.',
    }), { approved: 'callout', denied: 'end_denied' }),
    at([3, 3], approvalOf('A_surge_amber', 'approve_amber', 'Approve: amber staffing', {
      instructions: 'Are the people asked for worth what they leave undone elsewhere? Deny it, with your reason, if not.',
    }), { approved: 'callout', denied: 'end_denied' }),
    at([4, 4], end('end_denied', 'Not granted', { outcome: 'denied' })),
    at([4, 2], handoffOf('H_callout', 'callout', 'Call people out', {
      instructions: 'Accept if you can come for this shift; your access ends by itself. Decline if you cannot, so that somebody else is called. The unit lead notes who cannot be reached.',
    }), { settled: 'roster', withdrawn: 'roster' }),
    at([5, 2], task('roster', 'Count who is coming', {
      roles: ['unit_lead'], form: 'surge_roster',
      instructions: 'How many are coming, and is that enough for the next shift? If not, another agency is asked.',
      ...clock('PT1H', [['PT0S', ['commander']]]),
      outcomes: [outcome('done', 'Counted')],
    }), { done: 'roster_next' }),
    at([6, 2], decision('roster_next', 'Enough?', [{ id: 'enough', label: 'Yes', when: fieldIs('surge_roster.enough', true) }]), { enough: 'review_wait', default: 'mutual_aid' }),
    at([7, 4], spawn('mutual_aid', 'Ask another agency for people', 'multi_jurisdiction', 'The request runs beside the surge. Give “We need people” as the reason.'), { next: 'review_wait' }),
    // While it lasts
    at([8, 2], wait('review_wait', 'Work with added staff', {
      rules: [{ when: red, due: 'PT12H' }, { due: 'PT24H' }], events: [{ name: 'situation_over', label: 'The situation is over', roles: [] }], citations: ['ill'],
      instructions: 'On red it is looked at again every 12 hours, on amber every day. Press “The situation is over” when it is.',
    }), { elapsed: 'surge_check', situation_over: 'stand_down' }),
    at([9, 2], task('surge_check', 'Still needed?', {
      roles: ['unit_lead', 'supervisor'], form: 'surge_review',
      instructions: 'How old is the oldest report, and who is tired? Keep the added people only as long as they are needed.',
      ...clock('PT2H', [['PT0S', ['commander']]]),
      outcomes: [outcome('done', 'Looked at')],
    }), { done: 'surge_check_next' }),
    at([10, 2], decision('surge_check_next', 'Keep it up?', [{ id: 'keep', label: 'Yes', when: fieldIs('surge_review.keep', true) }]), { keep: 'review_wait', default: 'stand_down' }),
    at([11, 2], approvalOf('A_stand_down', 'stand_down', 'Stand down', {
      instructions: 'Two persons must agree that the unit can do without the added staff. If you doubt it, deny it and say why: the surge goes on.',
    }), { approved: 'surge_aar', denied: 'review_wait' }),
    at([12, 2], task('surge_aar', 'Write the after-action review', {
      roles: ['unit_lead'], form: 'aar',
      instructions: 'What went well, which deadlines and handoffs slipped, and what changes before the next time? Name for each change who does it and until when.',
      ...clock('P14D', [['PT0S', ['commander']]]),
    }), { done: 'end_done' }),
    at([13, 2], end('end_done', 'Stood down', { outcome: 'stood_down' })),
  ],
);
