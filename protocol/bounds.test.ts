// What keeps a case from turning or growing without end.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';

const start = (to: string, more: Record<string, unknown> = {}) => ({ id: 'start', kind: 'start' as const, next: { next: to }, ...more });
const task = (id: string, next: Record<string, string>, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next, ...more });
const end = (more: Record<string, unknown> = {}) => ({ id: 'end', kind: 'end' as const, outcome: 'end', ...more });

describe('a wait that is opened a number of times at most', () => {
  const reminding = plan('p', [start('hold'), { id: 'hold', kind: 'wait', rules: [{ due: 'PT1H' }], atMost: 3, next: { elapsed: 'remind', spent: 'ask' } }, { id: 'remind', kind: 'notify', to: ['lead'], next: { next: 'hold' } }, task('ask', { done: 'hold' }), end()]);
  const turned = (times: number): CasePlay => {
    const play = new CasePlay().open(bundle(reminding));
    for (let n = 1; n <= times; n++) play.time(hours(n));
    return play;
  };

  it('ends its loop at a person, in the transition that would have opened it once more', () => {
    const play = turned(2);
    expect(play.open_()).toEqual(['hold']);
    play.time(hours(3));
    expect(play.open_()).toEqual(['ask']);
    expect(play.of('notified')).toHaveLength(3);
    expect(play.state?.lastOutcomes['p.hold']).toBe('spent');
  });
  it('is not waited again in the same run, and anew in the next', () => {
    const play = turned(3);
    play.act(hours(25), 'ana', { kind: 'complete', step: play.step('ask').id, outcome: 'done' });
    expect(play.open_()).toEqual(['ask']);
    play.act(hours(26), 'ana', { kind: 'start', bundle: bundle(reminding) });
    expect(play.open_()).toEqual(['ask', 'hold']);
  });
});

it('an intake that nobody fills in in time is left on its overdue edge, where that is drawn', () => {
  const late = plan('p', [start('end', { form: 'intake', roles: ['analyst'], limit: due('PT1H', { onOverdue: 'leave' }), next: { next: 'end', overdue: 'chase' } }), task('chase', { done: 'end' }), end()], { formList: [{ id: 'intake', title: 'Intake', fields: [] }] });
  const play = new CasePlay().open(bundle(late)).time(hours(1) + 1);
  expect(play.open_()).toEqual(['chase']);
  expect(play.kinds()).toContain('stepLeftOverdue');
});

describe('a case that has grown too large', () => {
  const spawned = plan('q', [start('wait'), task('wait', { done: 'end' }), end()]);
  const spawning = plan('p', [start('again'), task('again', { done: 'spawn' }), { id: 'spawn', kind: 'call', protocol: 'q', mode: 'spawn', next: { next: 'again' } }, end()], { calls: { spawn: 'q' } });

  it('takes no act that would start a thirty-first live protocol, whoever starts it', () => {
    const play = new CasePlay().open(bundle(spawning, { q: spawned }));
    for (let i = 1; i < 30; i++) play.act(i, 'ana', { kind: 'complete', step: play.step('again').id, outcome: 'done' });
    expect(play.refusals).toEqual([]);
    play.act(50, 'ana', { kind: 'complete', step: play.step('again').id, outcome: 'done' }).act(51, 'ana', { kind: 'start', bundle: bundle(spawned) });
    expect(play.refusals.map((r) => r.code)).toEqual(['too_large', 'too_large']);
    expect(play.state?.runs).toHaveLength(30);
  });
});
