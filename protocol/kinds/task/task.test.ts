// Who may do a task besides holding its roles.
import { expect, it } from 'vitest';
import { CasePlay, t0 } from '../../../test/arbitraries/case-play.ts';
import { standing } from '../../../test/arbitraries/people.ts';
import { bundle, due, plan } from '../../../test/arbitraries/plan.ts';
import type { PersonInput } from '../../input.ts';

const affidavit = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'sign' } },
  { id: 'sign', kind: 'task', roles: ['analyst'], sworn: true, outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'end' },
]);

it('a task for a sworn officer is neither claimed nor done by anybody else, also when it was assigned to them', () => {
  const play = new CasePlay().open(bundle(affidavit));
  const step = play.step('sign').id;
  play.act(1, 'max', { kind: 'claim', step }).act(2, 'max', { kind: 'complete', step, outcome: 'done' }).act(3, 'cora', { kind: 'complete', step, outcome: 'done' });
  play.act(4, 'sam', { kind: 'assign', step, to: standing('max') }).act(5, 'max', { kind: 'complete', step, outcome: 'done' });
  expect(play.refusals.map((r) => r.code)).toEqual(['not_sworn', 'not_sworn', 'not_authorized', 'not_sworn']);
});
it('a sworn officer who holds the role does it', () => {
  const play = new CasePlay().open(bundle(affidavit));
  play.send({ kind: 'complete', id: 'c', step: play.step('sign').id, outcome: 'done', actor: { ...standing('max'), qualifications: ['sworn'] } } satisfies PersonInput, t0 + 1);
  expect(play.of('runEnded').map((e) => e.outcome)).toEqual(['end']);
});
