// Whether a protocol can come back to its caller without an outcome: an end that has none, reached on the way that ends the
// run. An end of a detached branch ends nothing, unless it stops the others. A waiting call then needs a way for the rest.
import type { DraftNode } from './draft.ts';

export function canEndUnnamed(nodes: readonly DraftNode[], ways: (node: DraftNode) => readonly { readonly port: string; readonly to: string }[]): boolean {
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const queue: DraftNode[] = nodes.filter((n) => n.kind === 'start');
  const onTheWay = new Set<DraftNode>(queue);
  for (let node = queue.pop(); node; node = queue.pop())
    for (const { port, to } of ways(node)) {
      const next = byId.get(to);
      if (!next || onTheWay.has(next) || (node.kind === 'split' && node.branches.some((b) => b.id === port && b.detached))) continue;
      onTheWay.add(next);
      queue.push(next);
    }
  return nodes.some((n) => n.kind === 'end' && n.outcome === null && (n.stopsOthers || onTheWay.has(n)));
}
