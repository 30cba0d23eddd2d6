// Questions, notices, handoffs to several, and handoffs whose kind depends on what is recorded.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason, t0 } from '../../../test/arbitraries/case-play.ts';
import { standing, type Name } from '../../../test/arbitraries/people.ts';
import { bundle, due, plan } from '../../../test/arbitraries/plan.ts';
import type { Form } from '../../draft.ts';

const form: Form = {
  id: 'need', title: 'Need', fields: [
    { name: 'people', label: 'People', type: 'integer', required: true, sensitivity: 'none' },
    { name: 'mode', label: 'Mode', type: 'option', options: [{ id: 'move', label: 'Move' }, { id: 'share', label: 'Share' }], required: false, sensitivity: 'none' },
  ],
};
const view: Form = { id: 'view', title: 'View', fields: [{ name: 'risk', label: 'Risk', type: 'boolean', required: true, sensitivity: 'none' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const end = (id: string, more: Record<string, unknown> = {}) => ({ id, kind: 'end' as const, outcome: id, ...more });
const ways = { accepted: 'after', declined: 'again', withdrawn: 'again', settled: 'after', expired: 'again' };
const give = (more: Record<string, unknown>) => ({ id: 'give', kind: 'handoff' as const, handoff: 'request', from: ['lead'], to: ['liaison'], limit: due('PT4H'), next: ways, ...more });
const handing = (more: Record<string, unknown>) => plan('p', [{ id: 'start', kind: 'start', form: 'need', next: { next: 'give' } }, give(more), task('after', 'end'), task('again', 'give'), end('end')], { formList: [form, view], routing: { need: ['people', 'mode'], view: ['risk'] } });
const opened = (more: Record<string, unknown>, fields: Record<string, number | string> = { people: 2 }): CasePlay => new CasePlay().open(bundle(handing(more)), 'ana', { form: { id: 'f1', hash: 'h1', fields } });
const text = { id: 'text', hash: 'h' };
const codes = (play: CasePlay): string[] => play.refusals.map((r) => r.code);
const give_ = (play: CasePlay): string => play.step('give').id;
const silent = (play: CasePlay, who: Name) => ({ kind: 'noAnswer' as const, step: give_(play), person: standing(who) });

describe('a consult', () => {
  it('ends by its answer in words, which comes back to the owner', () => {
    const play = opened({ handoff: 'consult' });
    play.act(1, 'lio', { kind: 'answer', step: give_(play) }).act(2, 'ana', { kind: 'answer', step: give_(play), text }).act(3, 'lio', { kind: 'answer', step: give_(play), text });
    expect(codes(play)).toEqual(['missing_required', 'not_authorized']);
    expect(play.of('handoffAnswered')).toMatchObject([{ by: { personId: 'lio' }, from: { personId: 'sam' }, textId: 'text' }]);
    expect(play.open_()).toEqual(['after']);
    expect(play.state).toMatchObject({ owner: { personId: 'sam' }, lastOutcomes: { 'p.give': 'accepted' } });
    expect(play.state?.doers['p.give']).toMatchObject([{ personId: 'lio' }]);
    expect(play.transitions.at(-1)?.rows).toContainEqual(expect.objectContaining({ table: 'notice', row: expect.objectContaining({ persons: ['sam'], about: 'handoffAnswered' }) as unknown }));
  });

  it('is answered with the form drawn for it, whose fields are read afterwards', () => {
    const play = opened({ handoff: 'consult', form: 'view' });
    play.act(1, 'lio', { kind: 'answer', step: give_(play), text }).act(2, 'lio', { kind: 'answer', step: give_(play), form: { id: 'f2', hash: 'h2', fields: {}, faults: [{ field: 'risk', code: 'missing_required' }] } });
    expect(codes(play)).toEqual(['missing_required', 'missing_required']);
    play.act(3, 'lio', { kind: 'answer', step: give_(play), form: { id: 'f2', hash: 'h2', fields: { risk: true } } });
    expect(play.state?.forms['view']).toMatchObject({ fields: { risk: true }, by: { personId: 'lio' } });
    expect(play.open_()).toEqual(['after']);
  });

  it('is taken on by one person, who alone answers it until they release it', () => {
    const play = opened({ handoff: 'consult', to: ['analyst'], expires: 'PT8H' });
    play.act(1, 'ana', { kind: 'accept', step: give_(play) }).act(2, 'max', { kind: 'answer', step: give_(play), text }).act(3, 'ana', { kind: 'accept', step: give_(play) });
    expect(codes(play)).toEqual(['claimed', 'wrong_act']);
    expect(play.step('give')).toMatchObject({ claimedBy: { personId: 'ana' }, handing: { state: 'accepted' } });
    play.time(hours(9));
    expect(play.kinds()).not.toContain('handoffExpired');
    play.act(hours(9), 'ana', { kind: 'release', step: give_(play) }).act(hours(10), 'max', { kind: 'answer', step: give_(play), text });
    expect(play.of('handoffAnswered')).toMatchObject([{ by: { personId: 'max' } }]);
    const again = opened({ handoff: 'consult', expires: 'PT8H' });
    again.act(1, 'lio', { kind: 'accept', step: give_(again) }).act(minutes(1), 'lio', { kind: 'release', step: give_(again) }).time(hours(8) + minutes(1) + 1);
    expect(again.of('handoffExpired')).toHaveLength(1);
  });

  it('lets either side ask back, which is told to the other and moves nothing', () => {
    const play = opened({ handoff: 'consult' });
    play.act(1, 'lio', { kind: 'ask', step: give_(play), question: text }).act(2, 'sam', { kind: 'ask', step: give_(play), question: text }).act(3, 'ana', { kind: 'ask', step: give_(play), question: text });
    expect(play.of('handoffAsked').map((e) => [e.side, e.tell])).toEqual([['receiver', { persons: ['sam'], roles: [] }], ['sender', { persons: [], roles: ['liaison'] }]]);
    expect(codes(play)).toEqual(['not_authorized']);
    expect(play.step('give').handing?.state).toBe('offered');
  });

  it('may be declined with a reason, also by whoever took it on', () => {
    const play = opened({ handoff: 'consult' });
    play.act(1, 'lio', { kind: 'accept', step: give_(play) }).act(2, 'lio', { kind: 'decline', step: give_(play), reason });
    expect(play.open_()).toEqual(['again']);
    expect(play.of('handoffDeclined')).toHaveLength(1);
  });
});

describe('a notice', () => {
  it('ends by receipt, and is not answered in words', () => {
    const play = opened({ handoff: 'inform' });
    play.act(1, 'lio', { kind: 'answer', step: give_(play), text }).act(2, 'lio', { kind: 'accept', step: give_(play) });
    expect(codes(play)).toEqual(['wrong_act']);
    expect(play.of('handoffAccepted')).toMatchObject([{ handoff: 'inform', by: { personId: 'lio' } }]);
    expect(play.open_()).toEqual(['after']);
  });
});

describe('a handoff whose kind depends on a condition', () => {
  const kindRules = [{ when: { kind: 'compare', left: { kind: 'field', ref: 'need.mode' }, op: 'eq', right: { kind: 'value', value: 'move' } }, handoff: 'transfer' }];
  it('moves ownership only where the condition holds', () => {
    const move = opened({ kindRules }, { people: 1, mode: 'move' });
    move.act(1, 'lio', { kind: 'accept', step: give_(move) });
    expect(move.state?.owner.personId).toBe('lio');
    const share = opened({ kindRules }, { people: 1, mode: 'share' });
    share.act(1, 'lio', { kind: 'accept', step: give_(share) });
    expect(share.state?.owner.personId).toBe('sam');
    expect(share.of('handoffOffered')).toMatchObject([{ handoff: 'request' }]);
  });
  it('waits for the sender to say which kind it is while the condition is unknown, and takes none that is not drawn', () => {
    const play = opened({ kindRules }, { people: 1 });
    expect(play.step('give').handing).toMatchObject({ state: 'waiting', why: 'kind_unknown' });
    play.act(1, 'sam', { kind: 'offer', step: give_(play) }).act(2, 'sam', { kind: 'offer', step: give_(play), handoff: 'inform' }).act(3, 'sam', { kind: 'offer', step: give_(play), handoff: 'transfer' });
    expect(codes(play)).toEqual(['missing_required', 'bad_value']);
    expect(play.step('give').handing).toMatchObject({ state: 'offered', handoff: 'transfer' });
  });
});

describe('a handoff to so many', () => {
  const asked = { to: ['analyst', 'liaison'], each: { kind: 'field', ref: 'need.people' } };
  it('goes on when every place is answered, counts how, and takes one answer a person', () => {
    const play = opened(asked, { people: 3 });
    play.act(1, 'ana', { kind: 'accept', step: give_(play) }).act(2, 'ana', { kind: 'decline', step: give_(play), reason }).act(3, 'max', { kind: 'decline', step: give_(play), reason });
    expect(codes(play)).toEqual(['already_approved']);
    expect(play.open_()).toEqual(['give']);
    play.act(4, 'lea', silent(play, 'lio'));
    expect(play.of('handoffSettled')).toMatchObject([{ accepted: [{ personId: 'ana' }], declined: [{ personId: 'max' }], noAnswer: [{ personId: 'lio' }], fields: { places: 3, accepted: 1, declined: 1, noAnswer: 1 } }]);
    expect(play.open_()).toEqual(['after']);
    expect(play.state).toMatchObject({ lastOutcomes: { 'p.give': 'settled' }, computed: { give: { accepted: 1 } }, doers: { 'p.give': [{ personId: 'ana' }] } });
  });
  it('settles silence only by a person of the sending roles, who names somebody that was asked and has not answered', () => {
    const play = opened(asked, { people: 3 });
    play.time(hours(100));
    expect(play.open_()).toEqual(['give']);
    play.act(hours(100), 'ana', { kind: 'accept', step: give_(play) });
    play.act(hours(101), 'sam', silent(play, 'max')).act(hours(101), 'lea', silent(play, 'ana')).act(hours(101), 'lea', silent(play, 'cora'));
    expect(codes(play)).toEqual(['not_authorized', 'already_approved', 'bad_value']);
    const one = opened({ to: ['liaison'] });
    one.act(1, 'lea', silent(one, 'lio'));
    expect(codes(one)).toEqual(['wrong_act']);
  });
  it('is settled at once when nobody is needed, and waits while the number is not recorded', () => {
    const none = opened(asked, { people: 0 });
    expect(none.open_()).toEqual(['after']);
    expect(none.of('handoffSettled')).toMatchObject([{ fields: { places: 0 } }]);
    expect(none.kinds()).not.toContain('handoffOffered');
    const unknown = opened(asked, {});
    unknown.act(1, 'sam', { kind: 'offer', step: give_(unknown) });
    expect(codes(unknown)).toEqual(['missing_required']);
    unknown.act(2, 'ana', { kind: 'correct', formId: 'need', form: { id: 'f2', hash: 'h2', fields: { people: 1 } } }).act(3, 'lea', { kind: 'offer', step: give_(unknown) }).act(4, 'lio', { kind: 'accept', step: give_(unknown) });
    expect(unknown.open_()).toEqual(['after']);
  });
  it('asks several for their answer in words', () => {
    const play = opened({ ...asked, handoff: 'consult' }, { people: 2 });
    play.act(1, 'ana', { kind: 'accept', step: give_(play) }).act(2, 'ana', { kind: 'answer', step: give_(play), text }).act(3, 'max', { kind: 'answer', step: give_(play), text });
    expect(codes(play)).toEqual(['wrong_act']);
    expect(play.of('placeAnswered').map((e) => [e.person.personId, e.textId])).toEqual([['ana', 'text'], ['max', 'text']]);
    expect(play.open_()).toEqual(['after']);
  });
  it('is withdrawn as a whole', () => {
    const play = opened(asked, { people: 3 });
    play.act(1, 'ana', { kind: 'accept', step: give_(play) }).act(2, 'lea', { kind: 'withdraw', step: give_(play), reason });
    expect(play.open_()).toEqual(['again']);
  });
});

describe('what was accepted on a branch that is cancelled', () => {
  const fan = (more: Record<string, unknown>) => plan('p', [
    { id: 'start', kind: 'start', next: { next: 'fan' } },
    { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'give', b: 'other' } },
    give({ ...more, next: { accepted: 'asked', declined: 'asked', withdrawn: 'asked' } }), task('asked', 'meet', { roles: ['liaison'] }), task('other', 'meet'),
    { id: 'meet', kind: 'join', first: 1, next: { next: 'after' } },
    task('after', 'end'), end('end'),
  ]);
  const otherDone = (play: CasePlay): CasePlay => play.act(minutes(9), 'ana', { kind: 'complete', step: play.step('other').id, outcome: 'done' });

  it('becomes a task for the owner, a step like any other', () => {
    const play = new CasePlay().open(bundle(fan({})));
    play.act(1, 'lio', { kind: 'accept', step: give_(play) });
    otherDone(play);
    expect(play.open_()).toEqual(['leftBehind', 'after']);
    expect(play.of('handoffLeftBehind')).toMatchObject([{ node: 'give', by: { personId: 'lio' }, task: play.step('leftBehind').id }]);
    const step = play.step('leftBehind').id;
    play.act(hours(1), 'ana', { kind: 'complete', step, outcome: 'done', reason }).act(hours(1), 'sam', { kind: 'complete', step, outcome: 'done' }).act(hours(1), 'sam', { kind: 'complete', step, outcome: 'done', reason });
    expect(codes(play)).toEqual(['not_authorized', 'missing_required']);
    expect(play.open_()).toEqual(['after']);
  });
  it('is the same for a consult that somebody has taken on, which is never cancelled by the engine', () => {
    const play = new CasePlay().open(bundle(fan({ handoff: 'consult' })));
    play.act(1, 'lio', { kind: 'accept', step: give_(play) });
    otherDone(play);
    expect(play.open_()).toEqual(['leftBehind', 'after']);
    expect(play.of('stepCancelled')).toEqual([]);
    expect(play.state?.steps[0]?.openedAt).toBe(t0 + minutes(9));
  });
  it('leaves nothing behind when it was only offered, when the branch came to its join, or when a person cancelled it', () => {
    expect(otherDone(new CasePlay().open(bundle(fan({})))).open_()).toEqual(['after']);
    const arrived = new CasePlay().open(bundle(fan({})));
    arrived.act(1, 'lio', { kind: 'accept', step: give_(arrived) }).act(2, 'lio', { kind: 'complete', step: arrived.step('asked').id, outcome: 'done' });
    expect(arrived.open_()).toEqual(['after']);
    const cancelled = new CasePlay().open(bundle(fan({})));
    cancelled.act(1, 'lio', { kind: 'accept', step: give_(cancelled) }).act(2, 'sam', { kind: 'cancel', target: { kind: 'step', step: cancelled.step('asked').id }, reason });
    otherDone(cancelled);
    expect(cancelled.open_()).toEqual(['after']);
  });
  it('is left behind by a called protocol whose caller is gone, and by an end that stops the others', () => {
    const sub = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'give' } }, give({ next: { accepted: 'asked', declined: 'asked', withdrawn: 'asked' } }), task('asked', 'end', { roles: ['liaison'] }), end('end')]);
    const caller = plan('p', [
      { id: 'start', kind: 'start', next: { next: 'fan' } }, { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'call', b: 'other' } },
      { id: 'call', kind: 'call', protocol: 'sub', mode: 'wait', next: { default: 'meet' } }, task('other', 'meet'), { id: 'meet', kind: 'join', first: 1, next: { next: 'after' } }, task('after', 'end'), end('end'),
    ], { calls: { call: 'sub' } });
    const play = new CasePlay().open(bundle(caller, { sub }));
    play.act(1, 'lio', { kind: 'accept', step: give_(play) });
    otherDone(play);
    expect(play.open_()).toEqual(['leftBehind', 'after']);
    const stopping = new CasePlay().open(bundle({ ...fan({}), nodes: { ...fan({}).nodes, ...plan('p', [task('other', 'stop'), end('stop', { stopsOthers: true })]).nodes } }));
    stopping.act(1, 'lio', { kind: 'accept', step: give_(stopping) });
    otherDone(stopping);
    expect(stopping.open_()).toEqual(['leftBehind']);
  });
});
