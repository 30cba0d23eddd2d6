// Values made to break whoever reads them: names of the prototype, getters that throw, arrays with holes and without end,
// numbers that are none, half letters, trees deeper than any condition. Some are frozen, so that writing to them throws.
import type { Random } from './random.ts';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'length', 'kind', 'of', 'left', 'right', 'op', 'options', 'ref', 'value', 'duration', 'id', 'name', 'step', 'a.b', 'form.field', '0', '-1', '', ' ', 'case', 'level'];
const words = [...names, 'high', 'low', 'eq', 'ge', 'lt', 'PT24H', 'P1M', '-P9999Y', 'P999999999Y', 'PT999999999999S', 'soon', '\u0000', '\ud800', '\udfff\ud800', '💥', 'İ', 'ﬀ', '\u202eabc', 'a'.repeat(5000), '"', '\\', '1e309', 'NaN', 'true', 'null'];
const numbers = [0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 8.64e15, 253_402_300_799_999, 1_750_000_000_000];
export const conditionKinds = ['all', 'any', 'not', 'compare', 'in', 'exists', 'count', 'since', 'fact'];
const operandKinds = ['field', 'case', 'outcome', 'value'];
const opsAndWords = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', '==', 'EQ', '__proto__', '', 'constructor'];

const hole: unknown[] = [];
hole.length = 4_294_967_295;
const huge: readonly unknown[] = Object.freeze(Array.from({ length: 100_000 }, (_, i) => (i % 3 === 0 ? 'high' : i)));
const circular: { kind: string; of?: unknown } = { kind: 'not' };
circular.of = circular;
const round: unknown[] = [];
round.push({ kind: 'all', of: round }, { kind: 'any', of: round });
const trap = { get kind(): string { throw new Error('a getter was run'); }, get of(): unknown { throw new Error('a getter was run'); } };
const trapped: unknown[] = [];
Object.defineProperty(trapped, 0, { get: () => { throw new Error('a getter was run'); }, enumerable: true });
const bare = Object.assign(Object.create(null) as object, { kind: 'all', of: [] });
const parsed: unknown = JSON.parse('{"__proto__": {"kind": "all", "of": []}, "kind": "not"}');
const odd: readonly unknown[] = [undefined, null, hole, huge, circular, round, trap, trapped, bare, parsed, Symbol('kind'), 10n ** 400n, () => 'all', new Map([['kind', 'all']]), new Set(['high']), /high/g, new Date(NaN), new Uint8Array(9), Object.create({ kind: 'all', of: [] }), new String('high'), new Boolean(true)];

/** Anything at all. */
export function anyValue(random: Random, depth = 3): unknown {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0: case 1: return random.pick(words);
    case 2: return random.pick(numbers);
    case 3: return random.chance(2);
    case 4: return random.pick(odd);
    case 5: return String.fromCharCode(...Array.from({ length: random.below(6) }, () => random.below(65_536)));
    case 6: return Array.from({ length: random.below(4) }, () => anyValue(random, depth - 1));
    case 7: return anyOperand(random, depth - 1);
    default: return anyTree(random, depth - 1);
  }
}

/** What looks like a condition, with anything in it. */
export function anyTree(random: Random, depth = 5): unknown {
  if (random.chance(12)) return anyValue(random, depth - 1);
  const kind = random.chance(20) ? anyValue(random, 0) : random.pick(conditionKinds);
  const wild = random.chance(4);
  const part = (): unknown => (wild && random.chance(3) ? anyValue(random, depth - 1) : depth > 0 ? anyTree(random, depth - 1) : { kind: 'exists', ref: random.pick(words) });
  const parts = (): unknown => (random.chance(30) ? deep(random) : Array.from({ length: random.below(4) }, part));
  const ref = (): unknown => (wild ? anyValue(random, 0) : random.pick(words));
  const made = ((): Record<string, unknown> => {
    switch (kind) {
      case 'all': case 'any': return { kind, of: parts() };
      case 'not': return { kind, of: part() };
      case 'compare': return { kind, left: anyOperand(random, 0), op: wild ? anyValue(random, 0) : random.pick(opsAndWords), right: anyOperand(random, 0) };
      case 'in': return { kind, left: anyOperand(random, 0), options: wild ? anyValue(random, 1) : Array.from({ length: random.below(5) }, () => anyValue(random, 0)) };
      case 'count': return { kind, ref: ref(), op: random.pick(opsAndWords), value: wild ? anyValue(random, 0) : random.pick(numbers) };
      case 'since': return { kind, ref: ref(), op: random.pick(opsAndWords), duration: wild ? anyValue(random, 0) : random.pick(words) };
      default: return { kind, ref: ref(), id: ref() };
    }
  })();
  if (random.chance(16)) Object.defineProperty(made, random.pick(names), { get: () => { throw new Error('a getter was run'); }, enumerable: true, configurable: true });
  return random.chance(4) ? Object.freeze(made) : made;
}

export function anyOperand(random: Random, depth: number): unknown {
  if (random.chance(10)) return anyValue(random, depth);
  const kind = random.pick(operandKinds);
  const text = (): unknown => (random.chance(8) ? anyValue(random, 0) : random.pick(words));
  switch (kind) {
    case 'field': return { kind, ref: text() };
    case 'case': return { kind, name: text() };
    case 'outcome': return { kind, step: text() };
    default: return { kind, value: anyValue(random, 0) };
  }
}

function deep(random: Random): unknown {
  let tree: unknown = { kind: 'all', of: [] };
  for (let i = random.below(2000); i > 0; i -= 1) tree = i % 2 === 0 ? { kind: 'not', of: tree } : { kind: random.pick(['all', 'any']), of: [tree] };
  return [tree];
}
