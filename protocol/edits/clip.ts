// Copying steps, within a protocol and from one to another. What is copied is itself a draft: the steps, the ways among them,
// and what they mention. Pasted steps get ids of their own; what they need and the protocol has not comes along, and what
// cannot come along (a role of another unit, a level, a step outside) is named, because only a person knows what is meant.
import type { Draft, DraftNode, Field, Form, Handler } from '../draft.ts';
import { shapeOf } from '../node-parts.ts';
import { freshEdgeId, freshId } from './ids.ts';
import { mentionsOf, type Mentions } from './mentions.ts';
import { withoutJoin, type Point } from './nodes.ts';
import { mapSteps } from './references.ts';

export interface Pasted {
  readonly draft: Draft;
  /** The new steps, handlers and notes, in the order of those they were copied from. */
  readonly ids: readonly string[];
  /** What they mention and this protocol does not have, each as a sentence. */
  readonly missing: readonly string[];
}

/** The part of a draft that these steps and handlers are, with all they mention. */
export function partOf(draft: Draft, ids: readonly string[]): Draft {
  const chosen = new Set(ids);
  const on = (draft.on ?? []).filter((h) => chosen.has(h.id));
  const notes = (draft.notes ?? []).filter((n) => chosen.has(n.id));
  const steps: Draft = {
    schemaVersion: draft.schemaVersion, key: draft.key, title: draft.title, purpose: '', levels: [], roles: [], forms: [], facts: [], retention: [], citations: [],
    nodes: draft.nodes.filter((n) => chosen.has(n.id)),
    edges: draft.edges.filter((e) => chosen.has(e.from) && chosen.has(e.to)),
    ...(on.length > 0 ? { on } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    layout: Object.fromEntries(Object.entries(draft.layout).filter(([id]) => chosen.has(id))),
  };
  const asked = withAsked(draft, steps);
  const found = mentionsOf(asked);
  const calendars = (draft.calendars ?? []).filter((c) => found.calendars.has(c.key));
  return {
    ...asked,
    levels: draft.levels.filter((l) => found.levels.has(l.id)),
    roles: draft.roles.filter((r) => found.roles.has(r.id)),
    retention: draft.retention.filter((r) => found.retention.has(r.id)),
    citations: draft.citations.filter((c) => found.citations.has(c.id)),
    ...(calendars.length > 0 ? { calendars } : {}),
  };
}

/**
 * Puts copied steps in, their upper left corner at `at` (none: a little aside of where they stood). `mayAddRole` says which
 * roles the unit has.
 */
export function paste(draft: Draft, part: Draft, { at, mayAddRole = () => true }: { readonly at?: Point; readonly mayAddRole?: (role: string) => boolean } = {}): Pasted {
  const isSecondStart = (n: DraftNode): boolean => n.kind === 'start' && draft.nodes.some((m) => m.kind === 'start');
  const nodes = part.nodes.filter((n, i) => !isSecondStart(n) && part.nodes.findIndex((m) => m.id === n.id) === i);
  const ids = freshIds(draft, [...nodes, ...(part.on ?? []), ...(part.notes ?? [])]);
  const known = new Set([...(part.key === draft.key ? draft.nodes.map((n) => n.id) : []), ...ids.values()]);
  const layout = Object.fromEntries(Object.entries(part.layout).filter(([id]) => ids.has(id)));
  const copy = mapSteps({ ...part, nodes, edges: part.edges.filter((e) => ids.has(e.from) && ids.has(e.to)), rules: [], layout }, (step) => ids.get(step) ?? step);
  const titles = new Set(draft.nodes.map((n) => n.title));
  const pasted = copy.nodes.map((n) => ({ ...rooted(n, known, new Set(ids.values())), title: freshTitle(titles, n.title) }));
  const handlers = (copy.on ?? []).map((h): Handler => ({ ...h, cancels: h.cancels.filter((step) => known.has(step)) }));
  const notes = (part.notes ?? []).map((n) => ({ ...n, id: ids.get(n.id) ?? n.id }));
  const base = withMentioned(draft, part, mayAddRole);
  let result: Draft = { ...base.draft, nodes: [...base.draft.nodes, ...pasted], layout: { ...draft.layout, ...placedAt(draft, copy, at) }, ...(handlers.length > 0 ? { on: [...(draft.on ?? []), ...handlers] } : {}), ...(notes.length > 0 ? { notes: [...(draft.notes ?? []), ...notes] } : {}) };
  for (const e of copy.edges) result = { ...result, edges: [...result.edges, { ...e, id: freshEdgeId(result) }] };
  const left = part.nodes.filter(isSecondStart).map((n) => `“${n.title}” is left out, because a protocol has one start`);
  return { draft: pasted.length + handlers.length + notes.length === 0 ? draft : result, ids: [...ids.values()], missing: [...left, ...base.missing, ...stepsMissing(part, ids, draft)] };
}

/** Copies steps a little aside, with the ways among them. A start is never copied: a protocol has one. */
export function duplicateNodes(draft: Draft, ids: readonly string[]): Pasted {
  return paste(draft, partOf(draft, ids.filter((id) => !draft.nodes.some((n) => n.id === id && n.kind === 'start'))));
}

// helpers

/** Facts and forms the steps ask for; these may ask for more. Of a form that is only read, the fields that are read. */
function withAsked(draft: Draft, steps: Draft): Draft {
  for (let part = steps; ; ) {
    const found = mentionsOf(part);
    const facts = draft.facts.filter((f) => found.facts.has(f.id));
    const forms = draft.forms.flatMap((form): Form[] => {
      if (found.forms.has(form.id) || found.refs.has(form.id)) return [form];
      const fields = form.fields.filter((f) => found.refs.has(`${form.id}.${f.name}`));
      return fields.length === 0 ? [] : [{ ...form, fields }];
    });
    const count = (d: Draft): number => d.facts.length + d.forms.reduce((sum, f) => sum + 1 + f.fields.length, 0);
    const next = { ...steps, facts, forms };
    if (count(next) === count(part)) return next;
    part = next;
  }
}

function freshIds(draft: Draft, copied: readonly { readonly id: string }[]): ReadonlyMap<string, string> {
  const taken = new Set([...draft.nodes, ...(draft.on ?? []), ...(draft.notes ?? []), ...draft.forms].map((n) => n.id).concat(Object.keys(draft.layout)));
  const ids = new Map<string, string>();
  for (const { id } of copied) {
    if (ids.has(id)) continue;
    const fresh = taken.has(id) ? freshId(taken, id.replace(/_\d+$/, '')) : id;
    taken.add(fresh);
    ids.set(id, fresh);
  }
  return ids;
}

function freshTitle(taken: Set<string>, title: string): string {
  const stem = title.replace(/ \d+$/, '');
  let fresh = title;
  for (let n = 2; taken.has(fresh); n++) fresh = `${stem.slice(0, 195)} ${n}`;
  taken.add(fresh);
  return fresh;
}

/** Without what stands at no step of this protocol. A join serves one split, so a copied split keeps only a join that was copied with it. */
function rooted(node: DraftNode, known: ReadonlySet<string>, copied: ReadonlySet<string>): DraftNode {
  if (node.kind === 'split' && node.join !== undefined && !copied.has(node.join)) return withoutJoin(node, node.join);
  if (node.kind === 'task' && node.assign.kind === 'doerOf' && !known.has(node.assign.step)) return { ...node, assign: { kind: 'claim' } };
  if (node.kind === 'approval') return { ...node, notDoerOf: node.notDoerOf.filter((step) => known.has(step) || step.includes('.')) };
  return node;
}

function withMentioned(draft: Draft, part: Draft, mayAddRole: (role: string) => boolean): { readonly draft: Draft; readonly missing: readonly string[] } {
  const found = mentionsOf(part);
  const more = <T extends { readonly id: string }>(own: readonly T[], theirs: readonly T[]): T[] => [...own, ...theirs.filter((x) => !own.some((o) => o.id === x.id))];
  const title = (list: readonly { readonly id: string; readonly title: string }[], id: string): string => list.find((x) => x.id === id)?.title || id;
  const forms = mergedForms(draft, part);
  const calendars = [...(draft.calendars ?? []), ...(part.calendars ?? []).filter((c) => !draft.calendars?.some((o) => o.key === c.key))];
  const roles = more(draft.roles, part.roles.filter((r) => mayAddRole(r.id)));
  return {
    draft: { ...draft, forms: forms.forms, roles, facts: more(draft.facts, part.facts), retention: more(draft.retention, part.retention), citations: more(draft.citations, part.citations), ...(calendars.length > 0 ? { calendars } : {}) },
    missing: [
      ...[...found.roles].filter((id) => !roles.some((r) => r.id === id)).map((id) => `the role “${title(part.roles, id)}” is no role of this unit`),
      ...[...found.levels].filter((id) => !draft.levels.some((l) => l.id === id)).map((id) => `the level “${title(part.levels, id)}” is not among the levels of this protocol`),
      ...forms.missing,
    ],
  };
}

/** A form with the same id is the same form: case data is one tree. It gets the fields it lacks; one of another type stays as it is. */
function mergedForms(draft: Draft, part: Draft): { readonly forms: Form[]; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const lacking = (own: Form, theirs: Form): Field[] => theirs.fields.filter((field) => {
    const here = own.fields.find((f) => f.name === field.name);
    if (here && here.type !== field.type) missing.push(`the field “${field.label || field.name}” of the form “${own.title || own.id}” is of another type here`);
    return here === undefined;
  });
  const own = draft.forms.map((form) => {
    const theirs = part.forms.find((f) => f.id === form.id);
    const fields = theirs ? lacking(form, theirs) : [];
    return fields.length === 0 ? form : { ...form, fields: [...form.fields, ...fields] };
  });
  return { forms: [...own, ...part.forms.filter((f) => !draft.forms.some((o) => o.id === f.id))], missing };
}

function stepsMissing(part: Draft, ids: ReadonlyMap<string, string>, draft: Draft): readonly string[] {
  const found: Mentions = mentionsOf(part);
  const here = (step: string): boolean => step.includes('.') || ids.has(step) || (part.key === draft.key && draft.nodes.some((n) => n.id === step));
  const fieldOf = (ref: string): boolean => ref.includes('.') && !here(ref.slice(0, ref.indexOf('.'))) && !shapeOf({ forms: [...draft.forms, ...part.forms], nodes: [...draft.nodes, ...part.nodes] }, ref.slice(0, ref.indexOf('.')));
  return [...[...found.steps].filter((step) => !here(step)).map((step) => `they mention the step “${step}”, which was not copied`), ...[...found.refs].filter(fieldOf).map((ref) => `they read “${ref}”, which is not recorded here`)];
}

function placedAt(draft: Draft, copy: Draft, at: Point | undefined): Draft['layout'] {
  const places = Object.entries(copy.layout);
  if (places.length === 0) return {};
  const [left, top] = [Math.min(...places.map(([, p]) => p.x)), Math.min(...places.map(([, p]) => p.y))];
  const taken = Object.values(draft.layout);
  let [dx, dy] = at ? [Math.round(at.x - left), Math.round(at.y - top)] : [40, 40];
  // Pasted twice, the second does not hide the first.
  while (places.some(([, p]) => taken.some((t) => t.x === p.x + dx && t.y === p.y + dy))) [dx, dy] = [dx + 40, dy + 40];
  return Object.fromEntries(places.map(([id, p]) => [id, { x: p.x + dx, y: p.y + dy }]));
}
