// What a protocol does when something happens while it runs.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes, reason } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import type { Plan, PlanHandler } from './plan.ts';

const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const off = { id: 'off', kind: 'end' as const, outcome: null };
const end = { id: 'end', kind: 'end' as const, outcome: 'end' };
const handler = (id: string, when: PlanHandler['when'], more: Partial<PlanHandler> = {}): PlanHandler => ({ id, title: id, when, cancels: [], ...more });
const event = (name: string, roles: string[] = []): PlanHandler['when'] => ({ kind: 'event', name, roles });
const drawn = (on: readonly PlanHandler[], more: Partial<Plan> = {}): Plan => plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end'), task('side', 'off'), task('extra', 'off'), off, end], { on, ...more });
const sub = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'work' } }, task('work', 'end'), end]);
const say = (play: CasePlay, name: string, at: number, by: 'ana' | 'lea' = 'ana'): CasePlay => play.act(at, by, { kind: 'event', name });
const done = (play: CasePlay, node: string, at: number): CasePlay => play.act(at, 'ana', { kind: 'complete', step: play.step(node).id, outcome: 'done' });
const level = (op: 'eq' | 'ne', value: string) => ({ kind: 'compare' as const, left: { kind: 'case' as const, name: 'level' as const }, op, right: { kind: 'value' as const, value } });

describe('a named event', () => {
  it('opens a step that nothing waits for, as often as it is raised, and the run ends without it', () => {
    const play = say(say(new CasePlay().open(bundle(drawn([handler('h', event('news'), { next: 'side' })]))), 'news', 1), 'news', 2);
    expect(play.open_()).toEqual(['look', 'side', 'side']);
    done(play, 'look', 3);
    expect(play.of('runEnded')).toHaveLength(1);
    expect(play.open_()).toEqual(['side', 'side']);
    say(play, 'news', 4);
    expect(play.open_()).toEqual(['side', 'side', 'side']);
    for (const at of [5, 6, 7]) done(play, 'side', at);
    expect(say(play, 'news', 8).refusals.map((r) => r.code)).toEqual(['no_handler']);
  });

  it('starts a protocol beside the run, which goes on', () => {
    const play = say(new CasePlay().open(bundle(drawn([handler('h', event('news'), { protocol: 'sub' })], { calls: { h: 'sub' } }), { sub })), 'news', 1);
    expect(play.open_()).toEqual(['look', 'work']);
    expect(play.state?.runs[1]).toMatchObject({ key: 'sub', parent: 'r1', requester: { personId: 'ana' } });
    expect(play.of('handlerFired')).toEqual([{ kind: 'handlerFired', run: 'r1', protocol: 'p', handler: 'h', event: 'news' }]);
  });

  it('goes to every wait and handler that accepts it, in order of opening, or to the one wait it names', () => {
    const waiting = plan('p', [
      { id: 'start', kind: 'start', next: { next: 'fan' } },
      { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'one', b: 'two' } },
      { id: 'one', kind: 'wait', rules: [{ due: 'P9D' }], events: [{ name: 'news' }], next: { elapsed: 'meet', news: 'meet' } },
      { id: 'two', kind: 'wait', rules: [{ due: 'P9D' }], events: [{ name: 'news' }], next: { elapsed: 'meet', news: 'meet' } },
      { id: 'meet', kind: 'join', next: { next: 'look' } }, task('look', 'end'), task('side', 'off'), off, end,
    ], { on: [handler('h', event('news'), { next: 'side' })] });
    const play = say(new CasePlay().open(bundle(waiting)), 'news', 1);
    expect(play.kinds().filter((k) => ['eventRaised', 'handlerFired', 'waitEnded'].includes(k))).toEqual(['eventRaised', 'handlerFired', 'waitEnded', 'waitEnded']);
    const named = new CasePlay().open(bundle(waiting));
    named.act(1, 'ana', { kind: 'event', name: 'news', step: named.step('two').id });
    expect(named.open_()).toEqual(['one']);
  });

  it('is raised by the roles it names, and by nobody else', () => {
    const play = new CasePlay().open(bundle(drawn([handler('h', event('news', ['lead']), { next: 'side' })])));
    expect(say(play, 'news', 1).refusals.map((r) => r.code)).toEqual(['not_authorized']);
    expect(say(play, 'news', 2, 'lea').open_()).toEqual(['look', 'side']);
    expect(say(play, 'other', 3).refusals.map((r) => r.code)).toEqual(['not_authorized', 'no_handler']);
  });

  it('cancels named steps: along their edge, out of their join, but never one the run would stand still without', () => {
    const branched = plan('p', [
      { id: 'start', kind: 'start', next: { next: 'fan' } },
      { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'one', b: 'two' } },
      task('one', 'meet'), task('two', 'meet', { next: { done: 'meet', cancelled: 'instead' } }), task('instead', 'meet'),
      { id: 'meet', kind: 'join', next: { next: 'look' } }, task('look', 'end'), end,
    ], { on: [handler('h', event('stop'), { cancels: ['one', 'two', 'look'] })] });
    const play = say(new CasePlay().open(bundle(branched)), 'stop', 1);
    expect(play.open_()).toEqual(['instead']);
    expect(play.of('stepCancelled').map((e) => [e.node, e.why])).toEqual([['one', 'handler'], ['two', 'handler']]);
    expect(say(done(play, 'instead', 2), 'stop', 3).open_()).toEqual(['look']);
  });
});

describe('an event that ends a run', () => {
  it('is not heard by that run any more', () => {
    const listening = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'work' } }, task('work', 'end'), task('side', 'off'), off, end], { on: [handler('h', event('news'), { next: 'side' })] });
    const split = plan('p', [
      { id: 'start', kind: 'start', next: { next: 'fan' } },
      { id: 'fan', kind: 'split', join: 'met', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'hold', b: 'look' } },
      { id: 'hold', kind: 'wait', events: [{ name: 'news' }], next: { news: 'met' } },
      task('look', 'ask'), { id: 'ask', kind: 'call', protocol: 'sub', mode: 'wait', next: { end: 'met', default: 'met', cancelled: 'met' } },
      { id: 'met', kind: 'join', first: 1, next: { next: 'after' } }, task('after', 'end'), end,
    ], { calls: { ask: 'sub' } });
    const play = say(done(new CasePlay().open(bundle(split, { sub: listening })), 'look', 1), 'news', 2);
    expect(play.of('runCancelled')).toMatchObject([{ protocol: 'sub' }]);
    expect(play.of('handlerFired')).toEqual([]);
    expect(play.open_()).toEqual(['after']);
  });
});

describe('a condition', () => {
  it('takes effect when it becomes true, not while it stays so, and again after it was not', () => {
    const play = new CasePlay().open(bundle(drawn([handler('h', { kind: 'condition', if: level('eq', 'high') }, { next: 'side' })])));
    const judge = (to: string, at: number): CasePlay => play.act(at, 'ana', { kind: 'setLevel', level: to, reason });
    judge('high', 1);
    expect(play.open_()).toEqual(['look', 'side']);
    play.act(2, 'ana', { kind: 'note', text: reason });
    judge('high', 3);
    expect(play.of('handlerFired')).toHaveLength(1);
    judge('low', 4);
    judge('high', 5);
    expect(play.of('handlerFired')).toHaveLength(2);
  });

  it('that holds when the run starts takes effect at once; one that is unknown does not', () => {
    const unknown = { kind: 'compare' as const, left: { kind: 'field' as const, ref: 'form.field' }, op: 'eq' as const, right: { kind: 'value' as const, value: true } };
    const play = new CasePlay().open(bundle(drawn([handler('a', { kind: 'condition', if: level('eq', 'low') }, { next: 'side' }), handler('b', { kind: 'condition', if: unknown }, { next: 'extra' })])));
    expect(play.open_()).toEqual(['look', 'side']);
  });

  it('may become true because time has passed', () => {
    const late = { kind: 'compare' as const, left: { kind: 'case' as const, name: 'breaches' as const }, op: 'gt' as const, right: { kind: 'value' as const, value: 0 } };
    const play = new CasePlay().open(bundle(drawn([handler('h', { kind: 'condition', if: late }, { next: 'side' })]))).time(hours(24) + minutes(1));
    expect(play.open_()).toEqual(['look', 'side']);
    expect(play.transitions.at(-1)?.input.kind).toBe('deadline');
  });

  it('comes to rest when two protocols answer each other', () => {
    const answers = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'work' } }, task('work', 'end'), end], { on: [handler('again', { kind: 'condition', if: level('eq', 'low') }, { next: 'work' })] });
    const play = new CasePlay().open(bundle(drawn([handler('h', { kind: 'condition', if: level('eq', 'low') }, { protocol: 'sub' })], { calls: { h: 'sub' } }), { sub: answers }));
    expect(play.of('handlerFired').map((e) => e.handler)).toEqual(['h', 'again']);
    expect(play.open_()).toEqual(['look', 'work', 'work']);
  });
});

it('a condition that time alone makes true again and again parks the case, and takes effect with the next act of a supervisor', () => {
  const form = { id: 'seen', title: 'Seen', fields: [{ name: 'when', label: 'When', type: 'datetime' as const, required: true, sensitivity: 'none' as const }] };
  const over = { kind: 'due', rules: [{ due: 'PT1H', from: { kind: 'field', ref: 'seen.when' } }], escalate: [], onOverdue: 'leave' };
  const hasty = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'work' } }, task('work', 'end', { limit: over, next: { done: 'end', overdue: 'end' } }), end], { formList: [form] });
  const alone = { kind: 'compare' as const, left: { kind: 'case' as const, name: 'otherRuns' as const }, op: 'eq' as const, right: { kind: 'value' as const, value: 0 } };
  const p = plan('p', [{ id: 'start', kind: 'start', form: 'seen', next: { next: 'look' } }, task('look', 'end'), end], { formList: [form], calls: { h: 'sub' }, on: [handler('h', { kind: 'condition', if: alone }, { protocol: 'sub' })] });
  const play = new CasePlay().open(bundle(p, { sub: hasty }), 'ana', { form: { id: 'f', hash: 'h', fields: { when: 0 } } }).time(1);
  expect(play.of('caseParked')).toHaveLength(1);
  expect(play.open_()).toEqual(['look']);
  play.act(2, 'sam', { kind: 'note', text: reason });
  expect(play.open_()).toEqual(['look', 'work']);
});

describe('a change of level', () => {
  const on = [handler('up', { kind: 'level', change: 'raised' }, { next: 'side' }), handler('down', { kind: 'level', change: 'lowered', to: 'low' }, { next: 'extra' })];
  it('takes effect for the way and the level that are drawn, also when a form set it', () => {
    const play = new CasePlay().open(bundle(drawn(on)));
    play.act(1, 'ana', { kind: 'setLevel', level: 'low', reason });
    expect(play.open_()).toEqual(['look']);
    play.act(2, 'ana', { kind: 'setLevel', level: 'high', reason });
    expect(play.open_()).toEqual(['look', 'side']);
    play.act(3, 'ana', { kind: 'setLevel', level: 'low', reason });
    expect(play.open_()).toEqual(['look', 'side', 'extra']);
    const judged = plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end', { outcomes: [{ id: 'done', label: 'Done', effects: [{ kind: 'level', from: { kind: 'fixed', level: 'high' } }] }], next: { done: 'more' } }), task('more', 'end'), task('side', 'off'), off, end], { on });
    expect(done(new CasePlay().open(bundle(judged)), 'look', 1).open_()).toEqual(['more', 'side']);
  });
});
