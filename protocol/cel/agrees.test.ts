// Our text is CEL: another's reader takes every text we write, and another's evaluator gives our answer, with its errors where
// ours is unknown. Left out are since() and the order of levels, which CEL does not have, and "one of" asked of a list.
import { celEnv, parse as theirParse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Condition, Facts, Operand, RoutingValue, Scalar } from '../condition.ts';
import { evaluate } from '../evaluate.ts';
import { conditionsOf } from '../rules/places.ts';
import { gallery } from '../templates/gallery.ts';
import { conditionText } from './to-text.ts';

const fields: Readonly<Record<string, RoutingValue>> = { yes: true, no: false, three: 3, half: 0.5, low: 'low', quote: 'a"\\\n\u2028é', none: [], two: ['p', 'q'] };
const absent = ['gone', 'lost'];
const facts: Facts = {
  at: 0,
  field: (ref) => fields[ref.slice('form.'.length)],
  caseFact: (name) => ({ level: 'low', breaches: 2, everHigh: true })[name as string],
  outcome: (step) => (step === 'look' ? 'done' : undefined),
  fact: (id) => (id === 'so' ? { kind: 'all', of: [] } : { kind: 'any', of: [] }),
  rank: () => undefined,
};
const theirs = { form: fields, case: { level: 'low', breaches: 2, everHigh: true }, choice: { look: 'done' }, facts: { so: true, not: false } };

const value = (v: Scalar): Operand => ({ kind: 'value', value: v });
const field = (name: string): Operand => ({ kind: 'field', ref: `form.${name}` });
/** Things of one type: CEL has its own answer to a number that is compared with a text, and ours is unknown. */
const typed = {
  booleans: [field('yes'), field('no'), { kind: 'case', name: 'everHigh' } as Operand, value(true), value(false)],
  numbers: [field('three'), field('half'), { kind: 'case', name: 'breaches' } as Operand, value(3), value(-1), value(0.5), value(1e300)],
  texts: [field('low'), field('quote'), { kind: 'case', name: 'level' } as Operand, { kind: 'outcome', step: 'look' } as Operand, value('low'), value('done'), value('a"\\\n\u2028é')],
};
const missing = fc.constantFrom<Operand>(...absent.map(field), { kind: 'outcome', step: 'other' });
const side = (of: readonly Operand[]): fc.Arbitrary<Operand> => fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...of) }, { weight: 1, arbitrary: missing });
const compare = (of: readonly Operand[], op: fc.Arbitrary<'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'>): fc.Arbitrary<Condition> => fc.record({ kind: fc.constant('compare' as const), left: side(of), op, right: side(of) });
const options = (of: readonly Operand[]): fc.Arbitrary<Condition> => fc.record({ kind: fc.constant('in' as const), left: side(of), options: fc.array(fc.constantFrom(...of.flatMap((o) => (o.kind === 'value' ? [o.value] : []))), { minLength: 1, maxLength: 4 }) });
const equality = fc.constantFrom('eq' as const, 'ne' as const);
const anyOp = fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'le' as const, 'gt' as const, 'ge' as const);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5 },
    compare(typed.booleans, equality), compare(typed.texts, equality), compare(typed.numbers, anyOp), options(typed.numbers), options(typed.texts),
    fc.record({ kind: fc.constant('exists' as const), ref: fc.constantFrom('form.yes', 'form.two', 'form.gone') }),
    fc.record({ kind: fc.constant('count' as const), ref: fc.constantFrom('form.none', 'form.two', 'form.gone'), op: anyOp, value: fc.nat(3) }),
    fc.record({ kind: fc.constant('fact' as const), id: fc.constantFrom('so', 'not') }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
}));

it('another evaluator of CEL answers our texts as we do, with an error where we say unknown', () => {
  const env = celEnv();
  const answers = new Set<string>();
  fc.assert(fc.property(condition, (c) => {
    const their = plan(env, theirParse(conditionText(c)))(theirs);
    const answer = evaluate(c, facts);
    answers.add(answer);
    expect(typeof their === 'boolean' ? String(their) : 'unknown').toBe(answer);
  }), { numRuns: 3000 });
  expect([...answers].sort()).toEqual(['false', 'true', 'unknown']);
});

it('another reader of CEL takes the text of every condition of the templates', () => {
  for (const { draft } of gallery) for (const { condition: c } of conditionsOf(draft)) expect(() => theirParse(conditionText(c)), conditionText(c)).not.toThrow();
});
