// Random protocols as drafts that publishing mostly accepts: the protocols of `protocols.ts` with what publishing asks for
// besides. Everybody is asked for what is read later before anything else, every wait has a limit that reaches somebody, and
// where time leads on a person looks before anything ends.
import type { Condition, Operand } from '../../protocol/condition.ts';
import type { Cell } from '../../protocol/decision-table.ts';
import type { Draft, DraftNode, Edge, Effect, Limit, LimitRule } from '../../protocol/draft.ts';
import { mayBeOpen } from '../../protocol/node-parts.ts';
import type { Bundle, Plan } from '../../protocol/plan.ts';
import { office } from './calendars.ts';

export interface Drawn {
  readonly sub: Draft;
  readonly danger: Draft;
  readonly main: Draft;
}

export function draftsOf(bundle: Bundle): Drawn {
  const of = (key: string): Draft => {
    const plan = bundle.plans[key];
    if (!plan) throw new Error(`a bundle has its ${key}`);
    return draftOf(plan, bundle);
  };
  return { sub: of('sub'), danger: of('danger'), main: of('p') };
}

function draftOf(plan: Plan, bundle: Bundle): Draft {
  const drawn = Object.values(plan.nodes).map(({ next: _next, ...node }) => node as DraftNode);
  const from = Object.values(plan.nodes).flatMap((node) => Object.entries(node.next).filter(([port]) => isDrawn(node, port, bundle)).map(([port, to]) => ({ from: node.id, port, to })));
  const steps = new Set(Object.values(bundle.plans).flatMap((p) => Object.keys(p.nodes).flatMap((id) => (p === plan ? [id, `${p.key}.${id}`] : [`${p.key}.${id}`]))));
  const nodes = drawn.map((node) => mended(node, steps));
  const edges: Omit<Edge, 'id'>[] = [];
  for (const edge of from) {
    const node = drawn.find((n) => n.id === edge.from);
    if (node && timed(node, edge.port)) {
      const look = `look_${edge.from}_${edge.port}`;
      nodes.push(task(look, undefined));
      edges.push({ ...edge, to: look }, { from: look, port: 'done', to: edge.to });
    } else if (edge.from === plan.start && edge.port === 'next') {
      nodes.push(task('ask_note', 'note'), task('ask_visit', 'visit'));
      edges.push({ ...edge, to: 'ask_note' }, { from: 'ask_note', port: 'done', to: 'ask_visit' }, { from: 'ask_visit', port: 'done', to: edge.to });
    } else edges.push(edge);
  }
  const heard = (plan.on ?? []).filter((h) => h.next !== undefined || h.protocol !== undefined);
  for (const { id, next } of heard) {
    if (next === undefined) continue;
    const [note, visit] = [`ask_note_${id}`, `ask_visit_${id}`];
    nodes.push(task(note, 'note'), task(visit, 'visit'));
    edges.push({ from: id, port: 'next', to: note }, { from: note, port: 'done', to: visit }, { from: visit, port: 'done', to: next });
  }
  const reached = reachedFrom([plan.start, ...heard.map((h) => h.id)], nodes, edges);
  const on = heard.map(({ next: _next, ...h }) => ({ ...h, when: h.when.kind === 'condition' ? { kind: 'condition' as const, if: typed(h.when.if) } : h.when, cancels: h.cancels.filter((id) => nodes.some((n) => n.id === id && n.kind === 'task' && n.id !== plan.start && edges.some((e) => e.from === id && e.port === 'cancelled'))) }));
  const drawnNodes = nodes.filter((n) => reached.has(n.id));
  const phases = new Set(drawnNodes.filter(mayBeOpen).map((n) => n.phase));
  return {
    schemaVersion: 1, key: plan.key, title: plan.key, purpose: '', ...(plan.startsAt !== undefined ? { startsAt: plan.startsAt } : {}), levels: [...plan.levels], roles: Object.values(plan.roles).map(({ id, title }) => ({ id, title, ...(id === 'liaison' ? { agency: 'school' } : {}) })),
    forms: Object.values(plan.forms).map((form) => ({ ...form, fields: form.fields.map((f) => ({ ...f, required: true })) })), facts: Object.entries(plan.facts).map(([id, fact]) => ({ id, title: fact.title, when: typed(fact.when) })), retention: Object.entries(plan.retention).map(([id, rule]) => ({ id, ...rule })), citations: [],
    nodes: drawnNodes.map(({ phase, ...n }) => ({ ...n, ...(phase !== undefined && phases.has(phase) ? { phase } : {}) }) as DraftNode), edges: edges.filter((e) => reached.has(e.from)).map((e) => ({ id: `${e.from}-${e.port}`, ...e })), layout: {}, calendars: [office], ...(on.length > 0 ? { on } : {}), ...(plan.grants ? { grants: plan.grants.filter((g) => g.ends.kind === 'after') } : {}),
    ...(plan.phases ? { phases: plan.phases.filter((p) => phases.has(p.id)).map((p) => ({ id: p.id, title: p.title, ...('limit' in p && p.limit?.kind === 'due' ? { limit: { rules: p.limit.rules.map(timely).map((r) => ({ ...r, ...(r.from?.kind === 'field' ? { from: undefined } : {}) })), escalate: [{ after: 'PT0S', notify: ['lead'] }] } } : {}) })) } : {}),
  };
}

const reaching: Limit = { kind: 'due', rules: [{ due: 'P1D' }], escalate: [{ after: 'PT0S', notify: ['lead'], letIn: [], release: false }], onOverdue: 'stay' };
const task = (id: string, form: string | undefined): DraftNode => ({ id, title: id, instructions: '', citations: [], kind: 'task', ...(form !== undefined ? { form } : {}), roles: ['analyst'], checklist: [], outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }], assign: { kind: 'claim' }, limit: reaching });

function limited(limit: Limit | undefined): Limit {
  if (limit?.kind !== 'due') return reaching;
  const escalate = limit.escalate.map((e) => ({ ...e, notify: e.notify.length > 0 ? e.notify : ['lead'] }));
  return { ...limit, rules: limit.rules.map(timely), escalate: escalate.length > 0 ? escalate : (reaching.kind === 'due' ? reaching.escalate : []) };
}

const conditioned = <T extends { readonly when?: Condition | undefined }>(of: T): T => (of.when ? { ...of, when: typed(of.when) } : of);
const timely = (rule: LimitRule): LimitRule => ({ ...conditioned(rule), due: rule.due === 'PT0S' ? 'PT5M' : typeof rule.due === 'object' && rule.due.kind === 'workingDays' ? { ...rule.due, days: Math.max(1, rule.due.days) } : rule.due });

/** The condition, with another in the place of each part that publishing would call a wrong type. */
function typed(condition: Condition): Condition {
  const other: Condition = { kind: 'exists', ref: 'visit.calm' };
  switch (condition.kind) {
    case 'all': case 'any': return condition.of.length === 0 ? other : { ...condition, of: condition.of.map(typed) };
    case 'not': return { ...condition, of: typed(condition.of) };
    case 'count': return condition.ref === 'visit.kinds' ? condition : other;
    case 'in': return other;
    case 'compare': {
      const answer = answers[nameOf(condition.left)];
      return condition.right.kind === 'value' && answer?.values.includes(condition.right.value) && (answer.ordered || condition.op === 'eq' || condition.op === 'ne') ? condition : other;
    }
    case 'exists': return condition.ref.startsWith('n') && !condition.ref.startsWith('note') ? other : condition;
    default: return condition;
  }
}
const counts = { values: [0, 1, 2], ordered: true };
const answers: Readonly<Record<string, { readonly values: readonly (string | number | boolean)[]; readonly ordered: boolean }>> = {
  'case.level': { values: ['low', 'middle', 'high'], ordered: true }, 'case.breaches': counts, 'case.openHandoffs': counts, 'case.otherRuns': counts, 'case.everHigh': { values: [true, false], ordered: false }, 'case.status': { values: ['open'], ordered: false },
  'note.level': { values: ['low', 'high'], ordered: false }, 'note.weapons': { values: ['yes', 'no'], ordered: false }, 'note.contact': { values: [true, false], ordered: false }, 'note.prior': counts, 'visit.calm': { values: [true, false], ordered: false },
};
const nameOf = (of: Operand): string => (of.kind === 'field' ? of.ref : of.kind === 'case' ? `case.${of.name}` : '');

const isAny: Cell = { kind: 'any' };
const isHigh: Cell = { kind: 'compare', op: 'eq', value: 'high' };
/** With a limit that reaches somebody, and effects only where a person stands behind them. */
function mended(node: DraftNode, steps: ReadonlySet<string>): DraftNode {
  const noLevel = (effects: readonly Effect[]): Effect[] => effects.filter((e) => e.kind !== 'level');
  switch (node.kind) {
    case 'start': return { ...node, ...(node.roles.length > 0 && node.form !== undefined ? { limit: limited(node.limit) } : { limit: undefined }), effects: noLevel(node.effects) };
    case 'task': return { ...node, limit: limited(node.limit), outcomes: node.outcomes.map((o) => ({ ...o, effects: o.effects.filter((e) => e.kind !== 'level' || e.from.kind === 'fixed' || node.form === 'note') })) };
    case 'each': {
      const over = node.over.kind === 'field' && !['visit.kinds', 'note.prior'].includes(node.over.ref) ? { kind: 'times' as const, times: 2 } : node.over;
      if (node.protocol !== undefined) return { ...node, over };
      return { ...node, over, limit: limited(node.limit), outcomes: node.outcomes.map((o) => ({ ...o, effects: o.effects.filter((e) => e.kind !== 'level' || e.from.kind === 'fixed' || node.form === 'note') })) };
    }
    case 'table': return { ...node, hit: 'first', inputs: [{ id: 'level', operand: { kind: 'case', name: 'level' } }], rules: (node.rules.length > 0 ? node.rules : [{ id: 'row0', values: [] }]).map((rule, i, rows) => ({ ...rule, values: [rule.values[0] ?? 0, rule.values[1] ?? null], cells: [i < rows.length - 1 ? isHigh : isAny] })) };
    case 'approval': return { ...node, notDoerOf: node.notDoerOf.filter((ref) => steps.has(ref)), limit: limited(node.limit), onApproved: noLevel(node.onApproved) };
    case 'handoff': return { ...node, package: node.package.map((item) => ({ ...item, required: item.required && item.ref !== 'anything' })), limit: limited(node.limit) };
    case 'decision': return { ...node, branches: node.branches.map(conditioned) };
    case 'split': return { ...node, branches: node.branches.map(conditioned) };
    case 'wait': return node.rules.length === 0 && node.until === undefined && node.events.length === 0 ? { ...node, rules: [{ due: 'P1D' }] } : { ...node, rules: node.rules.map(timely) };
    case 'notify': case 'end': return { ...node, effects: noLevel(node.effects) };
    default: return node;
  }
}

/** Ports the node has as it is drawn; the plans of `protocols.ts` have edges for all it could have. */
function isDrawn(node: DraftNode, port: string, bundle: Bundle): boolean {
  switch (node.kind) {
    case 'wait': return port === 'elapsed' ? node.rules.length > 0 || node.until !== undefined || node.events.length === 0 : port === 'spent' ? node.atMost !== undefined : node.events.some((e) => e.name === port);
    case 'handoff': return port === 'expired' ? node.expires !== undefined : port !== 'overdue' || leaves(node);
    case 'task': case 'each': case 'approval': case 'start': return port !== 'overdue' || leaves(node);
    case 'call': return node.mode === 'spawn' || port === 'default' || port === 'cancelled' || Object.values(bundle.plans[node.protocol]?.nodes ?? {}).some((n) => n.kind === 'end' && n.outcome === port);
    default: return true;
  }
}
const leaves = (node: DraftNode): boolean => 'limit' in node && node.limit?.kind === 'due' && node.limit.onOverdue === 'leave';
const timed = (node: DraftNode, port: string): boolean => port === 'overdue' || port === 'expired' || (node.kind === 'wait' && (port === 'elapsed' || port === 'spent'));

function reachedFrom(starts: readonly string[], nodes: readonly DraftNode[], edges: readonly Omit<Edge, 'id'>[]): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const id of reached) {
    for (const edge of edges) if (edge.from === id) reached.add(edge.to);
    const node = nodes.find((n) => n.id === id);
    // A split that starts nothing goes on behind its join.
    if (node?.kind === 'split' && node.join !== undefined) reached.add(node.join);
  }
  return reached;
}
