// Multi-jurisdiction coordination and transfer: a case is moved, shared, or another agency is asked or told, and at every
// instant somebody accountable holds it. Until the other side accepts, that is whoever held it before.
import type { Draft } from '../draft.ts';
import { jurisdictionForms } from './multi-jurisdiction-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, retention, roles } from './shared-setting.ts';
import { at, clock, decision, drawing, end, fieldIs, notify, outcome, outcomeIs, sets, start, task, wait } from './sketch.ts';

const urgent = fieldIs('transfer_request.urgency', 'urgent');

export const multiJurisdiction: Draft = drawing(
  {
    key: 'multi_jurisdiction',
    title: 'Multi-jurisdiction coordination and transfer',
    purpose: 'Move or share a case so that somebody accountable always holds it.',
    levels,
    roles: roles('unit_lead', 'supervisor', 'commander', 'triage_analyst', 'case_manager', 'school_liaison', 'privacy_officer', 'prosecutor_liaison', 'fusion_liaison', 'partner_agency', 'federal_liaison'),
    forms: jurisdictionForms,
    facts: [],
    retention: retention('R_transferred'),
  },
  [
    at([0, 3], start('start', 'Agency needed', {
      form: 'transfer_request', roles: ['unit_lead', 'supervisor', 'triage_analyst', 'case_manager', 'school_liaison'],
      instructions: 'Say which agency and why. Nothing leaves the unit yet.',
      ...clock('PT4H', [['PT0S', ['supervisor']]]),
    }), { next: 'mode_decision' }),
    at([1, 3], task('mode_decision', 'How do we work together?', {
      roles: ['unit_lead', 'supervisor'],
      instructions: 'Choose the least that keeps people safe. Transfer moves the case, and only when they accept; jointly, both work on it and we stay accountable. If they have declined, think again here.',
      ...clock([{ when: urgent, due: 'PT1H' }, { due: 'PT4H' }], [['PT0S', ['supervisor']]]),
      outcomes: [outcome('transfer', 'Transfer'), outcome('joint', 'Work jointly'), outcome('consult', 'Ask for advice'), outcome('notify_only', 'Only tell them'), outcome('keep', 'Keep it')],
    }), { transfer: 'disclose_gate', joint: 'disclose_gate', consult: 'disclose_gate', notify_only: 'disclose_gate', keep: 'end_kept' }),
    at([2, 5], end('end_kept', 'Kept', { outcome: 'kept' })),
    at([2, 3], decision('disclose_gate', 'Standing agreement?', [{ id: 'agreed', label: 'Yes', when: fieldIs('transfer_request.standing_agreement', true) }]), { agreed: 'package', default: 'approve_disclose' }),
    at([3, 1], approvalOf('A_disclose', 'approve_disclose', 'Approve: share outside the unit', {
      instructions: 'There is no standing agreement with this agency. Two of you decide whether it may know what it is to be told, and on what basis.',
    }), { approved: 'package', denied: 'mode_decision' }),
    at([4, 3], task('package', 'Put the package together', {
      roles: ['case_manager', 'triage_analyst', 'unit_lead'], form: 'handoff_package',
      instructions: 'Write it for somebody who has never heard of this case and may be called tonight. Name a person who receives it, and what they may not pass on.',
      ...clock([{ when: urgent, due: 'PT1H' }, { due: 'PT4H' }], [['PT0S', ['unit_lead']]]),
    }), { done: 'send_gate' }),
    at([5, 3], decision('send_gate', 'How is it sent?', [{ id: 'consult', label: 'Advice', when: outcomeIs('mode_decision', 'consult') }, { id: 'notify_only', label: 'Only told', when: outcomeIs('mode_decision', 'notify_only') }]), { consult: 'consult', notify_only: 'notify_partner', default: 'handoff_j' }),
    // Transferred or joint
    at([6, 3], handoffOf('H_jurisdiction', 'handoff_j', 'Hand over to the other agency', {
      instructions: 'Accept if you take the case, or the part you are asked to do. Until you do, the sender answers for it. If you cannot, decline now and say why, so that somebody else is found.',
    }), { accepted: 'accepted_gate', declined: 'mode_decision', withdrawn: 'mode_decision' }),
    at([7, 3], decision('accepted_gate', 'Transferred or joint?', [{ id: 'transfer', label: 'Transferred', when: outcomeIs('mode_decision', 'transfer') }]), { transfer: 'warm_call', default: 'joint_setup' }),
    at([8, 2], task('warm_call', 'Call the receiving person', {
      roles: ['unit_lead', 'case_manager'], form: 'warm_call',
      instructions: 'Speak with the person who has it now. Go through what is dangerous, what is dated and who is waiting for a call, and let them say it back.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'first_contact' }),
    at([9, 2], task('first_contact', 'First action of the receiving agency', {
      roles: ['partner_agency'], form: 'first_contact',
      instructions: 'Tell the unit that sent the case what you did first and when. It shows that nobody has fallen between two desks.',
      ...clock('P7D', [['PT0S', ['unit_lead']], ['P2D', ['commander', 'fusion_liaison']]]),
    }), { done: 'end_transferred' }),
    at([10, 2], end('end_transferred', 'Transferred', { outcome: 'transferred', effects: [sets.status('transferred'), sets.retention('R_transferred')] })),
    at([8, 4], task('joint_setup', 'Settle who does what', {
      roles: ['unit_lead'], form: 'joint_roles',
      instructions: 'Agree with the other agency who leads, how you decide, and who speaks with the target. One agency for each, never “both”.',
      ...clock('PT48H', [['PT0S', ['supervisor']]]),
    }), { done: 'joint_wait' }),
    at([9, 4], wait('joint_wait', 'Work jointly', {
      rules: [{ due: 'P7D' }], events: [{ name: 'joint_ended', label: 'Joint work has ended', roles: [] }], citations: ['ill'],
      instructions: 'Every seven days you speak with each other again. Press “Joint work has ended” when it has.',
    }), { elapsed: 'sync', joint_ended: 'end_joint' }),
    at([10, 4], task('sync', 'Coordination call', {
      roles: ['unit_lead', 'case_manager'], form: 'sync_call',
      instructions: 'What has each side done, what is due, has the level changed? Decide whether you go on jointly.',
      ...clock('PT24H', [['PT0S', ['supervisor']]]),
    }), { done: 'sync_next' }),
    at([11, 4], decision('sync_next', 'Go on jointly?', [{ id: 'continue', label: 'Yes', when: fieldIs('sync_call.continue_joint', true) }]), { continue: 'joint_wait', default: 'end_joint' }),
    at([12, 4], end('end_joint', 'Joint work ended', { outcome: 'joint_ended' })),
    // Asked or told
    at([6, 5], handoffOf('H_consult', 'consult', 'Ask the other agency', {
      instructions: 'You are asked for advice; the case stays with the sender. Answer if you can. If you cannot, decline, so that somebody else is asked.',
    }), { accepted: 'end_consulted', declined: 'mode_decision', withdrawn: 'mode_decision' }),
    at([7, 5], end('end_consulted', 'Advice is in', { outcome: 'consulted' })),
    at([6, 6], notify('notify_partner', 'Tell the other agency', {
      to: ['partner_agency'], message: 'A threat-assessment unit has information for you on a person of concern. The package names who to call.', disclosure: true,
      legalBasis: { kind: 'drawn', text: 'law-enforcement need to know and right to know; agreement or case approval' }, citations: ['I9'],
    }), { next: 'end_notified' }),
    at([7, 6], end('end_notified', 'Told', { outcome: 'notified' })),
  ],
);
