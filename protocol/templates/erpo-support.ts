// ERPO petition support: from the first look at the law to a filed petition or an approved refusal, then service, hearing, the
// end of the order and the return of the firearms. State law sets the names and the times; these are starting points.
import type { Draft } from '../draft.ts';
import { erpoForms } from './erpo-support-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, roles } from './shared-setting.ts';
import { at, clock, decision, drawing, end, fieldIs, fromField, fromRunStart, outcome, start, task, wait } from './sketch.ts';

const firearmsHeld = fieldIs('erpo_screen.firearms_already_held', true);
const sinceHeld = fromField('erpo_screen.held_since');
const endOfOrder = fromField('court_result.expires_on');
const orderEnded = { name: 'order_ended', label: 'The order has ended', roles: [] };
const petitioners = ['case_manager', 'prosecutor_liaison'];

export const erpoSupport: Draft = drawing(
  {
    key: 'erpo_support',
    title: 'ERPO petition support',
    purpose: 'Reach a filed petition or an approved refusal in time, then carry service, hearing, expiry and return. State law sets names and times.',
    levels,
    roles: roles('case_manager', 'prosecutor_liaison', 'supervisor', 'unit_lead', 'commander', 'watch_commander', 'patrol', 'victim_advocate', 'records_custodian'),
    forms: erpoForms,
    facts: [],
    retention: [],
  },
  [
    // To petition or not
    at([0, 2], start('start', 'Order considered'), { next: 'screen' }),
    at([1, 2], task('screen', 'Does the law allow it?', {
      roles: petitioners, form: 'erpo_screen',
      instructions: 'Is there an order of this kind here, and do the facts meet it? Say whether firearms are held already: then the clock runs since that day.',
      ...clock('PT4H', [['PT0S', ['supervisor']]]),
      outcomes: [outcome('done', 'Checked')],
    }), { done: 'screen_next' }),
    at([2, 2], decision('screen_next', 'Available here?', [{ id: 'unavailable', label: 'No', when: fieldIs('erpo_screen.law_available', false) }]), { unavailable: 'end_unavailable', default: 'decide' }),
    at([3, 0], end('end_unavailable', 'No such order here', { outcome: 'not_available' })),
    at([3, 2], task('decide', 'Petition or not?', {
      roles: petitioners,
      instructions: 'Decide on the facts you have. Not to petition is a decision too: two persons then look at it.',
      ...clock([{ when: firearmsHeld, due: 'PT24H', from: sinceHeld }, { due: 'PT12H' }], [['PT0S', ['supervisor', 'unit_lead']]]),
      outcomes: [outcome('pursue', 'Petition'), outcome('decline', 'Do not petition')],
    }), { pursue: 'draft_affidavit', decline: 'approve_decline' }),
    at([4, 0], approvalOf('A_erpo_decline', 'approve_decline', 'Approve: no petition', {
      instructions: 'An order was considered and is not to be sought. Two of you must agree. Deny it, with your reason, and the affidavit is written.',
    }), { approved: 'end_declined', denied: 'draft_affidavit' }),
    at([5, 0], end('end_declined', 'Not petitioned', { outcome: 'declined' })),
    at([4, 2], task('draft_affidavit', 'Write the affidavit', {
      roles: ['case_manager'], sworn: true, form: 'erpo_affidavit',
      instructions: 'Acts and words with their dates, in plain order: what you saw yourself, what others told you. Name every firearm you know of and where it may be.',
      ...clock('PT12H', [['PT0S', ['supervisor']]]),
      outcomes: [outcome('done', 'Sworn')],
    }), { done: 'legal' }),
    at([5, 2], approvalOf('A_erpo_legal', 'legal', 'Approve: legally sufficient', {
      instructions: 'Would it stand in court as written? Deny it and say what is missing; it comes back to the affiant.',
    }), { approved: 'approve_file', denied: 'draft_affidavit' }),
    at([6, 2], approvalOf('A_erpo_file', 'approve_file', 'Approve: file the petition', {
      instructions: 'Two of you who did not write the affidavit decide. Denying it means that no petition is filed, and that is decided by two as well.',
    }), { approved: 'file_petition', denied: 'approve_decline' }),
    // At court
    at([7, 2], task('file_petition', 'File the petition', {
      roles: petitioners, form: 'erpo_filing',
      instructions: 'File it and write down court, docket and hour. If the court is closed, call the judge on duty.',
      ...clock(
        [{ when: firearmsHeld, due: 'PT48H', from: sinceHeld, warn: 'PT6H' }, { due: 'PT24H', from: fromRunStart, warn: 'PT4H' }],
        [['PT0S', ['supervisor', 'unit_lead']], ['PT6H', ['commander']]],
        ['S15', 'ill'],
      ),
      outcomes: [outcome('done', 'Filed')],
    }), { done: 'court_wait' }),
    at([8, 2], wait('court_wait', 'Until the court rules', {
      rules: [{ due: 'P1D' }], events: [{ name: 'court_ruled', label: 'The court has ruled', roles: [] }], citations: ['ill'],
      instructions: 'Press “The court has ruled” as soon as you hear of it. Otherwise somebody asks every day.',
    }), { elapsed: 'court_chase', court_ruled: 'record_ruling' }),
    at([8, 4], task('court_chase', 'Ask the court', {
      roles: petitioners, form: 'status_check',
      instructions: 'Call the clerk. Write down where it stands and who told you.',
      ...clock('PT8H', [['PT0S', ['supervisor']]]),
    }), { done: 'court_wait' }),
    at([9, 2], task('record_ruling', 'Record the ruling', {
      roles: petitioners, form: 'court_result',
      instructions: 'Was it granted, when is the hearing, when does the order end? Copy the dates from the order itself.',
      ...clock('PT4H', [['PT0S', ['supervisor']]]),
    }), { done: 'record_ruling_next' }),
    at([10, 2], decision('record_ruling_next', 'Granted?', [{ id: 'granted', label: 'Yes', when: fieldIs('court_result.granted', true) }]), { granted: 'serve', default: 'end_denied' }),
    at([11, 0], end('end_denied', 'Denied by the court', { outcome: 'court_denied' })),
    at([11, 2], handoffOf('H_serve', 'serve', 'Have the order served', {
      instructions: 'Accept if you serve it, or send somebody, now. If you cannot, decline and say why: it goes out again at once.',
    }), { accepted: 'record_service', declined: 'serve', withdrawn: 'serve' }),
    at([12, 2], task('record_service', 'Record service and surrender', {
      roles: ['patrol', 'watch_commander', 'case_manager'], form: 'service_record',
      instructions: 'Was it served, what was handed over, is the order in the registry? If firearms are missing, say which.',
      ...clock('PT24H', [['PT0S', ['supervisor']], ['P4D', ['commander']]], ['ill', 'S17']),
    }), { done: 'hearing_wait' }),
    at([13, 2], wait('hearing_wait', 'Until the hearing', {
      rules: [{ due: 'P14D' }], events: [{ name: 'hearing_held', label: 'The hearing was held', roles: [] }], citations: ['S16', 'S17'],
      instructions: 'Press “The hearing was held” when it was. Otherwise somebody asks after 14 days.',
    }), { elapsed: 'hearing_chase', hearing_held: 'record_hearing' }),
    at([13, 4], task('hearing_chase', 'Ask about the hearing', {
      roles: petitioners, form: 'status_check',
      instructions: 'The hearing is due. Ask the clerk whether it was held or put off, and until when.',
      ...clock('PT8H', [['PT0S', ['supervisor']]]),
    }), { done: 'hearing_wait' }),
    at([14, 2], task('record_hearing', 'Record the outcome of the hearing', {
      roles: petitioners, form: 'court_result',
      instructions: 'Was the order granted, and when does it end? The next review counts back from that day.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'record_hearing_next' }),
    at([15, 2], decision('record_hearing_next', 'Granted?', [{ id: 'granted', label: 'Yes', when: fieldIs('court_result.granted', true) }]), { granted: 'order_wait', default: 'return_check' }),
    // While the order stands, and after it
    at([16, 2], wait('order_wait', 'While the order stands', {
      rules: [{ due: '-P60D', from: endOfOrder }], events: [orderEnded], citations: ['ill'],
      instructions: 'Sixty days before the order ends it is looked at again. Press “The order has ended” if the court ends it earlier.',
    }), { elapsed: 'renew_review', order_ended: 'return_check' }),
    at([17, 2], task('renew_review', 'Renew it or not?', {
      roles: ['case_manager'], form: 'renewal_review',
      instructions: 'Look at it as if for the first time: what has changed since the order, and what would be different without it?',
      ...clock('P14D', [['PT0S', ['supervisor']], ['P14D', ['commander']]]),
      outcomes: [outcome('done', 'Reviewed')],
    }), { done: 'renew_review_next' }),
    at([18, 2], decision('renew_review_next', 'Renew?', [{ id: 'renew', label: 'Yes', when: fieldIs('renewal_review.recommend', 'renew') }]), { renew: 'draft_affidavit', default: 'approve_lapse' }),
    at([19, 2], approvalOf('A_erpo_decline', 'approve_lapse', 'Approve: let the order end', {
      instructions: 'The order is to end without being renewed. Two of you must agree. Deny it, with your reason, and the renewal is written.',
    }), { approved: 'expiry_wait', denied: 'draft_affidavit' }),
    at([20, 2], wait('expiry_wait', 'Until the order ends', {
      rules: [{ due: 'P0D', from: endOfOrder }], events: [orderEnded], citations: ['ill'],
      instructions: 'Before the firearms go back, those who were threatened are told.',
    }), { elapsed: 'return_check', order_ended: 'return_check' }),
    at([21, 2], task('return_check', 'Check before firearms are returned', {
      roles: ['records_custodian', 'victim_advocate', 'case_manager'], form: 'return_review',
      instructions: 'Is the background check done, and do the target and the family know that the firearms may come back? Tell them first.',
      ...clock('P3D', [['PT0S', ['supervisor', 'prosecutor_liaison']]], ['S17']),
    }), { done: 'end_done' }),
    at([22, 2], end('end_done', 'Completed', { outcome: 'completed' })),
  ],
);
