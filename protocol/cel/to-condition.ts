// From the shape of a text to the condition it asks, with every part's place in the text, so that what is found wrong with a
// part can be shown where it stands. Says what CEL allows and a condition does not; knows nothing yet of a protocol's names.
import { caseFactNames, type CompareOp, type Condition, type Operand, type Scalar } from '../condition.ts';
import { maxConditionDepth, maxConditionNodes } from '../evaluate.ts';
import type { Fault } from './fault.ts';
import { meant } from './meant.ts';
import { isFault, type Expression, type Relation, type Span } from './syntax.ts';

export interface Placed {
  readonly condition: Condition;
  /** Every part that asks something, with where it stands; the names in it have places of their own. */
  readonly parts: readonly (Span & { readonly condition: Condition; readonly names: readonly NamePlace[] })[];
}
export interface NamePlace extends Span {
  readonly of: { readonly kind: 'field'; readonly ref: string } | { readonly kind: 'outcome'; readonly step: string } | { readonly kind: 'fact'; readonly id: string };
}

/** As many as a draft holds. */
const most = { parts: 50, options: 100, value: 200, name: 140, duration: 40 };
const ops: Readonly<Record<Exclude<Relation, 'in'>, CompareOp>> = { '==': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };
const mirrored: Readonly<Record<CompareOp, CompareOp>> = { eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
const functions = ['has', 'size', 'since', 'duration', 'field', 'outcome', 'fact'] as const;

export function toCondition(expression: Expression): Placed | Fault {
  const placing: Placing = { parts: [], names: [], nodes: 0 };
  const condition = ask(expression, placing, 1);
  return isFault(condition) ? condition : { condition, parts: placing.parts };
}

interface Placing {
  readonly parts: (Span & { readonly condition: Condition; readonly names: readonly NamePlace[] })[];
  names: NamePlace[];
  nodes: number;
}
/** What one side of a comparison is. */
type Side = { readonly kind: 'operand'; readonly operand: Operand } | { readonly kind: 'size' | 'since'; readonly ref: string } | { readonly kind: 'duration'; readonly duration: string } | { readonly kind: 'list'; readonly options: readonly Scalar[] } | { readonly kind: 'condition'; readonly what: string };

const fault = ({ from, to }: Span, message: string): Fault => ({ from, to, message });

function ask(expression: Expression, placing: Placing, depth: number): Condition | Fault {
  placing.nodes += 1;
  if (depth > maxConditionDepth || placing.nodes > maxConditionNodes) return fault(expression, `this condition has too many parts to be evaluated; keep it below ${maxConditionNodes} parts and ${maxConditionDepth} levels, or name part of it as a fact`);
  switch (expression.kind) {
    case 'all':
    case 'any': {
      if (expression.of.length > most.parts) return fault(expression, `${expression.of.length} parts stand in one row and ${most.parts} are the most; put some of them in brackets, or name them as a fact`);
      const of: Condition[] = [];
      for (const part of expression.of) {
        const condition = ask(part, placing, depth + 1);
        if (isFault(condition)) return condition;
        of.push(condition);
      }
      return { kind: expression.kind, of };
    }
    case 'not': {
      const of = ask(expression.of, placing, depth + 1);
      return isFault(of) ? of : { kind: 'not', of };
    }
    default: {
      placing.names = [];
      const condition = question(expression, placing);
      if (!isFault(condition)) placing.parts.push({ from: expression.from, to: expression.to, condition, names: placing.names });
      return condition;
    }
  }
}

function question(expression: Expression, placing: Placing): Condition | Fault {
  if (expression.kind === 'literal' && typeof expression.value === 'boolean') return { kind: expression.value ? 'all' : 'any', of: [] };
  if (expression.kind === 'call' && expression.name === 'has') {
    const ref = fieldIn(expression, placing);
    return typeof ref === 'string' ? { kind: 'exists', ref } : ref;
  }
  const fact = factIn(expression, placing);
  if (fact !== undefined) return typeof fact === 'string' ? { kind: 'fact', id: fact } : fact;
  if (expression.kind === 'relation') return relation(expression, placing);
  const side = sideOf(expression, placing);
  if (isFault(side)) return side;
  if (side.kind === 'operand' && side.operand.kind !== 'value') return { kind: 'compare', left: side.operand, op: 'eq', right: { kind: 'value', value: true } };
  return fault(expression, 'this alone asks nothing; compare it, like intake.level == "high", or write has(form.field)');
}

function relation(expression: Extract<Expression, { kind: 'relation' }>, placing: Placing): Condition | Fault {
  const left = sideOf(expression.left, placing);
  if (isFault(left)) return left;
  const right = sideOf(expression.right, placing);
  if (isFault(right)) return right;
  if (left.kind === 'condition') return fault(expression.left, left.what);
  if (right.kind === 'condition') return fault(expression.right, right.what);
  if (expression.relation === 'in') return isIn(expression, left, right);
  const op = ops[expression.relation];
  return compared(left, op, right) ?? compared(right, mirrored[op], left) ?? mismatch(expression, left, right);
}

/** Undefined where the sides have to be turned round first, or do not go together at all. */
function compared(left: Side, op: CompareOp, right: Side): Condition | undefined {
  if (left.kind === 'operand' && right.kind === 'operand') return { kind: 'compare', left: left.operand, op, right: right.operand };
  if (left.kind === 'size' && right.kind === 'operand' && right.operand.kind === 'value' && typeof right.operand.value === 'number') return { kind: 'count', ref: left.ref, op, value: right.operand.value };
  if (left.kind === 'since' && right.kind === 'duration') return { kind: 'since', ref: left.ref, op, duration: right.duration };
  return undefined;
}

function mismatch(at: Span, left: Side, right: Side): Fault {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('list')) return fault(at, 'a list is asked with "in": write intake.level in ["low", "high"]');
  if (kinds.includes('size')) return fault(at, 'a number of entries is compared with a number: write size(form.field) >= 2');
  if (kinds.includes('since')) return fault(at, 'elapsed time is compared with a duration: write since(form.field) < duration("PT24H")');
  return fault(at, 'a duration is compared with the time since a date: write since(form.field) < duration("PT24H")');
}

function isIn(at: Span & { readonly left: Expression; readonly right: Expression }, left: Side, right: Side): Condition | Fault {
  if (left.kind !== 'operand') return fault(at.left, 'before "in" stands a field, a fact of the case or an outcome: write intake.level in ["low", "high"]');
  if (right.kind === 'list') return right.options.length > most.options ? fault(at.right, `this list has ${right.options.length} values and ${most.options} are the most`) : { kind: 'in', left: left.operand, options: right.options };
  // CEL's own way to ask whether a list of chosen options holds one.
  if (right.kind === 'operand' && right.operand.kind === 'field' && left.operand.kind === 'value') return { kind: 'in', left: right.operand, options: [left.operand.value] };
  return fault(at.right, 'after "in" stands a list in square brackets: write intake.level in ["low", "high"]');
}

function sideOf(expression: Expression, placing: Placing): Side | Fault {
  switch (expression.kind) {
    case 'literal': return checked(expression, expression.value) ?? { kind: 'operand', operand: { kind: 'value', value: expression.value } };
    case 'list': return listOf(expression);
    case 'call': return called(expression, placing);
    case 'name': return named(expression, placing);
    case 'not':
    case 'all':
    case 'any':
    case 'relation': return { kind: 'condition', what: 'a whole condition cannot be compared; leave the comparison away, and write ! before the condition for its opposite' };
  }
}

function listOf(expression: Extract<Expression, { kind: 'list' }>): Side | Fault {
  const options: Scalar[] = [];
  for (const item of expression.of) {
    if (item.kind !== 'literal') return fault(item, 'a list holds fixed values only, like ["low", "high"]');
    const tooLong = checked(item, item.value);
    if (tooLong) return tooLong;
    options.push(item.value);
  }
  return { kind: 'list', options };
}

function named({ parts, ...at }: Extract<Expression, { kind: 'name' }>, placing: Placing): Side | Fault {
  const [first, second, third] = parts;
  const text = parts.map((p) => p.text).join('.');
  const span = { from: parts[0]?.from ?? at.from, to: parts.at(-1)?.to ?? at.to };
  if (text.length > most.name) return fault(span, `this name has ${text.length} characters and ${most.name} are the most`);
  switch (first?.text) {
    case 'case': {
      const name = caseFactNames.find((n) => n === second?.text && parts.length === 2);
      return name ? { kind: 'operand', operand: { kind: 'case', name } } : fault(span, `the case has no "${parts.slice(1).map((p) => p.text).join('.')}"; ${meant(`case.${second?.text ?? ''}`, caseFactNames.map((n) => `case.${n}`))}`);
    }
    case 'choice': {
      if (parts.length < 2 || parts.length > 3) return fault(span, 'an outcome is named by its step: write choice.step, or choice.protocol.step for a step of another protocol');
      const step = third ? `${second?.text ?? ''}.${third.text}` : (second?.text ?? '');
      placing.names.push({ ...span, of: { kind: 'outcome', step } });
      return { kind: 'operand', operand: { kind: 'outcome', step } };
    }
    case 'facts': return { kind: 'condition', what: parts.length === 2 ? `a fact is yes or no by itself; write ${text} alone, or !${text} for its opposite` : 'a fact has one name: write facts.name' };
    default:
      if (parts.length !== 2) return fault(span, parts.length === 1 ? `"${text}" is no name of a field; write it with its form, like intake.level, and values in quotes, like "high"` : `"${text}" has too many parts; a field is named by its form and its name, like intake.level`);
      placing.names.push({ ...span, of: { kind: 'field', ref: text } });
      return { kind: 'operand', operand: { kind: 'field', ref: text } };
  }
}

function called(expression: Extract<Expression, { kind: 'call' }>, placing: Placing): Side | Fault {
  switch (expression.name) {
    case 'size':
    case 'since': {
      const ref = fieldIn(expression, placing);
      return typeof ref === 'string' ? { kind: expression.name, ref } : ref;
    }
    case 'duration': {
      const [text] = expression.of;
      if (expression.of.length !== 1 || text?.kind !== 'literal' || typeof text.value !== 'string') return fault(expression, 'a duration is written in quotes: duration("PT24H") for 24 hours, duration("P30D") for 30 days');
      return text.value.length > most.duration ? fault(text, `this duration has ${text.value.length} characters and ${most.duration} are the most`) : { kind: 'duration', duration: text.value };
    }
    case 'field': {
      const ref = oneName(expression, 'field("form.field")');
      if (typeof ref !== 'string') return ref;
      placing.names.push({ from: expression.from, to: expression.to, of: { kind: 'field', ref } });
      return { kind: 'operand', operand: { kind: 'field', ref } };
    }
    case 'outcome': {
      const step = oneName(expression, 'outcome("step")');
      if (typeof step !== 'string') return step;
      placing.names.push({ from: expression.from, to: expression.to, of: { kind: 'outcome', step } });
      return { kind: 'operand', operand: { kind: 'outcome', step } };
    }
    case 'has':
    case 'fact': return { kind: 'condition', what: `${expression.name}() is yes or no by itself; leave the comparison away, and write ! before it for its opposite` };
    default: return fault(expression, `there is no ${expression.name}() in a condition; ${meant(expression.name, functions, (name) => `${name}()`)}`);
  }
}

/** The field that has(), size() and since() ask about. */
function fieldIn(expression: Extract<Expression, { kind: 'call' }>, placing: Placing): string | Fault {
  const [only] = expression.of;
  const side = expression.of.length === 1 && only && (only.kind === 'name' || only.kind === 'call') ? sideOf(only, placing) : undefined;
  if (side && isFault(side)) return side;
  return side?.kind === 'operand' && side.operand.kind === 'field' ? side.operand.ref : fault(expression, `${expression.name}() asks about one field: write ${expression.name}(form.field)`);
}

function factIn(expression: Expression, placing: Placing): string | Fault | undefined {
  if (expression.kind === 'call' && expression.name === 'fact') {
    const id = oneName(expression, 'fact("name")');
    if (typeof id === 'string') placing.names.push({ from: expression.from, to: expression.to, of: { kind: 'fact', id } });
    return id;
  }
  if (expression.kind !== 'name' || expression.parts[0]?.text !== 'facts') return undefined;
  const [, id] = expression.parts;
  if (!id || expression.parts.length > 2) return fault(expression, 'a fact has one name: write facts.name');
  if (id.text.length > most.name) return fault(id, `this name has ${id.text.length} characters and ${most.name} are the most`);
  placing.names.push({ from: expression.from, to: expression.to, of: { kind: 'fact', id: id.text } });
  return id.text;
}

/** A name in quotes, or as it is. */
function oneName(expression: Extract<Expression, { kind: 'call' }>, shape: string): string | Fault {
  const [only] = expression.of;
  const text = expression.of.length !== 1 ? undefined : only?.kind === 'name' ? only.parts.map((p) => p.text).join('.') : only?.kind === 'literal' && typeof only.value === 'string' ? only.value : undefined;
  if (text === undefined) return fault(expression, `${expression.name}() takes one name: write ${shape}`);
  return text.length > most.name ? fault(expression, `this name has ${text.length} characters and ${most.name} are the most`) : text;
}

const checked = (at: Span, value: Scalar): Fault | undefined => (typeof value === 'string' && value.length > most.value ? fault(at, `this value has ${value.length} characters and ${most.value} are the most`) : undefined);
