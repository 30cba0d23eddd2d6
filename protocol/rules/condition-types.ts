// Does a condition compare what can be compared? The same types the evaluator has, so that nothing passes here that is
// unknown for ever at run time. Free text is never read by a condition.
import { caseStatuses } from '../draft.ts';
import type { Condition, Operand, Scalar } from '../condition.ts';
import type { Draft, DraftNode, Field } from '../draft.ts';
import { calledBy, outcomesOn } from '../node-parts.ts';
import { portsOf } from '../ports.ts';
import { partsOf } from './places.ts';
import { fieldOf, quote, refLabel, titled } from './words.ts';

type Type =
  | { readonly kind: 'boolean' | 'number' | 'date' | 'reference' | 'text' }
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly ordered: boolean } // options, levels, statuses, outcomes
  | { readonly kind: 'list'; readonly words?: readonly string[] }
  | { readonly kind: 'anything' }; // named elsewhere, or a finding of another rule

/** What is wrong with a condition, one sentence each. */
export function typeFaults(draft: Draft, condition: Condition): readonly string[] {
  return partsOf(condition).flatMap((part) => {
    switch (part.kind) {
      case 'compare': return compareFaults(draft, part);
      case 'in': return inFaults(draft, part);
      case 'count': return needs(draft, part.ref, ['list'], 'only the entries of a list can be counted');
      case 'since': return needs(draft, part.ref, ['date'], 'time can only be counted since a date');
      default: return [];
    }
  });
}

function compareFaults(draft: Draft, { left, op, right }: Extract<Condition, { kind: 'compare' }>): readonly string[] {
  for (const operand of [left, right]) {
    const fault = operand.kind === 'value' ? undefined : unreadable(draft, operand);
    if (fault) return [fault];
  }
  if (left.kind === 'value' && right.kind === 'value') return typeof left.value === typeof right.value ? [] : ['two values of different kinds are compared; compare a field with a value of its kind'];
  const [a, b] = [typeOf(draft, left), typeOf(draft, right)];
  const ordering = op !== 'eq' && op !== 'ne';
  if (right.kind === 'value') return valueFaults(draft, left, a, right.value, ordering);
  if (left.kind === 'value') return valueFaults(draft, right, b, left.value, ordering);
  if (a.kind === 'anything' || b.kind === 'anything') return [];
  if (a.kind !== b.kind) return [`${say(draft, left)} and ${say(draft, right)} cannot be compared: one is ${nameOf(a)}, the other ${nameOf(b)}; compare things of one kind`];
  return ordering ? orderFaults(draft, left, a) : [];
}

function valueFaults(draft: Draft, operand: Operand, type: Type, value: Scalar, ordering: boolean): readonly string[] {
  const order = ordering ? orderFaults(draft, operand, type) : [];
  if (order.length > 0) return order;
  return fits(type, value) ? [] : [misfit(draft, operand, type, value)];
}

function inFaults(draft: Draft, { left, options }: Extract<Condition, { kind: 'in' }>): readonly string[] {
  const type = typeOf(draft, left);
  const fault = type.kind === 'list' ? undefined : unreadable(draft, left);
  if (fault) return [fault];
  if (options.length === 0) return [`the list ${say(draft, left)} should be in is empty; name at least one value`];
  const wanted: Type = type.kind === 'list' ? (type.words ? { kind: 'words', words: type.words, ordered: false } : { kind: 'anything' }) : type;
  return options.flatMap((value) => (fits(wanted, value) ? [] : [misfit(draft, left, wanted, value)]));
}

function needs(draft: Draft, ref: string, kinds: readonly Type['kind'][], why: string): readonly string[] {
  const found = fieldOf(draft, ref);
  if (!found) return [];
  const type = typeOfField(draft, found.field);
  return kinds.includes(type.kind) ? [] : [`${refLabel(draft, ref)} is ${nameOf(type)}, but ${why}`];
}

// helpers

function unreadable(draft: Draft, operand: Operand): string | undefined {
  const type = typeOf(draft, operand);
  if (type.kind === 'text') return `${say(draft, operand)} is free text, which no condition reads; ask for a choice, a number, a date or yes or no`;
  if (type.kind === 'list') return `${say(draft, operand)} is a list and cannot be compared; ask whether it holds a value, or count its entries`;
  return undefined;
}

function orderFaults(draft: Draft, operand: Operand, type: Type): readonly string[] {
  if (type.kind === 'number' || type.kind === 'date' || type.kind === 'anything' || (type.kind === 'words' && type.ordered)) return [];
  return [`${say(draft, operand)} is ${nameOf(type)} and has no order; ask whether it is, or is not, a value`];
}

function fits(type: Type, value: Scalar): boolean {
  switch (type.kind) {
    case 'boolean': return typeof value === 'boolean';
    case 'number':
    case 'date': return typeof value === 'number';
    case 'reference': return typeof value === 'string';
    case 'words': return typeof value === 'string' && type.words.includes(value);
    case 'anything': return true;
    case 'text':
    case 'list': return false;
  }
}

function misfit(draft: Draft, operand: Operand, type: Type, value: Scalar): string {
  if (type.kind === 'words' && typeof value === 'string') return `${say(draft, operand)} can never be ${quote(value)}; choose one of ${type.words.slice(0, 12).map(quote).join(', ') || 'its options, of which there are none yet'}`;
  return `${say(draft, operand)} is ${nameOf(type)} and cannot be compared with ${typeof value === 'string' ? quote(value) : String(value)}; compare it with a value of its kind`;
}

export function typeOf(draft: Draft, operand: Operand): Type {
  switch (operand.kind) {
    case 'value': return { kind: 'anything' };
    case 'field': {
      const found = fieldOf(draft, operand.ref);
      return found ? typeOfField(draft, found.field) : { kind: 'anything' };
    }
    case 'case':
      if (operand.name === 'level') return draft.levels.length === 0 ? { kind: 'anything' } : { kind: 'words', words: draft.levels.map((l) => l.id), ordered: true };
      if (operand.name === 'status') return { kind: 'words', words: caseStatuses, ordered: false };
      return { kind: operand.name === 'everHigh' ? 'boolean' : 'number' };
    case 'outcome': {
      const node = draft.nodes.find((n) => n.id === (operand.step.startsWith(`${draft.key}.`) ? operand.step.slice(draft.key.length + 1) : operand.step));
      // What a call comes back with is its callee's business.
      return node && calledBy(node) === undefined ? { kind: 'words', words: outcomesOf(node), ordered: false } : { kind: 'anything' };
    }
  }
}
const outcomesOf = (node: DraftNode): readonly string[] => (node.kind === 'each' ? (outcomesOn(node) ?? []) : portsOf(node)).map((p) => p.id);

export function typeOfField(draft: Draft, field: Field): Type {
  switch (field.type) {
    case 'boolean': return { kind: 'boolean' };
    case 'integer':
    case 'number': return { kind: 'number' };
    case 'date':
    case 'datetime': return { kind: 'date' };
    case 'text':
    case 'string': return { kind: 'text' };
    case 'person':
    case 'agency':
    case 'case': return { kind: 'reference' };
    case 'list':
    case 'measures': return { kind: 'list' };
    case 'options': return { kind: 'list', words: (field.options ?? []).map((o) => o.id) };
    case 'option': {
      const words = (field.options ?? []).map((o) => o.id);
      return { kind: 'words', words, ordered: words.length > 0 && words.every((w) => draft.levels.some((l) => l.id === w)) };
    }
  }
}

function nameOf(type: Type): string {
  return { boolean: 'yes or no', number: 'a number', date: 'a date', reference: 'a reference', text: 'free text', words: 'a choice', list: 'a list', anything: 'anything' }[type.kind];
}

function say(draft: Draft, operand: Operand): string {
  switch (operand.kind) {
    case 'field': return refLabel(draft, operand.ref);
    case 'case': return `the ${{ level: 'level of concern', status: 'status', everHigh: 'mark "was ever high"', breaches: 'number of breaches', openHandoffs: 'number of open handoffs', otherRuns: 'number of other runs' }[operand.name]} of the case`;
    case 'outcome': return `the outcome of ${titled(draft.nodes.find((n) => n.id === operand.step) ?? { id: operand.step, title: '' })}`;
    case 'value': return typeof operand.value === 'string' ? quote(operand.value) : String(operand.value);
  }
}
