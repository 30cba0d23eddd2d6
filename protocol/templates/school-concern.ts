// School concern: the school leads and classifies, the unit joins at a clear threshold, records move only on a stated legal
// basis, and when the student moves the other agency is brought in.
import type { Draft } from '../draft.ts';
import { schoolForms } from './school-concern-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { calendars, levels, roles, urgentCase } from './shared-setting.ts';
import { anyOf, at, branch, clock, decision, drawing, end, fieldIs, fieldNot, join, onEvent, outcome, outcomeIs, sets, spawn, split, start, task, wait, workingDays } from './sketch.ts';

/** No deadline stretches over a holiday while a weapon or a target is in play. */
const inPlay = anyOf(fieldNot('school_screen.weapons_access', 'no'), fieldIs('school_screen.named_target', true));
const newInformation = { name: 'new_information', label: 'New information', roles: [] };

export const schoolConcern: Draft = drawing(
  {
    key: 'school_concern',
    title: 'School concern',
    purpose: 'The school leads; the unit joins at a clear threshold; records move only on a stated legal basis; a move of the student triggers a handoff.',
    levels,
    roles: roles('school_liaison', 'school_team', 'triage_analyst', 'supervisor', 'unit_lead', 'commander'),
    forms: schoolForms,
    facts: [urgentCase],
    retention: [],
    calendars: calendars('school'),
  },
  [
    at([0, 3], start('start', 'A school turns to us', {
      form: 'school_referral', roles: ['school_liaison', 'triage_analyst', 'school_team'],
      instructions: 'Say which school and which student, and what was seen or said. The school goes on leading.',
      ...clock('PT2H', [['PT0S', ['supervisor']]]),
    }), { next: 'school_screen' }),
    at([1, 3], task('school_screen', 'First screen with the school', {
      roles: ['school_liaison', 'triage_analyst'], form: 'school_screen',
      instructions: 'Speak with somebody who knows the student. Ask about weapons, at home too. If somebody is about to be hurt, say so: the response starts at once.',
      ...clock([{ due: 'PT2H', warn: 'PT30M' }], [['PT0S', ['supervisor']]], ['ill', 'I8']),
      outcomes: [outcome('done', 'Screened')],
    }), { done: 'school_screen_next' }),
    at([2, 3], decision('school_screen_next', 'Danger? Records?', [
      { id: 'imminent', label: 'Imminent danger', when: fieldIs('school_screen.imminent', true) },
      { id: 'records', label: 'Records asked for', when: fieldIs('school_screen.records_requested', true) },
    ]), { imminent: 'spawn_imminent', records: 'ferpa_basis', default: 'classify' }),
    at([3, 2], spawn('spawn_imminent', 'Start the imminent response', 'imminent_response', 'The response acts at once. The school classifies meanwhile.'), { next: 'classify' }),
    at([3, 4], task('ferpa_basis', 'State the basis for the records', {
      roles: ['school_team'], form: 'ferpa_disclosure',
      instructions: 'Name the basis before any record moves. In an emergency write down the threat that makes it one. What you saw or heard yourself is no education record: you may simply tell it.',
      ...clock('PT24H', [['PT0S', ['school_liaison']]]),
    }), { done: 'classify' }),
    at([4, 3], task('classify', 'Classify the threat', {
      roles: ['school_team'], form: 'school_classification',
      instructions: 'You know the student; the judgement is yours. If in doubt, take it as serious.',
      ...clock([{ when: inPlay, due: 'PT24H' }, { due: workingDays(1, 'school') }], [['PT0S', ['school_liaison']], ['PT4H', ['supervisor']]]),
      outcomes: [outcome('transient', 'Transient'), outcome('serious', 'Serious'), outcome('very_serious', 'Very serious')],
    }), { transient: 'transient_record', serious: 'protect', very_serious: 'protect' }),
    // Transient: resolved at the school, and looked at again
    at([5, 1], task('transient_record', 'Resolve it and write it down', {
      roles: ['school_team'], form: 'transient_resolution',
      instructions: 'Say how it was put right, and what the student and those frightened were offered. If it cannot be put right, it was not transient.',
      ...clock([{ due: workingDays(2, 'school') }], [['PT0S', ['school_liaison']]]),
    }), { done: 'approve_transient' }),
    at([6, 1], approvalOf('A_no_case', 'approve_transient', 'Approve: no case', {
      instructions: 'Would you stand behind “transient” if it were asked next month? Deny it, with your reason, and the school classifies again.',
    }), { approved: 'followup_wait', denied: 'classify' }),
    at([7, 1], wait('followup_wait', 'Until the follow-up', {
      rules: [{ due: 'P30D' }], events: [newInformation], citations: ['ill'],
      instructions: 'Whoever learns something new says so here; the school then classifies again at once.',
    }), { elapsed: 'school_followup', new_information: 'classify' }),
    at([11, 1], task('school_followup', 'Follow up with the school', {
      roles: ['school_liaison', 'school_team'], form: 'school_followup',
      instructions: 'How is the student, and how are those who were frightened? If the concern goes on, the school classifies again.',
      ...clock('P5D', [['PT0S', ['supervisor']]]),
    }), { done: 'school_followup_next' }),
    at([12, 1], decision('school_followup_next', 'Does it go on?', [{ id: 'persists', label: 'Yes', when: fieldIs('school_followup.concern_persists', true) }]), { persists: 'classify', default: 'end_resolved' }),
    at([13, 1], end('end_resolved', 'Resolved at school', { outcome: 'resolved_school' })),
    // Serious: protect first
    at([5, 4], split('protect', 'Protect first', {
      join: 'join_protect',
      branches: [branch('target_family', 'Family of the target', fieldIs('school_screen.named_target', true)), branch('subject_family', 'Family of the student'), branch('firearm_check', 'Firearms')],
    }), { target_family: 'target_family', subject_family: 'subject_family', firearm_check: 'firearm_check' }),
    at([6, 3], task('target_family', 'Tell the family of the target', {
      roles: ['school_team', 'school_liaison'], form: 'notice_done',
      instructions: 'Speak with them before they hear it elsewhere: what is known, what the school does today, and who to call.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'join_protect' }),
    at([6, 4], task('subject_family', 'Speak with the family of the student', {
      roles: ['school_team', 'school_liaison'], form: 'notice_done',
      instructions: 'Tell them what happened and what comes next. They are needed; listen to what worries them.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'join_protect' }),
    at([6, 5], task('firearm_check', 'Ask about firearms', {
      roles: ['school_liaison'], form: 'firearm_access',
      instructions: 'Ask a parent or another adult who would know: is there a firearm at home, at relatives, at friends, and who can reach it? Agree how it is locked away or moved.',
      ...clock('PT24H', [['PT0S', ['supervisor']]], ['ill', 'I8']),
    }), { done: 'join_protect' }),
    at([7, 4], join('join_protect', 'All are protected'), { next: 'severity_gate' }),
    at([8, 4], decision('severity_gate', 'Very serious?', [{ id: 'very_serious', label: 'Yes', when: outcomeIs('classify', 'very_serious') }]), { very_serious: 'approve_open', default: 'safety_plan' }),
    at([9, 3], task('safety_plan', 'Write the safety and support plan', {
      roles: ['school_team'], form: 'student_safety_plan',
      instructions: 'What helps the student, who keeps an eye on what, and what must be settled before they are back. Few things that really happen.',
      ...clock([{ due: workingDays(2, 'school') }], [['PT0S', ['school_liaison']]]),
    }), { done: 'plan_wait' }),
    at([10, 3], wait('plan_wait', 'Let the plan work', {
      rules: [{ due: 'P14D' }], events: [newInformation], citations: ['ill'],
      instructions: 'Whoever learns something new says so here; the school then classifies again at once.',
    }), { elapsed: 'school_followup', new_information: 'classify' }),
    at([9, 5], approvalOf('A_open', 'approve_open', 'Approve: open a case', {
      instructions: 'The school finds it very serious. By granting this you become the owner of the case until a case manager accepts it.',
      onApproved: [sets.status('open'), sets.owner],
    }), { approved: 'start_case', denied: 'safety_plan' }),
    at([10, 5], spawn('start_case', 'Start the assessment', 'full_assessment', 'The unit assesses now, with the school.'), { next: 'end_opened' }),
    at([11, 5], end('end_opened', 'Case opened', { outcome: 'opened' })),
  ],
  [onEvent([0, 5], 'student_moves', 'Student moves away', { name: 'student_moves', label: 'The student moves' }, { protocol: 'multi_jurisdiction' })],
);
