// A condition as CEL text: `case.level in ["high", "imminent"] || size(intake.targets) > 0`. Total, also for names that nothing
// has; `parse` and `toCondition` read it back to the same tree, but for a group of one, which is the same as its one part.
import { caseFactNames, type CompareOp, type Condition, type Operand, type Scalar } from '../condition.ts';
import { keywords, reserved } from './syntax.ts';

export const opSigns: Readonly<Record<CompareOp, '==' | '!=' | '<' | '<=' | '>' | '>='>> = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };
/** First words that mean something of their own, so that a form of that name is written as field("case.note"). */
export const roots = ['case', 'choice', 'facts'] as const;

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'all': return joined(condition.of, ' && ', 'true');
    case 'any': return joined(condition.of, ' || ', 'false');
    case 'not': return `!${isAtom(condition.of) ? conditionText(condition.of) : `(${conditionText(condition.of)})`}`;
    case 'compare': return `${operandText(condition.left)} ${opSigns[condition.op]} ${operandText(condition.right)}`;
    case 'in': return `${operandText(condition.left)} in [${condition.options.map(scalarText).join(', ')}]`;
    case 'exists': return `has(${refText(condition.ref)})`;
    case 'count': return `size(${refText(condition.ref)}) ${opSigns[condition.op]} ${scalarText(condition.value)}`;
    case 'since': return `since(${refText(condition.ref)}) ${opSigns[condition.op]} duration(${scalarText(condition.duration)})`;
    case 'fact': return isName(condition.id) ? `facts.${condition.id}` : `fact(${scalarText(condition.id)})`;
  }
}

/** Groups of one part are their part: what is read back, and what means the same. */
export function withoutGroupsOfOne(condition: Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of = condition.of.map(withoutGroupsOfOne);
      const [only] = of;
      return of.length === 1 && only ? only : { kind: condition.kind, of };
    }
    case 'not': return { kind: 'not', of: withoutGroupsOfOne(condition.of) };
    default: return condition;
  }
}

export function refText(ref: string): string {
  const dot = ref.indexOf('.');
  const [form, field] = [ref.slice(0, dot), ref.slice(dot + 1)];
  return dot > 0 && isRoot(form) && isName(field) ? ref : `field(${scalarText(ref)})`;
}

export function outcomeText(step: string): string {
  const parts = step.split('.');
  return parts.length <= 2 && parts.every(isName) ? `choice.${step}` : `outcome(${scalarText(step)})`;
}

export function scalarText(value: Scalar): string {
  switch (typeof value) {
    case 'boolean': return value ? 'true' : 'false';
    case 'number': return numberText(value);
    case 'string': return `"${value.replace(/["\\]/g, '\\$&').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, escaped)}"`;
  }
}

function joined(of: readonly Condition[], sign: string, none: string): string {
  const [only] = of;
  if (of.length === 1 && only) return conditionText(only);
  return of.map((part) => (isJoined(part) ? `(${conditionText(part)})` : conditionText(part))).join(sign) || none;
}
/** Two or more parts joined, also where it stands in a group of its own. */
function isJoined(condition: Condition): boolean {
  if (condition.kind !== 'all' && condition.kind !== 'any') return false;
  const [only] = condition.of;
  return condition.of.length === 1 && only ? isJoined(only) : condition.of.length > 1;
}
/** Nothing that a ! before it would tear apart. */
function isAtom(condition: Condition): boolean {
  if (condition.kind === 'exists' || condition.kind === 'fact' || condition.kind === 'not') return true;
  if (condition.kind !== 'all' && condition.kind !== 'any') return false;
  const [only] = condition.of;
  return only ? condition.of.length === 1 && isAtom(only) : true;
}

function operandText(operand: Operand): string {
  switch (operand.kind) {
    case 'field': return refText(operand.ref);
    case 'case': return `case.${caseFactNames.find((name) => name === operand.name) ?? 'level'}`;
    case 'outcome': return outcomeText(operand.step);
    case 'value': return scalarText(operand.value);
  }
}

/** Whole numbers beyond 2^53 are doubles, as they are for CEL. */
function numberText(value: number): string {
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
const escaped = (char: string): string => {
  switch (char) {
    case '\n': return '\\n';
    case '\r': return '\\r';
    case '\t': return '\\t';
    default: return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
};

export const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.some((k) => k === text);
const isRoot = (text: string): boolean => isName(text) && !reserved.some((r) => r === text) && !roots.some((r) => r === text);
