import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing } from '../test/arbitraries/people.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { Form } from './draft.ts';

const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H'), next: { done: to }, ...more });
const start = (to: string) => ({ id: 'start', kind: 'start' as const, next: { next: to } });
const end = (id = 'end', more: Record<string, unknown> = {}) => ({ id, kind: 'end' as const, outcome: id, ...more });
const done = (step: string, outcome = 'done') => ({ kind: 'complete' as const, step, outcome });

describe('a case from opening to its end', () => {
  const simple = plan('p', [start('look'), task('look', 'end'), end()]);

  it('opens with the duty supervisor as its owner and runs to the end when the task is done', () => {
    const play = new CasePlay().open(bundle(simple));
    expect(play.state).toMatchObject({ status: 'report', owner: { personId: 'sam' } });
    play.act(minutes(5), 'ana', done(play.step('look').id));
    expect(play.kinds()).toEqual(['caseOpened', 'runStarted', 'stepOpened', 'deadlineSet', 'stepCompleted', 'runEnded']);
    expect(play.state?.steps).toEqual([]);
  });

  it('numbers transitions without a gap and gives each the instant of its act', () => {
    const play = new CasePlay().open(bundle(simple)).time(hours(2));
    play.act(hours(3), 'ana', done(play.step('look').id));
    expect(play.transitions.map((t) => t.number)).toEqual([1, 2, 3, 4]);
    expect(play.transitions.map((t) => t.at - t0)).toEqual([0, hours(1), hours(1), hours(3)].map((x, i) => (i === 1 || i === 2 ? hours(2) : x)));
  });

  it('refuses an act on a step that is closed, an outcome that is not drawn, and a person without the role', () => {
    const play = new CasePlay().open(bundle(simple));
    const step = play.step('look').id;
    play.act(1, 'cora', done(step)).act(2, 'ana', done(step, 'nothing')).act(3, 'ana', { kind: 'vote', step, grants: true, content: {} }).act(4, 'ana', done(step)).act(5, 'ana', done(step));
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'bad_outcome', 'wrong_act', 'not_active']);
  });

  it('says of a case when its first step is due, not when somebody is reminded, and goes on saying it once that has passed', () => {
    const warned = plan('p', [start('look'), task('look', 'end', { limit: due('PT4H', { rules: [{ due: 'PT4H', warn: 'PT1H' }], escalate: [{ after: 'PT2H', notify: ['lead'] }] }) }), end()]);
    const play = new CasePlay().open(bundle(warned));
    const dueOfCase = () => play.transitions.at(-1)?.rows.flatMap((row) => (row.table === 'case' && row.row.nextDueAt !== null ? [row.row.nextDueAt - t0] : []));
    expect(dueOfCase()).toEqual([hours(4)]);
    play.time(hours(5));
    expect(dueOfCase()).toEqual([hours(4)]);
    play.act(hours(5), 'ana', done(play.step('look').id));
    expect(dueOfCase()).toEqual([]);
  });

  it('tells whoever a step is assigned to', () => {
    const play = new CasePlay().open(bundle(simple));
    const step = play.step('look').id;
    const told = () => play.transitions.at(-1)?.rows.flatMap((row) => (row.table === 'notice' ? [[row.row.about, row.row.persons]] : []));
    play.act(1, 'vic', { kind: 'assign', step, to: standing('max') });
    expect(told()).toEqual([['assigned', ['max']]]);
  });

  it('keeps a claimed step for its claimer, and gives it back when it is released', () => {
    const play = new CasePlay().open(bundle(simple));
    const step = play.step('look').id;
    play.act(1, 'ana', { kind: 'claim', step }).act(2, 'max', done(step)).act(3, 'max', { kind: 'claim', step }).act(4, 'ana', { kind: 'release', step }).act(5, 'max', done(step));
    expect(play.refusals.map((r) => r.code)).toEqual(['claimed', 'claimed']);
    expect(play.state?.doers['p.look']).toMatchObject([{ personId: 'max' }]);
  });

  it('opens one case once', () => {
    const play = new CasePlay().open(bundle(simple)).open(bundle(simple));
    expect(play.refusals.map((r) => r.code)).toEqual(['case_exists']);
  });
});

describe('limits', () => {
  const escalated = plan('p', [start('look'), task('look', 'end', { limit: due('PT1H', { rules: [{ due: 'PT1H', warn: 'PT10M' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT30M', notify: ['commander'], letIn: ['commander'] }] }) }), end()]);

  it('warns before, counts one breach, tells the lead at the limit and lets the commander act later', () => {
    const play = new CasePlay().open(bundle(escalated));
    for (const at of [50, 60, 61, 90, 91]) play.time(minutes(at) + 1);
    expect(play.kinds().slice(4)).toEqual(['deadlineWarned', 'deadlinePassed', 'escalated', 'escalated']);
    expect(play.state?.breaches).toBe(1);
    play.act(minutes(95), 'cora', done(play.step('look').id));
    expect(play.refusals).toEqual([]);
  });

  it('counts a task done exactly at its deadline as in time', () => {
    const play = new CasePlay().open(bundle(escalated)).time(hours(1));
    play.act(hours(1), 'ana', done(play.step('look').id));
    expect(play.state?.breaches).toBe(0);
    expect(play.kinds()).not.toContain('deadlinePassed');
  });

  it('lets nothing overtake a deadline that has passed, however late the host is', () => {
    const play = new CasePlay().open(bundle(escalated));
    play.act(minutes(75), 'ana', done(play.step('look').id));
    expect(play.transitions.map((t) => (t.at - t0) / 60_000)).toEqual([0, 75, 75, 75, 75]);
    expect(play.kinds().slice(-2)).toEqual(['stepCompleted', 'runEnded']);
    expect(play.of('deadlinePassed')[0]).toMatchObject({ due: t0 + hours(1), handledAt: t0 + minutes(75) });
  });

  it('leaves on the overdue edge where that is drawn, and otherwise never completes anything', () => {
    const leaving = plan('p', [start('look'), task('look', 'end', { limit: due('PT1H', { onOverdue: 'leave' }), next: { done: 'end', overdue: 'late' } }), task('late', 'end'), end()]);
    const play = new CasePlay().open(bundle(leaving)).time(hours(1) + 1);
    expect(play.open_()).toEqual(['late']);
    expect(new CasePlay().open(bundle(escalated)).time(hours(24 * 365)).open_()).toEqual(['look']);
  });

  it('keeps one deadline over a loop when it is counted from the report, with what it has fired', () => {
    const loop = plan('p', [start('look'), task('look', 'again', { limit: due('PT1H', { rules: [{ due: 'PT1H', from: { kind: 'reportReceived' } }] }) }), task('again', 'look', { limit: { kind: 'none', reason: 'test' } }), end()]);
    const play = new CasePlay().open(bundle(loop)).time(hours(1) + 1);
    play.act(hours(2), 'ana', done(play.step('look').id)).act(hours(3), 'ana', done(play.step('again').id)).time(hours(9));
    expect(play.state?.breaches).toBe(1);
    expect(play.of('escalated')).toHaveLength(1);
  });

  it('extends a deadline with its unfired warnings, and a breach stays a breach', () => {
    const play = new CasePlay().open(bundle(escalated));
    const step = play.step('look').id;
    play.act(minutes(1), 'sam', { kind: 'extend', step, by: hours(1), reason }).time(hours(1) + 1);
    expect(play.kinds()).not.toContain('deadlineWarned');
    play.time(hours(2) + 1);
    expect(play.state?.breaches).toBe(1);
    play.act(hours(3), 'sam', { kind: 'extend', step, by: hours(5), reason }).time(hours(9));
    expect(play.state?.breaches).toBe(1);
    play.act(hours(9), 'ana', { kind: 'extend', step, by: hours(5), reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized']);
  });

  it('brings a deadline forward when the level is raised, and never back when it is lowered', () => {
    const byLevel = plan('p', [start('look'), task('look', 'end', { limit: due('PT4H', { rules: [{ when: { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'high' } }, due: 'PT1H' }, { due: 'PT4H' }] }) }), end()]);
    const play = new CasePlay().open(bundle(byLevel)).act(1, 'ana', { kind: 'setLevel', level: 'low', reason });
    expect(play.step('look').clock?.due).toBe(t0 + hours(4));
    play.act(2, 'ana', { kind: 'setLevel', level: 'high', reason });
    expect(play.step('look').clock?.due).toBe(t0 + hours(1));
    play.act(3, 'ana', { kind: 'setLevel', level: 'low', reason });
    expect(play.step('look').clock?.due).toBe(t0 + hours(1));
    expect(play.state?.everHigh).toBe(true);
  });

  it('writes the same journal however time is chopped', () => {
    const chopped = plan('p', [start('fan'), { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }, { id: 'c', detached: true }], next: { a: 'one', b: 'hold', c: 'side' } }, task('one', 'meet', { limit: due('PT50M', { rules: [{ due: 'PT50M', warn: 'PT5M' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT1H', notify: ['commander'], letIn: ['commander'] }] }) }), { id: 'hold', kind: 'wait', rules: [{ due: 'PT2H' }], next: { elapsed: 'meet' } }, task('side', 'off', { limit: due('PT3H') }), { id: 'off', kind: 'end', outcome: null }, { id: 'meet', kind: 'join', next: { next: 'end' } }, end()]);
    const steady = new CasePlay().open(bundle(chopped));
    for (let m = 0; m <= 400; m += 0.5) steady.time(minutes(m));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 10, maxLength: 40 }), (gaps) => {
        const play = new CasePlay().open(bundle(chopped));
        let at = 0;
        for (let i = 0; at <= minutes(400); i += 1) play.time((at += gaps[i % gaps.length] ?? 1));
        const plain = (p: CasePlay): string => p.journal().replace(/"handledAt":\d+/g, '');
        expect(plain(play)).toBe(plain(steady));
      }),
      { numRuns: 5 },
    );
  });
});

describe('approvals', () => {
  const note: Form = { id: 'note', title: 'Note', fields: [] };
  const two = plan('p', [start('write'), task('write', 'decide', { form: 'note' }), { id: 'decide', kind: 'approval', seats: [{ id: 'sup', roles: ['supervisor'], substitutes: ['commander'] }, { id: 'lead', roles: ['lead'], substitutes: ['commander'] }], notRequester: true, notDoerOf: ['write'], limit: due('P1D'), next: { approved: 'end', denied: 'write' } }, end()], { formList: [note] });
  const form = (hash: string) => ({ id: `f-${hash}`, hash, fields: {} });
  const written = (by: 'ana' | 'max' | 'vic' = 'max') => {
    const play = new CasePlay().open(bundle(two));
    return play.act(1, by, { ...done(play.step('write').id), form: form('h1') });
  };
  const grant = (play: CasePlay, content = { note: 'h1' }) => ({ kind: 'vote' as const, step: play.step('decide').id, grants: true, content });

  it('is granted when two different persons fill its seats, in either order', () => {
    for (const order of [['sam', 'lea'], ['lea', 'sam']] as const) {
      const play = written();
      play.act(2, order[0], grant(play)).act(3, order[1], grant(play));
      expect(play.of('approvalGranted')).toHaveLength(1);
    }
  });

  it('counts a person with both roles once', () => {
    const play = written();
    play.act(2, 'vic', grant(play)).act(3, 'vic', grant(play)).act(4, 'sam', grant(play));
    expect(play.refusals.map((r) => r.code)).toEqual(['already_approved']);
    expect(play.of('approvalGranted')[0]?.by.map((p) => p.personId)).toEqual(['vic', 'sam']);
  });

  it('refuses the person who asked and the person who did it, whatever roles they hold', () => {
    const asked = new CasePlay().open(bundle(two), 'vic');
    asked.act(1, 'max', { ...done(asked.step('write').id), form: form('h1') }).act(2, 'vic', grant(asked));
    const did = written('vic');
    did.act(2, 'vic', grant(did));
    expect([...asked.refusals, ...did.refusals].map((r) => r.code)).toEqual(['separation_of_duties', 'separation_of_duties']);
  });

  it('lets a substitute in only while nobody eligible holds the seat', () => {
    const play = written();
    play.act(2, 'cora', grant(play));
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized']);
    play.there = ['ana', 'sam', 'cora', 'max'];
    play.act(3, 'cora', grant(play)).act(4, 'sam', grant(play));
    expect(play.of('approvalGranted')).toHaveLength(1);
  });

  it('ends with one reasoned denial, and not without a reason', () => {
    const play = written();
    const deny = { kind: 'vote' as const, step: play.step('decide').id, grants: false, content: { note: 'h1' } };
    play.act(2, 'sam', deny).act(3, 'sam', { ...deny, reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['missing_required']);
    expect(play.open_()).toEqual(['write']);
  });

  it('refuses a vote on content that has changed, and voids the votes cast on it', () => {
    const play = written();
    play.act(2, 'sam', grant(play)).act(3, 'ana', { kind: 'correct', formId: 'note', form: form('h2') }).act(4, 'lea', grant(play));
    expect(play.refusals.map((r) => r.code)).toEqual(['stale_content']);
    expect(play.of('votesVoided')[0]?.voters).toMatchObject([{ personId: 'sam' }]);
    play.act(5, 'lea', grant(play, { note: 'h2' })).act(6, 'sam', grant(play, { note: 'h2' })).act(7, 'ana', { kind: 'correct', formId: 'note', form: form('h3') });
    expect(play.of('approvalChangedSince')[0]?.approvers).toEqual(['lea', 'sam']);
  });

  it('takes a withdrawn vote back', () => {
    const play = written();
    play.act(2, 'sam', grant(play)).act(3, 'sam', { kind: 'withdrawVote', step: play.step('decide').id }).act(4, 'lea', grant(play));
    expect(play.of('approvalGranted')).toEqual([]);
  });
});

describe('handoffs and ownership', () => {
  const hand = (id: string, handoff: 'transfer' | 'request', to: string, next: Record<string, string>, more: Record<string, unknown> = {}) => ({ id, kind: 'handoff' as const, handoff, to: [to], limit: due('PT1H'), next, ...more });
  const transfer = plan('p', [start('give'), hand('give', 'transfer', 'liaison', { accepted: 'end', declined: 'again', withdrawn: 'again', expired: 'again' }, { expires: 'PT8H' }), task('again', 'give'), end()]);

  it('moves ownership only when the receiver accepts', () => {
    const play = new CasePlay().open(bundle(transfer)).time(hours(2));
    expect(play.state?.owner.personId).toBe('sam');
    play.act(hours(3), 'ana', { kind: 'accept', step: play.step('give').id }).act(hours(3), 'lio', { kind: 'accept', step: play.step('give').id });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized']);
    expect(play.state?.owner.personId).toBe('lio');
  });

  it('comes back to the sender when it is declined, withdrawn or not answered, and can be offered again', () => {
    for (const answer of [(p: CasePlay) => p.act(1, 'lio', { kind: 'decline', step: p.step('give').id, reason }), (p: CasePlay) => p.act(1, 'sam', { kind: 'withdraw', step: p.step('give').id, reason }), (p: CasePlay) => p.time(hours(8) + 1)]) {
      const play = new CasePlay().open(bundle(transfer));
      answer(play);
      expect(play.open_()).toEqual(['again']);
      expect(play.state?.owner.personId).toBe('sam');
      play.act(hours(9), 'ana', done(play.step('again').id)).act(hours(9), 'lio', { kind: 'accept', step: play.step('give').id });
      expect(play.state?.owner.personId).toBe('lio');
    }
  });

  it('keeps at most one transfer offer open; another waits and is offered when it has ended', () => {
    const both = plan('p', [start('fan'), { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'one', b: 'two' } }, hand('one', 'transfer', 'liaison', { accepted: 'meet', declined: 'meet', withdrawn: 'meet' }), hand('two', 'transfer', 'manager', { accepted: 'meet', declined: 'meet', withdrawn: 'meet' }), { id: 'meet', kind: 'join', next: { next: 'end' } }, end()]);
    const play = new CasePlay().open(bundle(both));
    expect(play.step('two').handing).toMatchObject({ state: 'waiting', why: 'transfer_open' });
    play.act(1, 'sam', { kind: 'reassign', to: { personId: 'lea', agencyId: 'x' }, reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['transfer_open']);
    play.act(2, 'lio', { kind: 'decline', step: play.step('one').id, reason });
    expect(play.step('two').handing).toMatchObject({ state: 'offered' });
  });

  it('falls to the duty supervisor when the owner is lost, with an alarm until somebody accepts', () => {
    const play = new CasePlay().open(bundle(transfer));
    play.act(1, 'lio', { kind: 'accept', step: play.step('give').id }).act(2, 'sam', { kind: 'ownerLost', dutySupervisor: { personId: 'sam', agencyId: 'x' } });
    expect(play.state).toMatchObject({ owner: { personId: 'sam' }, ownerAlarm: true });
    play.act(3, 'sam', { kind: 'reassign', to: { personId: 'max', agencyId: 'x' }, reason }).act(4, 'max', { kind: 'accept', step: play.step('ownership').id });
    expect(play.state).toMatchObject({ owner: { personId: 'max' }, ownerAlarm: false });
  });
});

describe('calls, danger and held ends', () => {
  const response = plan('danger', [start('alert'), { id: 'alert', kind: 'notify', to: ['lead'], next: { next: 'act' } }, task('act', 'safe'), end('safe')], { startsAt: 'danger' });
  const caller = (mode: 'wait' | 'spawn') => plan('p', [start('ask'), { id: 'ask', kind: 'call', protocol: 'sub', mode, next: mode === 'wait' ? { good: 'after', cancelled: 'other', default: 'other' } : { next: 'after' } }, task('after', 'end'), task('other', 'end'), end()], { calls: { ask: 'sub' } });
  const sub = plan('sub', [start('work'), task('work', 'good'), end('good')]);

  it('waits for the outcome of a called protocol and goes on in the same transition', () => {
    const play = new CasePlay().open(bundle(caller('wait'), { sub }));
    expect(play.open_()).toEqual(['ask', 'work']);
    play.act(1, 'ana', done(play.step('work').id));
    expect(play.open_()).toEqual(['after']);
  });

  it('goes on by the cancelled edge when the called protocol is cancelled', () => {
    const play = new CasePlay().open(bundle(caller('wait'), { sub }));
    play.act(1, 'sam', { kind: 'cancel', target: { kind: 'run', run: play.step('work').runId }, reason });
    expect(play.open_()).toEqual(['other']);
  });

  it('spawns a protocol and goes on at once', () => {
    expect(new CasePlay().open(bundle(caller('spawn'), { sub })).open_()).toEqual(['work', 'after']);
  });

  it('starts the imminent response at once, and a second declaration alerts the running one again', () => {
    const simple = plan('p', [start('look'), task('look', 'end'), end()]);
    const play = new CasePlay().open(bundle(simple, { danger: response }, 'danger')).act(1, 'lio', { kind: 'declareDanger', reason }).act(2, 'ana', { kind: 'declareDanger', reason });
    expect(play.open_()).toEqual(['look', 'act']);
    expect(play.of('dangerRepeated')[0]).toMatchObject({ roles: ['analyst', 'lead'] });
    const without = new CasePlay().open(bundle(simple)).act(1, 'ana', { kind: 'declareDanger', reason });
    expect(without.refusals.map((r) => r.code)).toEqual(['no_handler']);
  });

  it('holds a closing end until weapons access is known, and passes it in the transition that records it', () => {
    const check: Form = { id: 'check', title: 'Check', fields: [{ name: 'weapons', label: 'Weapons', type: 'option', options: [], required: true, sensitivity: 'none', means: 'weaponsAccess' }] };
    const closing = plan('p', [start('look'), task('look', 'end', { form: 'check' }), end('end', { effects: [{ kind: 'status', status: 'closed' }] })], { formList: [check], routing: { check: ['weapons'] } });
    const play = new CasePlay().open(bundle(closing));
    play.act(1, 'ana', { ...done(play.step('look').id), form: { id: 'f1', hash: 'h1', fields: { weapons: 'unknown' } } });
    expect(play.state).toMatchObject({ status: 'report', steps: [{ node: 'end', held: 'weapons_access_unknown' }] });
    play.act(2, 'ana', { kind: 'correct', formId: 'check', form: { id: 'f2', hash: 'h2', fields: { weapons: 'no' } } });
    expect(play.state).toMatchObject({ status: 'closed', steps: [] });
  });

  it('asks the owner to decide by hand what the record does not settle', () => {
    const unknown = plan('p', [start('which'), { id: 'which', kind: 'decision', branches: [{ id: 'yes', when: { kind: 'compare', left: { kind: 'field', ref: 'a.b' }, op: 'eq', right: { kind: 'value', value: true } } }], next: { yes: 'one', default: 'end' } }, task('one', 'end'), end()]);
    const play = new CasePlay().open(bundle(unknown));
    const step = play.step('which').id;
    play.act(1, 'ana', { ...done(step, 'yes'), reason }).act(2, 'sam', done(step, 'yes')).act(3, 'sam', { ...done(step, 'yes'), reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'missing_required']);
    expect(play.open_()).toEqual(['one']);
  });

  it('ends a wait for a duration and for a date with whichever is first, and with the duration while no date is entered', () => {
    const visit: Form = { id: 'visit', title: 'Visit', fields: [{ name: 'when', label: 'When', type: 'datetime', required: false, sensitivity: 'none' }] };
    const waiting = plan('p', [{ ...start('hold'), form: 'visit' }, { id: 'hold', kind: 'wait', rules: [{ due: 'PT4H' }], until: 'visit.when', next: { elapsed: 'end' } }, end()], { formList: [visit] });
    const dueWith = (fields: Record<string, number>): number | undefined => new CasePlay().open(bundle(waiting), 'ana', { form: { id: 'f', hash: 'h', fields } }).of('deadlineSet')[0]?.due;
    expect([dueWith({ when: t0 + hours(1) }), dueWith({ when: t0 + hours(9) }), dueWith({})]).toEqual([t0 + hours(1), t0 + hours(4), t0 + hours(4)]);
  });

  it('ends a wait on the event it names and refuses one that nothing waits for', () => {
    const waiting = plan('p', [start('hold'), { id: 'hold', kind: 'wait', rules: [{ due: 'PT4H' }], events: [{ name: 'located' }], next: { elapsed: 'end', located: 'one' } }, task('one', 'end'), end()]);
    const play = new CasePlay().open(bundle(waiting)).act(1, 'ana', { kind: 'event', name: 'lost' }).act(2, 'ana', { kind: 'event', name: 'located' });
    expect(play.refusals.map((r) => r.code)).toEqual(['no_handler']);
    expect(play.open_()).toEqual(['one']);
    expect(new CasePlay().open(bundle(waiting)).time(hours(4)).of('runEnded')).toHaveLength(1);
  });
});
