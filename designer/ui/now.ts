// One clock for the whole page. Components ask for words, not for the time, so that a row is drawn again only when what
// it says has changed.
import { createContext, useContext, useSyncExternalStore } from 'react';
import { serverNow } from '../api.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(tell);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The instant a page stands at, epoch ms, when it tells what was; null where time goes on. */
export const StillContext = createContext<number | null>(null);
export const useStill = (): number | null => useContext(StillContext);

/** What `say` makes of the present instant, looked at every second. It must return a string, number, boolean or null. */
export function useAtNow<Said extends string | number | boolean | null>(say: (now: number) => Said): Said {
  const still = useStill();
  return useSyncExternalStore(subscribe, () => say(still ?? serverNow()));
}
