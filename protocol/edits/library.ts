// Forms of the agency's library in a draft. A draft holds a copy that names the version it came from; what is changed in the copy
// stays when a newer version is taken in, because the two are merged by field as two people's drafts are.
import { canonicalJson } from '../canonical.ts';
import type { Draft, Form } from '../draft.ts';
import type { Merging } from '../merge/conflict.ts';
import { mergeFields } from '../merge/values.ts';
import { emptyDraft } from '../new-draft.ts';
import { addForm, updateForm } from './forms.ts';
import { freshId } from './ids.ts';

export type KeptForm = Form & { readonly library: { readonly key: string; readonly version: number } };

/** Puts a copy in, under its own key where that is free; the id it has here. */
export function takeForm(draft: Draft, kept: KeptForm): { readonly draft: Draft; readonly id: string } {
  const id = freshId([...draft.forms.map((f) => f.id), ...draft.nodes.map((n) => n.id)], kept.id);
  return { draft: addForm(draft, { ...called(kept, id), library: kept.library }), id };
}

/** Takes in what a newer version changed; where the copy was changed otherwise, the copy stays, and the fields are named. */
export function takeNewer(draft: Draft, id: string, { from, to }: { readonly from: KeptForm; readonly to: KeptForm }): { readonly draft: Draft; readonly stayed: readonly string[] } {
  const own = draft.forms.find((f) => f.id === id);
  if (!own) return { draft, stayed: [] };
  const at: Merging = { conflicts: [], choices: {} };
  const merged: Form = { ...mergeFields(at, [], plain(called(from, id)), plain(own), plain(called(to, id))), library: to.library };
  const label = (name: string | undefined): string => own.fields.find((f) => f.name === name)?.label || name || '';
  const stayed = [...new Set(at.conflicts.map(({ path: [part, name] }) => (part === 'fields' && name !== 'order' ? label(name) : part === 'fields' ? 'the order of the fields' : 'the title')))];
  return { draft: { ...draft, forms: draft.forms.map((f) => (f === own ? merged : f)) }, stayed };
}

/** The copy as it would stand in the library. */
export const forLibrary = (form: Form, key: string): Form => plain(called(form, key));

export const isChanged = (form: Form, kept: KeptForm): boolean => canonicalJson(plain(form)) !== canonicalJson(plain(called(kept, form.id)));

/** It is in the library now, as this version. */
export function isKeptAs(draft: Draft, id: string, library: KeptForm['library']): Draft {
  return { ...draft, forms: draft.forms.map((f) => (f.id === id ? { ...f, library } : f)) };
}

// helpers

/** Under another id, with what it says of its own fields. */
function called(form: Form, id: string): Form {
  return updateForm({ ...emptyDraft('library', ''), forms: [form] }, form.id, { id }).forms[0] ?? form;
}

function plain({ library: _library, ...form }: Form): Form {
  return form;
}
