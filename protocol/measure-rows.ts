// A list of measures as it is filled in: what is to be done, by whom, by when. Their words stay in the form; what the engine
// gets of each row is its id, its owner and the last second of the day it is due. A row keeps its id when the form is filled in again:
// so a measure that goes on is told from a new one.
import type { Person } from './case-state.ts';
import { dayOf } from './dates.ts';
import type { Field } from './draft.ts';
import type { MeasureRef, SubmissionRef } from './input.ts';
import type { ZoneOffset } from './plan.ts';
import { dayInMs, instantOf } from './time.ts';

export interface MeasureRow {
  readonly id: string;
  readonly title: string;
  /** A person's id. */
  readonly owner?: string;
  /** A day, as YYYY-MM-DD. */
  readonly due?: string;
}

export const mostMeasures = 100;
const longestTitle = 500;

export function areMeasures(value: unknown): value is readonly MeasureRow[] {
  if (!Array.isArray(value) || value.length > mostMeasures) return false;
  const rows: readonly unknown[] = value;
  return rows.every(isMeasure) && new Set(rows.map((row) => (row as MeasureRow).id)).size === rows.length;
}

function isMeasure(row: unknown): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const { id, title, owner, due, ...rest } = row as Partial<Record<keyof MeasureRow, unknown>>;
  return typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id) && typeof title === 'string' && title.trim() !== '' && title.length <= longestTitle
    && (owner === undefined || (typeof owner === 'string' && owner !== '' && owner.length <= 200)) && (due === undefined || (typeof due === 'string' && dayOf(due) !== undefined))
    && Object.keys(rest).length === 0;
}

interface Filled {
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly offsets: readonly ZoneOffset[];
  /** The person with this id who may be given work in the case, for the agency they do it for. */
  readonly person: (id: string) => Person | undefined;
}

/** Of each list of measures of a form what the engine gets of it, and what is wrong with its owners. A form without such a list: nothing. */
export function measuresOf({ fields, values, offsets, person }: Filled): Pick<SubmissionRef, 'measures' | 'faults'> {
  const lists = fields.filter((f) => f.type === 'measures');
  if (lists.length === 0) return {};
  const rowsOf = (field: Field): readonly MeasureRow[] => {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    return areMeasures(value) ? value : [];
  };
  const faults = lists.filter((field) => rowsOf(field).some((row) => row.owner !== undefined && person(row.owner) === undefined)).map((field) => ({ field: field.name, code: 'bad_value' as const }));
  return { measures: Object.fromEntries(lists.map((field) => [field.name, rowsOf(field).map((row) => refOf(row, offsets, person))])), ...(faults.length > 0 ? { faults } : {}) };
}

function refOf(row: MeasureRow, offsets: readonly ZoneOffset[], person: Filled['person']): MeasureRef {
  const owner = row.owner === undefined ? undefined : person(row.owner);
  const day = row.due === undefined ? undefined : dayOf(row.due);
  return { id: row.id, ...(owner ? { owner: { personId: owner.personId, agencyId: owner.agencyId } } : {}), ...(day === undefined ? {} : { due: instantOf((day + 1) * dayInMs, offsets) - 1000 }) }; // the last second of the day: it reads as that day
}
