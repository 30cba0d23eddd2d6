// Detached branches: nothing waits for them, and they go on when the main flow of their run has ended.
import { describe, expect, it } from 'vitest';
import { CasePlay, reason } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';

const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), ...more, next: { done: to, ...(more['next'] as object | undefined) } });
const done = (play: CasePlay, node: string, at: number): CasePlay => play.act(at, 'ana', { kind: 'complete', step: play.step(node).id, outcome: 'done' });
const drawn = (aside: Parameters<typeof plan>[1], first: string) => bundle(plan('p', [
  { id: 'start', kind: 'start', next: { next: 'fan' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b', detached: true }], next: { a: 'main', b: first } },
  task('main', 'meet'), { id: 'meet', kind: 'join', next: { next: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }, { id: 'off', kind: 'end', outcome: null }, ...aside,
]));

describe('a detached branch', () => {
  it('goes on through its own joins after the main flow of its run has ended', () => {
    const play = new CasePlay().open(drawn([
      { id: 'inner', kind: 'split', join: 'near', branches: [{ id: 'x' }, { id: 'y' }], next: { x: 'one', y: 'two' } },
      task('one', 'near'), task('two', 'near'), { id: 'near', kind: 'join', next: { next: 'after' } }, task('after', 'off'),
    ], 'inner'));
    done(done(play, 'main', 1), 'one', 2);
    expect(play.of('runEnded')).toHaveLength(1);
    done(play, 'two', 3);
    expect(play.open_()).toEqual(['after']);
    expect(done(play, 'after', 4).open_()).toEqual([]);
  });
  it('that comes to an end which stops the others does not end its run twice', () => {
    const play = new CasePlay().open(drawn([task('side', 'stop'), { id: 'stop', kind: 'end', outcome: 'stopped', stopsOthers: true }], 'side'));
    done(done(play, 'main', 1), 'side', 2);
    expect(play.of('runEnded').map((e) => e.outcome)).toEqual(['end']);
    expect(play.open_()).toEqual([]);
  });
  it('is closed with its case, and what is drawn for its cancelling opens nothing any more', () => {
    const play = new CasePlay().open(drawn([task('side', 'off', { next: { cancelled: 'more' } }), task('more', 'off')], 'side'));
    done(play, 'main', 1).act(2, 'sam', { kind: 'cancel', target: { kind: 'case' }, reason });
    expect(play.open_()).toEqual([]);
    expect(play.of('caseCancelled')).toHaveLength(1);
  });
});
