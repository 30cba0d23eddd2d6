// The shape of a condition written in CEL, by CEL's own precedence: ||, then &&, then one comparison, then !. Nothing is known
// here of a protocol. Total and bounded: nesting has a depth, and the first thing that cannot be read is returned as a fault.
import type { Scalar } from '../condition.ts';
import type { Fault } from './fault.ts';
import { tokensOf, type Sign, type Token } from './tokens.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}
export interface Part extends Span {
  readonly text: string;
}
export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';
export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: Scalar }
    | { readonly kind: 'name'; readonly parts: readonly Part[] }
    | { readonly kind: 'call'; readonly name: string; readonly of: readonly Expression[] }
    | { readonly kind: 'list'; readonly of: readonly Expression[] }
    | { readonly kind: 'not'; readonly of: Expression }
    | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
    | { readonly kind: 'relation'; readonly relation: Relation; readonly left: Expression; readonly right: Expression }
  );

/** Brackets, lists and ! inside each other; a condition itself is at most 12 deep. */
const maxNesting = 60;
const relations: readonly Sign[] = ['==', '!=', '<', '<=', '>', '>='];
export const keywords = ['true', 'false', 'null', 'in'] as const;
/** Words CEL keeps for itself: no name begins with one. */
export const reserved = ['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'] as const;
const others: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!', AND: '&&', OR: '||', NOT: '!', is: '==' };

export const isFault = (of: object): of is Fault => 'message' in of;

export function parse(text: string): Expression | Fault {
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return tokens as Fault;
  const reader: Reader = { tokens, at: 0 };
  if (here(reader).kind === 'end') return fault(here(reader), 'there is no condition yet; write one, like case.level == "high"');
  const expression = either(reader, 0);
  if (isFault(expression)) return expression;
  return here(reader).kind === 'end' ? expression : afterwards(reader);
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}
type Read = Expression | Fault;

const here = (reader: Reader): Token => reader.tokens[reader.at] ?? { kind: 'end', from: 0, to: 0 };
const fault = ({ from, to }: Span, message: string): Fault => ({ from, to, message });
function take(reader: Reader, sign: Sign): boolean {
  const token = here(reader);
  if (token.kind !== 'sign' || token.sign !== sign) return false;
  reader.at += 1;
  return true;
}

const either = (reader: Reader, depth: number): Read => chain(reader, { kind: 'any', sign: '||', next: () => both(reader, depth) });
const both = (reader: Reader, depth: number): Read => chain(reader, { kind: 'all', sign: '&&', next: () => relation(reader, depth) });

function chain(reader: Reader, { kind, sign, next }: { readonly kind: 'all' | 'any'; readonly sign: Sign; readonly next: () => Read }): Read {
  const of: Expression[] = [];
  do {
    const part = next();
    if (isFault(part)) return part;
    of.push(part);
  } while (take(reader, sign));
  const [first, last] = [of[0], of.at(-1)];
  return first && last && of.length > 1 ? { kind, of, from: first.from, to: last.to } : (first ?? fault(here(reader), 'a condition is missing here'));
}

function relation(reader: Reader, depth: number): Read {
  const left = unary(reader, depth);
  if (isFault(left)) return left;
  const found = relationAt(reader);
  if (!found) return left;
  const right = unary(reader, depth);
  if (isFault(right)) return right;
  const again = here(reader);
  if (relationAt(reader)) return fault(again, 'two comparisons stand in a row; join them with &&, like a < b && b < c');
  return { kind: 'relation', relation: found, left, right, from: left.from, to: right.to };
}
function relationAt(reader: Reader): Relation | undefined {
  const token = here(reader);
  const found: Relation | undefined = token.kind === 'name' && token.text === 'in' ? 'in' : token.kind === 'sign' && relations.includes(token.sign) ? (token.sign as Relation) : undefined;
  if (found) reader.at += 1;
  return found;
}

function unary(reader: Reader, depth: number): Read {
  const token = here(reader);
  if (depth > maxNesting) return fault(token, 'this is nested too deeply; take brackets away, or name part of it as a fact');
  if (take(reader, '!')) {
    const of = unary(reader, depth + 1);
    return isFault(of) ? of : { kind: 'not', of, from: token.from, to: of.to };
  }
  if (take(reader, '-')) {
    const digits = here(reader);
    if (digits.kind !== 'number') return fault(token, 'a condition does not calculate; a minus stands only before a number');
    reader.at += 1;
    return { kind: 'literal', value: -digits.value, from: token.from, to: digits.to };
  }
  return primary(reader, depth);
}

function primary(reader: Reader, depth: number): Read {
  const token = here(reader);
  switch (token.kind) {
    case 'end': return fault(token, 'the text ends where something is still to come; write what is asked, like intake.level or "high"');
    case 'number':
    case 'text': {
      reader.at += 1;
      return { kind: 'literal', value: token.value, from: token.from, to: token.to };
    }
    case 'name': return named(reader, token, depth);
    case 'sign': break;
  }
  if (take(reader, '(')) {
    const inner = either(reader, depth + 1);
    if (isFault(inner)) return inner;
    const closing = here(reader);
    if (closing.kind === 'sign' && closing.sign === ',') return fault({ from: token.from, to: closing.to }, 'a list stands in square brackets; write in ["a", "b"]');
    return take(reader, ')') ? { ...inner, from: token.from, to: closing.to } : missing(reader, token, ')');
  }
  if (take(reader, '[')) {
    const items = listed(reader, { open: token, close: ']', depth });
    return isFault(items) ? items : { kind: 'list', ...items };
  }
  return fault(token, `"${token.sign}" cannot stand here; write what is asked before it, like intake.level or "high"`);
}

function named(reader: Reader, first: Extract<Token, { kind: 'name' }>, depth: number): Read {
  reader.at += 1;
  if (first.text === 'true' || first.text === 'false') return { kind: 'literal', value: first.text === 'true', from: first.from, to: first.to };
  if (first.text === 'null') return fault(first, 'there is no null; write !has(form.field) for "has not been answered"');
  if (first.text === 'in') return fault(first, 'what is looked for is missing before "in"; write intake.level in ["low", "high"]');
  const parts: Part[] = [{ text: first.text, from: first.from, to: first.to }];
  while (take(reader, '.')) {
    const part = here(reader);
    if (part.kind !== 'name') return fault(part.kind === 'end' ? { from: first.from, to: part.to } : part, `a name is missing after "${parts.map((p) => p.text).join('.')}."`);
    if (keywords.some((k) => k === part.text)) return fault(part, `"${part.text}" cannot be part of a name; write field("${[...parts, part].map((p) => p.text).join('.')}")`);
    reader.at += 1;
    parts.push({ text: part.text, from: part.from, to: part.to });
  }
  const last = parts.at(-1) ?? first;
  const open = here(reader);
  if (open.kind === 'sign' && open.sign === '(' && take(reader, '(')) {
    const items = listed(reader, { open, close: ')', depth });
    if (isFault(items)) return items;
    return parts.length === 1 ? { kind: 'call', name: first.text, of: items.of, from: first.from, to: items.to } : fault({ from: first.from, to: last.to }, `"${last.text}" is nothing a condition can do with a value; there are has(), size(), since() and duration()`);
  }
  if (open.kind === 'sign' && open.sign === '[') return fault(open, 'entries of a list have no numbers here; ask whether one of them is a value, or write size(form.field)');
  if (parts.length === 1 && Object.hasOwn(others, first.text)) return fault(first, `write ${others[first.text]} instead of "${first.text}"`);
  if (reserved.some((r) => r === first.text)) return fault({ from: first.from, to: last.to }, `"${first.text}" is a word CEL keeps for itself; write field("${parts.map((p) => p.text).join('.')}")`);
  return { kind: 'name', parts, from: first.from, to: last.to };
}

function listed(reader: Reader, { open, close, depth }: { readonly open: Token; readonly close: ']' | ')'; readonly depth: number }): (Span & { readonly of: readonly Expression[] }) | Fault {
  const of: Expression[] = [];
  let closing = here(reader);
  if (take(reader, close)) return { of, from: open.from, to: closing.to };
  do {
    const item = either(reader, depth + 1);
    if (isFault(item)) return item;
    of.push(item);
  } while (take(reader, ','));
  closing = here(reader);
  return take(reader, close) ? { of, from: open.from, to: closing.to } : missing(reader, open, close);
}

const missing = (reader: Reader, open: Token, close: string): Fault =>
  here(reader).kind === 'end' ? fault(open, `this bracket is not closed; write ${close} where it ends`) : afterwards(reader);

/** Something complete was read, and more stands behind it. */
function afterwards(reader: Reader): Fault {
  const token = here(reader);
  if (token.kind === 'sign' && token.sign === '-') return fault(token, 'a condition does not calculate; compare recorded values with fixed ones');
  if (token.kind === 'sign' && (token.sign === ')' || token.sign === ']')) return fault(token, `no bracket is open for this ${token.sign}; take it away`);
  if (token.kind === 'name' && Object.hasOwn(others, token.text)) return fault(token, `write ${others[token.text]} instead of "${token.text}"`);
  return fault(token, 'something is missing before this; join two conditions with && or ||, and compare with ==, !=, <, <=, >, >= or in');
}
