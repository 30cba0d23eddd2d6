// Runs beside the page: what takes long for a large draft (all rules and proofs, auto-layout) never holds up a key or a drag.
import type { Draft } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import { validate } from '../../../protocol/validate.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { tidy, tidyPart } from '../../../picture/tidy.ts';

export type Places = ReturnType<typeof tidy>;
/** The context is large and seldom new: it is sent once, and meant from then on. */
export type WorkAsked =
  | { readonly kind: 'context'; readonly context: ValidationContext }
  | { readonly kind: 'validate'; readonly n: number; readonly draft: Draft }
  | { readonly kind: 'tidy'; readonly n: number; readonly draft: Draft; readonly ids: readonly string[] | null };
export type WorkDone = { readonly n: number; readonly findings: readonly Finding[] } | { readonly n: number; readonly places: Places };

interface Scope {
  onmessage: ((event: MessageEvent<WorkAsked>) => void) | null;
  postMessage: (done: WorkDone) => void;
}
const scope = globalThis as unknown as Scope;
let context: ValidationContext = {};

scope.onmessage = ({ data: asked }) => {
  if (asked.kind === 'context') context = asked.context;
  else if (asked.kind === 'validate') scope.postMessage({ n: asked.n, findings: validate(asked.draft, context) });
  else scope.postMessage({ n: asked.n, places: asked.ids === null ? tidy(asked.draft, context) : tidyPart(asked.draft, asked.ids, context) });
};
