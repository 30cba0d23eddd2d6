// What two pictures show of themselves: one window for both, moved and enlarged by hand, by wheel and by keys.
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Rect } from '../../../picture/route.ts';

export interface SharedView {
  readonly view: Rect;
  readonly whole: () => void;
  readonly zoom: (factor: number) => void;
  /** Brings a place into the middle, near enough to be read. */
  readonly show: (place: Rect) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  /** Given to each of the two: the wheel enlarges them while Ctrl is held, and else scrolls the page. */
  readonly wheel: (element: HTMLElement | null) => (() => void) | undefined;
}

/** A step is read well in a window of this width. */
const readingWidth = 720;
const [smallest, largest] = [160, 3];

export function useSharedView(all: Rect): SharedView {
  const [view, setView] = useState(all);
  useEffect(() => setView(all), [all]);
  const zoom = useCallback((factor: number, at?: { readonly x: number; readonly y: number }) => setView((now) => {
    const width = Math.min(all.width * largest, Math.max(smallest, now.width * factor));
    const ratio = width / now.width;
    const middle = at ?? { x: now.x + now.width / 2, y: now.y + now.height / 2 };
    return { x: middle.x - (middle.x - now.x) * ratio, y: middle.y - (middle.y - now.y) * ratio, width, height: now.height * ratio };
  }), [all]);
  const move = useCallback((x: number, y: number) => setView((now) => ({ ...now, x: now.x + x * now.width, y: now.y + y * now.height })), []);
  const wheel = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const turned = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15);
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => element.removeEventListener('wheel', turned);
  }, [zoom]);
  return useMemo(() => ({
    view,
    whole: () => setView(all),
    zoom,
    show: (place) => setView((now) => {
      const width = Math.min(now.width, readingWidth);
      const height = now.height * (width / now.width);
      return { x: place.x + place.width / 2 - width / 2, y: place.y + place.height / 2 - height / 2, width, height };
    }),
    onKeyDown: (event) => {
      const act = keys[event.key];
      if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (act === 'whole') setView(all);
      else if ('zoom' in act) zoom(act.zoom);
      else move(act.x, act.y);
    },
    onPointerDown: (event) => {
      if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const { width, height } = event.currentTarget.getBoundingClientRect();
      // The picture fills the pane one way or the other: what is dragged stays under the hand.
      const scale = Math.max(view.width / width, view.height / height);
      setView((now) => ({ ...now, x: now.x - event.movementX * scale, y: now.y - event.movementY * scale }));
    },
    wheel,
  }), [view, all, zoom, move, wheel]);
}

const keys: Readonly<Record<string, 'whole' | { readonly zoom: number } | { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -0.15, y: 0 }, ArrowRight: { x: 0.15, y: 0 }, ArrowUp: { x: 0, y: -0.15 }, ArrowDown: { x: 0, y: 0.15 },
  '+': { zoom: 1 / 1.25 }, '=': { zoom: 1 / 1.25 }, '-': { zoom: 1.25 }, '1': 'whole',
};
