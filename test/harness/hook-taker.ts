// A server of somebody else that takes webhooks over TLS: keeps what came, and answers as a test tells it to.
import { createServer } from 'node:https';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { certificate, certificateKey } from './certificate.ts';

export interface TookHook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface HookTaker {
  readonly url: string;
  readonly port: number;
  readonly taken: TookHook[];
  answer: (response: ServerResponse) => void;
  stop(): Promise<void>;
}

export const hookHost = 'hooks.unit.example';

export async function startHookTaker(): Promise<HookTaker> {
  const taken: TookHook[] = [];
  const taker = { answer: (response: ServerResponse): void => void response.writeHead(204).end() };
  const server = createServer({ key: certificateKey, cert: certificate }, (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      taken.push({ path: request.url ?? '', headers: request.headers, body });
      taker.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(taker, {
    url: `https://${hookHost}:${port}/in`, port, taken,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
