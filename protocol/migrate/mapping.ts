// Which step of the new version each step of the old one becomes. Proposed, then edited by a person: a step nobody maps stays
// where it is only as long as no case stands on it.
import type { DraftNode } from '../draft.ts';
import type { Plan } from '../plan.ts';

/** Old step to new step. */
export type Mapping = Readonly<Record<string, string>>;
export interface Proposal {
  readonly from: string;
  readonly to?: string;
  readonly because: 'id' | 'title' | 'onlyOne' | 'none';
}

export function proposeMapping(before: Plan, after: Plan): readonly Proposal[] {
  const nodes = Object.values(before.nodes);
  const free = new Map(Object.values(after.nodes).map((n) => [n.id, n]));
  const found = new Map<string, Proposal>();
  const take = (from: DraftNode, to: DraftNode | undefined, because: Proposal['because']): void => {
    if (!to) return;
    free.delete(to.id);
    found.set(from.id, { from: from.id, to: to.id, because });
  };
  const open = (): readonly DraftNode[] => nodes.filter((n) => !found.has(n.id));
  const alike = (n: DraftNode): readonly DraftNode[] => [...free.values()].filter((m) => m.kind === n.kind);
  for (const node of nodes) {
    const same = free.get(node.id);
    if (same?.kind === node.kind) take(node, same, 'id');
  }
  for (const node of open()) {
    const [titled, ...more] = alike(node).filter((m) => m.title.trim() !== '' && m.title.trim().toLowerCase() === node.title.trim().toLowerCase());
    if (more.length === 0) take(node, titled, 'title');
  }
  // Another kind under the same id: what is open is cancelled there and opened anew.
  for (const node of open()) take(node, free.get(node.id), 'id');
  for (const node of open()) {
    const [only, ...more] = alike(node);
    if (more.length === 0 && open().filter((n) => n.kind === node.kind).length === 1) take(node, only, 'onlyOne');
  }
  return nodes.map((node) => found.get(node.id) ?? { from: node.id, because: 'none' });
}

export const mappingOf = (proposals: readonly Proposal[]): Mapping => Object.fromEntries(proposals.flatMap((p) => (p.to === undefined ? [] : [[p.from, p.to]])));
