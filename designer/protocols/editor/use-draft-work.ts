// The page's side of the worker: asks, and hears the answer that belongs to what was asked.
import { useEffect, useMemo, useState } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { Finding } from '../../../protocol/finding.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { tidy, tidyPart } from '../../../picture/tidy.ts';
import type { Places, WorkAsked, WorkDone } from './draft-worker.ts';

export interface DraftWork {
  readonly validate: (draft: Draft) => Promise<readonly Finding[]>;
  /** Places for all steps, or for some among themselves. */
  readonly tidy: (draft: Draft, ids: readonly string[] | null) => Promise<Places> | Places;
}

/** So many steps are laid out at once, before the next frame. */
const atOnce = 60;

export function useDraftWork(context: ValidationContext): DraftWork {
  const [work] = useState(lazily);
  // Another context (somebody joined the unit) is heard by the same worker: what is under way is not lost.
  useEffect(() => work.know(context), [work, context]);
  useEffect(() => work.end, [work]);
  return useMemo(() => ({ validate: work.validate, tidy: (draft, ids) => work.tidy(draft, ids, context) }), [work, context]);
}

interface Lazy {
  readonly know: (context: ValidationContext) => void;
  readonly validate: DraftWork['validate'];
  readonly tidy: (draft: Draft, ids: readonly string[] | null, context: ValidationContext) => Promise<Places> | Places;
  readonly end: () => void;
}

/** The worker starts with the first question. */
function lazily(): Lazy {
  let worker: Worker | undefined;
  let known: ValidationContext = {};
  let last = 0;
  const waiting = new Map<number, (done: WorkDone) => void>();
  const started = (): Worker => {
    if (worker) return worker;
    worker = new Worker(new URL('./draft-worker.ts', import.meta.url), { type: 'module', name: 'handrail-draft' });
    worker.onmessage = ({ data }: MessageEvent<WorkDone>) => {
      waiting.get(data.n)?.(data);
      waiting.delete(data.n);
    };
    worker.postMessage({ kind: 'context', context: known } satisfies WorkAsked);
    return worker;
  };
  const ask = (asked: (n: number) => WorkAsked): Promise<WorkDone> => new Promise((resolve) => {
    waiting.set(++last, resolve);
    started().postMessage(asked(last));
  });
  return {
    know: (context) => {
      known = context;
      worker?.postMessage({ kind: 'context', context } satisfies WorkAsked);
    },
    validate: async (draft) => {
      const done = await ask((n) => ({ kind: 'validate', n, draft }));
      return 'findings' in done ? done.findings : [];
    },
    tidy: (draft, ids, context) => {
      if ((ids ?? draft.nodes).length <= atOnce) return ids === null ? tidy(draft, context) : tidyPart(draft, ids, context);
      return ask((n) => ({ kind: 'tidy', n, draft, ids })).then((done) => ('places' in done ? done.places : {}));
    },
    end: () => {
      worker?.terminate();
      worker = undefined;
      waiting.clear();
    },
  };
}
