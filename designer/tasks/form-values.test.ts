import { describe, expect, it, test } from 'vitest';
import { nothingKnown } from '../../protocol/check-form.ts';
import { fieldSchema, type Field } from '../../protocol/draft.ts';
import { faultsOf, neededFields, shown, typedOf, valuesOf } from './form-values.ts';

const zone = 'America/New_York';
const now = Date.parse('2026-11-24T12:00:00Z');
const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({ ...fieldSchema.parse({ name, label: name, type }), ...more });
const yesNo = [{ id: 'a', label: 'First' }, { id: 'b', label: 'Second' }];

describe('what is typed becomes a value of its type', () => {
  test.each([
    ['text', 'text', ' words ', 'words'],
    ['an answered question', 'boolean', 'no', false],
    ['a whole number', 'integer', '12', 12],
    ['a number with a comma', 'number', '1,5', 1.5],
    ['half a number stays text', 'number', '1x', '1x'],
    ['a local time gets the unit’s offset', 'datetime', '2026-11-24T11:40', '2026-11-24T11:40:00-05:00'],
    ['lines become a list', 'list', 'one\n\n two ', ['one', 'two']],
    ['several options', 'options', ['a', 'b'], ['a', 'b']],
    ['measures, without rows in which nothing is written', 'measures', [{ id: 'r1', title: ' Change the locks ', due: '2026-12-01' }, { id: 'r2', title: ' ' }], [{ id: 'r1', title: 'Change the locks', due: '2026-12-01' }]],
  ] as const)('%s', (_name, type, typed, value) => expect(valuesOf([field('f', type, { options: yesNo })], { f: typed }, zone)).toEqual({ f: value }));

  it('leaves out what is empty', () => expect(valuesOf([field('f', 'text'), field('g', 'options')], { f: '  ', g: [] }, zone)).toEqual({}));
});

it('shows recorded values for correction and sends back the same', () => {
  const fields = [field('when', 'datetime'), field('is', 'boolean'), field('many', 'options', { options: yesNo }), field('lines', 'list'), field('day', 'date'), field('n', 'integer'), field('todo', 'measures')];
  const values = { todo: [{ id: 'r1', title: 'Change the locks', owner: 'p1' }], when: '2026-11-24T11:40:00-05:00', is: true, many: ['a'], lines: ['x', 'y'], day: '2026-11-24', n: 3 };
  expect(valuesOf(fields, typedOf(fields, values, zone), zone)).toEqual(values);
});

describe('a field that is needed only when another says so', () => {
  const form = { id: 'intake', fields: [field('weapon', 'boolean', { required: true }), field('which', 'string', { requiredWhen: { kind: 'compare', left: { kind: 'field', ref: 'intake.weapon' }, op: 'eq', right: { kind: 'value', value: true } } })] };
  it('is needed while that is unknown', () => expect([...neededFields(form, {}, nothingKnown)]).toEqual(['weapon', 'which']));
  it('is not needed when it is not so', () => expect([...neededFields(form, { weapon: false }, nothingKnown)]).toEqual(['weapon']));
  it('is named, with what to do, when it is missing', () => {
    expect(faultsOf(form, { weapon: true }, nothingKnown)).toEqual([{ field: 'which', label: 'which', message: 'This is needed. Fill it in.' }]);
  });
});

describe('a recorded value is read as words', () => {
  test.each([
    [field('f', 'boolean'), false, 'No'],
    [field('f', 'option', { options: yesNo }), 'b', 'Second'],
    [field('f', 'options', { options: yesNo }), ['a', 'b'], 'First and Second'],
    [field('f', 'date'), '2026-11-24', 'Tue 24 Nov 2026'],
    [field('f', 'datetime'), '2026-11-24T16:40:00Z', 'Tue 24 Nov 11:40 EST'],
    [field('f', 'text'), undefined, 'Not recorded'],
  ] as const)('%#', (of, value, words) => expect(shown(of, value as never, zone, now)).toBe(words));
});
