// Imminent threat response: act first, in minutes; review disclosures after; never lose the person between hold, custody
// and follow-up. The agency-wide handler that `declareDanger` starts, so nothing before the first step waits for anybody.
import type { Draft } from '../draft.ts';
import { responseForms } from './imminent-response-forms.ts';
import { approvalOf } from './shared-approvals.ts';
import { basis, illustrative } from './shared-citations.ts';
import { handoffOf } from './shared-handoffs.ts';
import { levels, roles, targetKnown } from './shared-setting.ts';
import { at, decision, drawing, end, fact, fieldIs, join, limit, notify, split, start, task, wait } from './sketch.ts';

const responders = ['watch_commander', 'patrol', 'supervisor', 'case_manager'];
const ill = { citations: [illustrative.id] };

const everybody = roles('unit_lead', 'supervisor', 'commander', 'watch_commander', 'patrol', 'case_manager', 'mh_liaison', 'prosecutor_liaison', 'victim_advocate', 'privacy_officer', 'crisis_team');

export const imminentResponse: Draft = drawing(
  {
    key: 'imminent_response',
    title: 'Imminent threat response',
    purpose: 'Act first, in minutes; review disclosures after; never lose the person between hold, custody and follow-up.',
    startsAt: 'danger',
    levels,
    roles: everybody,
    forms: responseForms,
    facts: [targetKnown],
    retention: [],
  },
  [
    at([0, 2], start('start', 'Danger declared', { citations: ['I4'] }), { next: 'alert' }),
    at([1, 2], notify('alert', 'Alert the unit', { to: ['unit_lead', 'supervisor', 'watch_commander', 'prosecutor_liaison'], message: 'Imminent danger has been declared on this case. The response has started.' }), { next: 'fan' }),
    at([2, 2], split('fan', 'Act on all sides at once', { join: 'join_now', branches: [{ id: 'dispatch', label: 'Send somebody', detached: false }, { id: 'warn_target', label: 'Warn the target', when: fact('has_target'), detached: true }, { id: 'disclosure_review', label: 'Review disclosures', detached: true }] }), { dispatch: 'dispatch', warn_target: 'warn_target', disclosure_review: 'disclosure_review' }),
    at([3, 2], handoffOf('H_dispatch', 'dispatch', 'Dispatch', {
      instructions: 'Accept if you are going, or are sending somebody, now. If you cannot, decline at once and say why: the request goes out again in the same second.',
    }), { accepted: 'response', declined: 'dispatch', withdrawn: 'dispatch' }),
    at([4, 2], task('response', 'Respond', {
      roles: responders, form: 'response_outcome', ...ill,
      instructions: 'Find the person and make everybody safe. Record what happened when you can; one honest line now is better than a page tomorrow.',
      limit: limit([{ due: 'PT2H' }], [['PT0S', ['unit_lead']], ['PT1H', ['commander']]], basis),
    }), { done: 'join_now' }),
    at([3, 4], task('warn_target', 'Warn the target', {
      roles: ['victim_advocate', 'case_manager', 'watch_commander', 'patrol'], form: 'target_warning', ...ill,
      instructions: 'Reach the person who may be harmed, in person or by phone, not by message alone. Tell them what they need to stay safe and who to call.',
      limit: limit([{ due: 'PT30M' }], [['PT0S', ['supervisor']], ['PT30M', ['unit_lead']]], basis),
    }), { done: 'end_detached' }),
    at([3, 5], task('disclosure_review', 'Review emergency disclosures', {
      roles: ['privacy_officer'], form: 'emergency_disclosure_review', ...ill,
      instructions: 'Go through what was told to whom in the emergency. For each: was a reason recorded that somebody else could follow? Say what must be put right.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['unit_lead']], ['PT24H', ['commander']]], basis),
    }), { done: 'end_detached' }),
    at([5, 4], end('end_detached', 'Side task done', { outcome: null })),
    at([5, 2], join('join_now', 'Response is in'), { next: 'outcome_gate' }),
    at([6, 2], decision('outcome_gate', 'What came of it?', [
      { id: 'mh_hold', label: 'Mental-health hold', when: fieldIs('response_outcome.result', 'mh_hold') },
      { id: 'arrested', label: 'Arrested', when: fieldIs('response_outcome.result', 'arrested') },
      { id: 'not_located', label: 'Not located', when: fieldIs('response_outcome.result', 'not_located') },
    ]), { mh_hold: 'hospital', arrested: 'custody_watch', not_located: 'locate_wait', default: 'stand_down' }),
    at([7, 4], wait('locate_wait', 'Search goes on', {
      rules: [{ due: 'PT4H' }], events: [{ name: 'located', label: 'Person located', roles: [] }], ...ill,
      instructions: 'Press “Person located” the moment you know where the person is. Otherwise the search is looked at again after 4 hours.',
    }), { elapsed: 'sitrep', located: 'response_again' }),
    at([8, 4], task('sitrep', 'Search situation report', {
      roles: ['watch_commander', 'case_manager', 'supervisor'], form: 'sitrep', ...ill,
      instructions: 'Say where the search stands and whether it goes on.',
      limit: limit([{ due: 'PT1H' }], [['PT0S', ['unit_lead']]], basis),
    }), { done: 'sitrep_next' }),
    at([9, 4], decision('sitrep_next', 'Go on searching?', [
      { id: 'located', label: 'Located', when: fieldIs('sitrep.located', true) },
      { id: 'continue', label: 'Search goes on', when: fieldIs('sitrep.continue_search', true) },
    ]), { located: 'response_again', continue: 'locate_wait', default: 'stand_down' }),
    at([10, 4], task('response_again', 'Respond again', {
      roles: responders, form: 'response_outcome', ...ill,
      instructions: 'The person has been found, or standing down was refused. Act again, and record what came of it this time.',
      limit: limit([{ due: 'PT2H' }], [['PT0S', ['unit_lead']]], basis),
    }), { done: 'outcome_gate' }),
    at([7, 0], handoffOf('H_hospital', 'hospital', 'Tell the hospital', {
      instructions: 'Accept to confirm that you know of the threat and will tell the unit before the person is released.',
    }), { accepted: 'release_watch', declined: 'release_watch', withdrawn: 'release_watch' }),
    at([8, 0], wait('release_watch', 'Watch for discharge', {
      rules: [{ due: 'P1D' }], events: [{ name: 'release_notice', label: 'Release notice received', roles: [] }], ...ill,
    }), { elapsed: 'release_check', release_notice: 'discharge_followup' }),
    at([9, 0], task('release_check', 'Is the person still held?', {
      roles: ['case_manager', 'mh_liaison', 'supervisor'], form: 'release_check', ...ill,
      instructions: 'Call and ask. Do not take silence for “still held”.',
      limit: limit([{ due: 'PT8H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'release_check_next' }),
    at([10, 0], decision('release_check_next', 'Released?', [{ id: 'released', label: 'Released', when: fieldIs('release_check.released', true) }]), { released: 'discharge_followup', default: 'release_watch' }),
    at([11, 0], task('discharge_followup', 'Follow up after discharge', {
      roles: ['case_manager', 'mh_liaison', 'supervisor'], form: 'followup_contact', ...ill,
      instructions: 'Speak with the person or somebody close within a day. Find out what care is planned and what has changed.',
      limit: limit([{ due: 'PT24H' }], [['PT0S', ['supervisor']], ['PT24H', ['unit_lead']]], basis),
    }), { done: 'stand_down' }),
    at([7, 2], wait('custody_watch', 'Watch custody', {
      rules: [{ due: 'P1D' }], events: [{ name: 'custody_release', label: 'Release from custody', roles: [] }, { name: 'custody_stable', label: 'Custody will last', roles: [] }], ...ill,
    }), { elapsed: 'custody_check', custody_release: 'release_warning', custody_stable: 'stand_down' }),
    at([8, 2], task('custody_check', 'Is the person still in custody?', {
      roles: ['case_manager', 'supervisor'], form: 'release_check', ...ill,
      instructions: 'Ask the jail or the court. Write down who told you.',
      limit: limit([{ due: 'PT8H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'custody_check_next' }),
    at([9, 2], decision('custody_check_next', 'Released?', [{ id: 'released', label: 'Released', when: fieldIs('release_check.released', true) }]), { released: 'release_warning', default: 'custody_watch' }),
    at([10, 2], task('release_warning', 'Warn of the release', {
      roles: ['victim_advocate', 'case_manager'], form: 'target_warning', ...ill,
      instructions: 'Tell the target that the person is out or about to be, before anything else.',
      limit: limit([{ due: 'PT2H' }], [['PT0S', ['supervisor']]], basis),
    }), { done: 'stand_down' }),
    at([12, 2], approvalOf('A_stand_down', 'stand_down', 'Stand down', {
      instructions: 'Two persons must agree that the danger is over. If you doubt it, deny it and say why: the response goes on.',
    }), { approved: 'end_stabilised', denied: 'response_again' }),
    at([13, 2], end('end_stabilised', 'Stabilised', { outcome: 'stabilised' })),
  ],
);
