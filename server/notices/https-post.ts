// One POST to a server of somebody else. The name is resolved once, every address it has must be public, and the connection goes to
// one of those that were checked: what the name points to a moment later leads nowhere. No redirect is followed, nothing of the
// answer but its status is read, and ten seconds are all it gets.
import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { isPublic } from './addresses.ts';

/** What lies outside, as a test may replace it. */
export interface Outside {
  /** All addresses of a name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  /** Certificates trusted instead of the usual ones. */
  readonly ca?: string;
  /** How long an answer is waited for. */
  readonly withinMs: number;
}
export type PostFailure = 'not_https' | 'unresolved' | 'not_public' | 'unreachable' | 'tls_refused' | 'timeout' | 'redirected' | 'gone' | 'status_4xx' | 'status_5xx' | 'status_odd';
export type PostResult = { readonly ok: true } | { readonly ok: false; readonly code: PostFailure };

export const theInternet: Outside = { resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address), isAllowed: isPublic, withinMs: 10_000 };

/** What may be a target at all: https, a name and not an address, no login in it. */
export function targetUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  // A name of one label belongs to the network it is asked in, as do those that are kept for it.
  const name = url.hostname.replace(/\.$/, '').toLowerCase();
  const isOwn = name.startsWith('[') || isIP(name) !== 0 || !name.includes('.') || /\.(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/.test(name);
  return isOwn ? null : url;
}

export async function postHttps(outside: Outside, to: string, { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string }): Promise<PostResult> {
  const url = targetUrl(to);
  if (url === null) return { ok: false, code: 'not_https' };
  const addresses = await outside.resolve(url.hostname).catch((): readonly string[] => []);
  const [address] = addresses;
  if (address === undefined) return { ok: false, code: 'unresolved' };
  if (!addresses.every((one) => outside.isAllowed(one))) return { ok: false, code: 'not_public' };
  return post(url, { address, headers, body, withinMs: outside.withinMs, ...(outside.ca !== undefined && { ca: outside.ca }) });
}

interface Posting {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly withinMs: number;
  readonly ca?: string;
}

function post(url: URL, { address, headers, body, withinMs, ca }: Posting): Promise<PostResult> {
  return new Promise((resolve) => {
    const asked = request(url, {
      method: 'POST', agent: false, headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
      // Whatever is asked for, the address that was checked is the answer.
      lookup: (_host, options, answer) => (options.all ? answer(null, [{ address, family: isIP(address) }]) : answer(null, address, isIP(address))),
      minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }), signal: AbortSignal.timeout(withinMs),
    });
    asked.once('response', (response) => {
      resolve(resultOf(response.statusCode ?? 0));
      response.on('error', () => undefined);
      response.destroy();
    });
    asked.once('error', (error) => resolve({ ok: false, code: failureOf(error) }));
    asked.end(body);
  });
}

function resultOf(status: number): PostResult {
  if (status >= 200 && status < 300) return { ok: true };
  if (status >= 300 && status < 400) return { ok: false, code: 'redirected' };
  if (status === 410) return { ok: false, code: 'gone' };
  return { ok: false, code: status >= 500 ? 'status_5xx' : status >= 400 ? 'status_4xx' : 'status_odd' };
}

function failureOf(error: Error): PostFailure {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^ERR_(TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code) ? 'tls_refused' : 'unreachable';
}
