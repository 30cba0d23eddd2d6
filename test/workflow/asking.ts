// A protocol that asks a connector on one branch while somebody works on the other.
import { due, plan } from '../arbitraries/plan.ts';
import type { TestCase } from './case-host.ts';

const task = (id: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next: { done: 'end' }, ...more });
export const asking = plan('asking', [
  { id: 'start', kind: 'start', next: { next: 'fan' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'a' }, { id: 'b' }], next: { a: 'ask', b: 'beside' } },
  { id: 'ask', kind: 'service', connector: 'any', outputs: [{ name: 'found', label: 'Found', type: 'boolean' }], attempts: 3, every: 'PT10M', limit: due('P1D'), next: { next: 'meet', failed: 'phone' } },
  task('phone', { next: { done: 'meet' } }),
  task('beside', { assign: { kind: 'leastLoad' }, next: { done: 'meet' } }),
  { id: 'meet', kind: 'join', next: { next: 'after' } }, task('after'), { id: 'end', kind: 'end', outcome: 'end' },
]);

/** Open steps, with whoever has claimed them. */
export const openSteps = async (testCase: TestCase): Promise<readonly string[]> => ((await testCase.report()).state?.steps ?? []).map((s) => `${s.node}${s.claimedBy ? ` ${s.claimedBy.personId}` : ''}`);
export const kinds = async (testCase: TestCase): Promise<readonly string[]> => (await testCase.journal()).map((t) => t.input.kind);
