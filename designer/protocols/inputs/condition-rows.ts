// A condition as rows: groups (all, any, none of, not all of) of questions (what is asked, how, which answer). Every tree
// reads as groups and questions and goes back to a tree of the same meaning; nothing a person drew elsewhere is lost here.
import type { Condition, Operand, Scalar } from '../../../protocol/condition.ts';
import type { Draft, Field } from '../../../protocol/draft.ts';
import { outcomesOn, shapeOf, shapesOf } from '../../../protocol/node-parts.ts';
import { portsOf } from '../../../protocol/ports.ts';

export type GroupMode = 'all' | 'any' | 'none' | 'notAll';
export interface Group {
  readonly mode: GroupMode;
  readonly of: readonly Condition[];
}

export function groupOf(condition: Condition): Group {
  if (condition.kind === 'all' || condition.kind === 'any') return { mode: condition.kind, of: condition.of };
  if (condition.kind === 'not') {
    const inner = condition.of;
    if (inner.kind === 'any') return { mode: 'none', of: inner.of };
    if (inner.kind === 'all') return { mode: 'notAll', of: inner.of };
    if (!isNegatable(inner)) return { mode: 'none', of: [inner] };
  }
  return { mode: 'all', of: [condition] };
}

/** One question in an "all" needs no group around it. */
export function conditionOf({ mode, of }: Group): Condition {
  const [only] = of;
  switch (mode) {
    case 'all': return of.length === 1 && only ? only : { kind: 'all', of };
    case 'any': return { kind: 'any', of };
    case 'none': return { kind: 'not', of: { kind: 'any', of } };
    case 'notAll': return { kind: 'not', of: { kind: 'all', of } };
  }
}

export const isGroup = (c: Condition): boolean => c.kind === 'all' || c.kind === 'any' || (c.kind === 'not' && !isNegatable(c.of));
/** Questions whose "not" is an answer of their own ("has not been answered"). */
const isNegatable = (c: Condition): boolean => c.kind === 'exists' || c.kind === 'in' || c.kind === 'fact';

/** What can be asked about, by one word for a select: "field:intake.level", "count:...", "since:...", "case:level", "outcome:step", "fact:id". */
export type Subject = `${'field' | 'count' | 'since' | 'case' | 'outcome' | 'fact'}:${string}`;

export function subjectOf(c: Condition): Subject | null {
  switch (c.kind) {
    case 'compare':
    case 'in': return operandSubject(c.left);
    case 'exists': return `field:${c.ref}`;
    case 'count': return `count:${c.ref}`;
    case 'since': return `since:${c.ref}`;
    case 'fact': return `fact:${c.id}`;
    case 'not': return subjectOf(c.of);
    default: return null;
  }
}

function operandSubject(o: Operand): Subject | null {
  switch (o.kind) {
    case 'field': return `field:${o.ref}`;
    case 'case': return `case:${o.name}`;
    case 'outcome': return `outcome:${o.step}`;
    case 'value': return null;
  }
}

export type Question = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in' | 'notIn' | 'answered' | 'unanswered' | 'so' | 'notSo';
export const questionWords: Readonly<Record<Question, string>> = {
  eq: 'is', ne: 'is not', lt: 'is below', le: 'is at most', gt: 'is above', ge: 'is at least', in: 'is one of', notIn: 'is none of',
  answered: 'has been answered', unanswered: 'has not been answered', so: 'is so', notSo: 'is not so',
};

export function questionOf(c: Condition): Question | null {
  switch (c.kind) {
    case 'compare':
    case 'count':
    case 'since': return c.op;
    case 'in': return 'in';
    case 'exists': return 'answered';
    case 'fact': return 'so';
    case 'not': return c.of.kind === 'in' ? 'notIn' : c.of.kind === 'exists' ? 'unanswered' : c.of.kind === 'fact' ? 'notSo' : null;
    default: return null;
  }
}

/** How an answer is given. */
export type AnswerKind =
  | { readonly kind: 'choice'; readonly ordered: boolean; readonly options: readonly { readonly value: Scalar; readonly label: string }[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'otherField'; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: 'none' };

const yesNo = [{ value: true, label: 'yes' }, { value: false, label: 'no' }] as const;
const equality: readonly Question[] = ['eq', 'ne', 'in', 'notIn'];
const order: readonly Question[] = ['lt', 'le', 'gt', 'ge'];

export function answersOf(draft: Draft, subject: Subject): { readonly answer: AnswerKind; readonly questions: readonly Question[] } {
  const [about, rest] = splitSubject(subject);
  switch (about) {
    case 'fact': return { answer: { kind: 'none' }, questions: ['so', 'notSo'] };
    case 'count': return { answer: { kind: 'number' }, questions: ['eq', 'ne', ...order] };
    case 'since': return { answer: { kind: 'duration' }, questions: order };
    case 'outcome': return { answer: { kind: 'choice', ordered: false, options: outcomesOf(draft, rest) }, questions: equality };
    case 'case':
      if (rest === 'level') return { answer: { kind: 'choice', ordered: true, options: levels(draft) }, questions: [...equality, ...order] };
      if (rest === 'status') return { answer: { kind: 'choice', ordered: false, options: statuses }, questions: equality };
      if (rest === 'everHigh') return { answer: { kind: 'choice', ordered: false, options: yesNo }, questions: ['eq'] };
      return { answer: { kind: 'number' }, questions: ['eq', 'ne', ...order] };
    case 'field': return ofField(draft, rest);
  }
}

function ofField(draft: Draft, ref: string): { readonly answer: AnswerKind; readonly questions: readonly Question[] } {
  const field = fieldAt(draft, ref);
  const presence: readonly Question[] = ['answered', 'unanswered'];
  switch (field?.type) {
    case 'boolean': return { answer: { kind: 'choice', ordered: false, options: yesNo }, questions: ['eq', ...presence] };
    case 'option': {
      const options = field.options && field.options.length > 0 ? field.options.map((o) => ({ value: o.id, label: o.label || o.id })) : field.means === 'level' ? levels(draft) : [];
      return { answer: { kind: 'choice', ordered: field.means === 'level', options }, questions: [...equality, ...(field.means === 'level' ? order : []), ...presence] };
    }
    case 'integer':
    case 'number': return { answer: { kind: 'number' }, questions: ['eq', 'ne', ...order, ...presence] };
    case 'date':
    case 'datetime': return { answer: { kind: 'otherField', options: sameType(draft, ref, ['date', 'datetime']) }, questions: [...order, ...presence] };
    case 'person':
    case 'agency':
    case 'case': return { answer: { kind: 'otherField', options: sameType(draft, ref, [field.type]) }, questions: ['eq', 'ne', ...presence] };
    default: return { answer: { kind: 'none' }, questions: presence };
  }
}

/** The question with the first answer that fits it, or with the answer it had where that fits. */
export function askedAs(draft: Draft, { subject, question, before }: { readonly subject: Subject; readonly question?: Question; readonly before?: Condition }): Condition {
  const { answer, questions } = answersOf(draft, subject);
  const asked = question && questions.includes(question) ? question : (questions[0] ?? 'answered');
  const [about, rest] = splitSubject(subject);
  const had = before && subjectOf(before) === subject ? scalarOf(before) : undefined;
  const first = answer.kind === 'choice' ? answer.options[0]?.value : undefined;
  const value: Scalar = had ?? first ?? (answer.kind === 'number' ? 0 : '');
  switch (asked) {
    case 'so': return { kind: 'fact', id: rest };
    case 'notSo': return { kind: 'not', of: { kind: 'fact', id: rest } };
    case 'answered': return { kind: 'exists', ref: rest };
    case 'unanswered': return { kind: 'not', of: { kind: 'exists', ref: rest } };
    case 'in': return { kind: 'in', left: operandOf(about, rest), options: listOf(before, subject) ?? (value === '' ? [] : [value]) };
    case 'notIn': return { kind: 'not', of: { kind: 'in', left: operandOf(about, rest), options: listOf(before, subject) ?? (value === '' ? [] : [value]) } };
    default:
      if (about === 'count') return { kind: 'count', ref: rest, op: asked, value: typeof value === 'number' ? value : 0 };
      if (about === 'since') return { kind: 'since', ref: rest, op: asked, duration: before?.kind === 'since' && before.ref === rest ? before.duration : 'P30D' };
      if (answer.kind === 'otherField') {
        const other = before?.kind === 'compare' && before.right.kind === 'field' ? before.right.ref : (answer.options[0]?.value ?? rest);
        return { kind: 'compare', left: operandOf(about, rest), op: asked, right: { kind: 'field', ref: other } };
      }
      return { kind: 'compare', left: operandOf(about, rest), op: asked, right: before?.kind === 'compare' && before.right.kind !== 'value' && subjectOf(before) === subject ? before.right : { kind: 'value', value } };
  }
}

export function subjectsOf(draft: Draft): readonly { readonly group: string; readonly items: readonly { readonly value: Subject; readonly label: string }[] }[] {
  const groups = shapesOf(draft).map((form) => ({
    group: form.title || form.id,
    items: form.fields.flatMap((f): { value: Subject; label: string }[] => {
      const [ref, label] = [`${form.id}.${f.name}`, f.label || f.name];
      if (f.type === 'list' || f.type === 'measures' || f.type === 'options') return [{ value: `count:${ref}`, label: `number of ${label}` }, { value: `field:${ref}`, label }];
      if (f.type === 'date' || f.type === 'datetime') return [{ value: `field:${ref}`, label }, { value: `since:${ref}`, label: `time since ${label}` }];
      return [{ value: `field:${ref}`, label }];
    }),
  }));
  const steps = draft.nodes.filter((n) => n.kind === 'task' || n.kind === 'each' || n.kind === 'approval' || n.kind === 'handoff' || n.kind === 'call');
  return [
    ...groups,
    { group: 'The case', items: [{ value: 'case:level', label: 'level of concern' }, { value: 'case:status', label: 'status' }, { value: 'case:everHigh', label: 'was ever high' }, { value: 'case:breaches', label: 'limits passed' }, { value: 'case:openHandoffs', label: 'open handoffs' }, { value: 'case:otherRuns', label: 'other running protocols' }] as const },
    { group: 'Outcomes of steps', items: steps.map((n) => ({ value: `outcome:${n.id}` as const, label: `outcome of ${n.title || n.id}` })) },
    { group: 'Facts', items: draft.facts.map((f) => ({ value: `fact:${f.id}` as const, label: f.title || f.id })) },
  ].filter((g) => g.items.length > 0);
}

/** The answer, where it is one value. */
export function scalarOf(c: Condition): Scalar | undefined {
  if (c.kind === 'compare') return c.right.kind === 'value' ? c.right.value : undefined;
  if (c.kind === 'count') return c.value;
  if (c.kind === 'in') return c.options[0];
  return c.kind === 'not' ? scalarOf(c.of) : undefined;
}

export const splitSubject = (subject: Subject): readonly ['field' | 'count' | 'since' | 'case' | 'outcome' | 'fact', string] => {
  const at = subject.indexOf(':');
  return [subject.slice(0, at) as 'field', subject.slice(at + 1)];
};
export function operandOf(about: string, rest: string): Operand {
  if (about === 'case') return { kind: 'case', name: rest as Extract<Operand, { kind: 'case' }>['name'] };
  return about === 'outcome' ? { kind: 'outcome', step: rest } : { kind: 'field', ref: rest };
}
function listOf(before: Condition | undefined, subject: Subject): readonly Scalar[] | undefined {
  if (!before || subjectOf(before) !== subject) return undefined;
  return before.kind === 'in' ? before.options : before.kind === 'not' && before.of.kind === 'in' ? before.of.options : undefined;
}
export function fieldAt(draft: Draft, ref: string): Field | undefined {
  const dot = ref.indexOf('.');
  return shapeOf(draft, ref.slice(0, dot))?.fields.find((f) => f.name === ref.slice(dot + 1));
}
const levels = (draft: Draft): readonly { value: Scalar; label: string }[] => draft.levels.map((l) => ({ value: l.id, label: l.title || l.id }));
const statuses = [['report', 'report'], ['open', 'open'], ['monitoring', 'monitoring'], ['transferred', 'transferred'], ['closed', 'closed'], ['no_case', 'no case'], ['purged', 'purged']].map(([value = '', label = '']) => ({ value, label }));
function outcomesOf(draft: Draft, step: string): readonly { value: Scalar; label: string }[] {
  const node = draft.nodes.find((n) => n.id === step);
  if (node?.kind === 'each') return (outcomesOn(node) ?? []).map((o) => ({ value: o.id, label: o.label || o.id }));
  if (node) return portsOf(node).filter((p) => p.id !== 'overdue').map((p) => ({ value: p.id, label: p.label }));
  return [];
}
function sameType(draft: Draft, ref: string, types: readonly Field['type'][]): readonly { value: string; label: string }[] {
  return draft.forms.flatMap((form) => form.fields.filter((f) => types.includes(f.type) && `${form.id}.${f.name}` !== ref).map((f) => ({ value: `${form.id}.${f.name}`, label: `${f.label || f.name} (${form.title || form.id})` })));
}
