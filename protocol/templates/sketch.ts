// The pen the templates are drawn with: a node with the ways out of it and its place on the canvas, everything a draft
// needs and a template does not say filled in as the schema would. Columns are 340 wide, rows 170 high, left to right.
import type { CaseFactName, Condition, Operand, Scalar } from '../condition.ts';
import type { CaseStatus, Draft, DraftNode, Effect, Escalation, Field, Form, Handler, Limit, LimitRule, NodeOf, Seat } from '../draft.ts';
import { basisOf, citationsOf, type CitationId } from './shared-citations.ts';

type Ways = Readonly<Record<string, string>>;
type Place = readonly [column: number, row: number];
export interface Drawn {
  readonly node: DraftNode;
  readonly ways: Ways;
  readonly place: Place;
}
/** What a protocol does when something happens while it runs; beside its steps on the canvas, with the step it opens. */
export interface Handled {
  readonly handler: Handler;
  readonly opens?: string;
  readonly place: Place;
}
type Said<K extends DraftNode['kind'], Needed extends keyof NodeOf<K>> = Partial<NodeOf<K>> & Pick<NodeOf<K>, Needed>;

/** One node on the canvas: where it stands, what it is, and where each of its ports leads. */
export const at = (place: Place, node: DraftNode, ways: Ways = {}): Drawn => ({ node, ways, place });

export const start = (id: string, title: string, more: Partial<NodeOf<'start'>> = {}): DraftNode => ({ ...base(id, title), kind: 'start', roles: [], effects: [], ...more });
export const task = (id: string, title: string, more: Said<'task', 'roles' | 'limit'>): DraftNode => ({ ...base(id, title), kind: 'task', checklist: [], outcomes: [outcome('done', 'Done')], assign: { kind: 'claim' }, ...more });
export const approval = (id: string, title: string, more: Said<'approval', 'seats' | 'limit'>): DraftNode => ({ ...base(id, title), kind: 'approval', denials: 1, notRequester: false, notOwner: false, notDoerOf: [], onApproved: [], sworn: false, ...more });
export const handoff = (id: string, title: string, more: Said<'handoff', 'handoff' | 'to' | 'limit'>): DraftNode => ({ ...base(id, title), kind: 'handoff', from: [], package: [], disclosure: false, ...more });
export const decision = (id: string, title: string, branches: NodeOf<'decision'>['branches']): DraftNode => ({ ...base(id, title), kind: 'decision', branches });
export const split = (id: string, title: string, more: Said<'split', 'join' | 'branches'>): DraftNode => ({ ...base(id, title), kind: 'split', ...more });
export const join = (id: string, title: string): DraftNode => ({ ...base(id, title), kind: 'join' });
export const wait = (id: string, title: string, more: Said<'wait', 'rules'>): DraftNode => ({ ...base(id, title), kind: 'wait', events: [], ...more });
export const notify = (id: string, title: string, more: Said<'notify', 'to' | 'message'>): DraftNode => ({ ...base(id, title), kind: 'notify', effects: [], ...more });
export const spawn = (id: string, title: string, protocol: string, instructions = ''): DraftNode => ({ ...base(id, title), kind: 'call', protocol, mode: 'spawn', instructions });
export const call = (id: string, title: string, protocol: string, instructions = ''): DraftNode => ({ ...base(id, title), kind: 'call', protocol, mode: 'wait', instructions });
export const each = (id: string, title: string, more: Said<'each', 'over'>): DraftNode => ({ ...base(id, title), kind: 'each', order: 'together', roles: [], checklist: [], outcomes: [], ...more });
export const end = (id: string, title: string, more: Said<'end', 'outcome'>): DraftNode => ({ ...base(id, title), kind: 'end', effects: [], stopsOthers: false, ...more });

export const onEvent = (place: Place, id: string, title: string, event: { readonly name: string; readonly label: string; readonly roles?: readonly string[] }, does: { readonly protocol?: string; readonly opens?: string }): Handled => ({
  handler: { id, title, when: { kind: 'event', name: event.name, label: event.label, roles: [...(event.roles ?? [])] }, cancels: [], ...(does.protocol === undefined ? {} : { protocol: does.protocol }) },
  ...(does.opens === undefined ? {} : { opens: does.opens }),
  place,
});

export const outcome = (id: string, label: string, more: Partial<NodeOf<'task'>['outcomes'][number]> = {}): NodeOf<'task'>['outcomes'][number] => ({ id, label, effects: [], needsReason: false, ...more });
export const branch = (id: string, label: string, when?: Condition, detached = false): NodeOf<'split'>['branches'][number] => ({ id, label, ...(when ? { when } : {}), detached });
export const seat = (id: string, roles: readonly string[], substitutes: readonly string[] = []): Seat => ({ id, roles: [...roles], agencies: [], qualifications: [], substitutes: [...substitutes] });
export const packed = (...refs: readonly string[]): NodeOf<'handoff'>['package'] => refs.map((ref) => ({ ref, required: false }));

export const sets = {
  status: (status: CaseStatus): Effect => ({ kind: 'status', status }),
  retention: (id: string): Effect => ({ kind: 'retention', class: id }),
  owner: { kind: 'owner', to: 'approver' } as Effect,
  /** From what the person has just filled in. */
  level: (ref: string): Effect => ({ kind: 'level', from: { kind: 'field', ref } }),
  fixedLevel: (level: string): Effect => ({ kind: 'level', from: { kind: 'fixed', level } }),
  /** An event in the case that a field names. */
  raise: (event: string, ref: string): Effect => ({ kind: 'raise', event, case: ref }),
  block: (code: string, sentence: string): Effect => ({ kind: 'block', code, sentence }),
};

/** Closing time of so many working days after the day on which the clock starts. */
export const workingDays = (days: number, calendar: string): LimitRule['due'] => ({ kind: 'workingDays', days, calendar });
export const fromReport = { kind: 'reportReceived' } as const;
export const fromOpening = { kind: 'caseOpened' } as const;
export const fromRunStart = { kind: 'runStarted' } as const;
export const fromField = (ref: string): NonNullable<LimitRule['from']> => ({ kind: 'field', ref });

type Chain = readonly (readonly [after: string, notify: readonly string[], letIn?: readonly string[]])[];
/** The clock of a step and what it rests on: a limit, and the citations of the step. */
export function clock(rules: string | readonly LimitRule[], escalate: Chain, sources: readonly CitationId[] = ['ill']): { limit: Limit; citations: string[] } {
  return { limit: limit(typeof rules === 'string' ? [{ due: rules }] : rules, escalate, basisOf(sources)), citations: [...sources] };
}

/** A limit in rules, first that holds; each step of the escalation as "after, whom to tell, whom to let in". */
export function limit(rules: readonly LimitRule[], escalate: Chain, basis: string): Limit {
  const chain = escalate.map(([after, told, letIn = []]): Escalation => ({ after, notify: [...told], letIn: [...letIn], release: false }));
  return { kind: 'due', rules: [...rules], escalate: chain, onOverdue: 'stay', basis };
}

export function form(id: string, title: string, fields: readonly Field[]): Form {
  return { id, title, fields: [...fields] };
}
type More = Partial<Pick<Field, 'help' | 'sensitivity' | 'means' | 'requiredWhen'>>;
export const required = (name: string, label: string, type: Field['type'], more: More = {}): Field => ({ name, label, type, required: true, sensitivity: 'none', ...more });
export const optional = (name: string, label: string, type: Field['type'], more: More = {}): Field => ({ ...required(name, label, type, more), required: false });
/** Asked only when the condition holds, and then required. */
export const requiredIf = (when: Condition, name: string, label: string, type: Field['type'], more: More = {}): Field => optional(name, label, type, { ...more, requiredWhen: when });
/** A required choice of one; options as id and label. */
export const choice = (name: string, label: string, options: Readonly<Record<string, string>>, more: More = {}): Field => ({ ...required(name, label, 'option', more), options: Object.entries(options).map(([id, text]) => ({ id, label: text })) });

const value = (of: Scalar): Operand => ({ kind: 'value', value: of });
export const fieldIs = (ref: string, is: Scalar): Condition => ({ kind: 'compare', left: { kind: 'field', ref }, op: 'eq', right: value(is) });
export const fieldAbove = (ref: string, than: number): Condition => ({ kind: 'compare', left: { kind: 'field', ref }, op: 'gt', right: value(than) });
export const fieldIn = (ref: string, ...options: readonly Scalar[]): Condition => ({ kind: 'in', left: { kind: 'field', ref }, options: [...options] });
export const fieldNot = (ref: string, not: Scalar): Condition => ({ kind: 'compare', left: { kind: 'field', ref }, op: 'ne', right: value(not) });
export const caseIs = (name: CaseFactName, is: Scalar): Condition => ({ kind: 'compare', left: { kind: 'case', name }, op: 'eq', right: value(is) });
export const caseAbove = (name: CaseFactName, than: number): Condition => ({ kind: 'compare', left: { kind: 'case', name }, op: 'gt', right: value(than) });
/** The last outcome of a step of this protocol, or of another's: "protocol.step". */
export const outcomeIs = (step: string, is: string): Condition => ({ kind: 'compare', left: { kind: 'outcome', step }, op: 'eq', right: value(is) });
export const allOf = (...of: readonly Condition[]): Condition => ({ kind: 'all', of: [...of] });
export const anyOf = (...of: readonly Condition[]): Condition => ({ kind: 'any', of: [...of] });
export const levelIs = (level: string): Condition => ({ kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: value(level) });
export const levelAtLeast = (level: string): Condition => ({ kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'ge', right: value(level) });
export const fact = (id: string): Condition => ({ kind: 'fact', id });

/** The whole draft: edges, positions and the list of citations come from what was drawn; its own steps are named without its key. */
export function drawing(draft: Omit<Draft, 'schemaVersion' | 'citations' | 'nodes' | 'edges' | 'layout' | 'on'>, drawn: readonly Drawn[], handled: readonly Handled[] = []): Draft {
  const own = (step: string): string => (step.startsWith(`${draft.key}.`) ? step.slice(draft.key.length + 1) : step);
  const places = [...drawn.map(({ node, place }) => ({ id: node.id, place })), ...handled.map(({ handler, place }) => ({ id: handler.id, place }))];
  return {
    schemaVersion: 1,
    ...draft,
    citations: citationsOf(drawn.flatMap(({ node }) => node.citations)),
    nodes: drawn.map(({ node }) => (node.kind === 'approval' ? { ...node, notDoerOf: node.notDoerOf.map(own) } : node)),
    edges: [
      ...drawn.flatMap(({ node, ways }) => Object.entries(ways).map(([port, to]) => ({ id: `${node.id}_${port}`, from: node.id, port, to }))),
      ...handled.flatMap(({ handler, opens }) => (opens === undefined ? [] : [{ id: `${handler.id}_next`, from: handler.id, port: 'next', to: opens }])),
    ],
    ...(handled.length > 0 ? { on: handled.map((h) => h.handler) } : {}),
    layout: Object.fromEntries(places.map(({ id, place: [column, row] }) => [id, { x: column * 340, y: row * 170 }])),
  };
}

const base = (id: string, title: string): Pick<DraftNode, 'id' | 'title' | 'instructions' | 'citations'> => ({ id, title, instructions: '', citations: [] });
