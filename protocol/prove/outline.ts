// A protocol as a proof sees it: its steps, where each leads, what its calls run. A plan is one already; a draft becomes one.
// Plain data, because the editor proves with what the server sends it.
import type { Draft } from '../draft.ts';
import { callsOf } from '../node-parts.ts';
import type { Plan, PlanNode } from '../plan.ts';
import type { ValidationContext } from '../validation-context.ts';

export type Outline = Pick<Plan, 'key' | 'version' | 'title' | 'start' | 'nodes' | 'on' | 'forms' | 'calls'>;

/** What is needed of a published plan, without its prose. */
export function outlineOf({ key, version, title, start, nodes, on, forms, calls }: Plan): Outline {
  const bare = (node: PlanNode): PlanNode => ({ ...node, instructions: '' });
  return { key, version, title, start, nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, bare(node)])), ...(on ? { on } : {}), forms, calls };
}

export function outlineOfDraft(draft: Draft, context: ValidationContext): Outline {
  const next = new Map<string, Record<string, string>>();
  const nodes = new Map(draft.nodes.map((n) => [n.id, n]));
  const opens = new Map<string, string>();
  for (const edge of draft.edges) {
    if (!nodes.has(edge.from) && nodes.has(edge.to)) opens.set(edge.from, edge.to);
    if (!nodes.has(edge.from) || !nodes.has(edge.to)) continue;
    const ports = next.get(edge.from) ?? {};
    next.set(edge.from, { [edge.port]: edge.to, ...ports });
  }
  return {
    key: draft.key,
    version: 0,
    title: draft.title,
    start: draft.nodes.find((n) => n.kind === 'start')?.id ?? '',
    nodes: Object.fromEntries([...nodes.values()].map((node): [string, PlanNode] => [node.id, { ...node, next: next.get(node.id) ?? {} }])),
    on: (draft.on ?? []).map((h) => ({ ...h, ...(opens.has(h.id) ? { next: opens.get(h.id) } : {}) })),
    forms: Object.fromEntries(draft.forms.map((f) => [f.id, f])),
    calls: Object.fromEntries(callsOf(draft).map((c) => [c.id, c.protocol === draft.key ? 'self' : (pinOf(c, context) ?? '')])),
  };
}

function pinOf(call: { readonly protocol: string; readonly version?: number | undefined }, context: ValidationContext): string | undefined {
  if (call.version === undefined) return own(context.published, call.protocol)?.hash;
  return Object.entries(context.outlines ?? {}).find(([, o]) => o.key === call.protocol && o.version === call.version)?.[0];
}

/** The protocols a proof can look into. */
export interface World {
  readonly root: Outline;
  /** What a call runs; undefined: nothing is known of it. */
  readonly called: (outline: Outline, call: string) => Outline | undefined;
  /** Nodes of an outline, each before those it leads to, as far as there are no loops. */
  readonly order: (outline: Outline) => readonly string[];
}

export function worldOf(draft: Draft, context: ValidationContext): World {
  const root = outlineOfDraft(draft, context);
  const orders = new Map<Outline, readonly string[]>();
  return {
    root,
    called: (outline, call) => {
      const hash = own(outline.calls, call);
      return hash === 'self' ? outline : own(context.outlines, hash ?? '');
    },
    order: (outline) => {
      const order = orders.get(outline) ?? reversePostorder(outline);
      orders.set(outline, order);
      return order;
    },
  };
}

/** Every protocol a run of this one can come through, itself first. */
export function reachedFrom(world: World): readonly Outline[] {
  const found = [world.root];
  for (let i = 0; i < found.length; i++) {
    const outline = found[i] as Outline;
    for (const call of Object.keys(outline.calls)) {
      const called = world.called(outline, call);
      if (called && !found.includes(called)) found.push(called);
    }
  }
  return found;
}

export const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined => (record && Object.hasOwn(record, key) ? record[key] : undefined);

function reversePostorder(outline: Outline): readonly string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  const next = (id: string): readonly string[] => {
    const node = own(outline.nodes, id);
    // A join comes after all that its split starts.
    return node ? [...(node.kind === 'split' && node.join !== undefined ? [node.join] : []), ...Object.values(node.next)] : [];
  };
  for (const root of [outline.start, ...(outline.on ?? []).flatMap((h) => h.next ?? []), ...Object.keys(outline.nodes)]) {
    if (seen.has(root)) continue;
    seen.add(root);
    const open = [{ id: root, to: next(root), i: 0 }];
    for (let at = open.at(-1); at; at = open.at(-1)) {
      const to = at.to[at.i++];
      if (to === undefined) {
        order.push(at.id);
        open.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        open.push({ id: to, to: next(to), i: 0 });
      }
    }
  }
  return order.reverse();
}
