// How the seed asks the running server: as the browser does, with a session of its own for each person.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Page {
  <Answer>(method: Method, path: string, body?: object): Promise<Answer>;
}

const url = process.env['HANDRAIL_URL'] ?? 'http://127.0.0.1:7420';

export async function ready(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`the server at ${url} is not ready after a minute; look into the logs of server and worker`);
}

class Refused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** A window in which nobody is signed in. */
export function anonymous(): Page {
  const session = { cookie: '', csrf: '' };
  return async <Answer>(method: Method, path: string, body?: object): Promise<Answer> => {
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(url + path, {
        method,
        headers: { cookie: session.cookie, 'x-handrail-csrf': session.csrf, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const cookie = response.headers.getSetCookie().at(0)?.split(';')[0];
      if (cookie !== undefined) session.cookie = cookie;
      const answer: Answer & { code?: string; csrf?: string | null } = await response.json();
      if (response.ok) {
        if (typeof answer.csrf === 'string') session.csrf = answer.csrf;
        return answer;
      }
      // Stored, and asked again with the same id: the worker may still be starting.
      if (answer.code !== 'not_confirmed' || tries === 5) throw new Refused(answer.code ?? '', `${method} ${path}: ${JSON.stringify(answer)}`);
    }
  };
}

/** Undefined: the login or the password is not what the seed made it. */
export async function signIn(login: string, password: string): Promise<Page | undefined> {
  const page = anonymous();
  try {
    await page('POST', '/api/session', { login, password });
    return page;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** An id that follows from what it is for, so that a second run changes nothing. */
export function idOf(what: string): string {
  const hex = createHash('sha256').update(`handrail demo: ${what}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function must<Value>(value: Value | undefined, why: string): Value {
  if (value === undefined) throw new Error(why);
  return value;
}
