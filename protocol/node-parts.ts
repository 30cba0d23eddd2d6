// What several kinds of node have in common, asked in one place: the form a person fills in there, and the fields a step
// works out by itself, which stand in the case's data beside the fields of forms.
import { asksNothing } from './decision-table.ts';
import type { Draft, DraftNode, Field, Form, HandoffKind, Handler } from './draft.ts';

/** The form a person fills in at this step. */
export function formOn(node: DraftNode): string | undefined {
  switch (node.kind) {
    case 'start':
    case 'task': return node.form;
    case 'each': return node.protocol === undefined ? node.form : undefined;
    case 'handoff': return node.each === undefined && handoffKindsOf(node).includes('consult') ? node.form : undefined;
    default: return undefined;
  }
}

/** Every kind a handoff can be offered as; what its conditions decide comes first. */
export const handoffKindsOf = (node: { readonly handoff: HandoffKind; readonly kindRules?: readonly { readonly handoff: HandoffKind }[] | undefined }): readonly HandoffKind[] => [...new Set([...(node.kindRules ?? []).map((r) => r.handoff), node.handoff])];

/** The outcomes a person chooses from at this step. */
export function outcomesOn(node: DraftNode): Extract<DraftNode, { kind: 'task' }>['outcomes'] | undefined {
  return node.kind === 'task' || (node.kind === 'each' && node.protocol === undefined) ? node.outcomes : undefined;
}

/** The roles that do a step: who may fill, decide, receive. */
export function rolesOn(node: DraftNode): readonly string[] {
  switch (node.kind) {
    case 'start':
    case 'task': return node.roles;
    case 'each': return node.protocol === undefined ? node.roles : [];
    case 'approval': return [...new Set(node.seats.flatMap((seat) => seat.roles))];
    case 'handoff':
    case 'notify': return node.to;
    default: return [];
  }
}

/** Can there be an open step of this node, which somebody or something ends later? */
export const mayBeOpen = (node: Pick<DraftNode, 'kind'>): boolean => !['decision', 'split', 'join', 'notify', 'milestone', 'end', 'table'].includes(node.kind);

/** The protocol that is run at this step. */
export function calledBy(node: DraftNode): { readonly protocol: string; readonly version?: number | undefined } | undefined {
  if (node.kind === 'call') return node;
  return node.kind === 'each' && node.protocol !== undefined ? { protocol: node.protocol, version: node.version } : undefined;
}

export interface Call {
  readonly id: string; // of the step or handler
  readonly title: string;
  readonly protocol: string;
  readonly version?: number | undefined;
}
/** Every call of another protocol in a draft, those of handlers included. */
export function callsOf(draft: Pick<Draft, 'nodes' | 'on'>): readonly Call[] {
  const called = (of: { readonly id: string; readonly title: string }, call: ReturnType<typeof calledBy>): Call[] => (call ? [{ id: of.id, title: of.title, protocol: call.protocol, version: call.version }] : []);
  return [...draft.nodes.flatMap((node) => called(node, calledBy(node))), ...(draft.on ?? []).flatMap((handler) => called(handler, handler.protocol === undefined ? undefined : { protocol: handler.protocol, version: handler.version }))];
}

/** Every event a wait or a handler accepts. */
export function eventsOf(source: { readonly nodes: Source['nodes']; readonly on?: readonly Handler[] | undefined }): readonly { readonly name: string; readonly label?: string | undefined; readonly roles: readonly string[] }[] {
  const nodes = isList(source.nodes) ? source.nodes : Object.values(source.nodes);
  return [...nodes.flatMap((node) => (node.kind === 'wait' ? node.events : [])), ...(source.on ?? []).flatMap(({ when }) => (when.kind === 'event' ? [when] : []))];
}

/** The fields a step works out, as a form of its own: "step.field". Undefined: it works out none. */
export function computedForm(node: DraftNode): Form | undefined {
  if (node.kind === 'table') return { id: node.id, title: node.title, fields: node.outputs.map((output, i) => tableField(node, output, i)) };
  if (node.kind === 'service') return { id: node.id, title: node.title, fields: node.outputs.map(({ options, ...output }) => ({ ...output, ...(options ? { options } : {}), sensitivity: 'none' })) };
  const count = (name: string, label: string): Field => ({ name, label, type: 'integer', required: true, sensitivity: 'none' });
  if (node.kind === 'handoff' && node.each) return { id: node.id, title: node.title, fields: [count('places', 'number of places'), count('accepted', 'number who accepted'), count('declined', 'number who declined'), count('noAnswer', 'number who stayed silent')] };
  if (node.kind !== 'each') return undefined;
  return {
    id: node.id, title: node.title,
    fields: [count('items', 'number of items'), ...(outcomesOn(node) ?? []).map((o) => count(o.id, `number with “${o.label || o.id}”`)), count('cancelled', 'number cancelled')],
  };
}

/** Certain where every row says it and the last applies to whatever is recorded; collected answers are a list, which may be empty. */
function tableField(table: Extract<DraftNode, { kind: 'table' }>, output: Extract<DraftNode, { kind: 'table' }>['outputs'][number], index: number): Field {
  const isCertain = table.hit === 'collect' || (table.rules.some(asksNothing) && table.rules.every((rule) => rule.values[index] !== undefined && rule.values[index] !== null));
  const type = table.hit === 'collect' ? 'options' : output.type;
  return { name: output.name, label: output.label, type, ...(output.options ? { options: output.options } : {}), required: isCertain, sensitivity: 'none' };
}

/** A form of the protocol, or the fields one of its steps works out. */
export function shapeOf(source: Source, id: string): Form | undefined {
  const form = isList(source.forms) ? source.forms.find((f) => f.id === id) : Object.hasOwn(source.forms, id) ? source.forms[id] : undefined;
  if (form) return form as Form;
  const node = isList(source.nodes) ? source.nodes.find((n) => n.id === id) : Object.hasOwn(source.nodes, id) ? source.nodes[id] : undefined;
  return node && computedForm(node);
}

/** Forms, and what steps work out, in the order drawn. */
export const shapesOf = (draft: Pick<Draft, 'forms' | 'nodes'>): readonly Form[] => [...draft.forms, ...draft.nodes.flatMap((n) => computedForm(n) ?? [])];

/** What an option of a field is called. */
export function labelOfOption(source: Source, ref: string, option: string): string | undefined {
  const [form = '', name = ''] = ref.split('.');
  return shapeOf(source, form)?.fields.find((f) => f.name === name)?.options?.find((o) => o.id === option)?.label;
}

// helpers

interface Source {
  readonly forms: Draft['forms'] | Readonly<Record<string, { readonly id: string; readonly title: string; readonly fields: readonly Field[] }>>;
  readonly nodes: readonly DraftNode[] | Readonly<Record<string, DraftNode>>;
}
const isList = <T>(items: readonly T[] | Readonly<Record<string, T>>): items is readonly T[] => Array.isArray(items);
