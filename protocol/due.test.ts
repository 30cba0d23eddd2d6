import { expect, it } from 'vitest';
import { CasePlay, hours } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';

it('what is due at one instant goes by the run that began first, then by the step that opened first', () => {
  const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H'), next: { done: to } });
  const sub = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'inside' } }, task('inside', 'end'), { id: 'end', kind: 'end', outcome: 'end' }]);
  const root = plan('p', [{ id: 'start', kind: 'start', next: { next: 'go' } }, { id: 'go', kind: 'call', protocol: 'sub', mode: 'spawn', next: { next: 'fan' } }, { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'one', b: 'two' } }, task('one', 'meet'), task('two', 'meet'), { id: 'meet', kind: 'join', next: { next: 'end' } }, { id: 'end', kind: 'end', outcome: 'end' }], { calls: { go: 'sub' } });
  const play = new CasePlay().open(bundle(root, { sub }));
  expect(play.open_()).toEqual(['inside', 'one', 'two']);
  expect(play.time(hours(1) + 1).of('deadlinePassed').map((e) => e.node)).toEqual(['one', 'two', 'inside']);
});
