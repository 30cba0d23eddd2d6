// What steps mention of the rest of their protocol: fields, roles, facts, levels, sources. What is copied elsewhere takes it
// along or says that it is missing, so nothing may be forgotten here; refs and roles are heard from the walk that renames them.
import type { Draft } from '../draft.ts';
import { conditionsOf, effectsOf, limitRulesOf, operandsOf, partsOf } from '../rules/places.ts';
import { formOn } from '../node-parts.ts';
import { mapRefs, mapRoles } from './references.ts';

export interface Mentions {
  /** "form.field", and forms that are handed on whole. */
  readonly refs: ReadonlySet<string>;
  /** Forms that are filled in, or approved, at one of the steps. */
  readonly forms: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly retention: ReadonlySet<string>;
  readonly citations: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
  /** Steps whose outcome is asked for, or whose doer. */
  readonly steps: ReadonlySet<string>;
}

export function mentionsOf(draft: Draft): Mentions {
  const [refs, roles] = [new Set<string>(), new Set<string>()];
  mapRefs(draft, (ref) => {
    refs.add(ref);
    return ref;
  });
  mapRoles(draft, (list) => {
    for (const role of list) roles.add(role);
    return list;
  });
  const conditions = conditionsOf(draft).map((place) => place.condition);
  const effects = draft.nodes.flatMap((node) => effectsOf(node).map((place) => place.effect));
  return {
    refs,
    roles,
    forms: new Set(draft.nodes.flatMap((n) => [...(formOn(n) === undefined ? [] : [formOn(n) as string]), ...(n.kind === 'approval' ? (n.about ?? []) : [])])),
    facts: new Set(conditions.flatMap(partsOf).flatMap((part) => (part.kind === 'fact' ? [part.id] : []))),
    levels: new Set([
      ...effects.flatMap((e) => (e.kind === 'level' && e.from.kind === 'fixed' ? [e.from.level] : [])),
      ...(draft.on ?? []).flatMap(({ when }) => (when.kind === 'level' && when.to !== undefined ? [when.to] : [])),
      ...conditions.flatMap(partsOf).flatMap((part) => (part.kind === 'compare' && part.left.kind === 'case' && part.left.name === 'level' && part.right.kind === 'value' ? [String(part.right.value)] : [])),
    ]),
    retention: new Set([...effects.flatMap((e) => (e.kind === 'retention' ? [e.class] : [])), ...draft.forms.flatMap((f) => f.fields.flatMap((x) => x.retention ?? []))]),
    citations: new Set(draft.nodes.flatMap((n) => n.citations)),
    calendars: new Set(draft.nodes.flatMap((n) => limitRulesOf(n).flatMap(({ rule }) => (typeof rule.due === 'string' ? [] : (rule.due.calendar ?? []))))),
    steps: new Set([
      ...conditions.flatMap(operandsOf).flatMap((o) => (o.kind === 'outcome' ? [o.step] : [])),
      ...draft.nodes.flatMap((n) => (n.kind === 'approval' ? n.notDoerOf : n.kind === 'task' && n.assign.kind === 'doerOf' ? [n.assign.step] : [])),
    ]),
  };
}
