// What cases have for each other, as each of the two sees it: an event raised in a case that a person has named, and the case
// that whoever took one over works in. Between them is a host; nothing may fall between them when it cannot deliver.
import { describe, expect, it } from 'vitest';
import { CasePlay, t0 } from '../test/arbitraries/case-play.ts';
import { standing } from '../test/arbitraries/people.ts';
import { bundle, due, plan, school } from '../test/arbitraries/plan.ts';
import type { Form } from './draft.ts';
import { hostPersonId, type PersonInput } from './input.ts';

type FromHost = Extract<PersonInput, { kind: 'raised' | 'linked' | 'notDelivered' }>;
type Said = FromHost extends infer I ? (I extends FromHost ? Omit<I, 'id' | 'actor'> : never) : never;
const host = { personId: hostPersonId, agencyId: 'a', member: true, roles: [], qualifications: [], rights: ['supervise' as const], holders: {} };
const other = 'c0000000-0000-4000-8000-000000000099';
const brings = (play: CasePlay, said: Said, at: number, id = `h${at}`): CasePlay => play.send({ ...said, id, actor: host }, t0 + at);
const text = { id: 'text', hash: 'h' };

const form: Form = { id: 'check', title: 'Check', fields: [{ name: 'linked', label: 'Which one', type: 'case', required: false, sensitivity: 'none' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const end = (id: string, more: Record<string, unknown> = {}) => ({ id, kind: 'end' as const, outcome: id, ...more });
const telling = plan('telling', [{ id: 'start', kind: 'start', form: 'check', next: { next: 'end' } }, end('end', { effects: [{ kind: 'raise', event: 'news', case: 'check.linked' }] })], { formList: [form], routing: { check: ['linked'] } });
const listening = plan('listening', [{ id: 'start', kind: 'start', next: { next: 'hold' } }, { id: 'hold', kind: 'wait', rules: [{ due: 'P90D' }], events: [{ name: 'news', roles: ['commander'] }], next: { elapsed: 'end', news: 'look' } }, task('look', 'shut'), { ...end('shut'), effects: [{ kind: 'status', status: 'closed' }] }, end('end')]);
const opened = (fields: Record<string, string>): CasePlay => new CasePlay().open(bundle(telling), 'ana', { form: { id: 'f1', hash: 'h1', fields } });

describe('a case that raises an event in another one', () => {
  it('says which, once, and is ended as if nothing were to be waited for', () => {
    const play = opened({ linked: other });
    expect(play.of('eventSent')).toMatchObject([{ name: 'news', to: other, node: 'end' }]);
    expect(play.commands.filter((c) => c.kind === 'raiseElsewhere')).toEqual([{ kind: 'raiseElsewhere', link: '1.1', to: other, event: 'news' }]);
    expect(play.open_()).toEqual([]);
  });

  it('leaves it to the owner where no case is named, or it did not arrive', () => {
    expect(opened({}).of('notDelivered')).toMatchObject([{ code: 'no_case_named' }]);
    const play = brings(opened({ linked: other }), { kind: 'notDelivered', link: '1.1', code: 'purged' }, 5);
    expect(play.open_()).toEqual(['notDelivered']);
    play.act(6, 'sam', { kind: 'complete', step: play.step('notDelivered').id, outcome: 'done', reason: text });
    expect(play.open_()).toEqual([]);
  });
});

describe('a case that another one tells something', () => {
  it('takes it as if somebody entitled had said so: the wait ends', () => {
    const play = brings(new CasePlay().open(bundle(listening)), { kind: 'raised', event: 'news', from: other }, 1);
    expect(play.of('eventReceived')).toEqual([{ kind: 'eventReceived', name: 'news', from: other }]);
    expect(play.open_()).toEqual(['look']);
  });

  it('has a task for its owner where nothing waits for it, or it is closed', () => {
    const play = brings(brings(new CasePlay().open(bundle(listening)), { kind: 'raised', event: 'news', from: other }, 1), { kind: 'raised', event: 'rumour', from: other }, 2);
    expect(play.open_()).toEqual(['look', 'eventReceived']);
    const closed = brings(new CasePlay().open(bundle(listening)), { kind: 'raised', event: 'news', from: other }, 1);
    closed.act(2, 'ana', { kind: 'complete', step: closed.step('look').id, outcome: 'done' });
    brings(closed, { kind: 'raised', event: 'news', from: other }, 3);
    expect(closed.open_()).toContain('eventReceived');
    expect(closed.of('eventReceived').at(-1)?.task).toBe(closed.step('eventReceived').id);
  });

  it('is told by its host and by no person, whatever their rights', () => {
    const play = new CasePlay().open(bundle(listening));
    play.act(1, 'vic', { kind: 'raised', event: 'news', from: other }).act(2, 'vic', { kind: 'linked', link: '1.1', to: other }).act(3, 'vic', { kind: 'notDelivered', link: '1.1', code: 'x' });
    expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized', 'not_authorized', 'not_authorized']);
    expect(play.open_()).toEqual(['hold']);
  });
});

const handing = (handoff: string) => plan('handing', [{ id: 'start', kind: 'start', next: { next: 'give' } }, { id: 'give', kind: 'handoff', handoff, to: ['liaison'], limit: due('PT4H'), next: { accepted: 'after', declined: 'after', withdrawn: 'after' } }, task('after', 'end'), end('end')]);
const into = { unitId: 'u0000000-0000-4000-8000-000000000002', version: 'v1' };
/** Of the school, asked from outside the unit. */
const outside = (play: CasePlay, at: number, more: object = {}): CasePlay => play.send({ kind: 'accept', step: play.step('give').id, id: `a${at}`, actor: { ...standing('lio'), member: false, rights: [] }, ...more }, t0 + at);

describe('a transfer to an agency that works in a case of its own', () => {
  it('moves the ownership, asks for that case, names it when it is there, and goes on with its own steps', () => {
    const play = outside(new CasePlay().open(bundle(handing('transfer'))), 1, { into });
    expect(play.commands).toEqual([{ kind: 'openElsewhere', link: `2.${play.of('handoffAccepted')[0]?.step}`, step: play.of('handoffAccepted')[0]?.step, into, by: { personId: 'lio', agencyId: school }, from: { personId: 'sam', agencyId: expect.any(String) as string } }]);
    expect(play.state?.owner.personId).toBe('lio');
    brings(play, { kind: 'linked', link: '2.s1', to: other }, 2);
    expect(play.of('caseLinked')).toMatchObject([{ to: other, by: { personId: 'lio' } }]);
    expect(play.open_()).toEqual(['after']);
  });

  it('opens none without being asked to, for members, or for what is no transfer', () => {
    expect(outside(new CasePlay().open(bundle(handing('transfer'))), 1).commands).toEqual([]);
    expect(outside(new CasePlay().open(bundle(handing('request'))), 1, { into }).refusals.map((r) => r.code)).toEqual(['bad_value']);
    const play = new CasePlay().open(bundle(handing('transfer')));
    expect(play.act(1, 'lio', { kind: 'accept', step: play.step('give').id, into }).refusals.map((r) => r.code)).toEqual(['bad_value']);
    expect(play.state?.owner.personId).toBe('sam');
  });

  it('begins there with the receipt and the package in its journal', () => {
    const play = new CasePlay().open(bundle(listening), 'ana', { from: { caseId: other, step: 's1', by: { personId: 'sam', agencyId: 'a' }, package: text } });
    expect(play.kinds().slice(0, 2)).toEqual(['caseOpened', 'caseReceived']);
    expect(play.of('caseReceived')).toMatchObject([{ from: other, textId: 'text', by: { personId: 'sam' } }]);
  });
});
