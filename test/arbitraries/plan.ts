// A plan in a few lines, for tests of the engine alone: nodes with their edges by port, everybody's roles in one agency.
import type { DraftNode, Form } from '../../protocol/draft.ts';
import type { Bundle, Plan, PlanNode } from '../../protocol/plan.ts';
import { nodeSchema } from '../../protocol/draft.ts';

export const sheriff = 'a0000000-0000-4000-8000-000000000001';
export const school = 'a0000000-0000-4000-8000-000000000002';

type Loose = { readonly id: string; readonly kind: DraftNode['kind']; readonly next?: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>;

export const roleKeys = ['analyst', 'supervisor', 'lead', 'commander', 'liaison', 'manager'] as const;

export function plan(key: string, nodes: readonly Loose[], more: Partial<Plan> & { readonly formList?: readonly Form[] } = {}): Plan {
  const { formList = [], ...rest } = more;
  return {
    semantics: 1,
    key,
    version: 1,
    title: key,
    unit: { unitId: 'u0000000-0000-4000-8000-000000000001', zone: 'America/New_York', offsets: [{ from: 0, minutes: -300 }], hostAgency: sheriff, agencies: [{ id: sheriff, key: 'sheriff', name: 'Sheriff' }, { id: school, key: 'school', name: 'School' }] },
    start: nodes[0]?.id ?? 'start',
    nodes: Object.fromEntries(nodes.map(({ next = {}, ...node }) => [node.id, { ...nodeSchema.parse({ title: node.id, ...node }), next } as PlanNode])),
    roles: Object.fromEntries(roleKeys.map((id) => [id, { id, title: id, agencies: id === 'liaison' ? [school] : [sheriff, school] }])),
    levels: [{ id: 'low', title: 'Low', high: false }, { id: 'high', title: 'High', high: true }],
    forms: Object.fromEntries(formList.map((f) => [f.id, f])),
    routing: {},
    facts: {},
    retention: {},
    calls: {},
    ...rest,
  };
}

export function bundle(root: Plan, others: Readonly<Record<string, Plan>> = {}, danger?: string): Bundle {
  return { root: root.key, plans: { [root.key]: root, ...others }, ...(danger !== undefined ? { danger } : {}) };
}

/** A limit of so long that tells the lead, for nodes whose clock is not what a test is about. */
export const due = (iso: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({ kind: 'due', rules: [{ due: iso }], escalate: [{ after: 'PT0S', notify: ['lead'] }], ...more });
