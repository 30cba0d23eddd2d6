// A choice with nothing to choose from cannot be answered.
import type { Rule } from './rule.ts';
import { fieldLabel, titled } from './words.ts';

export const optionFieldWithoutOptions: Rule = {
  id: 'option-field-without-options',
  check: ({ draft }, report) => {
    for (const form of draft.forms)
      for (const field of form.fields)
        if ((field.type === 'option' || field.type === 'options') && (field.options ?? []).length === 0)
          report({ field: `forms.${form.id}.fields.${field.name}.options` }, `${fieldLabel(field)} of ${titled(form)} is a choice without options; add what can be chosen, or make it another type`);
  },
};
