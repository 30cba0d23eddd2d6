// Values, kinds and codes in plain words, as a timeline or a package shows them.
import type { Field } from '../../protocol/draft.ts';
import { areMeasures } from '../../protocol/measure-rows.ts';
import { localText } from '../../protocol/time.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { FormValue } from '../contract-acts.ts';

export const heldWords: Readonly<Record<string, string>> = {
  weapons_access_unknown: 'It is not recorded whether the person has access to weapons. Record that, and the case closes by itself.',
  no_closing_without_contact: 'Contact with the person has failed. That is no reason to close; record contact, and the case closes by itself.',
  open_tasks: 'A task that was added to the case is still open. End it, and the case closes by itself.',
  repeat_needs_two: 'There were reports before, so this needs an approval by two persons. Get it, and it goes on by itself.',
};

export const handoffWords = { transfer: 'ownership', request: 'a request', consult: 'a question', inform: 'a notice' } as const;

export function waitingWords(why: string | null): string | null {
  if (why === null) return null;
  if (why === 'transfer_open') return 'Another offer of ownership is open; this is offered when that has ended.';
  if (why === 'legal_basis') return 'The legal basis is not recorded yet. Record it, or offer it with one.';
  if (why === 'kind_unknown') return 'What decides the kind of this handoff is not recorded. Offer it, and say which kind it is.';
  if (why.startsWith('places:')) return `How many are asked (${why.slice('places:'.length)}) is not recorded yet. Record it, then offer this.`;
  if (why.startsWith('package:')) return `The package needs ${why.slice('package:'.length)}, which is not recorded yet.`;
  return why;
}

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

export function list(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
