// The ports of a node: the ways it can be left, with the words a person reads on them. Editor, rules and compile ask here
// and nowhere else, so that a handle on the canvas, a finding and an edge of the plan mean the same.
import type { Draft, DraftNode, Limit } from './draft.ts';
import { canEndUnnamed } from './unnamed-ends.ts';
import type { ValidationContext } from './validation-context.ts';

export interface Port {
  readonly id: string;
  readonly label: string;
  /** Without an edge here a case could stand still: publishing refuses it. */
  readonly mandatory: boolean;
  /** An edge at `default` serves this port as well. */
  readonly orDefault: boolean;
  /** Time leaves by it, no person. */
  readonly time: boolean;
  /** Drawn dotted and aside: not the way things usually go. */
  readonly aside: boolean;
}

/** What a waiting call can come back with, by protocol key. */
export type PortContext = Pick<ValidationContext, 'published'> & {
  readonly own?: { readonly key: string; readonly outcomes: readonly (string | null)[]; readonly endsUnnamed: boolean };
};

/** A protocol may call itself: then its own ends say what it comes back with. */
export function portContextOf(draft: Pick<Draft, 'key' | 'nodes' | 'edges'>, context: ValidationContext = {}): PortContext {
  const endsUnnamed = draft.nodes.some((n) => n.kind === 'call' && n.protocol === draft.key) && canEndUnnamed(draft.nodes, ({ id }) => draft.edges.filter((e) => e.from === id));
  return { published: context.published, own: { key: draft.key, outcomes: draft.nodes.flatMap((n) => (n.kind === 'end' ? [n.outcome] : [])), endsUnnamed } };
}

export function portsOf(node: DraftNode, context: PortContext = {}): readonly Port[] {
  const ports = drawn(node, context);
  const seen = new Set<string>();
  return ports.filter((p) => !seen.has(p.id) && Boolean(seen.add(p.id)));
}

export function portOf(node: DraftNode, port: string, context: PortContext = {}): Port | undefined {
  return portsOf(node, context).find((p) => p.id === port);
}

/** Ports a node names itself may not take the words that have a meaning of their own. */
export const reservedPorts: { readonly [K in DraftNode['kind']]: readonly string[] } = {
  start: [], task: ['overdue', 'cancelled'], each: ['items', 'cancelled', 'next', 'overdue'], approval: [], handoff: [], decision: ['default', 'unknown'], table: [], split: [], join: [], milestone: [],
  wait: ['elapsed', 'spent'], notify: [], service: [], call: ['default', 'cancelled'], end: [],
};

/** Outcomes a waiting call comes back with, or undefined when nothing is known of the called protocol. */
export function outcomesOfCall(key: string, context: PortContext): readonly string[] | undefined {
  const published = context.published && Object.hasOwn(context.published, key) ? context.published[key] : undefined;
  const outcomes = context.own?.key === key ? context.own.outcomes : published?.outcomes;
  return outcomes && [...new Set(outcomes.filter((o): o is string => o !== null))];
}

function drawn(node: DraftNode, context: PortContext): readonly Port[] {
  switch (node.kind) {
    case 'start': return [must('next'), ...overdue(node.limit)];
    case 'join':
    case 'milestone':
    case 'notify': return [must('next')];
    case 'task': return [...node.outcomes.map((o) => must(o.id, o.label)), ...overdue(node.limit), may('cancelled')];
    case 'each': return [must('next'), ...(node.protocol === undefined ? overdue(node.limit) : [])];
    case 'approval': return [must('approved'), aside(must('denied')), ...overdue(node.limit)];
    case 'handoff': return [...(node.each ? [must('settled')] : [must('accepted'), aside(must('declined'))]), aside(must('withdrawn')), ...(node.expires === undefined ? [] : [time(must('expired'))]), ...overdue(node.limit)];
    case 'decision': return [...node.branches.map((b) => must(b.id, b.label)), must('default', 'otherwise'), may('unknown')];
    case 'table': return [must('next'), ...(node.hit === 'first' ? [may('unknown')] : [])];
    case 'service': return [must('next'), aside(must('failed')), ...overdue(node.limit), may('cancelled')];
    case 'split': return node.branches.map((b) => must(b.id, b.label));
    case 'wait': return [...(node.rules.length > 0 || node.until !== undefined ? [time(must('elapsed'))] : []), ...node.events.map((e) => must(e.name, e.label)), ...(node.atMost === undefined ? [] : [time(must('spent', spentWords(node.atMost)))])];
    case 'call': return node.mode === 'spawn' ? [must('next')] : callPorts(node.protocol, context);
    case 'end': return [];
  }
}

function callPorts(key: string, context: PortContext): readonly Port[] {
  const outcomes = outcomesOfCall(key, context) ?? [];
  const unnamed = context.own?.key === key ? context.own.endsUnnamed : context.published && Object.hasOwn(context.published, key) && context.published[key]?.endsUnnamed === true;
  return [...outcomes.map((o) => ({ ...must(o), orDefault: true })), { ...must('default', 'otherwise'), mandatory: unnamed === true }, { ...aside(must('cancelled')), orDefault: true }];
}

const spentWords = (atMost: number): string => (atMost === 1 ? 'after the first time' : `after ${atMost} times`);
const must = (id: string, label?: string): Port => ({ id, label: label || id, mandatory: true, orDefault: false, time: false, aside: false });
const may = (id: string): Port => ({ ...must(id), mandatory: false, aside: true });
const aside = (port: Port): Port => ({ ...port, aside: true });
const time = (port: Port): Port => ({ ...port, time: true, aside: port.id !== 'elapsed' });
const overdue = (limit: Limit | undefined): readonly Port[] => (limit?.kind === 'due' && limit.onOverdue === 'leave' ? [time(must('overdue'))] : []);
