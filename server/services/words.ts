// Values of forms in plain words, as a timeline or a package shows them.
import type { Field } from '../../protocol/draft.ts';
import { areMeasures } from '../../protocol/measure-rows.ts';
import { localText } from '../../protocol/time.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValue } from '../contract-acts.ts';

/** A value of a form as a person reads it; undefined when nothing is there. */
export function valueWords(field: Field, value: FormValue | undefined, say: { readonly plan: Plan; readonly person: (id: string) => string }): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const option = (id: unknown): string => field.options?.find((o) => o.id === id)?.label ?? levelTitle(say.plan, id) ?? String(id);
  if (areMeasures(value)) return value.length === 0 ? 'none' : value.map((row) => [row.title, row.owner === undefined ? '' : say.person(row.owner), row.due === undefined ? '' : `by ${row.due}`].filter((part) => part !== '').join(', ')).join('; ');
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => (field.type === 'options' ? option(item) : String(item))).join(', ');
  switch (field.type) {
    case 'boolean': return value === true ? 'Yes' : 'No';
    case 'option': return option(value);
    case 'person': return say.person(String(value));
    case 'datetime': return localText(Date.parse(String(value)), say.plan.unit.offsets);
    default: return String(value);
  }
}
function levelTitle(plan: Plan, id: unknown): string | undefined {
  return plan.levels.find((level) => level.id === id)?.title;
}
