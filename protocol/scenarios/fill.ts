// A form as a scenario fills it: what is given, and in every other required field a neutral value. Required-when fields are
// never filled, so that a scenario can show that they are asked for.
import { canonicalJson, sha256Hex } from '../canonical.ts';
import { checkForm, routingFields } from '../check-form.ts';
import type { Facts } from '../condition.ts';
import type { Field } from '../draft.ts';
import type { SubmissionRef } from '../input.ts';
import { measuresOf } from '../measure-rows.ts';
import type { Plan } from '../plan.ts';
import type { Cast } from './cast.ts';
import { dateText, instantText, wallOffset } from './instants.ts';
import type { Given } from './scenario.ts';

export interface Filling {
  readonly plan: Plan;
  readonly formId: string;
  readonly given: Given;
  /** Of the submission; the form's own id is added. */
  readonly id: string;
  readonly at: number;
  readonly starts: number;
  readonly facts: Facts;
  readonly cast: Cast;
}

export function fill({ plan, formId, given, id, at, starts, facts, cast }: Filling): SubmissionRef | undefined {
  const form = plan.forms[formId];
  if (!form) return undefined;
  const { offsets } = plan.unit;
  const valueOf = (field: Field): unknown => (Object.hasOwn(given, field.name) ? written(field, given[field.name], starts, plan) : field.required ? neutral(field, at, plan) : undefined);
  const filled = Object.fromEntries(form.fields.flatMap((field) => [[field.name, valueOf(field)] as const]).filter(([, value]) => value !== undefined));
  const names = new Set(form.fields.map((field) => field.name));
  const values = { ...filled, ...Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name))) };
  const listed = measuresOf({ fields: form.fields, values, offsets, person: cast.person });
  const faults = [...checkForm(form, values, facts).faults, ...(listed.faults ?? [])];
  return {
    id: `${id}:${formId}`, hash: sha256Hex(canonicalJson(values)), fields: routingFields(plan, form, values),
    ...(listed.measures ? { measures: listed.measures } : {}), ...(faults.length > 0 ? { faults } : {}),
  };
}

/** Every required field with its neutral value: how a form stands before somebody writes into it. */
export function neutralValues(plan: Plan, fields: readonly Field[], at: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.flatMap((field) => (field.required ? [[field.name, neutral(field, at, plan)] as const] : [])));
}

function neutral(field: Field, at: number, { unit }: Plan): unknown {
  switch (field.type) {
    case 'text': case 'string': case 'person': case 'agency': case 'case': return 'n/a';
    case 'boolean': return false;
    case 'integer': case 'number': return 0;
    case 'option': return field.options?.[0]?.id;
    case 'options': return field.options?.slice(0, 1).map((option) => option.id);
    case 'list': case 'measures': return [];
    case 'date': return dateText(at, unit.offsets);
    case 'datetime': return instantText(at);
  }
}

/** Dates may be offsets from the start, whose days are wall-clock days. A measure is written as what, owner, due. */
function written(field: Field, value: unknown, starts: number, { unit }: Plan): unknown {
  const offset = typeof value === 'string' && (field.type === 'date' || field.type === 'datetime') ? wallOffset(value, starts, unit.offsets) : undefined;
  if (offset !== undefined) return field.type === 'date' ? dateText(offset, unit.offsets) : instantText(offset);
  if (field.type !== 'measures' || !Array.isArray(value)) return value;
  const rows: readonly unknown[] = value;
  return rows.map((row, i) => (typeof row === 'object' && row !== null && 'what' in row ? measure(row, i, starts, unit) : row));
}

function measure(row: object & { readonly what: unknown }, index: number, starts: number, unit: Plan['unit']): unknown {
  const { owner, due } = row as { readonly owner?: unknown; readonly due?: unknown };
  const day = typeof due === 'string' ? wallOffset(due, starts, unit.offsets) : undefined;
  return { id: `m${index + 1}`, title: row.what, ...(owner === undefined ? {} : { owner }), ...(due === undefined ? {} : { due: day === undefined ? due : dateText(day, unit.offsets) }) };
}
