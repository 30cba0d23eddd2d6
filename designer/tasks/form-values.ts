// Between what a person types and what is sent. While it is being typed everything is text, so that half a number or half a
// date is kept as it stands; only sending turns it into values of the contract, and what cannot be turned is a fault.
import { checkForm, isRequired, nothingKnown, withValues } from '../../protocol/check-form.ts';
import type { Facts } from '../../protocol/condition.ts';
import type { Field } from '../../protocol/draft.ts';
import { areMeasures, type MeasureRow } from '../../protocol/measure-rows.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValue, FormValues } from '../../server/contract-acts.ts';
import type { CaseView } from '../../server/contract-cases.ts';
import { instantOfWall, listing, localDay, localTime, wallClock } from '../ui/words.ts';

export type TypedValue = string | readonly string[] | readonly MeasureRow[];
export type Typed = Readonly<Record<string, TypedValue>>;
export const isRows = (typed: TypedValue | undefined): typed is readonly MeasureRow[] => Array.isArray(typed) && typed.every((row: unknown) => typeof row === 'object');
export interface FormShape {
  readonly id: string;
  readonly fields: readonly Field[];
}

export function typedOf(fields: readonly Field[], values: FormValues, zone: string): Typed {
  return Object.fromEntries(fields.flatMap((field) => {
    const value = values[field.name];
    return value === undefined || value === null ? [] : [[field.name, typedValue(field, value, zone)] as const];
  }));
}

function typedValue(field: Field, value: Exclude<FormValue, null>, zone: string): TypedValue {
  if (field.type === 'measures') return areMeasures(value) ? value : [];
  if (Array.isArray(value)) return field.type === 'list' ? value.map(String).join('\n') : value.map(String);
  if (field.type === 'boolean') return value === true ? 'yes' : 'no';
  if (field.type === 'datetime' && typeof value === 'string') {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : wallClock(at, zone);
  }
  return String(value);
}

/** Values as they are sent. What cannot be read stays the text it is, so that the check names it. */
export function valuesOf(fields: readonly Field[], typed: Typed, zone: string): FormValues {
  return Object.fromEntries(fields.flatMap((field) => {
    const value = valueOf(field, typed[field.name], zone);
    return value === undefined ? [] : [[field.name, value] as const];
  }));
}

function valueOf(field: Field, typed: TypedValue | undefined, zone: string): FormValue | undefined {
  if (typed === undefined) return undefined;
  if (isRows(typed)) return rowsOf(typed);
  if (typeof typed !== 'string') return [...typed];
  if (typed.trim() === '') return undefined;
  switch (field.type) {
    case 'boolean': return typed === 'yes' ? true : typed === 'no' ? false : undefined;
    case 'integer': case 'number': {
      const number = Number(typed.trim().replace(',', '.'));
      return Number.isFinite(number) ? number : typed;
    }
    case 'datetime': return instantOfWall(typed, zone) ?? typed;
    case 'list': return typed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    case 'options': return [typed];
    case 'measures': return undefined;
    case 'text': case 'string': case 'date': case 'option': case 'person': case 'agency': case 'case': return typed.trim();
  }
}

/** A row in which nothing has been written yet is none. */
function rowsOf(typed: readonly MeasureRow[]): MeasureRow[] | undefined {
  const rows = typed.filter((row) => row.title.trim() !== '' || row.owner !== undefined || row.due !== undefined).map((row) => ({ ...row, title: row.title.trim() }));
  return rows.length === 0 ? undefined : rows;
}

export interface Fault {
  readonly field: string;
  readonly label: string;
  readonly message: string;
}

export function faultsOf(form: FormShape, values: FormValues, facts: Facts): readonly Fault[] {
  return checkForm(form, values, facts).faults.map((fault) => {
    const field = form.fields.find((f) => f.name === fault.field);
    const label = field?.label || fault.field;
    return { field: fault.field, label, message: field ? faultWords(field, fault.code) : 'The form has no such field any more.' };
  });
}

export function faultWords(field: Field, code: string): string {
  if (code === 'missing_required') return field.type === 'boolean' ? 'Answer yes or no.' : field.type === 'option' || field.type === 'options' ? 'Choose one of these.' : 'This is needed. Fill it in.';
  switch (field.type) {
    case 'integer': return 'This is not a whole number. Write it with digits only.';
    case 'number': return 'This is not a number. Write it with digits.';
    case 'date': return 'This is not a date. Write it as year, month and day.';
    case 'datetime': return 'This is not a date with a time. Give both.';
    case 'list': return 'A line is too long, or there are more than 200 lines.';
    case 'measures': return 'Each measure says what is to be done, and names somebody of the unit, or nobody. There are at most 100.';
    case 'text': case 'string': return 'This is too long. Shorten it.';
    case 'boolean': case 'option': case 'options': case 'person': case 'agency': case 'case': return 'This is not one of the choices. Choose again.';
  }
}

/** Needed now, given what the form holds and the case has recorded; unknown counts as needed. */
export function neededFields(form: FormShape, values: FormValues, facts: Facts): ReadonlySet<string> {
  const known = withValues(form, values, facts);
  return new Set(form.fields.filter((field) => isRequired(field, known)).map((field) => field.name));
}

/** What the case has recorded, as conditions read it: the page then asks for the same fields as the engine does. */
export function factsOf(view: CaseView, plan: Plan | undefined, now: number): Facts {
  const levels = plan?.levels ?? view.levels;
  const start: Facts = {
    ...nothingKnown,
    field: (ref) => {
      const [step = '', field = ''] = ref.split('.');
      return view.computed[step]?.[field];
    },
    at: now,
    offsets: plan?.unit.offsets ?? [],
    caseFact: (name) => (name === 'level' ? (view.case.level ?? undefined) : name === 'status' ? view.case.status : name === 'everHigh' ? view.case.everHigh : name === 'breaches' ? view.case.breaches : undefined),
    fact: (id) => plan?.facts[id]?.when,
    rank: (level) => {
      const index = levels.findIndex((l) => l.id === level);
      return index < 0 ? undefined : index;
    },
    outcome: (step) => view.steps.filter((s) => s.state === 'done' && (s.node === step || `${s.protocol}.${s.node}` === step)).sort((a, b) => Date.parse(a.closedAt ?? a.openedAt) - Date.parse(b.closedAt ?? b.openedAt)).at(-1)?.outcome ?? undefined,
  };
  return view.forms.reduce((facts, form) => withValues(form, form.values, facts), start);
}

/** A recorded value as a person reads it. */
export function shown(field: Field, value: FormValue | undefined, zone: string, now: number): string {
  if (value === undefined || value === null || value === '') return 'Not recorded';
  const option = (id: string): string => field.options?.find((o) => o.id === id)?.label ?? id;
  if (areMeasures(value) && value.length > 0) return value.map((row) => [row.title, row.due === undefined ? '' : `by ${localDay(Date.parse(`${row.due}T12:00:00Z`), 'UTC')}`].filter(Boolean).join(', ')).join('\n');
  if (Array.isArray(value)) return value.length === 0 ? 'None' : field.type === 'list' ? value.map(String).join('\n') : listing(value.map((v) => option(String(v))));
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.type === 'option') return option(String(value));
  if (field.type === 'date' && typeof value === 'string') return localDay(Date.parse(`${value}T12:00:00Z`), 'UTC');
  if (field.type === 'datetime' && typeof value === 'string') return localTime(Date.parse(value), zone, now);
  return String(value);
}
