import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCondition } from '../../test/arbitraries/draft.ts';
import type { Condition } from '../condition.ts';
import { conditionSchema, type Draft } from '../draft.ts';
import { draft as line } from '../draft-text.ts';
import { evaluate } from '../evaluate.ts';
import { conditionsOf } from '../rules/places.ts';
import { gallery } from '../templates/gallery.ts';
import { readCondition } from './read.ts';
import { isFault, parse } from './syntax.ts';
import { toCondition } from './to-condition.ts';
import { conditionText, withoutGroupsOfOne } from './to-text.ts';

const field = (name: string, type: Draft['forms'][number]['fields'][number]['type'], options?: readonly string[]) => ({ name, label: name, type, required: false, sensitivity: 'none' as const, ...(options ? { options: options.map((id) => ({ id, label: id })) } : {}) });
const intake = { id: 'intake', title: 'Intake', fields: [field('danger', 'boolean'), field('level', 'option', ['low', 'high']), field('count', 'integer'), field('seen', 'datetime'), field('told', 'datetime'), field('kinds', 'options', ['a', 'b']), field('story', 'text'), field('owner', 'person')] };
const protocol: Draft = line('start -> classify -> end', { forms: [intake, { id: 'case', title: 'A form called case', fields: [field('open', 'boolean')] }, { id: 'while', title: 'While', fields: [field('in', 'boolean')] }], facts: [{ id: 'target', title: 'Is there a target?', when: { kind: 'all', of: [] } }] });

const ref = (r: string) => ({ kind: 'field', ref: r }) as const;
const value = (v: string | number | boolean) => ({ kind: 'value', value: v }) as const;
const is = (r: string, v: string | number | boolean): Condition => ({ kind: 'compare', left: ref(r), op: 'eq', right: value(v) });
const level = { kind: 'case', name: 'level' } as const;

describe('a condition written as text', () => {
  it.each<[string, Condition]>([
    ['intake.level == "high"', is('intake.level', 'high')],
    ["intake.level == 'high'", is('intake.level', 'high')],
    ['intake.danger', is('intake.danger', true)],
    ['!intake.danger', { kind: 'not', of: is('intake.danger', true) }],
    ['case.level >= "high"', { kind: 'compare', left: level, op: 'ge', right: value('high') }],
    ['case.breaches > 0', { kind: 'compare', left: { kind: 'case', name: 'breaches' }, op: 'gt', right: value(0) }],
    ['case.level in ["low", "high"]', { kind: 'in', left: level, options: ['low', 'high'] }],
    ['"a" in intake.kinds', { kind: 'in', left: ref('intake.kinds'), options: ['a'] }],
    ['intake.count in [1, -2]', { kind: 'in', left: ref('intake.count'), options: [1, -2] }],
    ['has(intake.story)', { kind: 'exists', ref: 'intake.story' }],
    ['!has(intake.seen)', { kind: 'not', of: { kind: 'exists', ref: 'intake.seen' } }],
    ['size(intake.kinds) >= 2', { kind: 'count', ref: 'intake.kinds', op: 'ge', value: 2 }],
    ['2 <= size(intake.kinds)', { kind: 'count', ref: 'intake.kinds', op: 'ge', value: 2 }],
    ['since(intake.seen) < duration("PT24H")', { kind: 'since', ref: 'intake.seen', op: 'lt', duration: 'PT24H' }],
    ['duration("PT24H") > since(intake.seen)', { kind: 'since', ref: 'intake.seen', op: 'lt', duration: 'PT24H' }],
    ['intake.told < intake.seen', { kind: 'compare', left: ref('intake.told'), op: 'lt', right: ref('intake.seen') }],
    ['choice.classify == "done"', { kind: 'compare', left: { kind: 'outcome', step: 'classify' }, op: 'eq', right: value('done') }],
    ['outcome(classify) == "done"', { kind: 'compare', left: { kind: 'outcome', step: 'classify' }, op: 'eq', right: value('done') }],
    ['choice.school.classify != "done"', { kind: 'compare', left: { kind: 'outcome', step: 'school.classify' }, op: 'ne', right: value('done') }],
    ['facts.target', { kind: 'fact', id: 'target' }],
    ['!facts.target', { kind: 'not', of: { kind: 'fact', id: 'target' } }],
    ['field("case.open")', is('case.open', true)],
    ['has(field("while.in"))', { kind: 'exists', ref: 'while.in' }],
    ['true', { kind: 'all', of: [] }],
    ['false', { kind: 'any', of: [] }],
    ['facts.target && intake.danger || case.everHigh', { kind: 'any', of: [{ kind: 'all', of: [{ kind: 'fact', id: 'target' }, is('intake.danger', true)] }, { kind: 'compare', left: { kind: 'case', name: 'everHigh' }, op: 'eq', right: value(true) }] }],
    ['facts.target\n  && (facts.target && !(facts.target || facts.target))', { kind: 'all', of: [{ kind: 'fact', id: 'target' }, { kind: 'all', of: [{ kind: 'fact', id: 'target' }, { kind: 'not', of: { kind: 'any', of: [{ kind: 'fact', id: 'target' }, { kind: 'fact', id: 'target' }] } }] }] }],
    ['intake.level == "\\u0068igh"', is('intake.level', 'high')],
  ])('%s', (text, condition) => expect(readCondition(text, protocol)).toEqual({ ok: true, condition }));

  it('is written as a person would write it', () => {
    const written = (text: string): string => {
      const reading = readCondition(text, protocol);
      return reading.ok ? conditionText(reading.condition) : reading.faults.map((f) => f.message).join('; ');
    };
    expect(written(' (intake.danger)&&( facts.target||has(intake.seen))')).toBe('intake.danger == true && (facts.target || has(intake.seen))');
    expect(written('!(intake.count<=1.50)')).toBe('!(intake.count <= 1.5)');
    expect(written("case.level in ['low']")).toBe('case.level in ["low"]');
    expect(written('field("case.open") == true')).toBe('field("case.open") == true');
  });
});

describe('a text that is no condition says where, and what would be right', () => {
  // The place is what stands between the marks.
  it.each<[string, string]>([
    ['‹›', 'there is no condition yet; write one, like case.level == "high"'],
    ['intake.level ‹=› "high"', 'a single = asks nothing; write == for "is" and != for "is not"'],
    ['intake.danger ‹and› facts.target', 'write && instead of "and"'],
    ['‹not› facts.target', 'write ! instead of "not"'],
    ['intake.danger ‹&› facts.target', 'write && for "and"'],
    ['intake.level == ‹“›high”', '“ is a printed quotation mark; write " before and after the value'],
    ['intake.level == ‹"high›', 'these quotes do not end; write " after the value'],
    ['case.level in ‹("low",› "high")', 'a list stands in square brackets; write in ["a", "b"]'],
    ['‹(›facts.target', 'this bracket is not closed; write ) where it ends'],
    ['facts.target‹)›', 'no bracket is open for this ); take it away'],
    ['facts.target &&‹›', 'the text ends where something is still to come; write what is asked, like intake.level or "high"'],
    ['intake.count ‹+› 1 > 2', 'a condition does not calculate; compare recorded values with fixed ones'],
    ['facts.target ‹?› true : false', 'a condition has no "if then else"; write && and ||, or draw a decision'],
    ['0 < intake.count ‹<› 3', 'two comparisons stand in a row; join them with &&, like a < b && b < c'],
    ['facts.target ‹facts›.target', 'something is missing before this; join two conditions with && or ||, and compare with ==, !=, <, <=, >, >= or in'],
    ['intake.seen == ‹null›', 'there is no null; write !has(form.field) for "has not been answered"'],
    ['‹intake.story.startsWith›("x")', '"startsWith" is nothing a condition can do with a value; there are has(), size(), since() and duration()'],
    ['intake.count > ‹1h›', 'a number is followed by a letter; write whole numbers and decimals only, like 3 or 1.5, and durations as duration("PT24H")'],
    ['while.‹in›', '"in" cannot be part of a name; write field("while.in")'],
    ['‹while.open›', '"while" is a word CEL keeps for itself; write field("while.open")'],
    ['‹lenght(intake.kinds)› > 1', 'there is no lenght() in a condition; there are has(), size(), since(), duration(), field(), outcome(), fact()'],
    ['‹sizes(intake.kinds)› > 1', 'there is no sizes() in a condition; did you mean size()?'],
    ['‹level› == "high"', '"level" is no name of a field; write it with its form, like intake.level, and values in quotes, like "high"'],
    ['intake.level == ‹high›', '"high" is no name of a field; write it with its form, like intake.level, and values in quotes, like "high"'],
    ['‹intake.lvel› == "high"', 'the form "Intake" has no field "lvel"; did you mean intake.level?'],
    ['‹intak.level› == "high"', 'no form of this protocol is called "intak"; did you mean intake.level?'],
    ['‹case.ever_high›', 'the case has no "ever_high"; did you mean case.everHigh?'],
    ['‹facts.targets›', 'the protocol has no fact "targets"; did you mean facts.target?'],
    ['‹choice.clasify› == "done"', 'no step of this protocol is called "clasify"; did you mean choice.classify?'],
    ['‹facts.target› == true', 'a fact is yes or no by itself; write facts.target alone, or !facts.target for its opposite'],
    ['‹has(intake.seen)› == true', 'has() is yes or no by itself; leave the comparison away, and write ! before it for its opposite'],
    ['‹"high"›', 'this alone asks nothing; compare it, like intake.level == "high", or write has(form.field)'],
    ['‹intake.level == "hihg"›', '"level" of "Intake" can never be "hihg"; choose one of "low", "high"'],
    ['facts.target && ‹intake.story == "x"›', '"story" of "Intake" is free text, which no condition reads; ask for a choice, a number, a date or yes or no'],
    ['‹since(intake.seen) < 24›', 'elapsed time is compared with a duration: write since(form.field) < duration("PT24H")'],
    ['‹since(intake.seen) < duration("24h")›', '"24h" is no duration; write "PT24H" for 24 hours or "P30D" for 30 days'],
    ['‹size(intake.count) > 1›', '"count" of "Intake" is a number, but only the entries of a list can be counted'],
    ['case.level in ["low", ‹facts.target›]', 'a list holds fixed values only, like ["low", "high"]'],
    ['facts.target ‹//› see the policy', 'notes are not kept in a condition; write them into the instructions of the step'],
  ])('%s', (marked, message) => {
    const text = marked.replace(/[‹›]/g, '');
    const reading = readCondition(text, protocol);
    expect(reading).toEqual({ ok: false, faults: [{ from: marked.indexOf('‹'), to: marked.indexOf('›') - 1, message }] });
  });

  it('names every fault of its parts at once', () => {
    const reading = readCondition('intake.lvel == "high" || intake.level == "hihg"', protocol);
    expect(reading.ok ? [] : reading.faults.map((f) => f.from)).toEqual([0, 25]);
  });
  it('says so where a condition is too large to be evaluated', () => {
    expect(readCondition(Array.from({ length: 60 }, () => 'facts.target').join(' || '), protocol)).toMatchObject({ ok: false, faults: [{ message: expect.stringContaining('60 parts stand in one row and 50 are the most') }] });
    expect(readCondition(`${'!('.repeat(13)}facts.target${')'.repeat(13)}`, protocol)).toMatchObject({ ok: false, faults: [{ message: expect.stringContaining('below 200 parts and 12 levels') }] });
    expect(readCondition(`${'('.repeat(100_000)}`, protocol)).toMatchObject({ ok: false, faults: [{ message: expect.stringContaining('nested too deeply') }] });
    expect(readCondition(`${'('.repeat(30)}facts.target${')'.repeat(30)}`, protocol)).toMatchObject({ ok: true });
  });
});

describe('the text and the tree are the same condition', () => {
  const read = (text: string): Condition | string => {
    const expression = parse(text);
    if (isFault(expression)) return expression.message;
    const placed = toCondition(expression);
    return isFault(placed) ? placed.message : placed.condition;
  };
  it('whatever tree is written, also one that names nothing there is, the same is read back', () => {
    fc.assert(fc.property(anyCondition, (condition) => {
      const text = conditionText(condition);
      expect(read(text)).toEqual(withoutGroupsOfOne(condition));
      expect(conditionText(withoutGroupsOfOne(condition))).toBe(text);
    }), { numRuns: 3000 });
  });
  it('any value comes back letter by letter', () => {
    const scalar = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ unit: fc.nat(0xffff).map((n) => String.fromCharCode(n)), maxLength: 20 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), fc.boolean());
    fc.assert(fc.property(fc.array(scalar, { maxLength: 5 }), (options) => {
      const condition: Condition = { kind: 'in', left: level, options };
      expect(read(conditionText(condition))).toEqual(condition);
    }), { numRuns: 2000 });
  });
  it('a group of one is left away and never changes the answer', () => {
    const facts = { at: 5, field: (r: string) => ({ 'a.b': true, 'b.a': 'c' })[r], caseFact: () => 'a', outcome: () => undefined, fact: () => undefined, rank: () => undefined };
    fc.assert(fc.property(anyCondition, (condition) => {
      expect(evaluate(withoutGroupsOfOne(condition), facts)).toBe(evaluate(condition, facts));
    }), { numRuns: 2000 });
  });
  it('what is read can be saved, and is written the same again', () => {
    fc.assert(fc.property(anyCondition, (condition) => {
      const again = read(conditionText(condition));
      expect(conditionSchema.parse(again)).toEqual(again);
    }), { numRuns: 1000 });
  });
  it('every condition of the templates is read from its text without a fault', () => {
    const all = gallery.flatMap(({ draft }) => conditionsOf(draft).map(({ condition }) => ({ draft, condition })));
    expect(all.length).toBeGreaterThan(10);
    for (const { draft, condition } of all) expect(readCondition(conditionText(condition), draft)).toEqual({ ok: true, condition: withoutGroupsOfOne(condition) });
  });
});
