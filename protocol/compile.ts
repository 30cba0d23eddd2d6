// From a draft to the plan that cases run on. Refuses a draft with errors. The plan's hash depends on what the protocol
// says, not on how it is drawn: nodes and edges become maps, positions and edge ids are dropped, and what has no order is
// sorted. Branches, rules, seats and fields keep theirs: there the order is meaning.
import { bundleOf, oversize, type PublishedVersion } from './bundle.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { AgencyCalendar } from './choose-calendar.ts';
import { countingOf } from './counting.ts';
import type { Draft, DraftNode, Role } from './draft.ts';
import type { Finding } from './finding.ts';
import { callsOf } from './node-parts.ts';
import type { Bundle, Plan, PlanHandler, PlanNode, PlanRole, UnitContext } from './plan.ts';
import type { Outline } from './prove/outline.ts';
import { routingOf } from './routing.ts';
import { severityOf } from './severity.ts';
import { canEndUnnamed } from './unnamed-ends.ts';
import { validate } from './validate.ts';
import type { PublishedProtocol, ValidationContext } from './validation-context.ts';

export interface CompileContext {
  readonly unit: UnitContext;
  /** The number the version gets when it is published. */
  readonly version: number;
  /** The published version a call names: the newest, or the one with the number drawn. */
  readonly published: (key: string, version?: number) => PublishedVersion | undefined;
  /** The agency's imminent-danger protocol; in every bundle. */
  readonly danger?: PublishedVersion;
  /** The one that looks at a record at its retention date; in every bundle too. */
  readonly retention?: PublishedVersion;
  readonly roleHolders?: ValidationContext['roleHolders'];
  readonly outside?: ValidationContext['outside'];
  /** Calendars of the unit's agencies, in their newest version; of each agency its usual one first. */
  readonly calendars?: readonly AgencyCalendar[];
  readonly connectors?: ValidationContext['connectors'];
  /** The instant at which it is judged. It changes findings, never the plan. */
  readonly at?: number;
  readonly members?: ValidationContext['members'];
}

export type Compiled =
  | { readonly ok: true; readonly plan: Plan; readonly hash: string; readonly bundle: Bundle; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export function compile(draft: Draft, context: CompileContext): Compiled {
  const findings = validate(draft, validationContextOf(draft, context));
  if (findings.some((f) => f.severity === 'error')) return { ok: false, findings };
  const pins = pinsOf(draft, context);
  const plan = planOf(draft, context, pins);
  const hash = hashOf(plan);
  const bundle = bundleOf({ hash, plan }, [...pins.values()], context);
  const tooLarge = oversize(bundle);
  if (tooLarge !== undefined) return { ok: false, findings: [...findings, { rule: 'too-large', severity: severityOf('too-large'), at: {}, message: tooLarge }] };
  return { ok: true, plan, hash, bundle, findings };
}

/** The name of a plan: SHA-256 of its canonical JSON. */
export const hashOf = (plan: Plan): string => sha256Hex(canonicalJson(plan));

/** What the validator may know of the world, as far as compiling knows it. */
export function validationContextOf(draft: Draft, context: CompileContext): ValidationContext {
  const published: Record<string, PublishedProtocol> = {};
  const outlines: Record<string, Outline> = {};
  for (const call of callsOf(draft)) {
    const version = call.protocol === draft.key ? undefined : context.published(call.protocol, call.version);
    if (!version) continue;
    published[call.protocol] = publishedProtocolOf(version);
    Object.assign(outlines, version.bundlePlans, { [version.hash]: version.plan });
  }
  const { at, roleHolders, members, connectors, outside } = context;
  return { unit: context.unit, agencies: context.unit.agencies.map((a) => a.key), published, outlines, calendars: context.calendars ?? [], ...(at !== undefined ? { at } : {}), ...(roleHolders ? { roleHolders } : {}), ...(members ? { members } : {}), ...(connectors ? { connectors } : {}), ...(outside ? { outside } : {}) };
}

/** A published version as the editor and the rules see it. */
export function publishedProtocolOf(version: PublishedVersion): PublishedProtocol {
  const nodes = Object.values(version.plan.nodes);
  const start = version.plan.nodes[version.plan.start];
  return {
    version: version.number,
    hash: version.hash,
    outcomes: [...new Set(nodes.flatMap((n) => (n.kind === 'end' ? [n.outcome] : [])))],
    ...(canEndUnnamed(nodes, (node) => Object.entries(version.plan.nodes[node.id]?.next ?? {}).map(([port, to]) => ({ port, to }))) ? { endsUnnamed: true } : {}),
    ...(start?.kind === 'start' && start.form !== undefined ? { startForm: start.form, startWaits: start.roles.length > 0 } : {}),
  };
}

/** The version each call is pinned to, by the id of its node or handler. A call of itself needs no pin: a run stays on its own version. */
function pinsOf(draft: Draft, context: CompileContext): ReadonlyMap<string, PublishedVersion> {
  const pins = new Map<string, PublishedVersion>();
  for (const call of callsOf(draft)) {
    if (call.protocol === draft.key) continue;
    const version = context.published(call.protocol, call.version);
    if (version) pins.set(call.id, version);
  }
  return pins;
}

function planOf(draft: Draft, context: CompileContext, pins: ReadonlyMap<string, PublishedVersion>): Plan {
  const calls = callsOf(draft).map((call) => [call.id, pins.get(call.id)?.hash ?? 'self'] as const);
  const on = handlersOf(draft);
  const start = draft.nodes.find((n) => n.kind === 'start');
  const counted = countingOf(draft, context);
  return {
    semantics: 1,
    key: draft.key,
    version: context.version,
    title: draft.title,
    ...(draft.startsAt !== undefined ? { startsAt: draft.startsAt } : {}),
    unit: { ...context.unit, agencies: [...context.unit.agencies].sort((a, b) => (a.key < b.key ? -1 : 1)) },
    start: start?.id ?? '',
    nodes: nodesOf(draft, counted.nodes),
    ...(on.length > 0 ? { on } : {}),
    roles: keyed(draft.roles.map((role): PlanRole => ({ id: role.id, title: role.title, agencies: agenciesOf(role, context) }))),
    levels: draft.levels,
    forms: keyed(draft.forms),
    routing: routingOf(draft, [...pins.values()].map((p) => p.plan)),
    facts: Object.fromEntries(draft.facts.map((f) => [f.id, { title: f.title, when: f.when }])),
    ...(Object.keys(counted.calendars).length > 0 ? { calendars: counted.calendars } : {}),
    ...(counted.phases.length > 0 ? { phases: counted.phases.map((phase) => ({ ...phase, next: {} })) } : {}),
    ...(draft.grants !== undefined && draft.grants.length > 0 ? { grants: draft.grants } : {}),
    retention: Object.fromEntries(draft.retention.map((r) => [r.id, { keep: r.keep, reviewBefore: r.reviewBefore }])),
    calls: Object.fromEntries(calls),
  };
}

function nodesOf(draft: Draft, nodes: readonly DraftNode[]): Record<string, PlanNode> {
  const next = new Map<string, Record<string, string>>();
  for (const node of draft.nodes) next.set(node.id, {});
  for (const edge of draft.edges) {
    const ports = next.get(edge.from);
    if (ports) ports[edge.port] = edge.to;
  }
  return Object.fromEntries(nodes.map((node) => [node.id, { ...unordered(node), next: next.get(node.id) ?? {} }]));
}

/** Handlers keep the order drawn: in it they are asked. */
function handlersOf(draft: Draft): readonly PlanHandler[] {
  return (draft.on ?? []).map((handler) => {
    const edge = draft.edges.find((e) => e.from === handler.id && e.port === 'next');
    return { ...handler, cancels: [...handler.cancels].sort(), ...(edge ? { next: edge.to } : {}) };
  });
}

/** Lists of a node whose order says nothing, sorted. */
function unordered(node: DraftNode): DraftNode {
  const citations = [...node.citations].sort();
  return node.kind === 'approval' ? { ...node, citations, notDoerOf: [...node.notDoerOf].sort() } : { ...node, citations };
}

/** A role fixed to one agency, else open to all that have members in the unit; one kept for people outside it, to theirs. */
function agenciesOf({ id, agency }: Role, { unit, outside }: CompileContext): readonly string[] {
  const agencies = (outside && Object.hasOwn(outside, id) ? outside[id] : undefined) ?? unit.agencies;
  return agencies.filter((a) => agency === undefined || a.key === agency).map((a) => a.id).sort();
}

const keyed = <T extends { readonly id: string }>(items: readonly T[]): Record<string, T> => Object.fromEntries(items.map((item) => [item.id, item]));
