// The protocols that ship with Handrail, as editable starting points. Not legal advice.
import type { Draft } from '../draft.ts';
import { imminentResponse } from './imminent-response.ts';
import { reportToClosure } from './report-to-closure.ts';

export interface Template {
  readonly key: string;
  readonly title: string;
  readonly purpose: string;
  readonly draft: Draft;
}

/** In the order they should be published: a template calls only those before it. */
export const gallery: readonly Template[] = [imminentResponse, reportToClosure].map((draft) => ({ key: draft.key, title: draft.title, purpose: draft.purpose, draft }));

export function templateOf(key: string): Template | undefined {
  return gallery.find((template) => template.key === key);
}
