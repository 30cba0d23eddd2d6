// How findings name things: by the titles people gave them, in quotation marks; by the id where there is no title.
import type { Draft, DraftNode, Field, Handler } from '../draft.ts';
import { shapeOf } from '../node-parts.ts';
import { portsOf } from '../ports.ts';

export const quote = (words: string): string => `"${words}"`;
export const titled = (item: { readonly id: string; readonly title: string }): string => quote(item.title.trim() === '' ? item.id : item.title);
export const labelled = (item: { readonly id: string; readonly label?: string }): string => quote(item.label === undefined || item.label.trim() === '' ? item.id : item.label);
export const fieldLabel = (field: Field): string => quote(field.label.trim() === '' ? field.name : field.label);
export const portLabel = (node: DraftNode, port: string): string => quote(portsOf(node).find((p) => p.id === port)?.label ?? port);

export interface FoundField {
  readonly form: Draft['forms'][number];
  readonly field: Field;
}
export function fieldOf(draft: Draft, ref: string): FoundField | undefined {
  const dot = ref.indexOf('.');
  if (dot < 0) return undefined;
  const form = shapeOf(draft, ref.slice(0, dot));
  const field = form?.fields.find((f) => f.name === ref.slice(dot + 1));
  return form && field ? { form, field } : undefined;
}
export function refLabel(draft: Draft, ref: string): string {
  const found = fieldOf(draft, ref);
  return found ? `${fieldLabel(found.field)} of ${titled(found.form)}` : quote(ref);
}
export const handlerOf = (draft: Draft, id: string): Handler | undefined => draft.on?.find((h) => h.id === id);
export const formLabel = (draft: Draft, id: string): string => titled(draft.forms.find((f) => f.id === id) ?? { id, title: '' });
export const roleLabel = (draft: Draft, id: string): string => titled(draft.roles.find((r) => r.id === id) ?? { id, title: '' });
