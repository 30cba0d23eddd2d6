// Other versions of a plan, and mappings onto them that fit and that do not: steps renamed and swapped, other limits, seats,
// receivers and joins, branches gone, and now and then a step that is sent anywhere.
import fc from 'fast-check';
import { clockPolicies, type Migration } from '../../protocol/input.ts';
import { mappingOf, proposeMapping } from '../../protocol/migrate/mapping.ts';
import type { Plan, PlanNode } from '../../protocol/plan.ts';
import { sheriff } from './plan.ts';

export interface AnotherVersion {
  readonly edits: readonly { readonly what: number; readonly node: number; readonly value: number }[];
  readonly clocks: readonly { readonly node: number; readonly policy: (typeof clockPolicies)[number] }[];
  readonly strays: readonly { readonly from: number; readonly to: number }[];
  readonly later: boolean;
  /** How often of four times the mapping that is proposed is taken as it is. */
  readonly run: number;
}
export const anotherVersion: fc.Arbitrary<AnotherVersion> = fc.record({
  edits: fc.array(fc.record({ what: fc.nat(9), node: fc.nat(40), value: fc.nat(3) }), { maxLength: 6 }),
  clocks: fc.array(fc.record({ node: fc.nat(40), policy: fc.constantFrom(...clockPolicies) }), { maxLength: 4 }),
  strays: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.record({ from: fc.nat(40), to: fc.nat(40) }), { maxLength: 3 }) }),
  later: fc.boolean(),
  run: fc.nat(3),
});

/** The version with the number, and how a run of `before` would go over to it. */
export function versionOf(before: Plan, { edits, clocks, strays, later }: AnotherVersion, number: number): { readonly after: Plan; readonly migration: Migration } {
  let after = before;
  const names = new Map(Object.keys(before.nodes).map((id) => [id, id]));
  for (const { what, node, value } of edits) {
    const id = pick(Object.keys(after.nodes), node);
    const other = pick(Object.keys(after.nodes), node + 1 + value);
    const renames: Readonly<Record<string, string>> = what === 0 ? { [id]: `${id}_` } : what === 1 && after.nodes[id]?.kind === 'task' && after.nodes[other]?.kind === 'task' ? { [id]: other, [other]: id } : {};
    for (const [old, now] of names) names.set(old, renames[now] ?? now);
    after = renamed({ ...after, nodes: { ...after.nodes, [id]: edited(after.nodes[id] as PlanNode, what, value) } }, renames);
  }
  after = { ...after, version: number };
  const mapping: Record<string, string> = strays.length > 0 ? { ...mappingOf(proposeMapping(before, after)) } : Object.fromEntries(names);
  for (const { from, to } of strays) mapping[pick(Object.keys(before.nodes), from)] = pick(Object.keys(after.nodes), to);
  return { after, migration: { mapping, clocks: Object.fromEntries(clocks.map(({ node, policy }) => [pick(Object.keys(before.nodes), node), policy])), later, plannedBy: { personId: 'nobody', agencyId: sheriff } } };
}

// helpers

const pick = (ids: readonly string[], n: number): string => ids[n % ids.length] ?? '';
const limits = ['PT10M', 'PT45M', 'PT5H', 'P3D'] as const;

function edited(node: PlanNode, what: number, value: number): PlanNode {
  const limit = limits[value] ?? 'PT1H';
  switch (what) {
    case 2: return node.kind === 'wait' ? { ...node, rules: [{ due: limit }] } : 'limit' in node && node.limit ? { ...node, limit: { kind: 'due', rules: [{ due: limit }], escalate: [{ after: 'PT0S', notify: ['lead'], letIn: [], release: value > 1 }], onOverdue: 'stay' } } : node;
    case 3: return 'limit' in node && node.limit ? { ...node, limit: { kind: 'none', reason: 'x' } } : node;
    case 4: return node.kind === 'task' || node.kind === 'each' ? { ...node, roles: value > 1 ? ['lead'] : ['analyst', 'supervisor'] } : node;
    case 5: return node.kind === 'approval' ? { ...node, denials: 1 + value, notOwner: value > 1 } : node;
    case 6: return node.kind === 'handoff' ? { ...node, to: value > 1 ? ['manager'] : ['liaison', 'commander'] } : node;
    case 7: return node.kind === 'join' ? { ...node, first: 1 } : node.kind === 'each' ? { ...node, order: 'together' } : node;
    case 8: return node.kind === 'split' && value > 1 ? { ...node, branches: node.branches.filter((b) => b.id !== 'y') } : node;
    case 9: return { ...node, title: `${node.title}, revised` };
    default: return node;
  }
}

/** Every mention of a step under its new name. */
function renamed(plan: Plan, names: Readonly<Record<string, string>>): Plan {
  const now = (id: string): string => (Object.hasOwn(names, id) ? (names[id] ?? id) : id);
  const all = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).map(([id, value]) => [now(id), value]));
  const node = (one: PlanNode): PlanNode => ({
    ...one, id: now(one.id), next: Object.fromEntries(Object.entries(one.next).map(([port, to]) => [port, now(to)])),
    ...(one.kind === 'split' && one.join !== undefined && { join: now(one.join) }), ...(one.kind === 'approval' && { notDoerOf: one.notDoerOf.map(now) }),
  }) as PlanNode;
  return {
    ...plan, start: now(plan.start), calls: all(plan.calls), nodes: Object.fromEntries(Object.values(plan.nodes).map(node).map((one) => [one.id, one])),
    ...(plan.on && { on: plan.on.map((h) => ({ ...h, cancels: h.cancels.map(now), ...(h.next !== undefined && { next: now(h.next) }) })) }),
  };
}
