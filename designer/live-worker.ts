// Runs once per browser, whatever the number of tabs. The connection carries the session of the moment it was opened, so
// a tab that connects as somebody else, or for another agency, has it opened anew.
import type { LiveMessage, LiveRequest } from './live.ts';

interface Port {
  onmessage: ((event: MessageEvent<LiveRequest>) => void) | null;
  postMessage: (message: LiveMessage) => void;
  start: () => void;
}
interface Scope {
  onconnect: ((event: { readonly ports: readonly Port[] }) => void) | null;
}

const ports = new Set<Port>();
let source: EventSource | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let openedAs: string | undefined;

function tell(message: LiveMessage): void {
  for (const port of ports) port.postMessage(message);
}

function open(): void {
  clearTimeout(again);
  source?.close();
  source = new EventSource('/api/live');
  source.onopen = () => tell({ kind: 'open' });
  source.onmessage = (event: MessageEvent<string>) => tell({ kind: 'event', data: event.data });
  source.onerror = () => {
    tell({ kind: 'lost' });
    // The browser gives up for good when it was refused (signed out, server restarting): ask again, slowly.
    if (source?.readyState === EventSource.CLOSED && ports.size > 0) again = setTimeout(open, 5_000);
  };
}

function close(): void {
  clearTimeout(again);
  source?.close();
  source = undefined;
}

(self as unknown as Scope).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = ({ data }) => {
    if (data.kind === 'leave') {
      ports.delete(port);
      if (ports.size === 0) close();
      return;
    }
    ports.add(port);
    if (source && source.readyState !== EventSource.CLOSED && openedAs === data.as) return;
    if (source) tell({ kind: 'lost' });
    openedAs = data.as;
    open();
  };
  port.start();
};
