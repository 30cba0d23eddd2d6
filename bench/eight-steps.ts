// The eight steps as a plan: what a published version of them compiles to.
import { due, plan } from '../test/arbitraries/plan.ts';
import { protocolKey, role, stepHours, stepNames } from './step-names.ts';

export const plannedSteps = plan(protocolKey, [
  { id: 'start', kind: 'start', next: { next: stepNames[0] } },
  ...stepNames.map((id, i) => ({ id, kind: 'task' as const, roles: [role], outcomes: [{ id: 'done', label: 'Done' }], limit: due(`PT${stepHours}H`), next: { done: stepNames[i + 1] ?? 'end' } })),
  { id: 'end', kind: 'end', outcome: 'end' },
]);
