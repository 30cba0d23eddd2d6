// What was drawn and could not be saved stays in this browser, under the person who drew it, with what it was made from: when the
// protocol is opened again it is merged into what is saved by then.
import { draftSchema, type Draft } from '../../../protocol/draft.ts';
import { keepTyped, keptTyped } from '../../tasks/typed.ts';

export interface Unsaved {
  readonly base: Draft;
  readonly draft: Draft;
}

/** A browser that has no room left keeps nothing: it is still on screen, and saving is tried again. */
export function keepUnsaved(key: string, unsaved: Unsaved): void {
  try {
    keepTyped(key, unsaved);
  } catch {
    forgetUnsaved(key);
  }
}

export function forgetUnsaved(key: string): void {
  localStorage.removeItem(key);
}

export function keptUnsaved(key: string): (Unsaved & { readonly at: number }) | null {
  const kept = keptTyped<Unsaved>(key);
  const [base, draft] = [draftSchema.safeParse(kept?.value.base), draftSchema.safeParse(kept?.value.draft)];
  return kept && base.success && draft.success ? { base: base.data, draft: draft.data, at: kept.at } : null;
}
