// A step or a protocol for each item of a list, or so many times.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason } from '../../../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../../../test/arbitraries/plan.ts';
import type { Form } from '../../draft.ts';

const form: Form = {
  id: 'who', title: 'Who', fields: [
    { name: 'people', label: 'People', type: 'list', required: true, sensitivity: 'none' },
    { name: 'places', label: 'Places', type: 'options', options: [{ id: 'school', label: 'The school' }, { id: 'home', label: 'The home' }], required: true, sensitivity: 'none' },
  ],
};
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const each = (more: Record<string, unknown> = {}) => ({ id: 'visit', title: 'Visit', kind: 'each' as const, over: { kind: 'field', ref: 'who.people' }, roles: ['analyst'], outcomes: [{ id: 'safe', label: 'Safe' }, { id: 'unsafe', label: 'Not safe', needsReason: true }], limit: due('PT4H', { rules: [{ due: 'PT4H', warn: 'PT1H' }] }), next: { next: 'after' }, ...more });
const visits = (more: Record<string, unknown> = {}, planned: Parameters<typeof plan>[2] = {}) =>
  plan('p', [{ id: 'start', kind: 'start', form: 'who', next: { next: 'visit' } }, each(more), task('after', 'end'), { id: 'late', kind: 'end', outcome: 'late' }, { id: 'end', kind: 'end', outcome: 'end' }], { formList: [form], routing: { who: ['people', 'places'] }, ...planned });
const intake = (fields: Record<string, number | readonly (string | boolean)[]>) => ({ form: { id: 'f1', hash: 'h1', fields } });
const opened = (items: number, more: Record<string, unknown> = {}): CasePlay => new CasePlay().open(bundle(visits(more)), 'ana', intake({ people: Array.from({ length: items }, () => true) }));
const finish = (play: CasePlay, index: number, at: number, outcome = 'safe'): CasePlay =>
  play.act(at, 'ana', { kind: 'complete', step: play.state?.steps.find((s) => s.item?.index === index)?.id ?? '', outcome, reason });
const titles = (play: CasePlay): string[] => (play.state?.steps ?? []).map((s) => s.title);

describe('a step for each item, all at once', () => {
  it('opens one step an item, each with its own claim and deadline, and goes on after the last, whichever that is', () => {
    const play = opened(3);
    expect(titles(play)).toEqual(['Visit (1 of 3)', 'Visit (2 of 3)', 'Visit (3 of 3)']);
    play.act(1, 'max', { kind: 'claim', step: play.state?.steps[1]?.id ?? '' });
    finish(play, 1, 2);
    expect(play.refusals.map((r) => r.code)).toEqual(['claimed']);
    play.time(hours(4) + 1);
    expect(play.of('deadlinePassed')).toHaveLength(3);
    finish(play, 2, hours(5));
    finish(play, 0, hours(5), 'unsafe');
    expect(play.open_()).toEqual(['visit']);
    play.act(hours(5), 'max', { kind: 'complete', step: play.state?.steps[0]?.id ?? '', outcome: 'safe' });
    expect(play.open_()).toEqual(['after']);
    expect(play.state?.doers['p.visit']?.map((d) => d.personId)).toEqual(['ana', 'max']);
  });

  it('counts how its items ended, for conditions that come after it', () => {
    const play = finish(finish(finish(opened(3), 0, 1), 1, 2, 'unsafe'), 2, 3);
    expect(play.of('eachEnded')).toMatchObject([{ node: 'visit', fields: { items: 3, safe: 2, unsafe: 1, cancelled: 0 } }]);
    expect(play.state?.computed).toEqual({ visit: { items: 3, safe: 2, unsafe: 1, cancelled: 0 } });
  });

  it('counts its own items alone when the protocol runs twice side by side', () => {
    const play = opened(2);
    play.act(0, 'ana', { kind: 'start', bundle: bundle(visits()), ...intake({ people: [true] }) });
    finish(play, 0, 1);
    play.act(2, 'ana', { kind: 'complete', step: play.state?.steps.find((s) => s.runId === 'r2')?.id ?? '', outcome: 'unsafe', reason });
    finish(play, 1, 3);
    expect(play.of('eachEnded').map((e) => [e.run, e.fields])).toEqual([['r2', { items: 1, cancelled: 0, safe: 0, unsafe: 1 }], ['r1', { items: 2, cancelled: 0, safe: 2, unsafe: 0 }]]);
  });

  it('goes on at once when there is no item, and says so', () => {
    const play = opened(0);
    expect(play.open_()).toEqual(['after']);
    expect(play.of('eachStarted')).toMatchObject([{ items: 0 }]);
  });

  it('names an option in the title of its step, and keeps what a person wrote out of the case', () => {
    const play = new CasePlay().open(bundle(visits({ over: { kind: 'field', ref: 'who.places' } })), 'ana', intake({ places: ['school', 'home'], people: [true] }));
    expect(titles(play)).toEqual(['Visit: The school (1 of 2)', 'Visit: The home (2 of 2)']);
    expect(opened(2).of('stepOpened')[1]?.item).toEqual({ group: 's1', index: 1, of: 2, ref: 'who.people', submissionId: 'f1' });
  });

  it('refuses an act that would open more than a hundred, and opens a hundred when time leads there', () => {
    const many = opened(101);
    expect(many.refusals.map((r) => r.code)).toEqual(['too_large']);
    const late = plan('p', [
      { id: 'start', kind: 'start', form: 'who', next: { next: 'hold' } }, { id: 'hold', kind: 'wait', rules: [{ due: 'PT1H' }], next: { elapsed: 'visit' } },
      each(), task('after', 'end'), { id: 'end', kind: 'end', outcome: 'end' },
    ], { formList: [form], routing: { who: ['people'] } });
    const play = new CasePlay().open(bundle(late), 'ana', intake({ people: Array.from({ length: 130 }, () => true) })).time(hours(1));
    expect(play.state?.steps).toHaveLength(100);
    expect(play.of('eachStarted')).toMatchObject([{ items: 100, asked: 130 }]);
    expect(play.transitions.at(-1)?.rows).toContainEqual(expect.objectContaining({ table: 'notice', row: expect.objectContaining({ persons: ['sam'] }) as unknown }));
  });

  it('is left by every item when the time of one runs out and it is drawn so', () => {
    const leaving = { limit: due('PT4H', { onOverdue: 'leave' }), next: { next: 'after', overdue: 'late' } };
    const play = finish(opened(3, leaving), 1, 1).time(hours(4) + 1);
    expect(play.open_()).toEqual([]);
    expect(play.of('stepCancelled')).toMatchObject([{ node: 'visit', why: 'eachLeft' }]);
    expect(play.of('runEnded')).toMatchObject([{ outcome: 'late' }]);
  });

  it('takes a cancelled item out, and is cancelled with its branch as a whole', () => {
    const play = opened(2);
    play.act(1, 'sam', { kind: 'cancel', target: { kind: 'step', step: play.state?.steps[0]?.id ?? '' }, reason });
    finish(play, 1, 2);
    expect(play.open_()).toEqual(['after']);
    expect(play.state?.computed?.['visit']).toMatchObject({ safe: 1, cancelled: 1 });
    const fan = plan('p', [
      { id: 'start', kind: 'start', form: 'who', next: { next: 'fan' } },
      { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'visit', b: 'other' } },
      each({ next: { next: 'meet' } }), task('other', 'meet'),
      { id: 'meet', kind: 'join', first: 1, next: { next: 'after' } },
      task('after', 'end'), { id: 'end', kind: 'end', outcome: 'end' },
    ], { formList: [form], routing: { who: ['people'] } });
    const first = new CasePlay().open(bundle(fan), 'ana', intake({ people: [true, true, true] }));
    first.act(1, 'ana', { kind: 'complete', step: first.step('other').id, outcome: 'done' });
    expect(first.open_()).toEqual(['after']);
    expect(first.of('stepCancelled').map((e) => e.why)).toEqual(['join', 'join', 'join']);
  });
});

describe('one item after the other', () => {
  it('opens the next when one has ended, also when it was cancelled', () => {
    const play = opened(3, { order: 'inTurn' });
    expect(titles(play)).toEqual(['Visit (1 of 3)']);
    finish(play, 0, minutes(30));
    expect(titles(play)).toEqual(['Visit (2 of 3)']);
    expect(play.state?.steps[0]).toMatchObject({ openedAt: play.state?.at, visit: 1 });
    play.act(minutes(31), 'sam', { kind: 'cancel', target: { kind: 'step', step: play.step('visit').id }, reason });
    expect(titles(play)).toEqual(['Visit (3 of 3)']);
    finish(play, 2, minutes(40));
    expect(play.open_()).toEqual(['after']);
  });

  it('keeps the options that are still to come, whatever is recorded meanwhile', () => {
    const play = new CasePlay().open(bundle(visits({ over: { kind: 'field', ref: 'who.places' }, order: 'inTurn' })), 'ana', intake({ places: ['school', 'home'], people: [] }));
    play.act(1, 'ana', { kind: 'correct', formId: 'who', form: { id: 'f2', hash: 'h2', fields: { places: ['school'], people: [] } } });
    finish(play, 0, 2);
    expect(titles(play)).toEqual(['Visit: The home (2 of 2)']);
  });
});

describe('so many times, and a protocol for each', () => {
  it('takes the number from a field or as drawn; less than one is none', () => {
    expect(new CasePlay().open(bundle(visits({ over: { kind: 'times', times: 2 } })), 'ana', intake({})).open_()).toEqual(['visit', 'visit']);
    const counted = { over: { kind: 'field', ref: 'who.people' } };
    expect(new CasePlay().open(bundle(visits(counted)), 'ana', intake({ people: 3 })).open_()).toHaveLength(3);
    expect(new CasePlay().open(bundle(visits(counted)), 'ana', intake({ people: -2 })).open_()).toEqual(['after']);
  });

  const checks = (order: string) => bundle(visits({ protocol: 'sub', order }, { calls: { visit: 'sub' } }), { sub: plan('sub', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'good'), { id: 'good', kind: 'end', outcome: 'good' }]) });

  it('runs the protocol for each item and waits for all of them', () => {
    const play = new CasePlay().open(checks('together'), 'ana', intake({ people: [true, true] }));
    expect(play.open_()).toEqual(['visit', 'visit', 'look', 'look']);
    for (const at of [1, 2]) play.act(at, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    expect(play.open_()).toEqual(['after']);
    const inTurn = new CasePlay().open(checks('inTurn'), 'ana', intake({ people: [true, true] }));
    inTurn.act(1, 'ana', { kind: 'complete', step: inTurn.step('look').id, outcome: 'done' });
    expect(inTurn.open_()).toEqual(['visit', 'look']);
  });

  it('waits for the others when one ends in the instant it starts, and ends a protocol with its cancelled item', () => {
    const instant = bundle(visits({ protocol: 'sub' }, { calls: { visit: 'sub' } }), { sub: plan('sub', [{ id: 'start', kind: 'start', next: { next: 'end' } }, { id: 'end', kind: 'end', outcome: 'good' }]) });
    const play = new CasePlay().open(instant, 'ana', intake({ people: [true, true] }));
    expect(play.of('stepOpened').map((e) => e.node)).toEqual(['visit', 'visit', 'after']);
    const cancelled = new CasePlay().open(checks('together'), 'ana', intake({ people: [true, true] }));
    cancelled.act(1, 'sam', { kind: 'cancel', target: { kind: 'step', step: cancelled.step('visit').id }, reason });
    expect(cancelled.of('runCancelled')).toHaveLength(1);
    expect(cancelled.open_()).toEqual(['visit', 'look']);
  });
});
