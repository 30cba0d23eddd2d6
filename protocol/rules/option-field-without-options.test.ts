import { expect, it } from 'vitest';
import { field, option, said, sample } from './sample.ts';

it('takes a choice with options', () => {
  expect(said('option-field-without-options', sample('start -> end', [], { forms: [{ id: 'f', title: 'F', fields: [field('x', 'option', { options: [option('a')] })] }] }))).toEqual([]);
});
it('names one without', () => {
  expect(said('option-field-without-options', sample('start -> end', [], { forms: [{ id: 'f', title: 'F', fields: [field('x', 'option'), field('y', 'options', { options: [] })] }] }))).toMatchInlineSnapshot(`
    [
      "forms.f.fields.x.options: "x" of "F" is a choice without options; add what can be chosen, or make it another type",
      "forms.f.fields.y.options: "y" of "F" is a choice without options; add what can be chosen, or make it another type",
    ]
  `);
});
