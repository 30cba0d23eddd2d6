// Case closure and after-action review: close only on met criteria and several people's judgment; tell those who must know;
// learn; keep no longer than allowed. The review of what went well runs beside, and never holds the closing up.
import type { Draft } from '../draft.ts';
import { closureForms } from './closure-aar-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { calendars, levels, retention, roles, targetKnown } from './shared-setting.ts';
import { anyOf, at, branch, caseAbove, caseIs, clock, decision, drawing, end, fact, fieldIs, join, notify, outcome, sets, split, start, task } from './sketch.ts';

const everHigh = caseIs('everHigh', true);

export const closureAar: Draft = drawing(
  {
    key: 'closure_aar',
    title: 'Case closure and after-action review',
    purpose: 'Close only on met criteria and several people’s judgment; tell those who must know; learn; keep no longer than allowed.',
    levels,
    roles: roles('case_manager', 'supervisor', 'unit_lead', 'commander', 'mh_liaison', 'victim_advocate', 'records_custodian', 'privacy_officer', 'partner_agency', 'school_team'),
    forms: closureForms,
    facts: [targetKnown],
    retention: retention('R_case_closed'),
    calendars: calendars('business'),
  },
  [
    at([0, 3], start('start', 'Closing begins'), { next: 'request_closure' }),
    at([1, 3], task('request_closure', 'Ask to close', {
      roles: ['case_manager', 'partner_agency'], form: 'closure_request',
      instructions: 'Say what has changed so that nobody needs to watch any more, and what could start it again. Ask about weapons: no case closes while that is not known.',
      ...clock('P3D', [['PT0S', ['supervisor']]], ['ill', 'I7', 'I8']),
      outcomes: [outcome('done', 'Ask to close')],
    }), { done: 'criteria_gate' }),
    at([2, 3], decision('criteria_gate', 'May it be closed?', [
      { id: 'open_handoffs', label: 'Open handoffs', when: caseAbove('openHandoffs', 0) },
      { id: 'others_running', label: 'Others run', when: caseAbove('otherRuns', 0) },
      { id: 'weapons_unknown', label: 'Weapons?', when: fieldIs('closure_request.weapons_access', 'unknown') },
      { id: 'ever_high', label: 'Was high', when: everHigh },
    ]), { open_handoffs: 'blocked_handoff', others_running: 'blocked_running', weapons_unknown: 'blocked_weapons', ever_high: 'approve_close_high', default: 'approve_close' }),
    at([3, 0], notify('blocked_handoff', 'Not closed: handoffs are open', {
      to: ['supervisor'], message: 'Closing was asked for while a handoff of this case is open. Have it answered or withdraw it first.',
      effects: [sets.block('open_handoffs', 'a case is not closed while a handoff is open; have it answered, or withdraw it')],
    }), { next: 'end_blocked' }),
    at([3, 1], notify('blocked_running', 'Not closed: other protocols run', {
      to: ['supervisor'], message: 'Closing was asked for while other protocols of this case are running. Let them end first.',
      effects: [sets.block('other_protocols_running', 'a case is not closed while other protocols of it are running; let them end first')],
    }), { next: 'end_blocked' }),
    at([3, 2], notify('blocked_weapons', 'Not closed: weapons not known', {
      to: ['supervisor'], message: 'Closing was asked for while access to weapons is not known. Find out first.', citations: ['I8'],
      effects: [sets.block('weapons_access_unknown', 'a case is not closed while access to weapons is not known; ask, and answer yes or no')],
    }), { next: 'end_blocked' }),
    at([4, 1], end('end_blocked', 'Not closed yet', { outcome: 'blocked' })),
    at([3, 4], approvalOf('A_close_high', 'approve_close_high', 'Approve: close a case that was high', {
      instructions: 'This case was once high or imminent, so mental health decides with you. Deny it, with your reason, if one of you would still worry.',
    }), { approved: 'tell', denied: 'end_denied' }),
    at([3, 5], approvalOf('A_close', 'approve_close', 'Approve: close', {
      instructions: 'Two persons who have not asked for it and do not own the case decide. Deny it, with your reason, if one of you would still worry.',
    }), { approved: 'tell', denied: 'end_denied' }),
    at([4, 6], end('end_denied', 'Stays open', { outcome: 'denied' })),
    at([4, 4], split('tell', 'Tell, keep, learn', {
      join: 'join_tell',
      branches: [branch('partners', 'Tell partners'), branch('target', 'Tell the target', fact('has_target')), branch('retention', 'Set retention'), branch('learn', 'Learn from it', anyOf(everHigh, caseAbove('breaches', 0)), true)],
    }), { partners: 'tell_partners', target: 'tell_target', retention: 'set_retention', learn: 'aar_write' }),
    at([5, 3], notify('tell_partners', 'Tell partners that it closes', { to: ['partner_agency', 'school_team'], message: 'This case is being closed. If you know of a reason for concern, tell the unit now.' }), { next: 'join_tell' }),
    at([5, 4], task('tell_target', 'Tell the target', {
      roles: ['victim_advocate', 'case_manager'], form: 'notice_done',
      instructions: 'Tell the person who was threatened that the case closes, what stays in place for them, and who to call if anything changes.',
      ...clock('PT72H', [['PT0S', ['supervisor']]]),
    }), { done: 'join_tell' }),
    at([5, 5], task('set_retention', 'Set how long it is kept', {
      roles: ['records_custodian'], form: 'retention_setting',
      instructions: 'Choose the class and the day on which somebody looks at it again. Nothing is deleted by the clock.',
      ...clock('P7D', [['PT0S', ['privacy_officer']]], ['ill', 'S20', 'S22']),
    }), { done: 'join_tell' }),
    at([5, 7], task('aar_write', 'Write the after-action review', {
      roles: ['unit_lead'], form: 'aar',
      instructions: 'What helped, what came late, what would you do differently? It is about how we work, not about who is to blame.',
      ...clock('P30D', [['PT0S', ['commander']]]),
    }), { done: 'approve_aar' }),
    at([6, 7], approvalOf('A_aar', 'approve_aar', 'Accept the after-action review', {
      instructions: 'Does it say what happened, and are the changes worth doing? Deny it, with your reason, if something is missing.',
    }), { approved: 'end_detached', denied: 'aar_write' }),
    at([7, 7], end('end_detached', 'Review accepted', { outcome: null })),
    at([6, 4], join('join_tell', 'All are told'), { next: 'end_closed' }),
    at([7, 4], end('end_closed', 'Closed', { outcome: 'closed', effects: [sets.status('closed'), sets.retention('R_case_closed')] })),
  ],
);
