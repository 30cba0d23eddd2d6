// Where branches come together: all that were started, or the first few of them.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, minutes } from '../../../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../../../test/arbitraries/plan.ts';

const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to }, ...more });
const fan = (first: number | undefined, branches: readonly Record<string, unknown>[] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]) =>
  plan('p', [
    { id: 'start', kind: 'start', next: { next: 'fan' } },
    { id: 'fan', kind: 'split', join: 'meet', branches, next: { a: 'one', b: 'two', c: 'three' } },
    task('one', 'meet'), task('two', 'meet'), task('three', 'meet'),
    { id: 'meet', kind: 'join', ...(first === undefined ? {} : { first }), next: { next: 'reached' } },
    { id: 'reached', kind: 'milestone', next: { next: 'after' } },
    task('after', 'end'),
    { id: 'end', kind: 'end', outcome: 'end' },
  ]);
const done = (play: CasePlay, node: string, at: number): CasePlay => play.act(at, 'ana', { kind: 'complete', step: play.step(node).id, outcome: 'done' });

describe('a join that waits for the first few branches', () => {
  it('goes on with the second of three and cancels the last, with an entry', () => {
    const play = done(new CasePlay().open(bundle(fan(2))), 'three', 1);
    expect(play.open_()).toEqual(['one', 'two']);
    done(play, 'one', 2);
    expect(play.open_()).toEqual(['after']);
    expect(play.of('stepCancelled')).toMatchObject([{ node: 'two', why: 'join' }]);
    expect(play.state?.runs[0]?.splits).toEqual([]);
  });
  it('does not count a branch that was cancelled as one that has come, and is met when none is left', () => {
    const reason = { id: 'reason', hash: 'h' };
    const play = done(new CasePlay().open(bundle(fan(2))), 'one', 1);
    play.act(2, 'sam', { kind: 'cancel', target: { kind: 'step', step: play.step('two').id }, reason });
    expect(play.open_()).toEqual(['three']);
    done(play, 'three', 3);
    expect(play.open_()).toEqual(['after']);
    const alone = new CasePlay().open(bundle(fan(2)));
    for (const [at, node] of [[1, 'one'], [2, 'two']] as const) alone.act(at, 'sam', { kind: 'cancel', target: { kind: 'step', step: alone.step(node).id }, reason });
    done(alone, 'three', 3);
    expect(alone.open_()).toEqual(['after']);
  });
  it('waits for all that were started when fewer were', () => {
    const never = { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'high' } };
    const play = done(new CasePlay().open(bundle(fan(2, [{ id: 'a' }, { id: 'b', when: never }, { id: 'c', when: never }]))), 'one', 1);
    expect(play.open_()).toEqual(['after']);
  });
  it('ends the clocks of what it cancels, splits inside a branch included', () => {
    const nested = plan('p', [
      { id: 'start', kind: 'start', next: { next: 'fan' } },
      { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'one', b: 'inner' } },
      task('one', 'meet'),
      { id: 'inner', kind: 'split', join: 'near', branches: [{ id: 'x' }, { id: 'y', detached: true }, { id: 'z' }], next: { x: 'deep', y: 'aside', z: 'deeper' } },
      task('deep', 'near'), task('deeper', 'near'), task('aside', 'off'),
      { id: 'off', kind: 'end', outcome: null },
      { id: 'near', kind: 'join', next: { next: 'meet' } },
      { id: 'meet', kind: 'join', first: 1, next: { next: 'after' } },
      task('after', 'end'),
      { id: 'end', kind: 'end', outcome: 'end' },
    ]);
    const play = done(new CasePlay().open(bundle(nested)), 'one', minutes(1));
    expect(play.open_()).toEqual(['aside', 'after']);
    expect(play.state?.runs[0]?.splits).toEqual([]);
    play.time(hours(24) + minutes(2));
    expect(play.of('deadlinePassed').map((e) => e.node)).toEqual(['aside', 'after']);
  });
});

it('a milestone is a fact of the journal and holds nothing up', () => {
  const play = done(new CasePlay().open(bundle(fan(1))), 'one', 1);
  expect(play.of('milestoneReached')).toEqual([{ kind: 'milestoneReached', run: 'r1', protocol: 'p', node: 'reached' }]);
});
