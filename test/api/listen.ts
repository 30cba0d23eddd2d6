// A browser's ear: the stream of live updates of one signed-in person.
import { liveEventSchema } from '../../server/contract.ts';
import type { LiveEvent } from '../../server/contract.ts';
import type { ApiClient } from './client.ts';

export interface Ear {
  /** Resolves once such an event has come, now or earlier. */
  until(wanted: (event: LiveEvent) => boolean): Promise<void>;
  heard(): readonly LiveEvent[];
  stop(): void;
}

export async function listen(url: string, client: ApiClient): Promise<Ear> {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/live`, { headers: { cookie: client.cookie() }, signal: stop.signal });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const heard = (): readonly LiveEvent[] => [...text.matchAll(/^data: (.*)$/gm)].map((match) => liveEventSchema.parse(JSON.parse(match[1] ?? '')));
  return {
    heard,
    stop: () => stop.abort(),
    until: async (wanted) => {
      while (!heard().some(wanted)) {
        const read = await reader?.read();
        if (read === undefined || read.done) throw new Error('the stream ended');
        text += decoder.decode(read.value, { stream: true });
      }
    },
  };
}
