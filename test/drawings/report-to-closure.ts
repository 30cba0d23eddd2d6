// One protocol from a report to a closed case, small enough for tests to walk through whole: screening, a reasoned and approved
// decision to open or not, information from two agencies at once, an assessment, one accountable case manager, reviews as often
// as the level asks for, and closing by two persons (three when the case was ever high). It has rules of its own to be proved.
import type { Draft, NodeOf } from '../../protocol/draft.ts';
import { basis, illustrative } from '../../protocol/templates/shared-citations.ts';
import { levels, roles } from '../../protocol/templates/shared-setting.ts';
import { approval, at, decision, drawing, end, fieldAbove, fieldIs, handoff, join, levelAtLeast, levelIs, limit, notify, outcome, packed, seat, spawn, split, start, task, wait } from '../../protocol/templates/sketch.ts';
import { reportForms } from './report-to-closure-forms.ts';

const ill = { citations: [illustrative.id] };
const levelOf = (ref: string): NodeOf<'task'>['outcomes'][number]['effects'][number] => ({ kind: 'level', from: { kind: 'field', ref } });
/** Before the assessment there is no level yet, only the first impression. */
const urgent = fieldIs('triage_assessment.preliminary_concern', 'high');
const leadSeat = seat('unit_lead', ['unit_lead'], ['commander']);
const supervisorSeat = seat('supervisor', ['supervisor'], ['commander']);

export const reportToClosure: Draft = drawing(
  {
    key: 'report_to_closure',
    title: 'From report to closure',
    purpose: 'Every report is screened at once, decided with reasons by more than one person, worked by one accountable case manager, looked at again as often as it needs, and closed by at least two persons.',
    levels,
    roles: roles('triage_analyst', 'patrol', 'analyst', 'supervisor', 'unit_lead', 'commander', 'watch_commander', 'case_manager', 'school_team', 'mh_liaison'),
    forms: reportForms,
    facts: [],
    retention: [{ id: 'R_no_case', keep: 'P1Y', reviewBefore: 'P30D' }, { id: 'R_case_closed', keep: 'P5Y', reviewBefore: 'P90D' }],
    rules: [
      { id: 'two_to_close', title: 'No case closes without a review by two persons', kind: 'passes', from: { kind: 'start' }, to: { kind: 'status', status: 'closed' }, through: { kind: 'approval', persons: 2 } },
      { id: 'weapons_asked', title: 'Nobody closes without having asked for weapons', kind: 'passes', from: { kind: 'start' }, to: { kind: 'status', status: 'closed' }, through: { kind: 'records', means: 'weaponsAccess' } },
      { id: 'screened_in_time', title: 'Screened within the hour when life is at risk', kind: 'within', from: { kind: 'reportReceived' }, to: { kind: 'step', step: 'screen', moment: 'done' }, within: 'PT1H', when: fieldIs('report_intake.threat_to_life', true) },
      { id: 'triage_apart', title: 'Whoever recommends does not approve the opening', kind: 'separate', act: 'triage', approve: 'approve_open' },
      { id: 'closing_apart', title: 'Whoever asks to close does not approve it', kind: 'separate', act: 'request_closure', approve: 'approve_close' },
      { id: 'policies_followed', title: 'Each policy has its step, each decision its source', kind: 'cited', kinds: ['approval'] },
    ],
  },
  [
    // Report and screening
    at([0, 2], start('start', 'Take the report', {
      form: 'report_intake', roles: ['triage_analyst', 'patrol', 'supervisor'], ...ill,
      instructions: 'Write down what was seen or said, close to the words that were used. You need not judge it. If a life may be at risk, say so: the report is then screened within 15 minutes.',
      limit: limit([{ due: 'PT1H' }], [['PT0S', ['supervisor']]], basis),
    }), { next: 'screen' }),
    at([1, 2], task('screen', 'Screen for imminent danger', {
      roles: ['triage_analyst', 'supervisor'], form: 'imminence_screen', ...ill,
      instructions: 'Is somebody about to be hurt? If you are unsure, say yes: it is easier to stand down than to be late.',
      limit: limit([{ when: fieldIs('report_intake.threat_to_life', true), due: 'PT15M', from: { kind: 'reportReceived' }, warn: 'PT5M' }, { due: 'PT1H', from: { kind: 'reportReceived' }, warn: 'PT15M' }], [['PT0S', ['supervisor']], ['PT30M', ['watch_commander'], ['watch_commander']]], basis),
      outcomes: [outcome('done', 'Screened')],
    }), { done: 'screen_next' }),
    at([2, 2], decision('screen_next', 'Imminent danger?', [{ id: 'imminent', label: 'Yes', when: fieldIs('imminence_screen.imminent', true) }]), { imminent: 'alarm', default: 'history' }),
    at([2, 0], spawn('alarm', 'Start the imminent response', 'imminent_response'), { next: 'history' }),
    at([3, 2], task('history', 'Check identity and history', {
      roles: ['triage_analyst', 'analyst'], form: 'deconfliction', ...ill,
      instructions: 'Find out who this is, whether we have met them before, and how that ended. An earlier closing proves nothing about today.',
      limit: limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], basis),
      outcomes: [outcome('done', 'Checked')],
    }), { done: 'triage' }),
    at([4, 2], task('triage', 'Recommend: open or not', {
      roles: ['triage_analyst'], form: 'triage_assessment', ...ill,
      instructions: 'Keep what was observed apart from what was concluded. Recommend what you would defend tomorrow; somebody else decides it.',
      checklist: ['I have read the report from beginning to end', 'I have looked at the earlier reports', 'I have asked whether this is only protected expression'],
      limit: limit([{ due: 'PT24H', from: { kind: 'reportReceived' }, warn: 'PT4H' }], [['PT0S', ['supervisor']], ['PT12H', ['unit_lead'], ['unit_lead', 'supervisor']]], basis),
      outcomes: [outcome('open_case', 'Open a case'), outcome('more_info', 'Ask for more'), outcome('no_case', 'No case')],
    }), { open_case: 'approve_open', more_info: 'callback', no_case: 'no_case_gate' }),
    at([4, 0], task('callback', 'Call the reporter back', {
      roles: ['triage_analyst'], form: 'reporter_callback', ...ill,
      instructions: 'Call, listen, write down what is new. If nobody answers, say so and go on.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'triage' }),
    // No case
    at([5, 5], decision('no_case_gate', 'Reported before?', [{ id: 'repeat', label: 'Yes', when: fieldAbove('deconfliction.prior_reports', 0) }]), { repeat: 'approve_no_case_repeat', default: 'approve_no_case' }),
    at([6, 5], approval('approve_no_case', 'Approve: no case', {
      seats: [seat('decider', ['supervisor', 'unit_lead'], ['commander'])], notDoerOf: ['triage'], about: ['triage_assessment'], ...ill,
      instructions: 'Read the recommendation. Deny it if a reason is missing or you would want to know more first.',
      limit: limit([{ due: 'P3D' }], [['PT0S', ['unit_lead']]], basis),
    }), { approved: 'end_no_case', denied: 'triage' }),
    at([6, 6], approval('approve_no_case_repeat', 'Approve: no case on a repeat report', {
      seats: [supervisorSeat, leadSeat], notDoerOf: ['triage'], about: ['triage_assessment'], citations: ['I6', 'ill'],
      instructions: 'This person has been reported before. Two of you must agree, each having read the earlier reports.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['commander']]], basis),
    }), { approved: 'end_no_case', denied: 'triage' }),
    at([7, 6], end('end_no_case', 'No case', { outcome: 'no_case', effects: [{ kind: 'status', status: 'no_case' }, { kind: 'retention', class: 'R_no_case' }] })),
    // Opening and gathering
    at([5, 2], approval('approve_open', 'Approve: open a case', {
      seats: [supervisorSeat], notDoerOf: ['triage'], about: ['triage_assessment'], ...ill,
      instructions: 'By granting this you become the owner of the case until a case manager accepts it.',
      onApproved: [{ kind: 'status', status: 'open' }, { kind: 'owner', to: 'approver' }],
      limit: limit([{ when: urgent, due: 'PT4H' }, { due: 'PT24H' }], [['PT0S', ['unit_lead']], ['PT12H', ['commander'], ['commander']]], basis),
    }), { approved: 'gather', denied: 'triage' }),
    at([6, 2], split('gather', 'Ask everybody at once', {
      join: 'gathered',
      branches: [{ id: 'records', label: 'Our records', detached: false }, { id: 'school', label: 'The school', when: fieldIs('report_intake.school_related', true), detached: false }, { id: 'mental_health', label: 'Mental health', detached: false }],
    }), { records: 'records_check', school: 'ask_school', mental_health: 'ask_mh' }),
    at([7, 1], task('records_check', 'Search records', {
      roles: ['analyst', 'case_manager'], form: 'records_check', ...ill,
      instructions: 'Search what we hold and may search. Name each source, also those that gave nothing.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'gathered' }),
    at([7, 2], handoff('ask_school', 'Ask the school', {
      handoff: 'request', from: ['supervisor', 'unit_lead', 'case_manager'], to: ['school_team'], disclosure: true, package: packed('triage_assessment', 'what_we_need_to_know'), ...ill,
      legalBasis: { kind: 'drawn', text: 'agreement with the school district; health or safety emergency where it applies' },
      instructions: 'Accept if you can find out what the school knows. If you cannot, decline and say why, so that somebody else asks.',
      limit: limit([{ when: urgent, due: 'PT1H' }, { due: 'PT8H' }], [['PT0S', ['supervisor']], ['PT8H', ['unit_lead']]], basis),
    }), { accepted: 'school_information', declined: 'school_by_us', withdrawn: 'school_by_us' }),
    at([8, 2], task('school_information', 'What the school knows', {
      roles: ['school_team'], form: 'school_information', ...ill,
      instructions: 'Share what you may share and name the basis for it. What was seen counts more than what is said about the student.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'gathered' }),
    at([8, 3], task('school_by_us', 'Ask around the school ourselves', {
      roles: ['case_manager', 'analyst', 'supervisor'], ...ill,
      instructions: 'The school could not answer. Ask those we may ask without it, and note what stays unknown.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'gathered' }),
    at([7, 4], handoff('ask_mh', 'Ask mental health', {
      handoff: 'request', from: ['supervisor', 'unit_lead', 'case_manager'], to: ['mh_liaison'], disclosure: true, package: packed('triage_assessment', 'what_we_need_to_know'), ...ill,
      legalBasis: { kind: 'drawn', text: 'agreement with the provider; law where the threat is serious and imminent' },
      instructions: 'Accept if you can advise us. General advice needs nobody’s consent; what concerns a patient needs a basis.',
      limit: limit([{ when: urgent, due: 'PT1H' }, { due: 'PT8H' }], [['PT0S', ['supervisor']], ['PT8H', ['unit_lead']]], basis),
    }), { accepted: 'mh_information', declined: 'mh_by_us', withdrawn: 'mh_by_us' }),
    at([8, 4], task('mh_information', 'Mental-health advice', {
      roles: ['mh_liaison'], form: 'mh_information', ...ill,
      instructions: 'Say what would help us to understand and to keep people safe. Name the basis on which you share it.',
      limit: limit([{ due: 'PT48H' }], [['PT0S', ['unit_lead']]], basis),
    }), { done: 'gathered' }),
    at([8, 5], task('mh_by_us', 'Go on without advice', {
      roles: ['case_manager', 'analyst', 'supervisor'], ...ill,
      instructions: 'No advice could be had. Note what you would have asked, so that the assessment says so.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'gathered' }),
    at([9, 2], join('gathered', 'All answers are in'), { next: 'assess' }),
    // Assessment and the case manager
    at([10, 2], task('assess', 'Assess', {
      roles: ['case_manager', 'analyst'], form: 'assessment', citations: ['I8', 'ill'],
      instructions: 'Put together what is known. The level is your judgement, with your reason. Ask about weapons; “not known” must be found out before the case can close.',
      limit: limit([{ due: 'PT72H', from: { kind: 'caseOpened' }, warn: 'PT12H' }], [['PT0S', ['supervisor']], ['PT24H', ['unit_lead']]], basis),
      outcomes: [outcome('assessed', 'Assessed', { effects: [levelOf('assessment.level_of_concern')] })],
    }), { assessed: 'assess_next' }),
    at([11, 2], decision('assess_next', 'How high is it?', [{ id: 'imminent', label: 'Imminent', when: levelIs('imminent') }]), { imminent: 'assess_alarm', default: 'to_manager' }),
    at([11, 0], spawn('assess_alarm', 'Start the imminent response', 'imminent_response'), { next: 'to_manager' }),
    at([12, 2], handoff('to_manager', 'Hand over to a case manager', {
      handoff: 'transfer', from: ['unit_lead', 'supervisor'], to: ['case_manager'], package: packed('report_intake', 'triage_assessment', 'assessment'), ...ill,
      instructions: 'By accepting you become the owner: the case is yours until somebody accepts it from you. If you cannot take it, decline and say why.',
      limit: limit([{ when: levelAtLeast('high'), due: 'PT1H' }, { due: 'PT4H' }], [['PT0S', ['unit_lead']], ['PT4H', ['supervisor', 'commander']]], basis),
    }), { accepted: 'plan', declined: 'find_manager', withdrawn: 'find_manager' }),
    at([12, 4], task('find_manager', 'Find a case manager', {
      roles: ['unit_lead', 'supervisor'], form: 'reassignment', ...ill,
      instructions: 'Nobody has taken the case yet. Speak with those who could, settle who will, and it is offered again.',
      limit: limit([{ due: 'PT4H' }], [['PT0S', ['commander']]], basis),
    }), { done: 'to_manager' }),
    at([13, 2], task('plan', 'Write the plan', {
      roles: ['case_manager'], form: 'management_plan', ...ill,
      instructions: 'Few measures that somebody really does are better than many. Say for each who does it and until when.',
      limit: limit([{ when: levelAtLeast('high'), due: 'PT72H', warn: 'PT12H' }, { due: 'P7D', warn: 'P1D' }], [['PT0S', ['supervisor']]], basis),
      outcomes: [outcome('planned', 'Plan is in place', { effects: [{ kind: 'status', status: 'monitoring' }] })],
    }), { planned: 'next_review' }),
    // Monitoring
    at([14, 2], wait('next_review', 'Until the next review', {
      rules: [{ when: levelIs('imminent'), due: 'P1D' }, { when: levelIs('high'), due: 'P7D' }, { when: levelIs('moderate'), due: 'P30D' }, { due: 'P90D' }], ...ill,
      events: [{ name: 'new_information', label: 'New information', roles: [] }, { name: 'contact_failed', label: 'Contact failed', roles: [] }],
      instructions: 'Whoever learns something new says so here; the review then starts at once.',
    }), { elapsed: 'review', new_information: 'review', contact_failed: 'review' }),
    at([15, 2], task('review', 'Review', {
      roles: ['case_manager'], form: 'periodic_review', citations: ['I7', 'I8', 'ill'],
      instructions: 'Look at it as if for the first time. Silence is news too. Lowering the level and closing are decided by others; keeping and raising are yours.',
      limit: limit([{ due: 'PT48H', warn: 'PT24H' }], [['PT0S', ['supervisor']], ['P3D', ['unit_lead'], ['unit_lead', 'supervisor']], ['P7D', ['commander']]], basis),
      outcomes: [
        outcome('keep', 'Keep watching'),
        outcome('raise', 'Raise the level', { effects: [levelOf('periodic_review.level_of_concern')] }),
        outcome('lower', 'Ask to lower the level'),
        outcome('close', 'Ask to close'),
        outcome('imminent', 'Imminent danger', { effects: [{ kind: 'level', from: { kind: 'fixed', level: 'imminent' } }], needsReason: true }),
      ],
    }), { keep: 'reachable', raise: 'raised', lower: 'approve_lower', close: 'close_gate', imminent: 'review_alarm' }),
    at([16, 1], decision('reachable', 'Twice unreachable?', [{ id: 'unreachable', label: 'Yes', when: fieldAbove('periodic_review.failed_contacts_in_a_row', 1) }]), { unreachable: 'unreachable', default: 'next_review' }),
    at([17, 1], task('unreachable', 'Person cannot be reached', {
      roles: ['case_manager', 'supervisor'], form: 'unreachable_plan', citations: ['I7', 'ill'],
      instructions: 'We do not know where the person is or how they are. Decide who looks, and who must be told.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['unit_lead']]], basis),
    }), { done: 'next_review' }),
    at([16, 0], notify('raised', 'Tell of the raised level', { to: ['unit_lead', 'supervisor'], message: 'The level of concern of this case has been raised.' }), { next: 'reachable' }),
    at([16, 2], approval('approve_lower', 'Approve: lower the level', {
      seats: [supervisorSeat], notDoerOf: ['review'], about: ['periodic_review'], ...ill,
      instructions: 'Is there a reason to be less concerned, or only less news? Deny it if you are not sure.',
      onApproved: [levelOf('periodic_review.level_of_concern')],
      limit: limit([{ due: 'P3D' }], [['PT0S', ['unit_lead']]], basis),
    }), { approved: 'lowered', denied: 'next_review' }),
    at([17, 2], notify('lowered', 'Tell of the lowered level', { to: ['unit_lead'], message: 'The level of concern of this case has been lowered.' }), { next: 'next_review' }),
    at([15, 0], spawn('review_alarm', 'Start the imminent response', 'imminent_response'), { next: 'next_review' }),
    // Closing
    at([16, 4], decision('close_gate', 'Is there contact?', [{ id: 'no_contact', label: 'No', when: fieldIs('periodic_review.contact_made', false) }]), { no_contact: 'close_refused', default: 'request_closure' }),
    at([16, 3], notify('close_refused', 'Not closed without contact', {
      to: ['supervisor'], message: 'Closing was asked for without contact to the person. Reach them first.', citations: ['I7'],
      effects: [{ kind: 'block', code: 'no_closing_without_contact', sentence: 'a case is not closed while the person cannot be reached; reach them first' }],
    }), { next: 'unreachable' }),
    at([17, 4], task('request_closure', 'Ask to close', {
      roles: ['case_manager'], form: 'closure_request', citations: ['I8', 'ill'],
      instructions: 'Say what has changed so that nobody needs to watch any more, and what could start it again.',
      limit: limit([{ due: 'P3D' }], [['PT0S', ['supervisor']]], basis),
      outcomes: [outcome('requested', 'Ask to close'), outcome('keep_open', 'Keep it open after all')],
    }), { requested: 'closing_gate', keep_open: 'next_review' }),
    at([18, 4], decision('closing_gate', 'Ever high?', [{ id: 'ever_high', label: 'Yes', when: { kind: 'compare', left: { kind: 'case', name: 'everHigh' }, op: 'eq', right: { kind: 'value', value: true } } }]), { ever_high: 'approve_close_high', default: 'approve_close' }),
    at([19, 4], approval('approve_close', 'Approve: close', {
      seats: [supervisorSeat, leadSeat], notDoerOf: ['request_closure'], notOwner: true, about: ['closure_request'], ...ill,
      instructions: 'Two persons who have not asked for it decide. Deny it, with your reason, if one of you would still worry.',
      limit: limit([{ due: 'P7D', warn: 'P1D' }], [['PT0S', ['commander']]], basis),
    }), { approved: 'end_closed', denied: 'review' }),
    at([19, 5], approval('approve_close_high', 'Approve: close a case that was high', {
      seats: [supervisorSeat, leadSeat, seat('mental_health', ['mh_liaison'])], notDoerOf: ['request_closure'], notOwner: true, about: ['closure_request'], ...ill,
      instructions: 'This case was once high or imminent, so mental health decides with you. Deny it, with your reason, if one of you would still worry.',
      limit: limit([{ due: 'P7D', warn: 'P1D' }], [['PT0S', ['commander']]], basis),
    }), { approved: 'end_closed', denied: 'review' }),
    at([20, 4], end('end_closed', 'Closed', { outcome: 'closed', effects: [{ kind: 'status', status: 'closed' }, { kind: 'retention', class: 'R_case_closed' }] })),
  ],
);
