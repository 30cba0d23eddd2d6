// The only way to the server. Paths, bodies and answers come from the contract's table of endpoints and are parsed; what a
// person can meet comes back as a value (a problem), never as an exception. Queries, which must throw, throw ProblemError.
import { endpoints, type AnswerOf, type BodyOf, type EndpointName, type QueryOf } from '../server/contract-endpoints.ts';
import { csrfHeader, problemSchema, type Problem, type Session } from '../server/contract.ts';
import { proved } from './proof.ts';

/** Codes of the page itself, beside those of the contract. */
export type PageCode = 'no_connection' | 'unreadable';
export type PageProblem = (Problem & { readonly status: number }) | { readonly code: PageCode; readonly title: string; readonly detail: string; readonly status: 0; readonly about?: undefined; readonly fields?: undefined };
export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: PageProblem };

export class ProblemError extends Error {
  constructor(readonly problem: PageProblem) {
    super(problem.title);
    this.name = 'ProblemError';
  }
}

const noConnection: PageProblem = { code: 'no_connection', status: 0, title: 'No connection', detail: 'The server cannot be reached. Check the network; the page tries again by itself.' };
const unreadable: PageProblem = { code: 'unreadable', status: 0, title: 'Answer cannot be read', detail: 'The server answered something this page does not know. Load the page again; if it stays so, call the administrator.' };

let csrf: string | null = null;
let skewMs = 0;
const signedOut = new Set<() => void>();

/** The server's instant, as far as this page can know it: a wrong clock of the computer must not bend a countdown. */
export const serverNow = (): number => Date.now() + skewMs;
export function onSignedOut(tell: () => void): () => void {
  signedOut.add(tell);
  return () => signedOut.delete(tell);
}
/** Keeps what every later request carries. */
export function keepSession(session: Session): Session {
  csrf = session.csrf;
  return session;
}

export interface Sent<Name extends EndpointName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: QueryOf<Name>;
  readonly body?: BodyOf<Name>;
  readonly signal?: AbortSignal;
}

export async function call<Name extends EndpointName>(name: Name, sent: Sent<Name> = {}): Promise<Answer<AnswerOf<Name>>> {
  const first = await once(name, sent);
  if (first.ok) return first;
  if (first.problem.code === 'proof_needed') return (await proved()) ? once(name, sent) : first;
  if (first.problem.code !== 'csrf') return first;
  // The session may have been renewed in another tab: read its token once more, then it is a real refusal.
  const session = await once('session', {});
  if (!session.ok) return first;
  keepSession(session.value);
  return once(name, sent);
}

/** For react-query: the value, or an exception that carries the problem. */
export async function load<Name extends EndpointName>(name: Name, sent: Sent<Name> = {}): Promise<AnswerOf<Name>> {
  const answer = await call(name, sent);
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value;
}

export function problemOf(error: unknown): PageProblem {
  return error instanceof ProblemError ? error.problem : unreadable;
}

async function once<Name extends EndpointName>(name: Name, sent: Sent<Name>): Promise<Answer<AnswerOf<Name>>> {
  const endpoint = endpoints[name];
  const isGet = endpoint.method === 'get';
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (!isGet) headers['Content-Type'] = 'application/json';
  if (!isGet && csrf !== null) headers[csrfHeader] = csrf;
  let response: Response;
  let json: unknown;
  try {
    const asked = Date.now();
    response = await fetch(addressOf(endpoint.path, sent.params ?? {}, sent.query ?? {}), {
      method: endpoint.method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(!isGet && { body: JSON.stringify(sent.body ?? {}) }),
      ...(sent.signal && { signal: sent.signal }),
    });
    learnTime(response.headers.get('Date'), asked);
    json = await response.json().catch((error: unknown) => {
      if (sent.signal?.aborted || response.ok) throw error; // cut off half-way: as if it had not arrived
      return undefined;
    });
  } catch (error) {
    if (sent.signal?.aborted) throw error;
    return { ok: false, problem: noConnection };
  }
  if (!response.ok) {
    const problem = problemSchema.safeParse(json);
    // Whatever stands between page and server (a proxy, a restart) may answer 5xx in words of its own: nothing was confirmed.
    const refused: PageProblem = problem.success ? problem.data : response.status >= 500 ? noConnection : unreadable;
    if (refused.code === 'not_signed_in') signedOut.forEach((tell) => tell());
    return { ok: false, problem: refused };
  }
  const answer = endpoint.answer.safeParse(json);
  if (!answer.success) {
    reportError(new Error(`the answer of ${name} does not fit the contract: ${answer.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`));
    return { ok: false, problem: unreadable };
  }
  return { ok: true, value: answer.data as AnswerOf<Name> };
}

export function addressOf(path: string, params: Readonly<Record<string, string>>, query: object): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** The Date header has whole seconds, so only a clock that is clearly wrong is corrected. */
function learnTime(header: string | null, asked: number): void {
  const at = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(at)) return;
  const skew = at + 500 - (asked + Date.now()) / 2;
  skewMs = Math.abs(skew) > 2_000 ? skew : 0;
}
