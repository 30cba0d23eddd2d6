// What holds whatever a protocol says: of each promise, the ways somebody might try to get round it, by drawing and by acting. A
// drawing that would break one is refused where that can be seen; and the engine does not do it where a drawing could not be asked.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing, type Name } from '../test/arbitraries/people.ts';
import { bundle, due, plan, school } from '../test/arbitraries/plan.ts';
import { actSchema } from '../server/contract-acts.ts';
import type { CaseState } from './case-state.ts';
import type { Effect, Form } from './draft.ts';
import { hostPersonId, type PersonInput, type Standing } from './input.ts';
import { closing, field, limit, node, outcome, said, sample } from './rules/sample.ts';
import { templateOf } from './templates/gallery.ts';

const status = (to: 'open' | 'closed' | 'no_case' | 'transferred' | 'purged'): Effect => ({ kind: 'status', status: to });
const owner: Effect = { kind: 'owner', to: 'approver' };
const fixed: Effect = { kind: 'level', from: { kind: 'fixed', level: 'high' } };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const end = (id: string, effects: readonly Effect[] = []) => ({ id, kind: 'end' as const, outcome: id, effects });
const agree = (seats: readonly (readonly string[])[], more: Record<string, unknown> = {}) => ({ id: 'agree', kind: 'approval' as const, seats: seats.map((roles, i) => ({ id: `s${i}`, roles })), limit: due('P1D'), next: { approved: 'end', denied: 'no' }, ...more });
const start = (to: string, more: Record<string, unknown> = {}) => ({ id: 'start', kind: 'start' as const, next: { next: to }, ...more });
const facts: Form = { id: 'facts', title: 'Facts', fields: [
  { name: 'weapons', label: 'Weapons', type: 'option', options: [], required: false, sensitivity: 'none', means: 'weaponsAccess' },
  { name: 'contact', label: 'Contact', type: 'boolean', required: false, sensitivity: 'none', means: 'contactMade' },
  { name: 'prior', label: 'Earlier reports', type: 'integer', required: false, sensitivity: 'none', means: 'priorReports' },
] };
const more = { formList: [facts], routing: { facts: ['weapons', 'contact', 'prior'] } };
const told = (fields: Record<string, string | number | boolean>) => ({ id: 'f1', hash: 'h1', fields });
const codes = (play: CasePlay): string[] => play.refusals.map((r) => r.code);
const done = (play: CasePlay, at: number, who: Name = 'ana', id = play.state?.steps[0]?.node ?? ''): CasePlay => play.act(at, who, { kind: 'complete', step: play.step(id).id, outcome: 'done', reason });
const votes = (play: CasePlay, at: number, ...who: readonly Name[]): CasePlay => who.reduce((p, name, i) => p.act(at + i, name, { kind: 'vote', step: p.step('agree').id, grants: true, content: p.step('agree').content ?? {}, reason }), play);
const statusOf = (play: CasePlay): CaseState['status'] | undefined => play.state?.status;

describe('1. every case has exactly one accountable owner, and ownership moves only when the receiver accepts', () => {
  it.each([
    ['the outcome of a task', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [owner])] })])],
    ['a notice', sample('start -> n; n -> end', [node('notify', 'n', { effects: [owner] })])],
    ['an end', sample('start -> end', [node('end', 'end', { effects: [owner] })])],
    ['a start', sample('start -> end', [node('start', 'start', { form: 'intake', effects: [owner] })])],
  ])('is not drawn to move with %s', (_where, draft) => {
    expect(said('owner-not-from-approval', draft)).toHaveLength(1);
  });

  it('does not move where a plan says so without a vote', () => {
    const play = done(new CasePlay().open(bundle(plan('p', [start('a', { effects: [owner] }), task('a', 'n', { outcomes: [{ id: 'done', label: 'Done', effects: [owner] }] }), { id: 'n', kind: 'notify', to: ['lead'], effects: [owner], next: { next: 'end' } }, end('end', [owner])]))), 1);
    expect(play.of('runEnded')).toHaveLength(1);
    expect(play.of('ownerChanged')).toEqual([]);
  });

  it('stays where it is while an offer is open, declined, withdrawn, expired, cancelled or left behind', () => {
    const give = plan('p', [start('give'), { id: 'give', kind: 'handoff', handoff: 'transfer', to: ['liaison'], expires: 'PT8H', limit: due('PT4H'), next: { accepted: 'after', declined: 'after', withdrawn: 'after', expired: 'after' } }, task('after', 'end'), end('end')]);
    const opened = (): CasePlay => new CasePlay().open(bundle(give));
    const ways: readonly ((play: CasePlay) => CasePlay)[] = [
      (play) => play,
      (play) => play.act(1, 'lio', { kind: 'decline', step: play.step('give').id, reason }),
      (play) => play.act(1, 'sam', { kind: 'withdraw', step: play.step('give').id, reason }),
      (play) => play.time(hours(9)),
      (play) => play.act(1, 'sam', { kind: 'cancel', target: { kind: 'step', step: play.step('give').id }, reason }),
      (play) => play.act(1, 'sam', { kind: 'cancel', target: { kind: 'case' }, reason }),
      (play) => play.act(1, 'ana', { kind: 'accept', step: play.step('give').id }).act(2, 'vic', { kind: 'accept', step: play.step('give').id }),
      (play) => play.act(1, 'sam', { kind: 'reassign', to: { personId: 'max', agencyId: school }, reason }),
    ];
    for (const way of ways) {
      const play = way(opened());
      expect(play.state?.owner.personId).toBe('sam');
      expect(play.of('ownerChanged')).toEqual([]);
    }
    const two = opened();
    two.act(1, 'vic', { kind: 'reassign', to: { personId: 'max', agencyId: school }, reason });
    expect(codes(two)).toEqual(['transfer_open']);
  });
});

describe('2. time passing never completes, approves, closes, lowers or transfers anything', () => {
  const grave: readonly Effect[] = [closing, status('no_case'), status('transferred'), status('purged'), fixed];
  it.each(['overdue', 'elapsed', 'expired', 'notice', 'decision', 'join', 'handler'] as const)('is not drawn to, by way of: %s', (way) => {
    for (const effect of grave) {
      const shut = node('end', 'shut', { effects: [effect] });
      const drafts = {
        overdue: sample('start -> a; a.done -> end; a.overdue -> shut', [node('task', 'a', { outcomes: [outcome('done')], limit: { ...limit, onOverdue: 'leave' } as never }), shut]),
        elapsed: sample('start -> w; w.elapsed -> shut', [node('wait', 'w', { rules: [{ due: 'P1D' }] }), shut]),
        expired: sample('start -> h; h.accepted -> end; h.declined -> end; h.withdrawn -> end; h.expired -> shut', [node('handoff', 'h', { expires: 'PT8H' }), shut]),
        notice: sample('start -> w; w.elapsed -> n; n -> end', [node('wait', 'w', { rules: [{ due: 'P1D' }] }), node('notify', 'n', { effects: [effect] })]),
        decision: sample('start -> w; w.elapsed -> d; d.yes -> shut; d.default -> end', [node('wait', 'w', { rules: [{ due: 'P1D' }] }), node('decision', 'd'), shut]),
        join: sample('start -> s; s.x -> w; s.y -> a; w.elapsed -> j; a.done -> j; j -> shut', [node('split', 's', { join: 'j', branches: [{ id: 'x', detached: false }, { id: 'y', detached: false }] }), node('wait', 'w', { rules: [{ due: 'P1D' }] }), node('task', 'a', { outcomes: [outcome('done')] }), node('join', 'j'), shut]),
        handler: sample('start -> a; a.done -> end; h -> shut', [node('task', 'a', { outcomes: [outcome('done')] }), shut], { on: [{ id: 'h', title: 'h', when: { kind: 'condition', if: { kind: 'compare', left: { kind: 'case', name: 'breaches' }, op: 'gt', right: { kind: 'value', value: 0 } } }, cancels: [] }] }),
      };
      expect(said('time-closes', drafts[way]).length, `${way}: ${JSON.stringify(effect)}`).toBeGreaterThan(0);
    }
  });

  it.each(['closed', 'no_case', 'transferred', 'purged'] as const)('does not set %s where a plan leads there by time, also through a call or a handler: the end waits for a person', (to) => {
    const shutting = plan('sub', [start('shut'), end('shut', [status(to)])]);
    const late = { id: 'late', title: 'Late', when: { kind: 'condition' as const, if: { kind: 'compare' as const, left: { kind: 'case' as const, name: 'breaches' as const }, op: 'gt' as const, right: { kind: 'value' as const, value: 0 } } }, cancels: [] };
    const plans = [
      bundle(plan('p', [start('a', { form: 'facts' }), task('a', 'end', { limit: due('PT1H', { onOverdue: 'leave' }), next: { done: 'end', overdue: 'shut' } }), end('end'), end('shut', [status(to)])], more)),
      bundle(plan('p', [start('w', { form: 'facts' }), { id: 'w', kind: 'wait', rules: [{ due: 'PT1H' }], next: { elapsed: 'call' } }, { id: 'call', kind: 'call', protocol: 'sub', mode: 'wait', next: { default: 'end' } }, end('end')], { ...more, calls: { call: 'sub' } }), { sub: shutting }),
      bundle(plan('p', [start('a', { form: 'facts' }), task('a', 'end', { limit: due('PT1H') }), end('end')], { ...more, on: [{ ...late, protocol: 'sub' }], calls: { late: 'sub' } }), { sub: shutting }),
      bundle(plan('p', [start('a', { form: 'facts' }), task('a', 'end', { limit: due('PT1H', { onOverdue: 'leave' }), next: { done: 'end', overdue: 'n' } }), { id: 'n', kind: 'notify', to: ['lead'], effects: [status(to)], next: { next: 'b' } }, task('b', 'end'), end('end')], more)),
    ];
    for (const one of plans) {
      const play = new CasePlay().open(one, 'ana', { form: told({ weapons: 'no', contact: true, prior: 0 }) }).time(hours(30));
      expect(statusOf(play)).toBe('report');
      expect([...play.of('endHeld').map((e) => e.code), ...play.of('blocked').map((e) => e.code)]).toContain('needs_person');
    }
  });

  it('neither claims, votes nor answers for anybody, however long it takes', () => {
    const play = new CasePlay().open(bundle(plan('p', [start('agree'), agree([['supervisor'], ['lead']], { limit: due('PT1H', { escalate: [{ after: 'PT0S', letIn: ['commander', 'analyst'], notify: ['lead'], release: true }] }) }), end('end'), end('no')]))).time(hours(24 * 365));
    expect(play.open_()).toEqual(['agree']);
    expect(play.kinds().filter((kind) => ['voteCast', 'approvalGranted', 'approvalDenied', 'stepCompleted', 'ownerChanged', 'levelSet'].includes(kind))).toEqual([]);
  });
});

describe('3. a level of concern is a person’s judgement with a reason, never computed', () => {
  const judged = (ref: string): Effect => ({ kind: 'level', from: { kind: 'field', ref } });
  const options = [{ id: 'low', label: 'Low' }, { id: 'high', label: 'High' }];
  it.each([
    ['a table', sample('start -> t; t -> a; a.done -> end', [node('table', 't', { outputs: [{ name: 'level', label: 'Level', type: 'option', options }] }), node('task', 'a', { outcomes: [outcome('done', [judged('t.level')])] })])],
    ['a connector', sample('start -> s; s.next -> a; s.failed -> a; a.done -> end', [node('service', 's', { outputs: [{ name: 'level', label: 'Level', type: 'option', options, required: true }] }), node('task', 'a', { outcomes: [outcome('done', [judged('s.level')])] })])],
    ['a form somebody filled in earlier', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [judged('intake.level')])] })], { forms: [{ id: 'intake', title: 'Intake', fields: [field('level', 'option', { options })] }] })],
    ['a notice', sample('start -> n; n -> end', [node('notify', 'n', { effects: [fixed] })])],
    ['an end', sample('start -> end', [node('end', 'end', { effects: [fixed] })])],
    ['the opening, where nobody chose it', sample('start -> end', [node('start', 'start', { form: 'intake', effects: [fixed] })])],
  ])('is not drawn to come from %s', (_where, draft) => {
    expect(said('level-not-from-person', draft)).toHaveLength(1);
  });

  it('is not a connector’s, another case’s or time’s where a plan says so', () => {
    const host: Standing = { personId: hostPersonId, agencyId: school, member: true, roles: [], qualifications: [], rights: ['supervise'], holders: {} };
    const asked = plan('p', [start('ask'), { id: 'ask', kind: 'service', connector: 'any', outputs: [{ name: 'found', label: 'Found', type: 'boolean' }], limit: due('P1D'), next: { next: 'n', failed: 'n' } }, { id: 'n', kind: 'notify', to: ['lead'], effects: [fixed], next: { next: 'a' } }, task('a', 'end'), end('end')]);
    const play = new CasePlay().open(bundle(asked));
    play.send({ kind: 'serviceResult', id: 'r', actor: host, step: play.step('ask').id, fields: { found: true } }, t0 + 1);
    expect([play.state?.level, play.of('levelSet')]).toEqual(['low', []]);
    const waiting = plan('p', [start('w'), { id: 'w', kind: 'wait', rules: [{ due: 'PT1H' }], events: [{ name: 'news' }], next: { elapsed: 'n', news: 'n' } }, { id: 'n', kind: 'notify', to: ['lead'], effects: [fixed], next: { next: 'a' } }, task('a', 'end'), end('end')]);
    const raised = new CasePlay().open(bundle(waiting)).send({ kind: 'raised', id: 'r', actor: host, event: 'news', from: 'c2' }, t0 + 1);
    expect([raised.state?.level, raised.open_()]).toEqual(['low', ['a']]);
    const elapsed = new CasePlay().open(bundle(waiting)).time(hours(2));
    expect([elapsed.state?.level, elapsed.open_()]).toEqual(['low', ['a']]);
  });

  it('is set by a person only with a reason, and only to a level there is', () => {
    expect(actSchema.safeParse({ kind: 'setLevel', level: 'high' }).success).toBe(false);
    expect(actSchema.safeParse({ kind: 'setLevel', level: 'high', reason: '  ' }).success).toBe(false);
    const play = new CasePlay().open(bundle(plan('p', [start('a'), task('a', 'end'), end('end')]))).act(1, 'ana', { kind: 'setLevel', level: 'extreme', reason });
    expect(codes(play)).toEqual(['bad_value']);
  });
});

describe('4. imminent danger may be declared at any step by anyone assigned, and acts first', () => {
  const danger = plan('danger', [start('act'), task('act', 'safe'), end('safe')], { startsAt: 'danger' });
  const at = {
    start: [start('a', { form: 'facts', roles: ['lead'], limit: due('P1D') }), task('a', 'end'), end('end')],
    task: [start('a'), task('a', 'end'), end('end')],
    approval: [start('agree'), agree([['lead']]), end('end'), end('no')],
    handoff: [start('h'), { id: 'h', kind: 'handoff', handoff: 'transfer', to: ['liaison'], limit: due('P1D'), next: { accepted: 'end', declined: 'end', withdrawn: 'end' } }, end('end')],
    wait: [start('w'), { id: 'w', kind: 'wait', rules: [{ due: 'P9D' }], next: { elapsed: 'end' } }, end('end')],
    service: [start('s'), { id: 's', kind: 'service', connector: 'any', limit: due('P1D'), next: { next: 'end', failed: 'end' } }, end('end')],
    heldEnd: [start('end', { form: 'facts' }), end('end', [status('closed')])],
    ended: [start('end'), end('end')],
  } as const;
  it.each(Object.keys(at) as (keyof typeof at)[])('starts at once where a case stands at: %s', (where) => {
    for (const who of ['ana', 'lea', 'lio', 'max'] as const) {
      const play = new CasePlay().open(bundle(plan('p', [...at[where]] as never, more), { danger }, 'danger'), 'ana', where === 'heldEnd' ? { form: told({ contact: true }) } : {});
      play.act(1, who, { kind: 'declareDanger', reason });
      expect(codes(play)).toEqual([]);
      expect(play.open_()).toContain('act');
    }
  });

  it('is taken while the case is paused, and by whoever is asked from outside', () => {
    const play = new CasePlay().open(bundle(plan('p', [...at.handoff] as never), { danger }, 'danger'));
    play.act(1, 'sam', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: hours(5) }, reason });
    play.send({ kind: 'declareDanger', id: 'd', reason, actor: { ...standing('lio'), member: false, rights: [] } }, t0 + 2);
    expect(codes(play)).toEqual([]);
    expect(play.open_()).toContain('act');
  });
});

describe('5. separation is checked on persons, not roles or accounts', () => {
  const deciding = (extra: Record<string, unknown> = {}) => plan('p', [start('look'), task('look', 'agree', { roles: ['analyst', 'supervisor', 'lead'] }), agree([['supervisor'], ['lead']], { notDoerOf: ['look'], ...extra }), end('end'), end('no')]);
  it('does not let the doer in through another role, another agency, an assignment or an escalation', () => {
    const play = new CasePlay().open(bundle(deciding({ limit: due('PT1H', { escalate: [{ after: 'PT0S', letIn: ['manager', 'analyst'], notify: ['lead'] }] }) })));
    done(play, 1, 'vic');
    play.time(hours(2));
    const ballot = { kind: 'vote' as const, step: play.step('agree').id, grants: true, content: {} };
    play.act(hours(3), 'vic', ballot);
    for (const more_ of [{ agencyId: school }, { roles: ['manager'] }, { rights: ['supervise' as const, 'administer' as const] }]) play.send({ ...ballot, id: JSON.stringify(more_), actor: { ...standing('vic'), ...more_ } }, t0 + hours(3));
    expect(codes(play)).toEqual(['separation_of_duties', 'separation_of_duties', 'separation_of_duties', 'separation_of_duties']);
  });

  it('counts a person once, whatever they hold and whomever they act for', () => {
    const play = done(new CasePlay().open(bundle(deciding())), 1);
    votes(play, 2, 'vic');
    play.send({ kind: 'vote', id: 'again', step: play.step('agree').id, grants: true, content: {}, actor: { ...standing('vic'), agencyId: school } }, t0 + 5);
    expect(codes(play)).toEqual(['already_approved']);
    expect(play.open_()).toEqual(['agree']);
  });

  it('remembers who did it over loops, other protocols and changes of owner', () => {
    const loop = plan('p', [start('look'), task('look', 'agree'), agree([['analyst']], { notDoerOf: ['look'], notOwner: true, next: { approved: 'end', denied: 'look' } }), end('end')]);
    const play = done(new CasePlay().open(bundle(loop)), 1, 'ana');
    play.act(2, 'max', { kind: 'vote', step: play.step('agree').id, grants: false, content: {}, reason });
    done(play, 3, 'max', 'look');
    votes(play, 4, 'ana', 'max');
    expect(codes(play)).toEqual(['separation_of_duties', 'separation_of_duties']);
    play.act(7, 'sam', { kind: 'reassign', to: { personId: 'vic', agencyId: standing('vic').agencyId }, reason });
    play.act(8, 'vic', { kind: 'accept', step: play.step('ownership').id });
    votes(play, 9, 'vic');
    expect(codes(play)).toEqual(['separation_of_duties', 'separation_of_duties', 'separation_of_duties']);
  });
});

describe('6. a repeat report is not closed on the strength of an earlier closure; it takes two approvers', () => {
  const ways: Readonly<Record<string, readonly unknown[]>> = {
    'an end': [start('agree', { form: 'facts' }), agree([['lead']]), end('end', [status('no_case')]), end('no')],
    'the outcome of a task': [start('agree', { form: 'facts' }), agree([['lead']], { next: { approved: 'a', denied: 'no' } }), task('a', 'end', { outcomes: [{ id: 'done', label: 'Done', effects: [status('no_case')] }] }), end('end'), end('no')],
    'a notice': [start('agree', { form: 'facts' }), agree([['lead']], { next: { approved: 'n', denied: 'no' } }), { id: 'n', kind: 'notify', to: ['lead'], effects: [status('no_case')], next: { next: 'end' } }, end('end'), end('no')],
    'the approval itself': [start('agree', { form: 'facts' }), agree([['lead']], { onApproved: [status('no_case')] }), end('end'), end('no')],
    'the opening': [start('agree', { form: 'facts', effects: [status('no_case')] }), agree([['lead']]), end('end'), end('no')],
  };
  it.each(Object.keys(ways))('is not set aside by one person, as an effect of %s', (where) => {
    const play = new CasePlay().open(bundle(plan('p', [...(ways[where] ?? [])] as never, more)), 'ana', { form: told({ prior: 2 }) });
    votes(play, 1, 'lea');
    if (play.open_().includes('a')) done(play, 5, 'ana', 'a');
    expect(statusOf(play)).toBe('report');
    expect([...play.of('endHeld').map((e) => e.code), ...play.of('blocked').map((e) => e.code)]).toContain('repeat_needs_two');
  });
  it('is set aside by two', () => {
    const play = new CasePlay().open(bundle(plan('p', [start('agree', { form: 'facts' }), agree([['lead'], ['supervisor']]), end('end', [status('no_case')]), end('no')], more)), 'ana', { form: told({ prior: 2 }) });
    expect(statusOf(votes(play, 1, 'lea', 'sam'))).toBe('no_case');
  });
});

describe('7. failed contact is never a reason to close, and weapons access must be asked', () => {
  const ways: Readonly<Record<string, readonly unknown[]>> = {
    'an end': [start('a', { form: 'facts' }), task('a', 'end'), end('end', [status('closed')])],
    'the outcome of a task': [start('a', { form: 'facts' }), task('a', 'b', { outcomes: [{ id: 'done', label: 'Done', effects: [status('closed')] }] }), task('b', 'end'), end('end')],
    'a notice': [start('a', { form: 'facts' }), task('a', 'n'), { id: 'n', kind: 'notify', to: ['lead'], effects: [status('closed')], next: { next: 'b' } }, task('b', 'end'), end('end')],
    'the opening': [start('a', { form: 'facts', effects: [status('closed')] }), task('a', 'b'), task('b', 'end'), end('end')],
  };
  it.each(Object.keys(ways))('closes nothing by %s', (where) => {
    for (const [fields, code] of [[{ contact: true }, 'weapons_access_unknown'], [{ weapons: 'unknown', contact: true }, 'weapons_access_unknown'], [{ weapons: 'no', contact: false }, 'no_closing_without_contact']] as const) {
      const play = done(new CasePlay().open(bundle(plan('p', [...(ways[where] ?? [])] as never, more)), 'ana', { form: told(fields) }), 1, 'ana', 'a');
      expect(statusOf(play)).toBe('report');
      expect([...play.of('endHeld').map((e) => e.code), ...play.of('blocked').map((e) => e.code)]).toContain(code);
    }
  });
  it('closes by itself once both are recorded, and not before', () => {
    const play = done(new CasePlay().open(bundle(plan('p', [...(ways['an end'] ?? [])] as never, more)), 'ana', { form: told({ weapons: 'unknown', contact: false }) }), 1, 'ana', 'a');
    play.act(2, 'ana', { kind: 'correct', formId: 'facts', form: { id: 'f2', hash: 'h2', fields: { weapons: 'no', contact: false } } });
    expect(statusOf(play)).toBe('report');
    play.act(3, 'ana', { kind: 'correct', formId: 'facts', form: { id: 'f3', hash: 'h3', fields: { weapons: 'no', contact: true } } });
    expect(statusOf(play)).toBe('closed');
  });
  it('is not drawn to close without asking', () => {
    expect(said('no-weapons-access', sample('start -> end', [node('end', 'end', { effects: [closing] })]))).toHaveLength(1);
    expect(said('no-weapons-access', sample('start -> a; a.done -> end', [node('task', 'a', { outcomes: [outcome('done', [closing])] })]))).toHaveLength(1);
  });
});

describe('8. each disclosure outside the unit is registered: what, to whom, when, basis, who', () => {
  const giving = (extra: Record<string, unknown>) => plan('p', [start('give', { form: 'facts' }), { id: 'give', kind: 'handoff', handoff: 'request', from: ['lead'], to: ['liaison'], disclosure: true, package: [{ ref: 'facts' }], limit: due('PT4H'), next: { accepted: 'end', declined: 'give', withdrawn: 'give' }, ...extra }, end('end')], more);
  const opened = (extra: Record<string, unknown>): CasePlay => new CasePlay().open(bundle(giving(extra)), 'ana', { form: told({ prior: 1 }) });
  it('at each offer, with what went along and on which basis', () => {
    const play = opened({ legalBasis: { kind: 'drawn', text: 'Need to know' } });
    play.act(1, 'lio', { kind: 'decline', step: play.step('give').id, reason });
    expect(play.of('handoffOffered').map(({ disclosure, legalBasis, shown, by }) => ({ disclosure, legalBasis, shown, by: by.personId }))).toEqual(Array.from({ length: 2 }, () => ({ disclosure: true, legalBasis: 'Need to know', shown: { facts: 'f1' }, by: 'sam' })));
  });
  it('and none goes out without a basis, whoever offers it', () => {
    const play = opened({});
    expect(play.step('give').handing).toMatchObject({ state: 'waiting', why: 'legal_basis' });
    play.act(1, 'lea', { kind: 'offer', step: play.step('give').id }).act(2, 'lio', { kind: 'accept', step: play.step('give').id });
    expect(play.of('handoffOffered')).toEqual([]);
    expect(codes(play)[0]).toBe('missing_required');
    play.act(3, 'lea', { kind: 'offer', step: play.step('give').id, legalBasis: { id: 'basis', hash: 'h' } });
    expect(play.of('handoffOffered')).toMatchObject([{ disclosure: true, legalBasis: 'basis', by: { personId: 'lea' } }]);
  });
  it('a notice drawn as one says by whom and to which agencies', () => {
    const play = new CasePlay().open(bundle(plan('p', [start('n'), { id: 'n', kind: 'notify', to: ['liaison'], disclosure: true, legalBasis: { kind: 'drawn', text: 'Duty to warn' }, next: { next: 'end' } }, end('end')])));
    expect(play.of('notified')).toMatchObject([{ disclosed: { by: { personId: 'sam' }, agencies: [school], legalBasis: 'Duty to warn' } }]);
  });
});

describe('9. declining a protective step that was considered is itself a recorded, approved decision', () => {
  it('in the template that considers one: no way past it without an approval', () => {
    const draft = templateOf('erpo_support')?.draft;
    const approvals = new Set(draft?.nodes.filter((n) => n.kind === 'approval').map((n) => n.id));
    const reached = new Set<string>();
    const queue = draft?.nodes.filter((n) => n.kind === 'start').map((n) => n.id) ?? [];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (reached.has(id)) continue;
      reached.add(id);
      if (!approvals.has(id)) queue.push(...(draft?.edges.filter((e) => e.from === id).map((e) => e.to) ?? []));
    }
    const declined = draft?.nodes.filter((n) => n.kind === 'end' && n.outcome === 'declined').map((n) => n.id) ?? [];
    expect(declined.length).toBeGreaterThan(0);
    expect(declined.filter((id) => reached.has(id))).toEqual([]);
  });
  it('a step is cancelled by a supervisor with a reason, and by nobody else', () => {
    expect(actSchema.safeParse({ kind: 'cancel', target: { kind: 'step', step: 's1' } }).success).toBe(false);
    const play = new CasePlay().open(bundle(plan('p', [start('a'), task('a', 'end', { next: { done: 'end', cancelled: 'end' } }), end('end')])));
    play.act(1, 'ana', { kind: 'cancel', target: { kind: 'step', step: play.step('a').id }, reason });
    expect(codes(play)).toEqual(['not_authorized']);
  });
});

describe('10. records are append-only, corrections supersede, and a purge takes two persons', () => {
  it('a correction is a new entry beside the old one, which the journal keeps', () => {
    const play = new CasePlay().open(bundle(plan('p', [start('a', { form: 'facts' }), task('a', 'end'), end('end')], more)), 'ana', { form: told({ prior: 1 }) });
    const before = JSON.stringify(play.transitions);
    play.act(1, 'ana', { kind: 'correct', formId: 'facts', form: { id: 'f2', hash: 'h2', fields: { prior: 0 } } });
    expect(JSON.stringify(play.transitions.slice(0, 1))).toBe(before);
    expect(play.of('formCorrected')).toMatchObject([{ previous: 'f1', submissionId: 'f2' }]);
  });

  const two = agree([['lead'], ['supervisor']]);
  it.each([
    ['nobody', [start('a'), task('a', 'end'), end('end', [status('purged')])], []],
    ['one person', [start('agree'), agree([['lead']]), end('end', [status('purged')]), end('no')], ['lea']],
    ['an outcome, after one person', [start('agree'), agree([['lead']], { next: { approved: 'a', denied: 'no' } }), task('a', 'end', { outcomes: [{ id: 'done', label: 'Done', effects: [status('purged')] }] }), end('end'), end('no')], ['lea']],
  ] as const)('nothing is purged on the word of %s', (_who, nodes, voters) => {
    const play = new CasePlay().open(bundle(plan('p', [...nodes] as never)));
    if (voters.length > 0) votes(play, 1, ...voters);
    if (play.open_().includes('a')) done(play, 5, 'ana', 'a');
    expect(statusOf(play)).toBe('report');
    expect([...play.of('endHeld').map((e) => e.code), ...play.of('blocked').map((e) => e.code)]).toContain('purge_needs_two');
  });
  it('nor by an approval of something else, in another protocol', () => {
    const first = plan('p', [start('agree'), { ...two, next: { approved: 'call', denied: 'no' } }, { id: 'call', kind: 'call', protocol: 'sub', mode: 'wait', next: { default: 'end' } }, end('end'), end('no')], { calls: { call: 'sub' } });
    const sub = plan('sub', [start('a'), task('a', 'shut'), end('shut', [status('purged')])]);
    const play = done(votes(new CasePlay().open(bundle(first, { sub })), 1, 'lea', 'sam'), 9, 'ana', 'a');
    expect(statusOf(play)).toBe('report');
    expect(play.of('endHeld').map((e) => e.code)).toEqual(['purge_needs_two']);
  });
  it('two persons who approve it purge it', () => {
    const play = votes(new CasePlay().open(bundle(plan('p', [start('agree'), two, end('end', [status('purged')]), end('no')]))), 1, 'lea', 'sam');
    expect(statusOf(play)).toBe('purged');
  });
});

it('an act of the host is refused to every person, by whatever rights', () => {
  const play = new CasePlay().open(bundle(plan('p', [start('s'), { id: 's', kind: 'service', connector: 'any', limit: due('P1D'), next: { next: 'end', failed: 'end' } }, end('end')])));
  const acts: readonly object[] = [{ kind: 'serviceResult', step: play.step('s').id, fields: {} }, { kind: 'serviceFailed', step: play.step('s').id, code: 'x' }, { kind: 'raised', event: 'news', from: 'c' }, { kind: 'linked', link: '1', to: 'c' }, { kind: 'notDelivered', link: '1', code: 'x' }];
  for (const [i, act] of acts.entries()) play.send({ ...act, id: `h${i}`, actor: { ...standing('vic'), rights: ['supervise', 'administer', 'extend', 'skip'] } } as unknown as PersonInput, t0 + minutes(i));
  expect(codes(play)).toEqual(acts.map(() => 'not_authorized'));
  for (const kind of ['serviceResult', 'raised', 'linked', 'notDelivered', 'ownerLost', 'open', 'deadline']) expect(actSchema.safeParse({ kind, step: 's1' }).success).toBe(false);
});
