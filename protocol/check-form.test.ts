import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkForm, nothingKnown, routingFields, type FormValues } from './check-form.ts';
import { fieldTypes, type Field, type FieldType } from './draft.ts';
import { choice, fieldIs, form, optional, required } from './templates/sketch.ts';

const one = (type: FieldType, more: Partial<Field> = {}) => form('f', 'Form', [{ ...optional('x', 'X', type), options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], ...more }]);
const codes = (of: ReturnType<typeof form>, values: FormValues, facts = nothingKnown): string[] => checkForm(of, values, facts).faults.map((f) => `${f.field}:${f.code}`);

describe('checkForm', () => {
  it.each<[FieldType, unknown[], unknown[]]>([
    ['text', ['a\nb', 'x'.repeat(20_000)], ['x'.repeat(20_001), 1, ['a']]],
    ['string', ['x'.repeat(500)], ['x'.repeat(501), true]],
    ['boolean', [true, false], ['true', 1, 0]],
    ['integer', [0, -3], [1.5, '1', NaN, 2 ** 53]],
    ['number', [1.5, -2], [Infinity, NaN, '1']],
    ['date', ['2024-02-29', '2025-12-31'], ['2025-02-29', '2025-13-01', '2025-1-1', '2025-12-31T00:00:00Z', 20250101]],
    ['datetime', ['2025-03-09T02:30:00-05:00', '2025-03-09T02:30Z', '2025-03-09T02:30:00.250+05:30'], ['2025-03-09T02:30:00', '2025-03-09', '2025-03-09T24:00:00Z', '2025-02-30T00:00:00Z', 1]],
    ['option', ['a'], ['c', ['a'], 1]],
    ['options', [['a', 'b'], []], ['a', ['c'], ['a', 'a']]],
    ['list', [['x', 'y'], []], ['x', [1], [null], Array.from({ length: 201 }, () => 'x'), new Array(3)]],
    ['person', ['id'], [1, 'x'.repeat(201)]], ['agency', ['id'], [{}]], ['case', ['id'], [true]],
  ])('takes what a field of type %s holds and nothing else', (type, good, bad) => {
    for (const value of good) expect(codes(one(type), { x: value })).toEqual([]);
    for (const value of bad) expect(codes(one(type), { x: value })).toEqual(['x:bad_value']);
  });

  it.each<[string, FieldType, unknown]>([['nothing', 'boolean', undefined], ['null', 'text', null], ['an empty text', 'text', ' \n'], ['no choice at all', 'options', []], ['an empty reference', 'person', '']])('takes %s for missing', (_, type, value) => {
    expect(codes(one(type, { required: true }), { x: value })).toEqual(['x:missing_required']);
    expect(codes(one(type), { x: value })).toEqual([]);
  });
  it('takes no, zero and an empty list for answers', () => {
    expect([codes(one('boolean', { required: true }), { x: false }), codes(one('integer', { required: true }), { x: 0 }), codes(one('list', { required: true }), { x: [] })]).toEqual([[], [], []]);
  });

  const held = form('erpo', 'Order', [required('held', 'Held?', 'boolean'), optional('since', 'Since', 'datetime', { requiredWhen: fieldIs('erpo.held', true) }), optional('why', 'Why', 'text', { requiredWhen: fieldIs('other.answer', true) })]);
  it('requires by what the form itself says, not by what it said last time', () => {
    const before = { ...nothingKnown, field: (ref: string) => (ref === 'erpo.held' ? true : ref === 'other.answer' ? false : undefined) };
    expect(codes(held, { held: true }, before)).toEqual(['since:missing_required']);
    expect(codes(held, { held: false }, before)).toEqual([]);
  });
  it('requires what may be required, as long as nobody knows', () => {
    expect(codes(held, { held: false })).toEqual(['why:missing_required']);
  });
  it('names fields the form does not have, last', () => {
    expect(codes(held, { held: 'yes', zzz: 1, abc: 2, why: 'x', gone: undefined })).toEqual(['held:bad_value', 'since:missing_required', 'abc:unknown_field', 'zzz:unknown_field']);
  });
  it('answers for any values without throwing, and reads nothing inherited', () => {
    const all = form('f', 'F', fieldTypes.map((type) => ({ ...required(type, type, type), options: [{ id: 'a', label: 'A' }] })));
    const plan = { routing: { f: [...fieldTypes] }, unit };
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...fieldTypes, '__proto__', 'constructor'), fc.anything()), (values) => {
      checkForm(all, values);
      for (const value of Object.values(routingFields(plan, all, values)).flat()) expect(['string', 'number', 'boolean']).toContain(typeof value);
    }));
    expect(codes(one('boolean', { required: true }), Object.create({ x: true }) as FormValues)).toEqual(['x:missing_required']);
  });
});

const unit = { unitId: 'u', zone: 'America/New_York', offsets: [{ from: 0, minutes: -300 }], hostAgency: 'a', agencies: [] };

describe('routingFields', () => {
  const intake = form('intake', 'Intake', [required('at', 'At', 'datetime'), required('day', 'Day', 'date'), required('said', 'Said', 'text'), required('systems', 'Systems', 'list'), choice('how', 'How', { phone: 'Phone' }), required('risk', 'Risk', 'boolean')]);
  const values = { at: '2025-11-24T11:40:00-05:00', day: '2025-11-24', said: 'a secret', systems: ['one', 'two'], how: 'phone', risk: false };
  it('sends only what the plan reads, dates as instants, never a text', () => {
    expect(routingFields({ routing: { intake: ['at', 'day', 'said', 'systems', 'risk'] }, unit }, intake, values)).toEqual({
      at: Date.parse('2025-11-24T16:40:00Z'), day: Date.parse('2025-11-24T05:00:00Z'), said: true, systems: [true, true], risk: false,
    });
  });
  it('sends nothing of a form no rule reads, nor values that are wrong', () => {
    expect(routingFields({ routing: {}, unit }, intake, values)).toEqual({});
    expect(routingFields({ routing: { intake: ['at', 'how', 'said'] }, unit }, intake, { at: 'soon', how: 'fax', said: ' ' })).toEqual({});
  });
});
