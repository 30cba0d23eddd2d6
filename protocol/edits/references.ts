// Rewriting what a draft says about something that got another name. One walk over all places, so that renaming a field
// cannot forget one.
import type { Condition, Operand } from '../condition.ts';
import type { AgencyRule, Anchor, Draft, DraftNode, Effect, LegalBasis, Limit, LimitRule, Place } from '../draft.ts';

/** `ref` is "form.field"; `step` a step of this protocol, or "protocol.step" of another. */
interface Rename {
  readonly ref: (ref: string) => string;
  readonly step: (step: string) => string;
}
const asItIs = (word: string): string => word;

/** Every "form.field" in conditions, anchors, effects, packages and legal bases, rewritten. */
export function mapRefs(draft: Draft, ref: (ref: string) => string): Draft {
  return mapAll(draft, { ref, step: asItIs });
}

/** Every mention of a step, its edges and its place included; what a step works out ("step.field") goes with it. */
export function mapSteps(draft: Draft, step: (step: string) => string): Draft {
  const forms = new Set(draft.forms.map((f) => f.id));
  const ref = (whole: string): string => {
    const dot = whole.indexOf('.');
    const head = dot < 0 ? whole : whole.slice(0, dot);
    return forms.has(head) ? whole : `${step(head)}${whole.slice(head.length)}`;
  };
  const all = mapAll(draft, { ref, step });
  return {
    ...all,
    nodes: all.nodes.map((n) => stepsOfNode({ ...n, id: step(n.id) }, step)),
    edges: all.edges.map((e) => ({ ...e, from: step(e.from), to: step(e.to) })),
    ...(all.on ? { on: all.on.map((h) => ({ ...h, id: step(h.id), cancels: h.cancels.map(step) })) } : {}),
    layout: Object.fromEntries(Object.entries(all.layout).map(([id, place]) => [step(id), place])),
  };
}

function mapAll(draft: Draft, rename: Rename): Draft {
  return {
    ...draft,
    forms: draft.forms.map((form) => ({ ...form, fields: form.fields.map((f) => (f.requiredWhen ? { ...f, requiredWhen: condition(f.requiredWhen, rename) } : f)) })),
    facts: draft.facts.map((fact) => ({ ...fact, when: condition(fact.when, rename) })),
    ...(draft.on ? { on: draft.on.map((h) => (h.when.kind === 'condition' ? { ...h, when: { ...h.when, if: condition(h.when.if, rename) } } : h)) } : {}),
    ...(draft.rules ? { rules: draft.rules.map((r) => agencyRule(r, rename)) } : {}),
    ...(draft.grants ? { grants: draft.grants.map((g) => ({ ...g, fields: g.fields.map(rename.ref), ends: g.ends.kind === 'field' ? { ...g.ends, ref: rename.ref(g.ends.ref) } : g.ends })) } : {}),
    ...(draft.phases ? { phases: draft.phases.map((p) => (p.limit ? { ...p, limit: { ...p.limit, rules: p.limit.rules.map((r) => rule(r, rename)) } } : p)) } : {}),
    nodes: draft.nodes.map((n) => node(n, rename)),
  };
}

/** Every mention of a form by its id, and every ref into it. */
export function mapForm(draft: Draft, from: string, to: string): Draft {
  const forms = (id: string): string => (id === from ? to : id);
  const refs = mapRefs(draft, (ref) => (ref.startsWith(`${from}.`) ? `${to}${ref.slice(from.length)}` : ref));
  return {
    ...refs,
    ...(refs.grants ? { grants: refs.grants.map((g) => ({ ...g, fields: g.fields.map(forms) })) } : {}),
    nodes: refs.nodes.map((n) => {
      if ((n.kind === 'start' || n.kind === 'task' || n.kind === 'each') && n.form !== undefined) return { ...n, form: forms(n.form) };
      if (n.kind === 'approval' && n.about) return { ...n, about: n.about.map(forms) };
      if (n.kind === 'handoff') return { ...n, ...(n.form !== undefined ? { form: forms(n.form) } : {}), ...(n.joint ? { joint: n.joint.map(forms) } : {}), package: n.package.map((item) => ({ ...item, ref: forms(item.ref) })) };
      return n;
    }),
  };
}

/** Every list of roles a draft has. */
export function mapRoles(draft: Draft, change: (roles: string[]) => string[]): Draft {
  const on = draft.on?.map((h) => (h.when.kind === 'event' ? { ...h, when: { ...h.when, roles: change(h.when.roles) } } : h));
  return { ...draft, ...(on ? { on } : {}), ...(draft.grants ? { grants: draft.grants.map((g) => ({ ...g, roles: change(g.roles) })) } : {}), ...(draft.phases ? { phases: draft.phases.map((p) => (p.limit ? { ...p, limit: { ...p.limit, escalate: p.limit.escalate.map((e) => ({ ...e, notify: change(e.notify) })) } } : p)) } : {}), nodes: draft.nodes.map((n) => rolesOfNode(n, change)) };
}

// helpers

function agencyRule(r: AgencyRule, rename: Rename): AgencyRule {
  if (r.kind === 'separate') return { ...r, act: rename.step(r.act), approve: rename.step(r.approve) };
  if (r.kind === 'cited') return r;
  const at = (place: Place): Place => (place.kind === 'step' ? { ...place, step: rename.step(place.step) } : place);
  const asked = { ...r, from: at(r.from), to: at(r.to), ...(r.when ? { when: condition(r.when, rename) } : {}) };
  return asked.kind === 'passes' ? { ...asked, through: at(asked.through) } : asked;
}

function stepsOfNode(n: DraftNode, step: Rename['step']): DraftNode {
  switch (n.kind) {
    case 'split': return n.join === undefined ? n : { ...n, join: step(n.join) };
    case 'task': return n.assign.kind === 'doerOf' ? { ...n, assign: { kind: 'doerOf', step: step(n.assign.step) } } : n;
    case 'approval': return { ...n, notDoerOf: n.notDoerOf.map(step) };
    default: return n;
  }
}

function rolesOfNode(n: DraftNode, change: (roles: string[]) => string[]): DraftNode {
  switch (n.kind) {
    case 'start':
    case 'each':
    case 'task': return { ...n, roles: change(n.roles), ...limitRoles(n.limit, change) };
    case 'approval': return { ...n, seats: n.seats.map((s) => ({ ...s, roles: change(s.roles), substitutes: change(s.substitutes) })), ...limitRoles(n.limit, change) };
    case 'handoff': return { ...n, from: change(n.from), to: change(n.to), ...limitRoles(n.limit, change) };
    case 'notify': return { ...n, to: change(n.to) };
    case 'wait': return { ...n, events: n.events.map((e) => ({ ...e, roles: change(e.roles) })) };
    default: return n;
  }
}

function limitRoles(limit: Limit | undefined, change: (roles: string[]) => string[]): { limit?: Limit } {
  if (limit?.kind !== 'due') return limit ? { limit } : {};
  return { limit: { ...limit, escalate: limit.escalate.map((e) => ({ ...e, notify: change(e.notify), letIn: change(e.letIn) })) } };
}

function node(n: DraftNode, rename: Rename): DraftNode {
  switch (n.kind) {
    case 'start': return { ...n, effects: effects(n.effects, rename), ...limitRefs(n.limit, rename) };
    case 'task': return { ...n, outcomes: n.outcomes.map((o) => ({ ...o, effects: effects(o.effects, rename) })), ...limitRefs(n.limit, rename) };
    case 'each':
      return {
        ...n,
        ...(n.over.kind === 'field' ? { over: { kind: 'field', ref: rename.ref(n.over.ref) } } : {}),
        outcomes: n.outcomes.map((o) => ({ ...o, effects: effects(o.effects, rename) })),
        ...limitRefs(n.limit, rename),
      };
    case 'approval': return { ...n, onApproved: effects(n.onApproved, rename), ...limitRefs(n.limit, rename) };
    case 'handoff':
      return {
        ...n,
        package: n.package.map((item) => ({ ...item, ref: rename.ref(item.ref) })),
        ...(n.kindRules ? { kindRules: n.kindRules.map((r) => ({ ...r, when: condition(r.when, rename) })) } : {}),
        ...(n.joint ? { joint: n.joint.map(rename.ref) } : {}),
        ...(n.each?.kind === 'field' ? { each: { kind: 'field', ref: rename.ref(n.each.ref) } } : {}),
        ...basisRef(n.legalBasis, rename),
        ...limitRefs(n.limit, rename),
      };
    case 'decision': return { ...n, branches: n.branches.map((b) => (b.when ? { ...b, when: condition(b.when, rename) } : b)) };
    case 'service': return { ...n, inputs: n.inputs.map((input) => ({ ...input, operand: operand(input.operand, rename) })), ...limitRefs(n.limit, rename) };
    case 'table': return { ...n, inputs: n.inputs.map((input) => ({ ...input, operand: operand(input.operand, rename) })) };
    case 'split': return { ...n, branches: n.branches.map((b) => (b.when ? { ...b, when: condition(b.when, rename) } : b)) };
    case 'wait': return { ...n, rules: n.rules.map((r) => rule(r, rename)), ...(n.until !== undefined ? { until: rename.ref(n.until) } : {}) };
    case 'notify': return { ...n, ...basisRef(n.legalBasis, rename), effects: effects(n.effects, rename) };
    case 'end': return { ...n, effects: effects(n.effects, rename) };
    case 'join':
    case 'milestone':
    case 'call': return n;
  }
}

function limitRefs(limit: Limit | undefined, rename: Rename): { limit?: Limit } {
  if (limit?.kind !== 'due') return limit ? { limit } : {};
  return { limit: { ...limit, rules: limit.rules.map((r) => rule(r, rename)) } };
}

function basisRef(basis: LegalBasis | undefined, rename: Rename): { legalBasis?: LegalBasis } {
  return basis?.kind === 'field' ? { legalBasis: { kind: 'field', ref: rename.ref(basis.ref) } } : {};
}

function rule(r: LimitRule, rename: Rename): LimitRule {
  const from: Anchor | undefined = r.from?.kind === 'field' ? { kind: 'field', ref: rename.ref(r.from.ref) } : r.from;
  return { ...r, ...(r.when ? { when: condition(r.when, rename) } : {}), ...(from ? { from } : {}) };
}

const effects = (list: Effect[], rename: Rename): Effect[] =>
  list.map((e) => (e.kind === 'level' && e.from.kind === 'field' ? { ...e, from: { kind: 'field', ref: rename.ref(e.from.ref) } } : e.kind === 'raise' ? { ...e, case: rename.ref(e.case) } : e));

function condition(c: Condition, rename: Rename): Condition {
  switch (c.kind) {
    case 'all':
    case 'any': return { ...c, of: c.of.map((part) => condition(part, rename)) };
    case 'not': return { ...c, of: condition(c.of, rename) };
    case 'compare': return { ...c, left: operand(c.left, rename), right: operand(c.right, rename) };
    case 'in': return { ...c, left: operand(c.left, rename) };
    case 'exists':
    case 'count':
    case 'since': return { ...c, ref: rename.ref(c.ref) };
    case 'fact': return c;
  }
}
const operand = (o: Operand, rename: Rename): Operand => (o.kind === 'field' ? { ...o, ref: rename.ref(o.ref) } : o.kind === 'outcome' ? { ...o, step: rename.step(o.step) } : o);
