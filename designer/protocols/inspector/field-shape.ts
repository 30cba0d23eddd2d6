// How a field's type, meaning and options go together. A case is not closed while access to weapons is not known, and that
// answer is the option called `unknown`: so the editor sees to it that a person who draws can hardly leave it out.
import type { Field, FieldType, Meaning } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';

type Option = NonNullable<Field['options']>[number];

export const notKnown: Option = { id: 'unknown', label: 'Not known' };

export function withType(field: Field, type: FieldType): Field {
  if (type !== 'option' && type !== 'options') {
    const { options: _gone, ...rest } = field;
    return { ...rest, type };
  }
  return { ...field, type, ...(field.options || field.means === 'level' ? {} : { options: [{ id: 'option_1', label: 'Option 1' }, { id: 'option_2', label: 'Option 2' }] }) };
}

/** Access to weapons is asked with yes, no and not known, unless somebody has worded other answers. */
export function withMeaning(field: Field, means: Meaning | undefined): Field {
  if (means !== 'weaponsAccess' || (field.options ?? []).some((o) => !isUnworded(o))) return { ...field, means };
  return { ...field, means, type: 'option', options: [{ id: 'yes', label: 'Yes' }, { id: 'no', label: 'No' }, notKnown] };
}

/** Whether the answer that keeps a case open can be given at all. */
export function lacksNotKnown(field: Field): boolean {
  return field.means === 'weaponsAccess' && !(field.type === 'option' && (field.options ?? []).some((o) => o.id === notKnown.id));
}

/** An option's id follows its first words and then stays, because conditions refer to it. */
export function worded(option: Option, others: readonly string[]): Option {
  if (!isUnworded(option) || option.label.trim() === '' || /^option \d+$/i.test(option.label)) return option;
  const isNotKnown = /^(not known|unknown)$/i.test(option.label.trim()) && !others.includes(notKnown.id);
  return { ...option, id: isNotKnown ? notKnown.id : freshId(others, option.label) };
}

const isUnworded = (option: Option): boolean => /^option_\d+$/.test(option.id);
