// Full threat assessment case: gather information from many sources, judge the level of concern as a team, and put a plan in
// place. One case manager owns it from acceptance; its two big clocks count from the opening, whatever is asked again.
import type { Draft } from '../draft.ts';
import { assessmentForms } from './full-assessment-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, roles, urgentCase } from './shared-setting.ts';
import { allOf, at, branch, call, clock, decision, drawing, end, fact, fieldIs, fromOpening, join, levelAtLeast, levelIs, notify, outcome, sets, spawn, split, start, task } from './sketch.ts';

const judgedLevel = sets.level('assessment.level_of_concern');
const toSupervisor = [['PT0S', ['supervisor']]] as const;

export const fullAssessment: Draft = drawing(
  {
    key: 'full_assessment',
    title: 'Full threat assessment case',
    purpose: 'Gather information from many sources, judge the level of concern as a team, and put a plan in place.',
    levels,
    roles: roles(
      'unit_lead', 'supervisor', 'commander', 'case_manager', 'analyst', 'victim_advocate', 'mh_liaison', 'prosecutor_liaison', 'school_liaison', 'privacy_officer',
      'crisis_team', 'service_provider', 'federal_liaison',
    ),
    forms: assessmentForms,
    facts: [urgentCase],
    retention: [],
  },
  [
    // A case manager
    at([0, 3], start('start', 'Case opened'), { next: 'assign' }),
    at([1, 3], task('assign', 'Find a case manager', {
      roles: ['unit_lead', 'supervisor'], form: 'case_assignment',
      instructions: 'Speak with the person before you name them: who has room for it, and no tie to anybody in it?',
      ...clock([{ when: fact('urgent'), due: 'PT1H', from: fromOpening }, { due: 'PT8H', from: fromOpening, warn: 'PT2H' }], [['PT0S', ['supervisor']], ['PT4H', ['commander']]]),
      outcomes: [outcome('done', 'Named')],
    }), { done: 'handoff_owner' }),
    at([2, 3], handoffOf('H_assign', 'handoff_owner', 'Hand over to the case manager', {
      instructions: 'By accepting you become the owner: the case is yours until somebody accepts it from you. If you cannot take it, decline and say why.',
    }), { accepted: 'safety_check', declined: 'assign', withdrawn: 'assign' }),
    at([3, 3], task('safety_check', 'First safety check', {
      roles: ['case_manager'], form: 'safety_check',
      instructions: 'Before anything else: is somebody about to be hurt, and who? If you are unsure, say yes.',
      ...clock([{ when: fact('urgent'), due: 'PT1H' }, { due: 'PT4H' }], toSupervisor),
      outcomes: [outcome('done', 'Checked')],
    }), { done: 'safety_check_next' }),
    at([4, 3], decision('safety_check_next', 'Imminent danger?', [{ id: 'imminent', label: 'Yes', when: fieldIs('safety_check.imminent', true) }]), { imminent: 'spawn_imminent', default: 'gather1' }),
    at([4, 1], spawn('spawn_imminent', 'Start the imminent response', 'imminent_response', 'The response acts at once, beside the assessment.'), { next: 'gather1' }),
    // First facts
    at([5, 3], split('gather1', 'First facts, all at once', {
      join: 'join1',
      branches: [branch('records', 'Records'), branch('target', 'The target', fieldIs('safety_check.identifiable_target', true)), branch('mental_health', 'Mental health', fieldIs('safety_check.mh_consult_wanted', true))],
    }), { records: 'records_check', target: 'target_contact', mental_health: 'mh_consult' }),
    at([6, 2], task('records_check', 'Search records', {
      roles: ['analyst', 'case_manager'], form: 'records_check',
      instructions: 'Search what we hold and may search. Name each source, also those that gave nothing. Ask about weapons.',
      ...clock('PT24H', toSupervisor),
    }), { done: 'join1' }),
    at([6, 3], task('target_contact', 'Contact the target', {
      roles: ['victim_advocate', 'case_manager'], form: 'target_safety',
      instructions: 'Listen first. Tell them what they need to stay safe and who to call, and stay in touch. If they are not told, say why.',
      ...clock('PT24H', toSupervisor),
    }), { done: 'join1' }),
    at([6, 4], task('mh_consult', 'Consult mental health', {
      roles: ['mh_liaison'], form: 'mh_consult',
      instructions: 'Say what would help us to understand and to keep people safe. Name the basis on which you share it.',
      ...clock('PT48H', [['PT0S', ['unit_lead']]]),
    }), { done: 'join1' }),
    at([7, 3], join('join1', 'First facts are in'), { next: 'initial_assessment' }),
    at([8, 3], task('initial_assessment', 'First assessment', {
      roles: ['case_manager'], form: 'assessment',
      instructions: 'Put together what is known so far and name what is not. The level is your judgement, with your reason; it may change tomorrow.',
      ...clock([{ due: 'PT72H', from: fromOpening, warn: 'PT12H' }], [['PT0S', ['supervisor']], ['PT24H', ['unit_lead']]], ['ill', 'I3', 'I8']),
      outcomes: [outcome('done', 'Assessed', { effects: [judgedLevel] })],
    }), { done: 'level_gate' }),
    at([9, 3], decision('level_gate', 'How high is it?', [
      { id: 'imminent', label: 'Imminent', when: levelIs('imminent') },
      { id: 'high', label: 'High', when: levelIs('high') },
      { id: 'low', label: 'Could close', when: allOf(levelIs('low'), fieldIs('assessment.recommend_close', true)) },
    ]), { imminent: 'spawn_imminent2', high: 'urgent_conference', low: 'close_early', default: 'gather2' }),
    at([9, 1], spawn('spawn_imminent2', 'Start the imminent response', 'imminent_response', 'The response acts at once, beside the assessment.'), { next: 'urgent_conference' }),
    at([10, 2], task('urgent_conference', 'Urgent case conference', {
      roles: ['unit_lead', 'supervisor'], form: 'conference',
      instructions: 'Bring together who knows something, today. Decide what cannot wait for the full assessment, and write down who sees it differently.',
      ...clock('PT24H', [['PT0S', ['commander']]]),
    }), { done: 'gather2' }),
    at([10, 5], call('close_early', 'Close early', 'closure_aar', 'Low at first assessment, and nothing that speaks for going on. If it is not closed, the assessment goes on.'), { closed: 'end_closed', default: 'gather2' }),
    // Deeper
    at([11, 3], split('gather2', 'Learn more, all at once', {
      join: 'join2',
      branches: [branch('collateral', 'People around'), branch('subject', 'The subject', fieldIs('assessment.subject_contact', 'plan')), branch('online', 'Open sources', fieldIs('assessment.online_review_needed', true))],
    }), { collateral: 'collateral', subject: 'subject_plan', online: 'online_gate' }),
    at([12, 2], task('collateral', 'Interview people around', {
      roles: ['case_manager'], form: 'interview',
      instructions: 'Those who know the person saw it first. Ask what they saw and heard, what worries them, and what helps.',
      ...clock('P7D', toSupervisor),
    }), { done: 'join2' }),
    at([12, 3], task('subject_plan', 'Plan the contact with the subject', {
      roles: ['case_manager'], form: 'contact_plan',
      instructions: 'Know the facts before you speak with the person. Say what the contact is for, how it can make things worse, and what you do then.',
      ...clock('P3D', toSupervisor),
    }), { done: 'approve_contact' }),
    at([13, 3], approvalOf('A_subject_contact', 'approve_contact', 'Approve: contact with the subject', {
      instructions: 'Is the purpose clear, are people safe, are rights kept? Deny it, with your reason, if the contact could do more harm than good.',
    }), { approved: 'subject_interview', denied: 'subject_plan' }),
    at([14, 3], task('subject_interview', 'Speak with the subject', {
      roles: ['case_manager'], form: 'interview_subject',
      instructions: 'Listen. Record what was said and what you saw. If there was no contact, say how often you tried; that is information too.',
      ...clock('P7D', toSupervisor),
    }), { done: 'join2' }),
    at([12, 5], decision('online_gate', 'Beyond what is public?', [{ id: 'nonpublic', label: 'Yes', when: fieldIs('assessment.online_nonpublic', true) }]), { nonpublic: 'approve_intrusive', default: 'online_task' }),
    at([13, 4], approvalOf('A_intrusive', 'approve_intrusive', 'Approve: an intrusive step', {
      instructions: 'Two of you decide: is it lawful, needed now, and could nothing milder do? Deny it, with your reason, if one of you doubts it.',
    }), { approved: 'online_task', denied: 'join2' }),
    at([14, 5], task('online_task', 'Review open sources', {
      roles: ['analyst'], form: 'online_review',
      instructions: 'Record behavior that bears on the concern, and nothing else. Opinion and belief are not ours to collect.',
      ...clock('P5D', toSupervisor),
    }), { done: 'join2' }),
    at([15, 3], join('join2', 'What could be learnt is in'), { next: 'full_assessment_write' }),
    at([16, 3], task('full_assessment_write', 'Write the full assessment', {
      roles: ['case_manager'], form: 'assessment',
      instructions: 'Everything once more, with what you have learnt. Keep fact apart from conclusion, and say what speaks against your level as well.',
      ...clock([{ due: 'P30D', from: fromOpening, warn: 'P5D' }], [['PT0S', ['supervisor']], ['P7D', ['unit_lead']]], ['S28', 'I3', 'I8']),
      outcomes: [outcome('done', 'Assessed', { effects: [judgedLevel] })],
    }), { done: 'board' }),
    at([17, 3], approvalOf('A_board', 'board', 'Concur with the level of concern', {
      instructions: 'Three disciplines look at it together. Grant it if you would put your name to the level; deny it, with your reason, if you see it differently.',
    }), { approved: 'plan', denied: 'full_assessment_write' }),
    // The plan
    at([18, 3], task('plan', 'Write the plan', {
      roles: ['case_manager'], form: 'management_plan',
      instructions: 'Few measures that somebody really does are better than many: for the person, for possible targets, for the surroundings. Say for each who does it and until when.',
      ...clock([{ when: levelAtLeast('high'), due: 'PT72H' }, { due: 'P7D' }], toSupervisor),
      outcomes: [outcome('done', 'Planned')],
    }), { done: 'approve_plan' }),
    at([19, 3], approvalOf('A_plan', 'approve_plan', 'Approve: the plan', {
      instructions: 'Does it fit the level, can it be done, is it the least that works? Deny it, with your reason, if somebody is left unprotected.',
    }), { approved: 'plan_actions', denied: 'plan' }),
    at([20, 3], split('plan_actions', 'Put the plan in place', {
      join: 'join3',
      branches: [
        branch('filed', 'Tell the unit'), branch('erpo', 'Court order', fieldIs('management_plan.erpo_considered', true)),
        branch('mental_health', 'Mental health', fieldIs('management_plan.mh_referral', true)), branch('federal', 'Federal', fieldIs('management_plan.federal_nexus', true)),
      ],
    }), { filed: 'plan_filed', erpo: 'start_erpo', mental_health: 'mh_handoff', federal: 'fed_gate' }),
    at([21, 1], notify('plan_filed', 'The plan is in place', { to: ['unit_lead', 'supervisor'], message: 'The plan of this case has been approved and is being put in place.' }), { next: 'join3' }),
    at([21, 2], spawn('start_erpo', 'Look into a protection order', 'erpo_support', 'Whether to ask the court is decided there. Not asking is a decision too, and takes two persons.'), { next: 'join3' }),
    at([21, 3], handoffOf('H_mh', 'mh_handoff', 'Refer to mental health', {
      instructions: 'Accept if you will see the person. You get only what you need for that. If you cannot, decline and say why, so that somebody else is asked within a day.',
    }), { accepted: 'join3', declined: 'mh_retry', withdrawn: 'mh_retry' }),
    at([22, 4], task('mh_retry', 'Find another provider', {
      roles: ['case_manager', 'mh_liaison'], form: 'referral_retry',
      instructions: 'The referral was not taken up. Find who is asked next, and what support there is until then.',
      ...clock('PT24H', toSupervisor),
    }), { done: 'mh_handoff' }),
    at([21, 5], decision('fed_gate', 'Standing agreement?', [{ id: 'standing', label: 'Yes', when: fieldIs('management_plan.standing_agreement_federal', true) }]), { standing: 'fed_handoff', default: 'fed_disclose' }),
    at([22, 6], approvalOf('A_disclose', 'fed_disclose', 'Approve: disclose to the federal agency', {
      instructions: 'There is no standing agreement, so you decide for this case: what may they know, on what authority? Deny it, with your reason, if there is none.',
    }), { approved: 'fed_handoff', denied: 'join3' }),
    at([23, 5], handoffOf('H_jttf', 'fed_handoff', 'Hand over to the federal agency', {
      instructions: 'Accept to confirm that you have it and who looks after it. If you do not take it, decline and say why; the case stays where it is either way.',
    }), { accepted: 'join3', declined: 'join3', withdrawn: 'join3' }),
    at([24, 3], join('join3', 'The plan is in place'), { next: 'monitor' }),
    at([25, 3], call('monitor', 'Monitor', 'monitoring_review', 'Looked at again as often as the level asks for, until it is closed or with another agency.'), { transferred: 'end_transferred', closed: 'end_closed', cancelled: 'monitor' }),
    at([26, 4], end('end_closed', 'Closed', { outcome: 'closed' })),
    at([26, 2], end('end_transferred', 'With the other agency', { outcome: 'transferred' })),
  ],
);
