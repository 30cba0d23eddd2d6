// Small drafts for the tests of the rules, complete unless a test leaves something out: edges as "start -> a; a.yes -> end",
// nodes by kind with sensible contents. What is not given of start and end is made up.
import type { Condition } from '../condition.ts';
import type { UnitContext } from '../plan.ts';
import type { Calendar, Draft, DraftNode, Effect, Field, Limit, NodeKind, NodeOf } from '../draft.ts';
import { newNode } from '../node-defaults.ts';
import type { RuleId } from '../severity.ts';
import { validate } from '../validate.ts';
import type { ValidationContext } from '../validation-context.ts';

export const limit: Limit = { kind: 'due', rules: [{ due: 'PT4H' }], escalate: [{ after: 'PT0S', notify: ['lead'], letIn: [], release: false }], onOverdue: 'stay' };
export const officeHours: Calendar = { key: 'office', title: 'Office hours', weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '08:00', closes: '17:00' })), holidays: [], closures: [], lastYear: 2030 };
export const unit: UnitContext = { unitId: 'u1', zone: 'America/New_York', offsets: [{ from: 0, minutes: -300 }], hostAgency: 'a1', agencies: [{ id: 'a1', key: 'sheriff', name: 'Sheriff' }] };
const seat = { id: 's1', roles: ['lead'], agencies: [], qualifications: [], substitutes: [] };
const filled: { readonly [K in NodeKind]?: Partial<NodeOf<K>> } = {
  task: { roles: ['analyst'], limit },
  each: { roles: ['analyst'], limit },
  approval: { seats: [seat], limit },
  handoff: { to: ['analyst'], limit },
  notify: { to: ['lead'] },
  decision: { branches: [{ id: 'yes', label: 'Yes', when: is('intake.urgent', true) }] },
};

export function node<K extends NodeKind>(kind: K, id: string, more: Partial<NodeOf<K>> = {}): NodeOf<K> {
  return { ...newNode(kind, id), title: id, ...filled[kind], ...more } as NodeOf<K>;
}

export function field(name: string, type: Field['type'], more: Partial<Field> = {}): Field {
  return { name, label: name, type, required: true, sensitivity: 'none', ...more };
}
export const outcome = (id: string, effects: Effect[] = []): NodeOf<'task'>['outcomes'][number] => ({ id, label: id, effects, needsReason: false });
export const option = (id: string): { id: string; label: string } => ({ id, label: id });
export function is(ref: string, value: string | number | boolean): Condition {
  return { kind: 'compare', left: { kind: 'field', ref }, op: 'eq', right: { kind: 'value', value } };
}
export const closing: Effect = { kind: 'status', status: 'closed' };

export function sample(edges: string, nodes: readonly DraftNode[] = [], more: Partial<Draft> = {}): Draft {
  const drawn = edges.split(';').map((e) => /^\s*(\w+)(?:\.(\w+))?\s*->\s*(\w+)\s*$/.exec(e)).filter((m) => m !== null);
  const given = new Set(nodes.map((n) => n.id));
  const starts = given.has('start') || !drawn.some((m) => m[1] === 'start') ? [] : [node('start', 'start', { form: 'intake' })];
  const ends = given.has('end') || !drawn.some((m) => m[3] === 'end') ? [] : [node('end', 'end')];
  return {
    schemaVersion: 1, key: 'sample', title: 'Sample', purpose: '',
    levels: [{ id: 'low', title: 'Low', high: false }, { id: 'high', title: 'High', high: true }],
    roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'lead', title: 'Lead' }],
    forms: [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean'), field('seen', 'datetime'), field('note', 'text', { required: false }), field('later', 'date', { required: false })] }],
    facts: [], retention: [], citations: [],
    nodes: [...starts, ...nodes, ...ends],
    edges: drawn.map((m, i) => ({ id: `e${i + 1}`, from: m[1] ?? '', port: m[2] ?? 'next', to: m[3] ?? '' })),
    layout: {},
    ...more,
  };
}

/** What one rule says of a draft: "node field edge: message". */
export function said(rule: RuleId, draft: Draft, context?: ValidationContext): readonly string[] {
  return validate(draft, context).filter((f) => f.rule === rule).map((f) => `${[f.at.node, f.at.field, f.at.edge].filter((x) => x !== undefined).join(' ')}: ${f.message}`);
}
