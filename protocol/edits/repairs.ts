// What mends a finding in one press. A repair is a named edit, offered where it is clear what would be right; a person chooses
// it, undo takes it back. After it the finding it was offered for is gone (others may come: they are told as well).
import type { Draft, DraftNode, Limit } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { newNode } from '../node-defaults.ts';
import { outcomesOn } from '../node-parts.ts';
import { portContextOf, portsOf } from '../ports.ts';
import { actingRolesOf, limitOf } from '../rules/places.ts';
import type { RuleId } from '../severity.ts';
import { legalSuccessors } from '../successors.ts';
import type { ValidationContext } from '../validation-context.ts';
import { connect, disconnect } from './edges.ts';
import { updateField } from './forms.ts';
import { deleteHandler } from './handlers.ts';
import { freshId, freshNodeId } from './ids.ts';
import { addNode, deleteNode, updateNode } from './nodes.ts';
import { deleteGrant } from './protocol.ts';

export interface Repair {
  /** What it does, as it stands on its button and under Undo. */
  readonly name: string;
  readonly apply: (draft: Draft) => Draft;
}
interface Around {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly finding: Finding;
}
type AtNode = Around & { readonly node: DraftNode };

export function repairsOf(draft: Draft, finding: Finding, context: ValidationContext = {}): readonly Repair[] {
  const around = { draft, context, finding };
  const whole = ofProtocol[finding.rule as RuleId]?.(around) ?? [];
  const node = draft.nodes.find((n) => n.id === finding.at.node);
  return [...whole, ...(node ? (ofStep[finding.rule as RuleId]?.({ ...around, node }) ?? []) : [])];
}

const ofProtocol: { readonly [R in RuleId]?: (around: Around) => readonly Repair[] } = {
  'edge-to-nowhere': deleteEdge, 'unknown-port': deleteEdge, 'port-drawn-twice': deleteEdge,
  'on-without-effect': ({ finding: { at } }) => [{ name: 'Delete the handler', apply: (d) => deleteHandler(d, at.node ?? '') }],
  'grant-to-nobody': ({ finding: { at } }) => [{ name: 'Delete the temporary access', apply: (d) => deleteGrant(d, at.field?.split('.')[1] ?? '') }],
  'option-field-without-options': ({ draft, finding: { at } }) => {
    const [, formId = '', , name = ''] = at.field?.split('.') ?? [];
    const field = draft.forms.find((f) => f.id === formId)?.fields.find((f) => f.name === name);
    if (!field || field.means !== undefined) return [];
    const { options: _none, ...rest } = field;
    return [{ name: 'Make it a yes or no question', apply: (d) => updateField(d, { form: formId, name }, { ...rest, type: 'boolean' }) }];
  },
  'no-start': ({ draft }) => {
    const id = freshNodeId(draft, 'start');
    const led = new Set(draft.edges.map((e) => e.to));
    const first = draft.nodes.find((n) => !led.has(n.id));
    const at = first && draft.layout[first.id];
    return [{ name: 'Add a start', apply: (d) => {
      const added = addNode(d, { node: newNode('start', id), ...(at ? { at: { x: at.x - 220, y: at.y } } : {}) });
      return first ? connect(added, { from: id, port: 'next', to: first.id }) : added;
    } }];
  },
};

const ofStep: { readonly [R in RuleId]?: (around: AtNode) => readonly Repair[] } = {
  'missing-edge': ledOn, 'missing-default': ledOn, 'call-outcome-missing': ledOn,
  'overdue-edge-missing': (around) => [limitChanged(around, 'Let the step stay open when it is overdue', (limit) => ({ ...limit, onOverdue: 'stay' })), ...ledOn(around)],
  'handoff-without-declined': ({ node, finding: { at } }) => [{ name: `Offer it again when ${at.field ?? 'declined'}`, apply: (d) => connect(d, { from: node.id, port: at.field ?? 'declined', to: node.id }) }],
  'unreachable-step': ({ node }) => [{ name: `Delete “${titleOf(node)}”`, apply: (d) => deleteNode(d, node.id) }],
  'many-starts': ({ node }) => [{ name: `Delete “${titleOf(node)}”`, apply: (d) => deleteNode(d, node.id) }],
  'task-without-outcome': ({ node }) => [{ name: 'Add the outcome “Done”', apply: (d) => (outcomesOn(node) && (node.kind === 'task' || node.kind === 'each') ? updateNode(d, { ...node, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }] }) : d) }],
  'split-without-branches': ({ node }) => (node.kind === 'split' ? [{ name: 'Add two branches', apply: (d) => updateNode(d, { ...node, branches: newNode('split', node.id).branches }) }] : []),
  'limit-missing': (around) => [limitChanged(around, 'Make it due within 24 h', (limit) => ({ ...limit, rules: [...limit.rules.filter((r) => r.when !== undefined), { due: 'PT24H' }] }))],
  'wait-without-end': ({ node }) => (node.kind === 'wait' ? [{ name: 'Let it end after a day', apply: (d) => updateNode(d, { ...node, rules: [...node.rules.filter((r) => r.when !== undefined), { due: 'P1D' }] }) }] : []),
  'task-without-role': (around) => rolesNear(around).map((role) => ({ name: `Give it to ${role.title}`, apply: (d: Draft) => withPeople(d, around.node, [role.id]) })),
  'handoff-without-receiver': (around) => rolesNear(around).map((role) => ({ name: `Offer it to ${role.title}`, apply: (d: Draft) => withPeople(d, around.node, [role.id]) })),
  'approval-without-seats': (around) => rolesNear(around).map((role) => ({ name: `Let ${role.title} approve`, apply: (d: Draft) => seated(d, around, role.id) })),
  'escalation-without-person': (around) => told(around), 'handoff-without-escalation': (around) => told(around),
  'citation-unknown': ({ draft, node }) => [{ name: 'Take what is not listed off the step', apply: (d) => updateNode(d, { ...node, citations: node.citations.filter((id) => draft.citations.some((c) => c.id === id)) }) }],
  'branch-without-condition': ({ node, finding: { at } }) => (node.kind === 'decision' ? [{ name: 'Delete the branch', apply: (d) => updateNode(d, { ...node, branches: node.branches.filter((_b, i) => at.field !== `branches.${i}.when`) }) }] : []),
  'table-gap': ({ node }) => (node.kind === 'table' ? [{ name: 'Add a last row for everything else', apply: (d) => updateNode(d, { ...node, rules: [...node.rules, { id: freshId(node.rules.map((r) => r.id), `row_${node.rules.length + 1}`), cells: node.inputs.map(() => ({ kind: 'any' as const })), values: node.outputs.map(() => null) }] }) }] : []),
  'unknown-edge': ({ draft, node }) => {
    const other = draft.edges.find((e) => e.from === node.id && (e.port === 'default' || e.port === 'next'));
    return other && node.kind !== 'handoff' ? [{ name: `Lead “unknown” to “${titleOf(draft.nodes.find((n) => n.id === other.to) ?? { id: other.to, title: '' })}” as well`, apply: (d) => connect(d, { from: node.id, port: 'unknown', to: other.to }) }] : [];
  },
  'form-unknown': ({ node, finding: { at } }) => {
    const form = 'form' in node && at.field === 'form' ? node.form : undefined;
    if (form === undefined) return [];
    return [{ name: 'Add the form', apply: (d) => (d.forms.some((f) => f.id === form) ? d : { ...d, forms: [...d.forms, { id: form, title: titleOf(node), fields: [] }] }) }];
  },
  'quorum-too-high': ({ node }) => (node.kind === 'approval' && node.needed !== undefined && node.needed > node.seats.length ? [{ name: 'Ask for every seat', apply: (d) => { const { needed: _needed, ...rest } = node; return updateNode(d, rest); } }] : []),
};

// helpers

const titleOf = (node: { readonly id: string; readonly title: string }): string => node.title || node.id;

function deleteEdge({ finding: { at } }: Around): readonly Repair[] {
  return at.edge === undefined ? [] : [{ name: 'Delete the connection', apply: (d) => disconnect(d, at.edge ?? '') }];
}

/** To a step nothing leads to yet, if there is one; and to an end of its own. */
function ledOn({ draft, context, node, finding: { at } }: AtNode): readonly Repair[] {
  const port = portsOf(node, portContextOf(draft, context)).find((p) => p.id === at.field);
  if (!port) return [];
  const led = new Set(draft.edges.map((e) => e.to));
  const loose = legalSuccessors(draft, { node: node.id, port: port.id }, context).filter((s) => s.legal && !led.has(s.node)).flatMap((s) => draft.nodes.filter((n) => n.id === s.node && n.id !== node.id)).slice(0, 2);
  const end = freshNodeId(draft, 'end');
  const place = draft.layout[node.id];
  return [
    ...loose.map((to) => ({ name: `Lead ${way(port)} to “${titleOf(to)}”`, apply: (d: Draft) => connect(d, { from: node.id, port: port.id, to: to.id }) })),
    { name: `Let ${way(port)} end the run`, apply: (d) => connect(addNode(d, { node: newNode('end', end), ...(place ? { at: { x: place.x + 340, y: place.y + 160 } } : {}) }), { from: node.id, port: port.id, to: end }) },
  ];
}
const way = (port: { readonly id: string; readonly label: string }): string => (port.id === 'next' ? 'it' : `“${port.label}”`);

function limitChanged({ node }: AtNode, name: string, change: (limit: Extract<Limit, { kind: 'due' }>) => Limit): Repair {
  const limit = limitOf(node);
  const due: Extract<Limit, { kind: 'due' }> = limit?.kind === 'due' ? limit : { kind: 'due', rules: [], escalate: [], onOverdue: 'stay' };
  return { name, apply: (d) => ('limit' in node || limit === undefined ? updateNode(d, { ...node, limit: change(due) } as DraftNode) : d) };
}

interface RoleNear {
  readonly id: string;
  readonly title: string;
}
/** Roles of the protocol that somebody holds, those of the steps that lead here first. At most three. */
function rolesNear({ draft, context, node }: AtNode): readonly RoleNear[] {
  const before = draft.edges.filter((e) => e.to === node.id).flatMap((e) => draft.nodes.filter((n) => n.id === e.from)).flatMap(actingRolesOf).flatMap((place) => place.roles);
  const isHeld = (id: string): boolean => context.roleHolders === undefined || (context.roleHolders[id] ?? 0) > 0;
  const ids = [...new Set([...before, ...draft.roles.map((r) => r.id)])].filter((id) => draft.roles.some((r) => r.id === id) && isHeld(id));
  return ids.slice(0, 3).map((id) => ({ id, title: draft.roles.find((r) => r.id === id)?.title || id }));
}

function withPeople(draft: Draft, node: DraftNode, roles: string[]): Draft {
  if (node.kind === 'task' || node.kind === 'each' || node.kind === 'start') return updateNode(draft, { ...node, roles });
  return node.kind === 'handoff' || node.kind === 'notify' ? updateNode(draft, { ...node, to: roles }) : draft;
}

function seated(draft: Draft, { node, finding: { at } }: AtNode, role: string): Draft {
  if (node.kind !== 'approval') return draft;
  const seat = { id: freshId(node.seats.map((s) => s.id), 'seat1'), roles: [role], agencies: [], qualifications: [], substitutes: [] };
  return updateNode(draft, { ...node, seats: node.seats.length === 0 ? [seat] : node.seats.map((s, i) => (at.field === `seats.${i}.roles` ? { ...s, roles: [role] } : s)) });
}

function told(around: AtNode): readonly Repair[] {
  const index = Number(/^limit\.escalate\.(\d+)/.exec(around.finding.at.field ?? '')?.[1] ?? -1);
  return rolesNear(around).map((role) => limitChanged(around, `Tell ${role.title} when it is overdue`, (limit) => {
    const rules = limit.rules.length > 0 ? limit.rules : [{ due: 'PT24H' }];
    const escalate = index >= 0 ? limit.escalate.map((e, i) => (i === index ? { ...e, notify: [role.id] } : e)) : [...limit.escalate, { after: 'PT0S', notify: [role.id], letIn: [], release: false }];
    return { ...limit, rules, escalate };
  }));
}
