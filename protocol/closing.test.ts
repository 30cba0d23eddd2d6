import { expect, it } from 'vitest';
import { due, plan } from '../test/arbitraries/plan.ts';
import { mayEndCase } from './closing.ts';

const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: to } });

it('knows behind which steps a case may end before anybody else is asked', () => {
  const drawn = plan('p', [
    { id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'agree'),
    { id: 'agree', kind: 'approval', seats: [{ id: 'a', roles: ['lead'] }], limit: due('P1D'), next: { approved: 'which', denied: 'look' } },
    { id: 'which', kind: 'decision', branches: [], next: { default: 'close' } },
    { id: 'close', kind: 'end', outcome: 'closed', effects: [{ kind: 'status', status: 'closed' }] },
  ]);
  expect(['start', 'look', 'agree', 'nowhere'].map((id) => mayEndCase(drawn, id))).toEqual([false, false, true, false]);
});
