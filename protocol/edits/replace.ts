// Another kind for a step that is there. It stays the same step: its id, its title, what is said of it, who does it, by when,
// with which form, and the ways that lead to it. Of its own ways the usual one goes along, because something follows it in
// any kind; what the new kind has no place for is dropped and named, and undo brings it back.
import type { Draft, DraftNode, Limit, NodeKind } from '../draft.ts';
import { kindWords, newNode } from '../node-defaults.ts';
import { formOn } from '../node-parts.ts';
import { portContextOf, portsOf } from '../ports.ts';
import type { ValidationContext } from '../validation-context.ts';
import { connect, edgeAt } from './edges.ts';
import { updateNode } from './nodes.ts';

export interface Replaced {
  readonly draft: Draft;
  /** What the new kind has no place for, in words. */
  readonly dropped: readonly string[];
}

export function replaceKind(draft: Draft, id: string, kind: NodeKind, context: ValidationContext = {}): Replaced {
  const before = draft.nodes.find((n) => n.id === id);
  if (!before || before.kind === kind || whyNotKind(draft, before, kind) !== undefined) return { draft, dropped: [] };
  const after = carried(before, newNode(kind, id));
  const led = usualWay(draft, before, context);
  const updated = updateNode(draft, after);
  const free = portsOf(after, portContextOf(draft, context)).filter((p) => !edgeAt(updated, id, p.id));
  const port = free.find((p) => p.mandatory && !p.aside) ?? free[0];
  const isLed = led !== undefined && updated.edges.some((e) => e.from === id && e.to === led.to);
  const next = led !== undefined && !isLed && port ? connect(updated, { from: id, port: port.id, to: led.to }) : updated;
  return { draft: next, dropped: [...droppedOf(before, after), ...waysDropped(draft, next, before, context)] };
}

/** Why a step cannot be of this kind; undefined: it can. */
export function whyNotKind(draft: Draft, node: DraftNode, kind: NodeKind): string | undefined {
  if (kind === 'start' && draft.nodes.some((n) => n.kind === 'start' && n.id !== node.id)) return 'a protocol has one start';
  if (kind === 'start' && draft.edges.some((e) => e.to === node.id)) return 'ways lead to this step, and none leads to a start';
  if (kind === 'end' && draft.edges.some((e) => e.from === node.id)) return 'ways lead on from this step, and nothing follows an end';
  return undefined;
}

// helpers

function usualWay(draft: Draft, node: DraftNode, context: ValidationContext): { readonly to: string } | undefined {
  const ports = portsOf(node, portContextOf(draft, context));
  return [...ports.filter((p) => !p.aside), ...ports].flatMap((p) => edgeAt(draft, node.id, p.id) ?? [])[0];
}

function carried(before: DraftNode, fresh: DraftNode): DraftNode {
  const isNamed = before.title !== kindWords[before.kind] && !new RegExp(`^${kindWords[before.kind]} \\d+$`).test(before.title);
  const base = { ...fresh, title: isNamed ? before.title : before.title.replace(kindWords[before.kind], kindWords[fresh.kind]), instructions: before.instructions, citations: before.citations };
  return withEffects(before, withPeople(before, withClock(before, withForm(before, base))));
}

function withForm<N extends DraftNode>(before: DraftNode, node: N): N {
  const form = formOn(before) ?? (before.kind === 'approval' && before.about?.length === 1 ? before.about[0] : undefined);
  if (form === undefined) return node;
  if (node.kind === 'start' || node.kind === 'task' || node.kind === 'each' || node.kind === 'handoff') return { ...node, form };
  return node.kind === 'approval' ? { ...node, about: [form] } : node;
}

function withClock(before: DraftNode, node: DraftNode): DraftNode {
  const limit = clockOf(before);
  if (limit === undefined) return node;
  if (node.kind === 'wait') return limit.kind === 'due' ? { ...node, rules: limit.rules } : node;
  return 'limit' in node ? { ...node, limit } : node;
}

function clockOf(node: DraftNode): Limit | undefined {
  if (node.kind === 'wait') return node.rules.length === 0 ? undefined : { kind: 'due', rules: node.rules, escalate: [], onOverdue: 'stay' };
  return 'limit' in node ? node.limit : undefined;
}

const peopleOf = (node: DraftNode): readonly string[] => {
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'each': return node.roles;
    case 'approval': return [...new Set(node.seats.flatMap((s) => s.roles))];
    case 'handoff':
    case 'notify': return node.to;
    default: return [];
  }
};

function withPeople(before: DraftNode, node: DraftNode): DraftNode {
  const roles = [...peopleOf(before)];
  if (roles.length === 0) return node;
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'each': return { ...node, roles };
    case 'approval': return { ...node, seats: node.seats.map((seat) => ({ ...seat, roles })) };
    case 'handoff':
    case 'notify': return { ...node, to: roles };
    default: return node;
  }
}

function withEffects(before: DraftNode, node: DraftNode): DraftNode {
  if ((before.kind === 'task' || before.kind === 'each') && (node.kind === 'task' || node.kind === 'each')) return { ...node, outcomes: before.outcomes, checklist: before.checklist };
  if ((before.kind === 'decision' || before.kind === 'split') && node.kind === 'split') return { ...node, branches: before.branches.map((b) => ({ ...b, detached: false })) };
  if (before.kind === 'split' && node.kind === 'decision') return { ...node, branches: before.branches.map(({ detached: _detached, ...b }) => b) };
  // Ways of a task become branches of a decision, each under the name it had.
  if (before.kind === 'task' && node.kind === 'decision') return { ...node, branches: before.outcomes.map((o) => ({ id: o.id, label: o.label })) };
  if (before.kind === 'decision' && node.kind === 'task') return { ...node, outcomes: before.branches.map((b) => ({ id: b.id, label: b.label ?? b.id, effects: [], needsReason: false })) };
  const effects = before.kind === 'end' || before.kind === 'notify' || before.kind === 'start' ? before.effects : before.kind === 'approval' ? before.onApproved : undefined;
  if (!effects) return node;
  if (node.kind === 'end' || node.kind === 'notify' || node.kind === 'start') return { ...node, effects };
  return node.kind === 'approval' ? { ...node, onApproved: effects } : node;
}

function droppedOf(before: DraftNode, after: DraftNode): readonly string[] {
  const had: readonly (readonly [boolean, string])[] = [
    [formOn(before) !== undefined && formOn(after) === undefined && !(after.kind === 'approval' && after.about !== undefined), 'its form'],
    [peopleOf(before).length > 0 && peopleOf(after).length === 0, 'its roles'],
    [clockOf(before) !== undefined && clockOf(after) === undefined, 'its limit'],
    ['checklist' in before && before.checklist.length > 0 && !('checklist' in after), 'its checklist'],
    [before.kind === 'handoff' && before.package.length > 0 && after.kind !== 'handoff', 'its package'],
    [before.kind === 'table' && before.rules.length > 0 && after.kind !== 'table', 'its rows'],
  ];
  return had.flatMap(([isDropped, words]) => (isDropped ? [words] : []));
}

function waysDropped(before: Draft, after: Draft, node: DraftNode, context: ValidationContext): readonly string[] {
  const ports = portsOf(node, portContextOf(before, context));
  const kept = new Set(after.edges.filter((e) => e.from === node.id).map((e) => e.to));
  return before.edges.filter((e) => e.from === node.id && !kept.has(e.to)).map((e) => `the way “${ports.find((p) => p.id === e.port)?.label ?? e.port}”`);
}
