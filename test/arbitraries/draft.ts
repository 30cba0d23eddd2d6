// Drafts and edits of any kind. `anyDraft` is whatever the schema lets through: ids twice, refs into nothing, edges from
// ports that do not exist. `anyEdit` is one named edit of a draft with arguments that sometimes fit.
import fc from 'fast-check';
import type { Condition, Operand } from '../../protocol/condition.ts';
import { caseFactNames, compareOps } from '../../protocol/condition.ts';
import type { Cell } from '../../protocol/decision-table.ts';
import { fieldTypes, meanings, type AgencyRule, type Draft, type DraftNode, type DueTime, type Effect, type Field, type Handler, type Limit, type NodeKind, type Place } from '../../protocol/draft.ts';
import { duplicateNodes, partOf, paste } from '../../protocol/edits/clip.ts';
import { connect, disconnect } from '../../protocol/edits/edges.ts';
import { addField, addForm, deleteField, deleteForm, moveField, updateField, updateForm } from '../../protocol/edits/forms.ts';
import { addHandler, deleteHandler, newHandler, updateHandler } from '../../protocol/edits/handlers.ts';
import { freshNodeId } from '../../protocol/edits/ids.ts';
import { addNode, appendNode, deleteNode, deleteNodes, insertOnEdge, moveNodes, renameNode, updateNode } from '../../protocol/edits/nodes.ts';
import { addNote, deleteNote, newNote, updateNote } from '../../protocol/edits/notes.ts';
import { addCitation, addFact, addGrant, addLevel, addRetention, deleteCitation, deleteFact, deleteGrant, deleteLevel, deleteRetention, moveLevel, setPurpose, setStartsAt, setTitle } from '../../protocol/edits/protocol.ts';
import { replaceKind } from '../../protocol/edits/replace.ts';
import { addRole, deleteRole, updateRole } from '../../protocol/edits/roles.ts';
import { addRule, deleteRule, newRule, ruleKinds } from '../../protocol/edits/rules.ts';
import { newNode } from '../../protocol/node-defaults.ts';
import { portsOf } from '../../protocol/ports.ts';

const kinds: readonly NodeKind[] = ['start', 'task', 'approval', 'handoff', 'decision', 'split', 'join', 'wait', 'notify', 'milestone', 'each', 'table', 'service', 'call', 'end'];
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'constructor', 'toString', 'hasOwnProperty');
const ref = fc.oneof(fc.tuple(id, id).map(([x, y]) => `${x}.${y}`), id, fc.constantFrom('', '.', 'a.', '__proto__.a', 'a.b.c'));
const words = fc.constantFrom('', ' ', 'Look', 'Decide', '"quoted"', '__proto__');
const duration = fc.constantFrom('PT0S', 'PT1S', 'PT1M', 'P1D', '-P1D', 'P9Y', 'P99Y', 'soon', '', 'P1Y2M3W4DT5H6M7.8S');
const scalar = fc.oneof(id, fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const ids = fc.array(id, { maxLength: 3 });

const operand: fc.Arbitrary<Operand> = fc.oneof(
  fc.record({ kind: fc.constant('field' as const), ref }),
  fc.record({ kind: fc.constant('case' as const), name: fc.constantFrom(...caseFactNames) }),
  fc.record({ kind: fc.constant('outcome' as const), step: ref }),
  fc.record({ kind: fc.constant('value' as const), value: scalar }),
);
const op = fc.constantFrom(...compareOps);
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    fc.record({ kind: fc.constant('compare' as const), left: operand, op, right: operand }),
    fc.record({ kind: fc.constant('in' as const), left: operand, options: fc.array(scalar, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('exists' as const), ref }),
    fc.record({ kind: fc.constant('count' as const), ref, op, value: fc.integer() }),
    fc.record({ kind: fc.constant('since' as const), ref, op, duration }),
    fc.record({ kind: fc.constant('fact' as const), id }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition;
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const when = maybe(anyCondition);

const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom('open' as const, 'closed' as const, 'transferred' as const) }),
  fc.record({ kind: fc.constant('level' as const), from: fc.oneof(fc.record({ kind: fc.constant('field' as const), ref }), fc.record({ kind: fc.constant('fixed' as const), level: id })) }),
  fc.record({ kind: fc.constant('owner' as const), to: fc.constant('approver' as const) }),
  fc.record({ kind: fc.constant('retention' as const), class: id }),
);
const effects = fc.array(effect, { maxLength: 2 });
const anchor = maybe(fc.oneof(fc.record({ kind: fc.constantFrom('opened' as const, 'caseOpened' as const) }), fc.record({ kind: fc.constant('field' as const), ref })));
const working: fc.Arbitrary<DueTime> = fc.oneof(
  fc.record({ kind: fc.constant('workingDays' as const), days: fc.integer({ min: -9999, max: 9999 }), calendar: maybe(id) }),
  fc.record({ kind: fc.constant('workingTime' as const), time: duration, calendar: maybe(fc.oneof(id, ref)) }),
);
const rules = fc.array(fc.record({ due: fc.oneof(duration, working), when, from: anchor, warn: maybe(duration) }), { maxLength: 2 });
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ kind: fc.constant('due' as const), rules, escalate: fc.array(fc.record({ after: duration, notify: ids, letIn: ids, release: fc.boolean() }), { maxLength: 2 }), onOverdue: fc.constantFrom('stay' as const, 'leave' as const) }),
  fc.record({ kind: fc.constant('none' as const), reason: words }),
);

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant({ kind: 'any' as const }),
  fc.record({ kind: fc.constant('compare' as const), op, value: scalar }),
  fc.record({ kind: fc.constant('between' as const), from: fc.integer(), to: fc.integer() }),
  fc.record({ kind: fc.constant('in' as const), options: fc.array(scalar, { maxLength: 3 }) }),
);

const parts = fc.record({
  id, title: words, form: maybe(id), roles: ids, limit: maybe(limit), effects, ids, ref, duration, rules, flag: fc.boolean(),
  branches: fc.array(fc.record({ id, label: words, when, detached: fc.boolean() }), { maxLength: 3 }),
  number: fc.integer({ min: 1, max: 10 }),
  inputs: fc.array(fc.record({ id, operand }), { maxLength: 3 }),
  tableRules: fc.array(fc.record({ id, cells: fc.array(cell, { maxLength: 3 }), values: fc.array(fc.option(scalar), { maxLength: 3 }) }), { maxLength: 4 }),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function build(kind: NodeKind, p: Parts): DraftNode {
  const base = { id: p.id, title: p.title, instructions: '', citations: p.ids };
  const clock = p.limit ? { limit: p.limit } : {};
  const form = p.form === undefined ? {} : { form: p.form };
  switch (kind) {
    case 'start': return { ...base, kind, ...form, roles: p.roles, ...clock, effects: p.effects };
    case 'task': return { ...base, kind, ...form, roles: p.roles, ...clock, checklist: [], outcomes: p.branches.map((b) => ({ id: b.id, label: b.label, effects: p.effects, needsReason: p.flag })), assign: p.flag ? { kind: 'claim' } : { kind: 'doerOf', step: p.ids[0] ?? 'a' } };
    case 'approval': return { ...base, kind, seats: p.branches.map((b) => ({ id: b.id, roles: p.roles, agencies: p.ids, qualifications: [], substitutes: p.ids })), needed: p.flag ? p.number : undefined, denials: p.number, notRequester: p.flag, notOwner: p.flag, notDoerOf: [p.ref], about: p.flag ? p.ids : undefined, onApproved: p.effects, sworn: false, ...clock };
    case 'handoff': return { ...base, kind, handoff: p.flag ? 'transfer' : 'consult', kindRules: p.rules.flatMap((r) => (r.when ? [{ when: r.when, handoff: 'inform' as const }] : [])), each: p.number > 7 ? { kind: 'field', ref: p.ref } : undefined, ...form, from: p.roles, to: p.ids, package: [{ ref: p.ref, required: p.flag }], disclosure: p.flag, legalBasis: p.flag ? { kind: 'field', ref: p.ref } : undefined, expires: p.flag ? p.duration : undefined, ...clock };
    case 'decision': return { ...base, kind, branches: p.branches.map(({ detached: _detached, ...b }) => b) };
    case 'table': return { ...base, kind, hit: p.flag ? 'first' : 'collect', inputs: p.inputs, outputs: p.branches.map((b) => ({ name: b.id, label: b.label, type: p.flag ? 'boolean' : 'option', options: p.flag ? undefined : [{ id: 'a', label: 'A' }] })), rules: p.tableRules };
    case 'split': return { ...base, kind, join: p.form, branches: p.branches };
    case 'join': return { ...base, kind, first: p.flag ? p.number : undefined };
    case 'milestone': return { ...base, kind };
    case 'each': return { ...base, kind, over: p.flag ? { kind: 'field', ref: p.ref } : { kind: 'times', times: p.number }, order: p.flag ? 'inTurn' : 'together', protocol: p.number > 7 ? p.ids[0] : undefined, ...form, roles: p.roles, ...clock, checklist: [], outcomes: p.branches.map((b) => ({ id: b.id, label: b.label, effects: p.effects, needsReason: p.flag })) };
    case 'wait': return { ...base, kind, rules: p.rules, until: p.flag ? p.ref : undefined, atMost: p.flag ? p.number : undefined, events: p.branches.map((b) => ({ name: b.id, roles: p.roles })) };
    case 'notify': return { ...base, kind, to: p.roles, message: p.title, effects: p.effects };
    case 'service': return { ...base, kind, connector: p.ids[0] ?? 'a', inputs: p.inputs.map((i) => ({ name: i.id, operand: i.operand })), outputs: p.branches.map((b) => ({ name: b.id, label: b.label, type: 'boolean', required: p.flag })), attempts: p.number, every: p.duration, ...clock };
    case 'call': return { ...base, kind, protocol: p.ids[0] ?? 'a', mode: p.flag ? 'wait' : 'spawn' };
    case 'end': return { ...base, kind, outcome: p.flag ? 'done' : null, effects: p.effects, stopsOthers: p.flag };
  }
}
export const anyNode: fc.Arbitrary<DraftNode> = fc.tuple(fc.constantFrom(...kinds), parts).map(([kind, p]) => build(kind, p));

export const anyField: fc.Arbitrary<Field> = fc.record({
  name: id, label: words, type: fc.constantFrom(...fieldTypes), required: fc.boolean(), requiredWhen: when, sensitivity: fc.constant('none' as const),
  options: maybe(fc.array(fc.record({ id, label: words }), { maxLength: 3 })), means: maybe(fc.constantFrom(...meanings)),
});
const form = fc.record({ id, title: words, fields: fc.array(anyField, { maxLength: 4 }) });
const time = fc.constantFrom('00:00', '08:00', '17:00', '24:00', '24:01', 'noon', '');
const date = fc.constantFrom('2026-01-01', '2026-02-30', '2024-02-29', '', '__proto__');
const calendar = fc.record({
  key: id, title: words, lastYear: fc.integer({ min: 1970, max: 2200 }),
  weekly: fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), opens: time, closes: time }), { maxLength: 5 }),
  holidays: fc.array(fc.record({ date, title: words }), { maxLength: 3 }),
  closures: fc.array(fc.record({ from: fc.tuple(date, time).map(([d, t]) => `${d}T${t}`), to: fc.tuple(date, time).map(([d, t]) => `${d}T${t}`), title: words }), { maxLength: 2 }),
});
const port = fc.constantFrom('next', 'default', 'unknown', 'elapsed', 'overdue', 'approved', 'denied', 'accepted', 'a', 'b', 'c');

const handler: fc.Arbitrary<Handler> = fc.record({
  id, title: words, cancels: ids, protocol: maybe(id),
  when: fc.oneof(
    fc.record({ kind: fc.constant('event' as const), name: id, roles: ids }),
    fc.record({ kind: fc.constant('condition' as const), if: anyCondition }),
    fc.record({ kind: fc.constant('level' as const), change: fc.constantFrom('any' as const, 'raised' as const, 'lowered' as const), to: maybe(id) }),
  ),
});
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ kind: fc.constantFrom('start' as const, 'reportReceived' as const, 'disclosure' as const) }),
  fc.record({ kind: fc.constant('step' as const), step: ref, moment: fc.constantFrom('opened' as const, 'done' as const), port: maybe(id) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom('open' as const, 'closed' as const) }),
  fc.record({ kind: fc.constant('approval' as const), persons: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('records' as const), means: fc.constantFrom(...meanings) }),
);
const agencyRule: fc.Arbitrary<AgencyRule> = fc.oneof(
  fc.record({ id, title: words, kind: fc.constant('passes' as const), from: place, to: place, through: place, when }),
  fc.record({ id, title: words, kind: fc.constant('within' as const), from: place, to: place, within: duration, when }),
  fc.record({ id, title: words, kind: fc.constant('separate' as const), act: ref, approve: ref }),
  fc.record({ id, title: words, kind: fc.constant('cited' as const), kinds: ids }),
);

export const anyDraft: fc.Arbitrary<Draft> = fc.record({
  schemaVersion: fc.constant(1 as const), key: id, title: words, purpose: words,
  levels: fc.array(fc.record({ id, title: words, high: fc.boolean() }), { maxLength: 3 }),
  roles: fc.array(fc.record({ id, title: words, agency: maybe(id) }), { maxLength: 4 }),
  forms: fc.array(form, { maxLength: 3 }),
  facts: fc.array(fc.record({ id, title: words, when: anyCondition }), { maxLength: 3 }),
  grants: maybe(fc.array(fc.record({ id, title: words, roles: ids, fields: fc.array(ref, { maxLength: 2 }), ends: fc.oneof(fc.record({ kind: fc.constant('after' as const), after: duration }), fc.record({ kind: fc.constant('field' as const), ref })) }), { maxLength: 2 })),
  retention: fc.array(fc.record({ id, keep: fc.option(duration), reviewBefore: duration }), { maxLength: 2 }),
  citations: fc.constant([]),
  calendars: maybe(fc.array(calendar, { maxLength: 2 })),
  rules: maybe(fc.array(agencyRule, { maxLength: 2 })),
  nodes: fc.array(anyNode, { maxLength: 12 }),
  edges: fc.array(fc.record({ id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'x', 'y'), from: id, port, to: id }), { maxLength: 24 }),
  layout: fc.constant({}),
  on: maybe(fc.array(handler, { maxLength: 2 })),
  notes: maybe(fc.array(fc.record({ id, text: words }), { maxLength: 2 })),
});

export interface NamedEdit {
  readonly name: string;
  readonly apply: (draft: Draft) => Draft;
}
/** One edit; numbers choose among what the draft has at that moment. */
export const anyEdit: fc.Arbitrary<NamedEdit> = fc
  .record({ name: fc.constantFrom('addNode', 'appendNode', 'insertOnEdge', 'connect', 'disconnect', 'deleteNode', 'deleteNodes', 'moveNodes', 'renameNode', 'updateNode', 'duplicateNodes', 'paste', 'replaceKind', 'settings', 'note', 'form', 'field', 'role', 'level', 'handler', 'setTitle'), a: fc.nat(1000), b: fc.nat(1000), kind: fc.constantFrom(...kinds), title: words, field: anyField, node: anyNode })
  .map(({ name, a, b, kind, title, field, node }) => ({
    name,
    apply: (draft: Draft): Draft => {
      const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
      const [from, to] = [at(draft.nodes, a), at(draft.nodes, b)];
      const fresh = newNode(kind, freshNodeId(draft, kind));
      const ports = from ? portsOf(from) : [];
      const formId = at(draft.forms, a)?.id ?? 'a';
      const fieldName = at(draft.forms.find((f) => f.id === formId)?.fields ?? [], b)?.name ?? 'a';
      switch (name) {
        case 'addNode': return addNode(draft, { node: fresh, at: { x: a, y: b } });
        case 'appendNode': return appendNode(draft, { from: from?.id ?? '', port: b % 3 === 0 ? undefined : at(ports, b)?.id, node: fresh, at: { x: a, y: b } });
        case 'insertOnEdge': return insertOnEdge(draft, { edge: at(draft.edges, a)?.id ?? '', node: fresh });
        case 'connect': return connect(draft, { from: from?.id ?? '', port: at(ports, b)?.id ?? 'nowhere', to: to?.id ?? '' });
        case 'disconnect': return disconnect(draft, at(draft.edges, a)?.id ?? '');
        case 'deleteNode': return deleteNode(draft, from?.id ?? '');
        case 'deleteNodes': return deleteNodes(draft, [from?.id ?? '', to?.id ?? '']);
        case 'moveNodes': return moveNodes(draft, { [from?.id ?? '']: { x: a + 0.4, y: b } });
        case 'renameNode': return renameNode(draft, from?.id ?? '', title);
        case 'updateNode': return updateNode(draft, { ...node, id: from?.id ?? 'a' });
        case 'duplicateNodes': return duplicateNodes(draft, [from?.id ?? '', to?.id ?? '']).draft;
        case 'paste': return paste(draft, { ...partOf(draft, [from?.id ?? '', to?.id ?? '']), ...(a % 2 === 0 ? { key: 'another' } : {}) }, { at: { x: a, y: b } }).draft;
        case 'replaceKind': return replaceKind(draft, from?.id ?? '', kind).draft;
        case 'settings': return settings(draft, { n: a, id: node.id, title });
        case 'note': return [addNote(draft, { note: newNote(draft), at: { x: a, y: b } }), updateNote(draft, { id: at(draft.notes ?? [], b)?.id ?? '', text: title }), deleteNote(draft, at(draft.notes ?? [], b)?.id ?? '')][a % 3] ?? draft;
        case 'form': return a % 3 === 0 ? deleteForm(draft, formId) : a % 3 === 1 ? updateForm(draft, formId, { id: node.id, title }) : addForm(draft, { id: node.id, title, fields: [field] });
        case 'field': return [addField(draft, formId, field), updateField(draft, { form: formId, name: fieldName }, field), moveField(draft, { form: formId, name: fieldName }, b), deleteField(draft, { form: formId, name: fieldName })][a % 4] ?? draft;
        case 'role': return [addRole(draft, { id: node.id, title }), updateRole(draft, at(draft.roles, b)?.id ?? '', { id: node.id, title }), deleteRole(draft, at(draft.roles, b)?.id ?? '')][a % 3] ?? draft;
        case 'level': return [addLevel(draft, { id: node.id, title, high: false }), moveLevel(draft, at(draft.levels, b)?.id ?? '', a), deleteLevel(draft, at(draft.levels, b)?.id ?? '')][a % 3] ?? draft;
        case 'handler': {
          const known = at(draft.on ?? [], b);
          const made = newHandler(draft);
          return [addHandler(draft, { handler: made, at: { x: a, y: b } }), connect(draft, { from: known?.id ?? '', port: 'next', to: to?.id ?? '' }), known ? updateHandler(draft, { ...known, title, cancels: [from?.id ?? 'a'] }) : draft, deleteHandler(draft, known?.id ?? '')][a % 4] ?? draft;
        }
        case 'setTitle': return setTitle(draft, title);
      }
    },
  }));

/** What a protocol says of itself besides its steps. */
function settings(draft: Draft, { n, id: item, title }: { readonly n: number; readonly id: string; readonly title: string }): Draft {
  const acts: readonly (() => Draft)[] = [
    () => setPurpose(draft, title), () => setStartsAt(draft, n % 2 === 0 ? 'danger' : undefined),
    () => addFact(draft, { id: item, title, when: { kind: 'any', of: [] } }), () => deleteFact(draft, item),
    () => addRetention(draft, { id: item, keep: null, reviewBefore: 'P0D' }), () => deleteRetention(draft, item),
    () => addCitation(draft, { id: item, text: title, kind: 'policy' }), () => deleteCitation(draft, item),
    () => addGrant(draft, { id: item, title, roles: [], fields: [], ends: { kind: 'after', after: 'P1D' } }), () => deleteGrant(draft, item),
    () => addRule(draft, newRule(draft, ruleKinds[n % ruleKinds.length] ?? 'cited')), () => deleteRule(draft, draft.rules?.[0]?.id ?? ''),
  ];
  return acts[n % acts.length]?.() ?? draft;
}
