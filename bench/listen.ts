// A browser's live connection without a browser: counts what it is told, by topic.
export interface Listening {
  readonly count: (topic: string) => number;
  /** Resolves when more events of the topic have come than were seen. */
  readonly more: (topic: string, seen: number) => Promise<void>;
  readonly close: () => void;
}

export async function listen(url: string, cookie: string): Promise<Listening> {
  const control = new AbortController();
  const response = await fetch(url, { headers: { cookie }, signal: control.signal });
  if (!response.ok || response.body === null) throw new Error(`the live connection answered ${response.status}`);
  const counts = new Map<string, number>();
  let wake: (() => void)[] = [];
  const count = (topic: string): number => counts.get(topic) ?? 0;
  void read(response.body).catch((error: unknown) => {
    if (!control.signal.aborted) throw error;
  });

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue;
        const { topic }: { topic: string } = JSON.parse(line.slice(6));
        counts.set(topic, count(topic) + 1);
      }
      const woken = wake;
      wake = [];
      for (const go of woken) go();
    }
  }

  return {
    count,
    more: async (topic, seen) => {
      while (count(topic) <= seen) await new Promise<void>((resolve) => wake.push(resolve));
    },
    close: () => control.abort(),
  };
}
