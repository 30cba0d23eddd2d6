import { describe, expect, it } from 'vitest';
import type { Draft, Field } from '../draft.ts';
import { field, is, sample } from '../rules/sample.ts';
import { validate } from '../validate.ts';
import { addField, updateField } from './forms.ts';
import { forLibrary, isChanged, takeForm, takeNewer, type KeptForm } from './library.ts';

const kept = (version: number, fields: readonly Field[]): KeptForm => ({ id: 'intake', title: 'Intake', fields: [...fields], library: { key: 'intake', version } });
const [who, when, why] = [field('who', 'string'), field('when', 'date'), field('why', 'text', { required: false, requiredWhen: is('intake.who', 'x') })];
const first = kept(1, [who, why]);
const draft = sample('start -> end', []);
const formOf = (of: Draft, id: string) => of.forms.find((f) => f.id === id);

describe('a form from the library', () => {
  it('is a copy that names its version and speaks of itself, whatever it is called here', () => {
    const taken = takeForm(draft, first);
    expect(taken.id).toBe('intake_2');
    expect(formOf(taken.draft, taken.id)).toMatchObject({ library: { key: 'intake', version: 1 }, fields: [{ name: 'who' }, { name: 'why', requiredWhen: is('intake_2.who', 'x') }] });
    expect(isChanged(formOf(taken.draft, taken.id) ?? first, first)).toBe(false);
    expect(forLibrary(formOf(taken.draft, taken.id) ?? first, 'intake')).toEqual({ id: 'intake', title: 'Intake', fields: [who, why] });
    expect(validate(taken.draft).filter((f) => f.rule === 'unknown-field')).toEqual([]);
  });
  it('takes in a newer version and keeps what was changed here', () => {
    const taken = takeForm(draft, first);
    const own = addField(taken.draft, taken.id, field('here', 'boolean'));
    const second = kept(2, [{ ...who, label: 'Who it is about' }, when, why]);
    const { draft: newer, stayed } = takeNewer(own, taken.id, { from: first, to: second });
    expect(stayed).toEqual([]);
    expect(formOf(newer, taken.id)).toMatchObject({ library: { version: 2 } });
    expect(formOf(newer, taken.id)?.fields.map((f) => f.label)).toEqual(['Who it is about', 'when', 'why', 'here']);
    expect(isChanged(formOf(newer, taken.id) ?? first, second)).toBe(true);
  });
  it('names where the copy stayed because both changed the same', () => {
    const taken = takeForm(draft, first);
    const own = updateField(taken.draft, { form: taken.id, name: 'who' }, { ...who, label: 'Person' });
    const { draft: newer, stayed } = takeNewer(own, taken.id, { from: first, to: kept(2, [{ ...who, label: 'Who it is about', required: !who.required }, why]) });
    expect(stayed).toEqual(['Person']);
    expect(formOf(newer, taken.id)?.fields[0]).toMatchObject({ label: 'Person', required: !who.required });
  });
});
