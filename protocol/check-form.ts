// Decides whether a filled-in form is complete and of the right types, before it is sent, with the same answer in the page,
// the server and every other host. And takes from it the routing fields: values by which a case is steered, never text a
// person wrote. A text or a list that something asks about travels as "is there" and "how many", not as what it says.
import type { Facts, RoutingValue } from './condition.ts';
import { dayOf, instantOfText } from './dates.ts';
import type { Field, Form } from './draft.ts';
import { evaluate } from './evaluate.ts';
import type { SubmissionRef } from './input.ts';
import { areMeasures } from './measure-rows.ts';
import type { Plan, ZoneOffset } from './plan.ts';
import { dayInMs, instantOf } from './time.ts';

export type FormValues = Readonly<Record<string, unknown>>;
export type FormFault = NonNullable<SubmissionRef['faults']>[number];
type FormShape = Pick<Form, 'id'> & { readonly fields: readonly Field[] };

export const longestText = 20_000;
export const longestLine = 500;
const longestList = 200;

/** Faults in the order of the form's fields, unknown ones last. Without facts, every required-when is unknown: required. */
export function checkForm(form: FormShape, values: FormValues, facts: Facts = nothingKnown): { readonly faults: readonly FormFault[] } {
  const faults: FormFault[] = [];
  const known = withValues(form, values, facts);
  for (const field of form.fields) {
    const value = own(values, field.name);
    if (isMissing(field, value)) {
      if (isRequired(field, known)) faults.push({ field: field.name, code: 'missing_required' });
    } else if (!fits(field, value)) faults.push({ field: field.name, code: 'bad_value' });
  }
  const names = new Set(form.fields.map((f) => f.name));
  for (const name of Object.keys(values).sort()) if (!names.has(name) && isGiven(own(values, name))) faults.push({ field: name, code: 'unknown_field' });
  return { faults };
}

/** The routing fields of a submission: dates as epoch ms (a day begins at midnight in the unit's zone), texts as `true`. */
export function routingFields(plan: Pick<Plan, 'routing' | 'unit'>, form: FormShape, values: FormValues): Readonly<Record<string, RoutingValue>> {
  const wanted = Object.hasOwn(plan.routing, form.id) ? new Set(plan.routing[form.id]) : new Set<string>();
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const value = wanted.has(field.name) ? routed(field, own(values, field.name), plan.unit.offsets) : undefined;
      return value === undefined ? [] : [[field.name, value] as const];
    }),
  );
}

/** Is a field required, given what is recorded and what the form holds so far? Unknown means required. */
export function isRequired(field: Field, facts: Facts): boolean {
  return field.required || (field.requiredWhen !== undefined && evaluate(field.requiredWhen, facts) !== 'false');
}

/** What is recorded, with the fields of the form being filled in place of what was last submitted of it. */
export function withValues(form: FormShape, values: FormValues, facts: Facts): Facts {
  const fields = new Map(form.fields.map((f) => [`${form.id}.${f.name}`, f]));
  return {
    ...facts,
    field: (ref) => {
      const field = fields.get(ref);
      return field ? routed(field, own(values, field.name), facts.offsets ?? []) : facts.field(ref);
    },
  };
}

export const nothingKnown: Facts = { at: 0, field: () => undefined, caseFact: () => undefined, outcome: () => undefined, fact: () => undefined, rank: () => undefined };

function routed(field: Field, value: unknown, offsets: readonly ZoneOffset[]): RoutingValue | undefined {
  if (!isGiven(value) || !fits(field, value)) return undefined;
  switch (field.type) {
    case 'text': case 'string': return String(value).trim() === '' ? undefined : true;
    case 'list': case 'measures': return Array.isArray(value) ? value.map(() => true) : undefined;
    case 'date': return typeof value === 'string' ? instantOf((dayOf(value) ?? 0) * dayInMs, offsets) : undefined;
    case 'datetime': return typeof value === 'string' ? instantOfText(value) : undefined;
    case 'options': return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : undefined;
    case 'boolean': case 'integer': case 'number': case 'option': case 'person': case 'agency': case 'case':
      return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' ? value : undefined;
  }
}

function fits(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'text': return isText(value, longestText);
    case 'string': return isText(value, longestLine);
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return Number.isSafeInteger(value);
    case 'number': return Number.isFinite(value);
    case 'date': return typeof value === 'string' && dayOf(value) !== undefined;
    case 'datetime': return typeof value === 'string' && instantOfText(value) !== undefined;
    case 'option': return isOption(field, value);
    case 'options': return Array.isArray(value) && value.every((v) => isOption(field, v)) && new Set(value).size === value.length;
    case 'list': return Array.isArray(value) && value.length <= longestList && Array.from(value).every((v) => isText(v, longestLine));
    case 'measures': return areMeasures(value);
    case 'person': case 'agency': case 'case': return isText(value, 200) && value !== '';
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
/** An empty list is an answer ("none"); an empty text and a choice of nothing are not. */
function isMissing(field: Field, value: unknown): boolean {
  if (!isGiven(value)) return true;
  if (typeof value === 'string') return value.trim() === '';
  return field.type === 'options' && Array.isArray(value) && value.length === 0;
}
const isText = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest;
const isOption = (field: Field, value: unknown): boolean => (field.options ?? []).some((o) => o.id === value);
const own = (values: FormValues, name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);
