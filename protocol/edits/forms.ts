// Forms and their fields. A new name is carried to every place that says the old one; what is deleted leaves its refs
// behind, and they become findings.
import type { Draft, Field, Form } from '../draft.ts';
import { mapForm, mapRefs } from './references.ts';

export function addForm(draft: Draft, form: Form): Draft {
  return draft.forms.some((f) => f.id === form.id) ? draft : { ...draft, forms: [...draft.forms, form] };
}

/** Changes a form's title or id (`id` is the present one). */
export function updateForm(draft: Draft, id: string, change: { readonly id?: string; readonly title?: string }): Draft {
  const form = draft.forms.find((f) => f.id === id);
  if (!form) return draft;
  const next = change.id ?? id;
  if (next !== id && draft.forms.some((f) => f.id === next)) return draft;
  const renamed = { ...draft, forms: draft.forms.map((f) => (f === form ? { ...f, ...change } : f)) };
  return next === id ? renamed : mapForm(renamed, id, next);
}

export function deleteForm(draft: Draft, id: string): Draft {
  return draft.forms.some((f) => f.id === id) ? { ...draft, forms: draft.forms.filter((f) => f.id !== id) } : draft;
}

export function addField(draft: Draft, formId: string, field: Field): Draft {
  return inForm(draft, formId, (form) => (form.fields.some((f) => f.name === field.name) ? form : { ...form, fields: [...form.fields, field] }));
}

/** Puts a changed field in the place of the one now called `name`; a new name is carried to all that mention it. */
export function updateField(draft: Draft, at: { readonly form: string; readonly name: string }, field: Field): Draft {
  const form = draft.forms.find((f) => f.id === at.form);
  if (!form?.fields.some((f) => f.name === at.name)) return draft;
  if (field.name !== at.name && form.fields.some((f) => f.name === field.name)) return draft;
  const changed = inForm(draft, at.form, (f) => ({ ...f, fields: f.fields.map((x) => (x.name === at.name ? field : x)) }));
  const [from, to] = [`${at.form}.${at.name}`, `${at.form}.${field.name}`];
  return from === to ? changed : mapRefs(changed, (ref) => (ref === from ? to : ref));
}

export function moveField(draft: Draft, at: { readonly form: string; readonly name: string }, to: number): Draft {
  return inForm(draft, at.form, (form) => {
    const field = form.fields.find((f) => f.name === at.name);
    if (!field) return form;
    const others = form.fields.filter((f) => f !== field);
    const place = Math.max(0, Math.min(others.length, Math.trunc(to)));
    const fields = [...others.slice(0, place), field, ...others.slice(place)];
    return fields.every((f, i) => f === form.fields[i]) ? form : { ...form, fields };
  });
}

export function deleteField(draft: Draft, at: { readonly form: string; readonly name: string }): Draft {
  return inForm(draft, at.form, (form) => (form.fields.some((f) => f.name === at.name) ? { ...form, fields: form.fields.filter((f) => f.name !== at.name) } : form));
}

// helpers

function inForm(draft: Draft, id: string, change: (form: Form) => Form): Draft {
  const forms = draft.forms.map((f) => (f.id === id ? change(f) : f));
  return forms.every((f, i) => f === draft.forms[i]) ? draft : { ...draft, forms };
}
