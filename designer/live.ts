// One live connection per browser: a SharedWorker holds it and tells every tab; without SharedWorker each tab holds its own.
// An event names what changed, so it only marks queries as stale; each page fetches again under its own rights.
import type { QueryClient } from '@tanstack/react-query';
import { liveEventSchema, type LiveEvent } from '../server/contract.ts';

export type LiveMessage = { readonly kind: 'event'; readonly data: string } | { readonly kind: 'open' } | { readonly kind: 'lost' };
export type LiveRequest = { readonly kind: 'connect'; readonly as: string } | { readonly kind: 'leave' };

/** First words of the query keys that a topic makes stale. */
const staleKeys: Readonly<Record<LiveEvent['topic'], readonly string[]>> = {
  case: ['case', 'step', 'cases'],
  tasks: ['tasks'],
  board: ['board'],
  notices: ['notices', 'calls'],
  protocols: ['protocols', 'protocol', 'version', 'openables', 'mentions'],
  present: ['present'],
  people: ['people', 'units', 'unit', 'roles', 'members', 'duty', 'agencies', 'session'],
};

/** `as` names person and agency: whoever connects as another gets a connection of their own session. */
export function follow(queries: QueryClient, as: string): () => void {
  let wasLost = false;
  const pending = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  // One transition says several topics at once: gathered for a moment, so that each query is fetched once.
  const flush = (): void => {
    timer = undefined;
    const keys = [...pending.values()];
    pending.clear();
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  };
  const hear = (message: LiveMessage): void => {
    if (message.kind === 'lost') wasLost = true;
    else if (message.kind === 'open') {
      // What was said while nobody listened is unknown, so everything is looked at again.
      if (wasLost) void queries.invalidateQueries();
      wasLost = false;
    } else {
      for (const key of keysOf(message.data)) pending.set(key.join(' '), key);
      timer ??= setTimeout(flush, 40);
    }
  };
  const leave = typeof SharedWorker === 'undefined' ? followAlone(hear) : followShared(hear, as);
  return () => {
    clearTimeout(timer);
    leave();
  };
}

export function keysOf(data: string): readonly (readonly string[])[] {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return [];
  }
  const event = liveEventSchema.safeParse(json);
  if (!event.success) return [];
  const { topic, caseId } = event.data;
  return staleKeys[topic].map((key) => ((key === 'case' || key === 'step') && caseId !== undefined ? [key, caseId] : [key]));
}

function followShared(hear: (message: LiveMessage) => void, as: string): () => void {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'handrail-live' });
  const say = (request: LiveRequest): void => worker.port.postMessage(request);
  worker.port.onmessage = (event: MessageEvent<LiveMessage>) => hear(event.data);
  worker.port.start();
  const connect = (): void => say({ kind: 'connect', as });
  const leave = (): void => say({ kind: 'leave' });
  connect();
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', connect);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', connect);
    leave();
    worker.port.close();
  };
}

function followAlone(hear: (message: LiveMessage) => void): () => void {
  const source = new EventSource('/api/live');
  source.onopen = () => hear({ kind: 'open' });
  source.onerror = () => hear({ kind: 'lost' });
  source.onmessage = (event: MessageEvent<string>) => hear({ kind: 'event', data: event.data });
  return () => source.close();
}
