// The middle of the editor, canvas or outline: which step has the focus there, what is asked beside it, and that the focus is
// never lost when what had it is gone.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { Place } from '../../../picture/geometry.ts';

export interface AppendRequest {
  readonly node: string;
  readonly port?: string;
  readonly mode: 'append' | 'connect';
  /** What the panel stands beside, in the window. */
  readonly beside: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Where a new step is put; none: behind the port. */
  readonly at?: Place;
}

export interface Stage {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly request: AppendRequest | null;
  /** The step an edge would lead to, while somebody chooses by keyboard. */
  readonly target: string | null;
  readonly setTarget: (step: string | null) => void;
  /** Asks what is to follow a step: new, or which one that is there. */
  readonly ask: (mode: AppendRequest['mode'], step: string, more?: { readonly port?: string; readonly beside?: AppendRequest['beside']; readonly at?: Place }) => void;
  readonly close: () => void;
  /** Puts the focus on a step, once it is drawn; without one, on the middle as a whole. */
  readonly focusStep: (step: string | undefined) => void;
  /** The step that has the focus now. */
  readonly focused: () => string | undefined;
}

const holder = (step: string): string => `[data-id="${CSS.escape(step)}"]:is(.react-flow__node, .outline-row)`;

export function useStage(draft: Draft): Stage {
  const element = useRef<HTMLDivElement>(null);
  const [request, setRequest] = useState<AppendRequest | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const find = useCallback((step: string): HTMLElement | null => element.current?.querySelector<HTMLElement>(holder(step)) ?? null, []);
  const focusStep = useCallback((step: string | undefined) => {
    // A new step is drawn one frame after it is known, and measured one later.
    const tryFor = (frames: number): void => {
      const found = step === undefined ? null : find(step);
      if (found) found.focus({ preventScroll: found.classList.contains('react-flow__node') });
      else if (step !== undefined && frames > 0) requestAnimationFrame(() => tryFor(frames - 1));
      else (element.current?.querySelector<HTMLElement>('[tabindex="0"]:is(.react-flow__node, .outline-row)') ?? element.current)?.focus();
    };
    requestAnimationFrame(() => tryFor(10));
  }, [find]);
  const ask = useCallback<Stage['ask']>((mode, step, more = {}) => {
    const box = find(step)?.getBoundingClientRect();
    const beside = more.beside ?? { left: box?.left ?? 300, right: box?.right ?? 300, top: box?.top ?? 200, bottom: box?.bottom ?? 300 };
    setRequest({ node: step, mode, beside, ...(more.port === undefined ? {} : { port: more.port }), ...(more.at ? { at: more.at } : {}) });
  }, [find]);
  const close = useCallback(() => {
    setRequest(null);
    setTarget(null);
  }, []);
  const focused = useCallback(() => document.activeElement?.closest('.react-flow__node, .outline-row')?.getAttribute('data-id') ?? undefined, []);
  useKeptFocus(element, draft, focusStep);
  return useMemo(() => ({ element, request, target, setTarget, ask, close, focusStep, focused }), [request, target, ask, close, focusStep, focused]);
}

/** An edit may take away what has the focus (undo of an added step). Then it goes on in the middle, not on the page's body. */
function useKeptFocus(element: RefObject<HTMLDivElement | null>, draft: Draft, focusStep: Stage['focusStep']): void {
  const wasInside = useRef(false);
  useEffect(() => {
    const onFocus = (event: FocusEvent): void => { wasInside.current = event.target instanceof Node && (element.current?.closest('.editor')?.contains(event.target) ?? false); };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [element]);
  useEffect(() => {
    const timer = requestAnimationFrame(() => {
      if (wasInside.current && document.activeElement === document.body && document.querySelector('[aria-modal="true"]') === null) focusStep(undefined);
    });
    return () => cancelAnimationFrame(timer);
  }, [draft, focusStep]);
}
