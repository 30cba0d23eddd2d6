// Drawing on from a step: what may follow, and the edit that draws it. A join drawn inside a split is that split's join from
// then on, whichever way it was drawn; otherwise nothing would ever meet there.
import type { Draft, DraftNode, Handler, NodeKind } from '../../protocol/draft.ts';
import { connect, type NewEdge } from '../../protocol/edits/edges.ts';
import { addHandler, newHandler } from '../../protocol/edits/handlers.ts';
import { freshNodeId } from '../../protocol/edits/ids.ts';
import { addNode, appendNode, moveNodes, updateNode } from '../../protocol/edits/nodes.ts';
import { framesOf } from '../../protocol/frames.ts';
import { graphOf } from '../../protocol/graph.ts';
import { kindWords, newNode } from '../../protocol/node-defaults.ts';
import { portContextOf, portsOf, type Port } from '../../protocol/ports.ts';
import { legalSuccessors } from '../../protocol/successors.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { geometryOf, handlerGeometry, handlerPort, type Place } from '../../picture/geometry.ts';

export interface NextKind {
  readonly kind: NodeKind;
  readonly reason?: string;
}

/** Kinds of new steps, each with why it may not stand behind this port. A start never may and is left out. */
export function nextKinds(draft: Draft, from: { readonly node: string; readonly port: string }, context: ValidationContext = {}): readonly NextKind[] {
  const kinds = (Object.keys(kindWords) as NodeKind[]).filter((kind) => kind !== 'start');
  const trial = kinds.reduce((d, kind) => addNode(d, { node: newNode(kind, `new${kind}`) }), draft);
  const legal = legalSuccessors(trial, from, context);
  const split = openSplit(draft, from);
  return kinds.map((kind): NextKind => {
    if (kind === 'join' && (split === undefined || split.join !== undefined)) return { kind, reason: split === undefined ? 'a join stands behind the branches of a split' : 'this split has its join already; lead to it' };
    const reason = legal.find((s) => s.node === `new${kind}`)?.reason;
    return reason === undefined ? { kind } : { kind, reason };
  });
}

/** Adds a step of a kind behind a port (in between, when the port leads somewhere). */
export function append(draft: Draft, { from, port, kind, at }: { readonly from: string; readonly port: string; readonly kind: NodeKind; readonly at?: Place }): { readonly draft: Draft; readonly id: string } {
  const id = freshNodeId(draft, kindWords[kind]);
  const node = numbered(draft, newNode(kind, id));
  const isHandler = (draft.on ?? []).some((h) => h.id === from);
  if (isHandler) return { draft: connect(addNode(draft, { node, at: at ?? free(draft, besideHandler(draft, from, node)) }), { from, port, to: id }), id };
  const roomy = at ? draft : withRoom(draft, { from, port, node });
  const added = appendNode(roomy, { from, port, node, at: at ?? free(roomy, placeAfter(roomy, { from, port, node })) });
  return { draft: kind === 'join' ? joined(added, { from, port, to: id }) : added, id };
}

/** Draws an edge; see above for what drawing to a join means. */
export function draw(draft: Draft, edge: NewEdge): Draft {
  return joined(connect(draft, edge), edge);
}

/** A loose handler from the palette. */
export function addLooseHandler(draft: Draft, at: Place): { readonly draft: Draft; readonly id: string } {
  const handler = newHandler(draft);
  return { draft: addHandler(draft, { handler, at: free(draft, at) }), id: handler.id };
}

/** A loose step from the palette, to the right of what is selected or of everything. */
export function addLoose(draft: Draft, kind: NodeKind, at: Place): { readonly draft: Draft; readonly id: string } {
  const id = freshNodeId(draft, kindWords[kind]);
  return { draft: addNode(draft, { node: numbered(draft, newNode(kind, id)), at: free(draft, at) }), id };
}

/** Ports of a step: those that need an edge first, then the usual ways (where a new step is put in between), then those aside. */
export function portsToDraw(draft: Draft, node: DraftNode | Handler, context: ValidationContext): readonly (Port & { readonly taken: boolean })[] {
  const taken = new Set(draft.edges.filter((e) => e.from === node.id).map((e) => e.port));
  const ports = ('kind' in node ? portsOf(node, portContextOf(draft, context)) : [handlerPort]).map((p) => ({ ...p, taken: taken.has(p.id) }));
  return [...ports.filter((p) => p.mandatory && !p.taken), ...ports.filter((p) => p.mandatory && p.taken), ...ports.filter((p) => !p.mandatory)];
}

function openSplit(draft: Draft, from: { readonly node: string; readonly port: string }): Extract<DraftNode, { kind: 'split' }> | undefined {
  const node = draft.nodes.find((n) => n.id === from.node);
  if (node?.kind === 'split') return node.branches.find((b) => b.id === from.port)?.detached ? undefined : node;
  const stack = framesOf(draft, graphOf(draft)).stacks.get(from.node) ?? [];
  const inner = (node?.kind === 'join' ? stack.slice(0, -1) : stack).at(-1);
  const split = draft.nodes.find((n) => n.id === inner);
  return split?.kind === 'split' ? split : undefined;
}

function joined(draft: Draft, edge: NewEdge): Draft {
  const to = draft.nodes.find((n) => n.id === edge.to);
  if (to?.kind !== 'join' || draft.nodes.some((n) => n.kind === 'split' && n.join === to.id)) return draft;
  const split = openSplit(draft, { node: edge.from, port: edge.port });
  return split && split.join === undefined ? updateNode(draft, { ...split, join: to.id }) : draft;
}

/** "Task", "Task 2": two steps of one name could not be told apart in a list. */
function numbered<Node extends DraftNode>(draft: Draft, node: Node): Node {
  const titles = new Set(draft.nodes.map((n) => n.title));
  for (let n = 1; ; n++) {
    const title = n === 1 ? node.title : `${node.title} ${n}`;
    if (!titles.has(title)) return { ...node, title };
  }
}

function besideHandler(draft: Draft, handler: string, node: DraftNode): Place {
  const place = draft.layout[handler] ?? { x: 0, y: 0 };
  return { x: place.x + handlerGeometry.width + gap, y: place.y + handlerGeometry.height / 2 - (geometryOf(node, portsOf(node)).target?.y ?? 0) };
}

function placeAfter(draft: Draft, { from, port, node }: { readonly from: string; readonly port: string; readonly node: DraftNode }): Place {
  const before = draft.nodes.find((n) => n.id === from);
  const at = draft.layout[from] ?? { x: 0, y: 0 };
  if (!before) return at;
  const geometry = geometryOf(before, portsOf(before, portContextOf(draft)));
  const own = geometryOf(node, portsOf(node));
  const y = (geometry.sources[port]?.y ?? geometry.height / 2) - (own.target?.y ?? own.height / 2);
  return { x: at.x + geometry.width + gap, y: at.y + y };
}

/** Between two steps, the later one and all that stands right of it move on as far as the new step needs. */
function withRoom(draft: Draft, { from, port, node }: { readonly from: string; readonly port: string; readonly node: DraftNode }): Draft {
  const next = draft.edges.find((e) => e.from === from && e.port === port)?.to;
  const [before, after] = [draft.layout[from], next === undefined ? undefined : draft.layout[next]];
  if (!before || !after || after.x <= before.x) return draft;
  const by = placeAfter(draft, { from, port, node }).x + geometryOf(node, portsOf(node)).width + gap - after.x;
  if (by <= 0) return draft;
  return moveNodes(draft, Object.fromEntries(Object.entries(draft.layout).filter(([id, place]) => id !== from && place.x >= after.x).map(([id, place]) => [id, { x: place.x + by, y: place.y }])));
}

/** Between two steps that follow each other: room for the words of a way. */
const gap = 110;

/** The place itself, or the next one below where nothing stands. */
function free(draft: Draft, at: Place): Place {
  const taken = (y: number): boolean => Object.values(draft.layout).some((p) => Math.abs(p.x - at.x) < 200 && Math.abs(p.y - y) < 150);
  let y = at.y;
  while (taken(y)) y += 40;
  return { x: at.x, y };
}
