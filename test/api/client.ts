// A browser's view of the API without a browser: cookie, CSRF header, one method per endpoint of the contract.
import { randomUUID } from 'node:crypto';
import { endpoints } from '../../server/contract-endpoints.ts';
import type { AnswerOf, BodyOf, EndpointName, QueryOf } from '../../server/contract-endpoints.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import { csrfHeader, problemSchema, sessionSchema } from '../../server/contract.ts';
import type { Problem } from '../../server/contract.ts';

export interface Asked<Name extends EndpointName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: QueryOf<Name>;
  readonly body?: BodyOf<Name>;
}
export type Answered<Name extends EndpointName> = { readonly status: number; readonly value: AnswerOf<Name>; readonly problem?: undefined } | { readonly status: number; readonly problem: Problem; readonly value?: undefined };

export interface ApiClient {
  /** The answer or the problem, both parsed by the contract. */
  ask<Name extends EndpointName>(name: Name, asked?: Asked<Name>): Promise<Answered<Name>>;
  /** The answer; a problem fails the test. */
  get<Name extends EndpointName>(name: Name, asked?: Asked<Name>): Promise<AnswerOf<Name>>;
  act(caseId: string, act: CaseAct, id?: string): Promise<Answered<'act'>>;
  signIn(login: string, password: string): Promise<void>;
  readonly cookie: () => string;
  readonly csrf: () => string;
}

export function apiClient(url: string): ApiClient {
  let cookie = '';
  let csrf = '';
  const ask: ApiClient['ask'] = async (name, asked = {}) => {
    const endpoint = endpoints[name];
    const isRead = endpoint.method === 'get';
    const path = Object.entries(asked.params ?? {}).reduce((text, [key, value]) => text.replace(`:${key}`, encodeURIComponent(value)), endpoint.path as string);
    const query = new URLSearchParams(Object.entries(asked.query ?? {}).map(([key, value]) => [key, String(value)])).toString();
    const response = await fetch(`${url}${path}${query && `?${query}`}`, {
      method: endpoint.method.toUpperCase(),
      headers: { ...(cookie && { cookie }), ...(!isRead && { 'content-type': 'application/json' }), ...(csrf && !isRead && { [csrfHeader]: csrf }) },
      ...(!isRead && { body: JSON.stringify(asked.body ?? {}) }),
    });
    const set = response.headers.getSetCookie().at(0)?.split(';')[0];
    if (set !== undefined) cookie = set;
    const json: unknown = await response.json();
    if (!response.ok) return { status: response.status, problem: problemSchema.parse(json) };
    const session = sessionSchema.safeParse(json);
    if (session.success) csrf = session.data.csrf ?? '';
    const value: AnswerOf<typeof name> = JSON.parse(JSON.stringify(endpoint.answer.parse(json)));
    return { status: response.status, value };
  };
  const get: ApiClient['get'] = async (name, asked) => {
    const answer = await ask(name, asked);
    if (answer.problem !== undefined) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`);
    return answer.value;
  };
  return {
    ask,
    get,
    act: (caseId, act, id = randomUUID()) => ask('act', { params: { id: caseId }, body: { id, act } }),
    signIn: async (login, password) => void (await get('signIn', { body: { login, password } })),
    cookie: () => cookie,
    csrf: () => csrf,
  };
}
