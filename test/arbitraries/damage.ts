// Protocols that nobody would draw and publishing would still accept: edges of a protocol that runs are led elsewhere, change
// places or are taken away, and what the rules about the drawing refuse is put back. So the engine meets ways through a
// protocol that no block has.
import fc from 'fast-check';
import type { Draft, Edge } from '../../protocol/draft.ts';
import { framesOf } from '../../protocol/frames.ts';
import { graphOf } from '../../protocol/graph.ts';
import type { Bundle, Plan, PlanNode } from '../../protocol/plan.ts';
import { portContextOf } from '../../protocol/ports.ts';
import { callOutcomeMissing } from '../../protocol/rules/call-outcome-missing.ts';
import { handoffWithoutDeclined } from '../../protocol/rules/handoff-without-declined.ts';
import { joinCannotBeMet } from '../../protocol/rules/join-cannot-be-met.ts';
import { knowledgeOf } from '../../protocol/rules/knowledge.ts';
import { loopWithoutBound } from '../../protocol/rules/loop-without-bound.ts';
import { loopWithoutStop } from '../../protocol/rules/loop-without-stop.ts';
import { missingDefault } from '../../protocol/rules/missing-default.ts';
import { missingEdge } from '../../protocol/rules/missing-edge.ts';
import { noWayToEnd } from '../../protocol/rules/no-way-to-end.ts';
import { overdueEdgeMissing } from '../../protocol/rules/overdue-edge-missing.ts';
import { canEndUnnamed } from '../../protocol/unnamed-ends.ts';

export interface Damage {
  readonly how: 'lead' | 'swap' | 'drop';
  readonly protocol: number;
  readonly edge: number;
  readonly to: number;
}
export const anyDamage: fc.Arbitrary<Damage> = fc.record({ how: fc.constantFrom('lead', 'lead', 'swap', 'drop'), protocol: fc.constantFrom(0, 0, 0, 1, 2), edge: fc.nat(60), to: fc.nat(60) });

export const damagedOf = (bundles: fc.Arbitrary<Bundle>): fc.Arbitrary<Bundle> => fc.tuple(bundles, fc.array(anyDamage, { minLength: 1, maxLength: 6, size: 'max' })).map(([bundle, damages]) => damages.reduce(damage, bundle));

/** Without a case standing still, turning for ever or arriving at a join that does not wait for it. */
const ofTheDrawing = [joinCannotBeMet, loopWithoutStop, loopWithoutBound, missingEdge, missingDefault, handoffWithoutDeclined, overdueEdgeMissing, callOutcomeMissing, noWayToEnd];

function damage(bundle: Bundle, done: Damage): Bundle {
  const [hash, plan] = Object.entries(bundle.plans)[done.protocol % Object.keys(bundle.plans).length] ?? [];
  if (hash === undefined || !plan) return bundle;
  const edges = edgesOf(plan);
  const after = rewired(edges, Object.keys(plan.nodes), done);
  return isSound({ bundle, plan }, edges, after) ? { ...bundle, plans: { ...bundle.plans, [hash]: withEdges(plan, after) } } : bundle;
}

/** One edge led elsewhere, two with their ends changed over, or one taken away. */
export function rewired(edges: readonly Edge[], nodes: readonly string[], { how, edge, to }: Damage): readonly Edge[] {
  const chosen = edges[edge % Math.max(1, edges.length)];
  const other = edges[to % Math.max(1, edges.length)];
  if (!chosen || !other) return edges;
  if (how === 'drop') return edges.filter((e) => e !== chosen);
  return edges.map((e) => {
    if (e === chosen) return { ...e, to: how === 'lead' ? (nodes[to % nodes.length] ?? e.to) : other.to };
    return e === other && how === 'swap' ? { ...e, to: chosen.to } : e;
  });
}

/** Nothing is said of the drawing that was not said of it before. */
function isSound(of: Drawn, before: readonly Edge[], after: readonly Edge[]): boolean {
  const known = new Set(saidOf(of, before));
  return saidOf(of, after).every((said) => known.has(said));
}
interface Drawn {
  readonly bundle: Bundle;
  readonly plan: Plan;
}
function saidOf({ bundle, plan }: Drawn, edges: readonly Edge[]): string[] {
  const published = Object.fromEntries(Object.entries(bundle.plans).map(([hash, called]) => [called.key, { version: 1, hash, outcomes: Object.values(called.nodes).flatMap((n) => (n.kind === 'end' ? [n.outcome] : [])), endsUnnamed: canEndUnnamed(Object.values(called.nodes), ({ id }) => waysOf(called, id)) }]));
  const context = { published };
  const draft = { ...blank, key: plan.key, nodes: Object.values(plan.nodes).map(({ next: _next, ...node }) => node), on: (plan.on ?? []).map(({ next: _next, ...handler }) => handler), edges: [...edges, ...heard(plan)] } as Draft;
  const graph = graphOf(draft);
  const input = { draft, context, graph, frames: framesOf(draft, graph), ports: portContextOf(draft, context), knowledge: knowledgeOf(blank, graphOf(blank)), proofs: [] };
  const said: string[] = [];
  for (const rule of ofTheDrawing) rule.check(input, (_at, message) => said.push(message));
  return said;
}
const blank: Draft = { schemaVersion: 1, key: 'p', title: '', purpose: '', levels: [], roles: [], forms: [], facts: [], retention: [], citations: [], nodes: [], edges: [], layout: {} };

/** Where handlers lead stays as it is drawn. */
const heard = (plan: Plan): Edge[] => (plan.on ?? []).flatMap(({ id, next }) => (next === undefined ? [] : [{ id: `${id}-next`, from: id, port: 'next', to: next }]));
const waysOf = (plan: Plan, id: string): { port: string; to: string }[] => Object.entries(plan.nodes[id]?.next ?? {}).map(([port, to]) => ({ port, to }));
function edgesOf(plan: Plan): Edge[] {
  return Object.values(plan.nodes).flatMap((node) => Object.entries(node.next).map(([port, to]) => ({ id: `${node.id}-${port}`, from: node.id, port, to })));
}
function withEdges(plan: Plan, edges: readonly Edge[]): Plan {
  const next = new Map<string, Record<string, string>>();
  for (const { from, port, to } of edges) next.set(from, { ...next.get(from), [port]: to });
  return { ...plan, nodes: Object.fromEntries(Object.values(plan.nodes).map((node): [string, PlanNode] => [node.id, { ...node, next: next.get(node.id) ?? {} }])) };
}
