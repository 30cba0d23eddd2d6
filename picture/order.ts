// The order in which a person reads a protocol: from the start along its edges, main ways before those aside. It decides
// tab order, outline and auto-layout, so it depends on what is drawn and never on the order of the arrays.
import type { Draft, DraftNode } from '../protocol/draft.ts';
import { portContextOf, portsOf } from '../protocol/ports.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';

/** Nodes in reading order: a step comes after all that lead to it, except over loops; what nothing leads to comes last. */
export function readingOrder(draft: Pick<Draft, 'key' | 'nodes' | 'edges'>, context: ValidationContext = {}): readonly DraftNode[] {
  const nodes = new Map<string, DraftNode>();
  for (const node of draft.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const next = nextOf(draft, nodes, context);
  const seen = new Set<string>();
  const inOrder = [...nodes.values()].sort((a, b) => Number(b.kind === 'start') - Number(a.kind === 'start') || (a.id < b.id ? -1 : 1));
  const led = new Set([...next.values()].flat());
  const roots = [...inOrder.filter((n) => n.kind === 'start'), ...inOrder.filter((n) => n.kind !== 'start' && !led.has(n.id)), ...inOrder];
  return roots.flatMap((root) => (seen.has(root.id) ? [] : finishedFrom(root.id, next, seen))).map((id) => nodes.get(id)).filter((n) => n !== undefined);
}

function nextOf(draft: Pick<Draft, 'key' | 'nodes' | 'edges'>, nodes: ReadonlyMap<string, DraftNode>, context: ValidationContext): ReadonlyMap<string, readonly string[]> {
  const ports = portContextOf(draft as Draft, context);
  const next = new Map<string, string[]>();
  for (const node of nodes.values()) {
    const places = portsOf(node, ports).map((p) => p.id);
    const edges = draft.edges.filter((e) => e.from === node.id && nodes.has(e.to));
    const place = (port: string): number => (places.includes(port) ? places.indexOf(port) : places.length);
    next.set(node.id, edges.sort((a, b) => place(a.port) - place(b.port) || (a.port < b.port ? -1 : 1)).map((e) => e.to));
  }
  return next;
}

/** Reverse of the order in which a depth-first walk finishes; a stack of its own, so that no drawing is too long for it. */
function finishedFrom(root: string, next: ReadonlyMap<string, readonly string[]>, seen: Set<string>): readonly string[] {
  const finished: string[] = [];
  // The last way first, so that the reversed order has the first way first.
  const stack = [{ id: root, ways: [...(next.get(root) ?? [])] }];
  seen.add(root);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = top.ways.pop();
    if (to === undefined) {
      finished.push(top.id);
      stack.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      stack.push({ id: to, ways: [...(next.get(to) ?? [])] });
    }
  }
  return finished.reverse();
}
