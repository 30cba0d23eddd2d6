// Report intake and triage: every report gets an owner, an imminent-danger screen, a history check and a reasoned, approved
// disposition. Its clocks count from when the report was received, so that no loop gives it more time.
import type { Draft } from '../draft.ts';
import { intakeForms } from './intake-triage-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, retention, roles, urgentCase } from './shared-setting.ts';
import { at, call, clock, decision, drawing, end, fieldAbove, fieldIs, fromReport, outcome, sets, spawn, start, task } from './sketch.ts';

const reportedBefore = fieldAbove('deconfliction.prior_reports', 0);

export const intakeTriage: Draft = drawing(
  {
    key: 'intake_triage',
    title: 'Report intake and triage',
    purpose: 'Every report gets an owner, an imminent-danger screen, a history check and a reasoned, approved disposition.',
    levels,
    roles: roles('triage_analyst', 'analyst', 'supervisor', 'unit_lead', 'commander', 'watch_commander', 'privacy_officer', 'service_provider'),
    forms: intakeForms,
    facts: [urgentCase],
    retention: retention('R_no_case', 'R_protected', 'R_transferred'),
  },
  [
    // Screening and history
    at([0, 2], start('start', 'Take the report', {
      form: 'report_intake',
      instructions: 'Write down what was seen or said, close to the words that were used. You need not judge it. If a life may be at risk, say so: the report is then screened within 15 minutes.',
    }), { next: 'imminence_screen' }),
    at([1, 2], task('imminence_screen', 'Screen for imminent danger', {
      roles: ['triage_analyst', 'supervisor'], form: 'imminence_screen',
      instructions: 'Is somebody about to be hurt? If you are unsure, say yes: it is easier to stand down than to be late.',
      ...clock(
        [{ when: fieldIs('report_intake.threat_to_life', true), due: 'PT15M', from: fromReport, warn: 'PT5M' }, { due: 'PT1H', from: fromReport, warn: 'PT15M' }],
        [['PT0S', ['supervisor']], ['PT30M', ['watch_commander'], ['watch_commander']]],
      ),
      outcomes: [outcome('done', 'Screened')],
    }), { done: 'imminence_screen_next' }),
    at([2, 2], decision('imminence_screen_next', 'Imminent danger?', [{ id: 'imminent', label: 'Yes', when: fieldIs('imminence_screen.imminent', true) }]), { imminent: 'call_imminent', default: 'deconflict' }),
    at([3, 1], spawn('call_imminent', 'Start the imminent response', 'imminent_response', 'The response acts at once, beside this report. Triage goes on.'), { next: 'deconflict' }),
    at([4, 2], task('deconflict', 'Check identity, history and jurisdiction', {
      roles: ['triage_analyst', 'analyst'], form: 'deconfliction',
      instructions: 'Find out who this is, whether we have met them before, how that ended, and whose it is. An earlier closing proves nothing about today.',
      ...clock('PT4H', [['PT0S', ['supervisor']]]),
      outcomes: [outcome('done', 'Checked')],
    }), { done: 'deconflict_next' }),
    at([5, 2], decision('deconflict_next', 'Whose is it?', [
      { id: 'linked', label: 'Open case', when: fieldIs('deconfliction.existing_open_case', true) },
      { id: 'elsewhere', label: 'Not ours', when: fieldIs('deconfliction.jurisdiction', 'other') },
      { id: 'school', label: 'A school’s', when: fieldIs('report_intake.school_related', true) },
    ]), { linked: 'end_linked', elsewhere: 'call_transfer', school: 'call_school', default: 'triage_decision' }),
    at([6, -1], end('end_linked', 'Joined to the open case', { outcome: 'linked', effects: [sets.raise('new_information', 'deconfliction.linked_case')] })),
    at([6, 0], call('call_transfer', 'Coordinate with the other agency', 'multi_jurisdiction', 'The report stays ours until they have accepted it. If they do not take it, triage decides.'), { transferred: 'end_transferred', notified: 'end_transferred', default: 'triage_decision' }),
    at([7, 0], end('end_transferred', 'With the other agency', { outcome: 'transferred', effects: [sets.status('transferred'), sets.retention('R_transferred')] })),
    at([6, 2], call('call_school', 'Work it with the school', 'school_concern', 'The school leads; the unit joins at the threshold the protocol draws.'), { opened: 'end_opened', resolved_school: 'call_school_next', default: 'triage_decision' }),
    at([7, 2], decision('call_school_next', 'Reported before?', [{ id: 'repeat', label: 'Yes', when: reportedBefore }]), { repeat: 'approve_no_case_repeat', default: 'end_no_case' }),
    // Triage
    at([6, 3], task('triage_decision', 'Decide: open, ask, refer or no case', {
      roles: ['triage_analyst'], form: 'triage_assessment',
      instructions: 'Keep what was observed apart from what was concluded. Recommend what you would defend tomorrow; somebody else decides it. Asking for more does not give you more time.',
      checklist: ['I have read the report from beginning to end', 'I have looked at the earlier reports', 'I have asked whether this is only protected expression'],
      ...clock([{ due: 'PT24H', from: fromReport, warn: 'PT4H' }], [['PT0S', ['supervisor']], ['PT12H', ['unit_lead'], ['unit_lead', 'supervisor']]], ['S30', 'S31']),
      outcomes: [outcome('open_case', 'Open a case'), outcome('more_info', 'Ask for more'), outcome('refer_out', 'Refer'), outcome('no_case', 'No case')],
    }), { open_case: 'approve_open', more_info: 'reporter_callback', refer_out: 'refer', no_case: 'no_case_gate' }),
    at([6, 5], task('reporter_callback', 'Call the reporter back', {
      roles: ['triage_analyst'], form: 'reporter_callback',
      instructions: 'Call, listen, write down what is new. If nobody answers, say so and go on.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'triage_decision' }),
    at([7, 3], approvalOf('A_open', 'approve_open', 'Approve: open a case', {
      instructions: 'By granting this you become the owner of the case until a case manager accepts it. Deny it, with your reason, if you would want to know more first.',
      onApproved: [sets.status('open'), sets.owner],
    }), { approved: 'start_case', denied: 'triage_decision' }),
    at([8, 3], spawn('start_case', 'Start the full assessment', 'full_assessment'), { next: 'end_opened' }),
    at([9, 2], end('end_opened', 'Case opened', { outcome: 'opened' })),
    // No case
    at([7, 5], handoffOf('H_service_referral', 'refer', 'Refer to a service', {
      instructions: 'Accept if you can take this up with the person. You see only what you need for that. If you cannot, decline and say why, so that nobody waits for you.',
    }), { accepted: 'no_case_gate', declined: 'triage_decision', withdrawn: 'triage_decision' }),
    at([8, 6], decision('no_case_gate', 'Who must agree?', [
      { id: 'protected', label: 'Protected', when: fieldIs('triage_assessment.protected_expression_only', true) },
      { id: 'repeat', label: 'Repeat', when: reportedBefore },
    ]), { protected: 'approve_no_case_protected', repeat: 'approve_no_case_repeat', default: 'approve_no_case' }),
    at([9, 5], approvalOf('A_no_case', 'approve_no_case', 'Approve: no case', {
      instructions: 'Read the recommendation. Deny it if a reason is missing or you would want to know more first.',
    }), { approved: 'end_no_case', denied: 'triage_decision' }),
    at([9, 6], approvalOf('A_no_case_repeat', 'approve_no_case_repeat', 'Approve: no case on a repeat report', {
      instructions: 'This person has been reported before. Two of you must agree, each having read the earlier reports; that an earlier one was closed is no reason.',
    }), { approved: 'end_no_case', denied: 'triage_decision' }),
    at([9, 7], approvalOf('A_no_case_protected', 'approve_no_case_protected', 'Approve: protected expression only', {
      instructions: 'Is there nothing but opinion, belief or association? Then nothing of it is kept beyond the short time drawn here. Deny it if anything points to violence.',
    }), { approved: 'end_protected', denied: 'triage_decision' }),
    at([10, 5], end('end_no_case', 'No case', { outcome: 'no_case', effects: [sets.status('no_case'), sets.retention('R_no_case')] })),
    at([10, 7], end('end_protected', 'No case, protected expression', { outcome: 'no_case', effects: [sets.status('no_case'), sets.retention('R_protected')] })),
  ],
);
