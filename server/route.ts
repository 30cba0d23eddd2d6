// How a route is declared: an endpoint of the contract, the right and the level it asks for, and its handler. A route
// without them cannot be declared, and the start fails when an endpoint has no route. What is checked, in this order:
// session, one-time password, our own page, right, fresh proof, and only then what was sent.
import { Router } from 'express';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { rights } from '../protocol/input.ts';
import type { Right } from '../protocol/input.ts';
import { findSigned, isCsrf, isFromOurPage, recentMs, tokenOf } from './auth.ts';
import { endpoints } from './contract-endpoints.ts';
import type { Endpoint } from './contract-endpoints.ts';
import { csrfHeader, uuidSchema } from './contract.ts';
import type { AppDeps } from './deps.ts';
import { ProblemError } from './problems.ts';
import { hasRight } from './signed.ts';
import type { Signed } from './signed.ts';

/** A right held in at least one unit; the handler asks again for the unit the thing belongs to. */
export type Access = Right | 'signedIn' | 'public';
/** `recent`: the password was given within the last five minutes. `oneTime`: also with a one-time password. */
export type Level = 'none' | 'oneTime' | 'password' | 'recent';

export interface Asked<E extends Endpoint, A extends Access = 'signedIn'> {
  readonly body: z.output<E['body']>;
  readonly query: z.output<E['query']>;
  readonly param: (name: string) => string;
  readonly signed: A extends 'public' ? Signed | null : Signed;
  /** The instant the request was received, epoch ms. */
  readonly now: number;
  readonly request: Request;
  readonly response: Response;
}

export interface Declared {
  readonly endpoint: Endpoint;
  readonly right: Access;
  readonly level: Level;
}

export interface Routes {
  readonly router: Router;
  readonly declared: readonly Declared[];
  declare<E extends Endpoint, A extends Access>(endpoint: E, access: { readonly right: A; readonly level: Level }, handler: (asked: Asked<E, A>) => Promise<z.input<E['answer']>>): void;
}

const levels: readonly Level[] = ['none', 'oneTime', 'password', 'recent'];
const accesses: readonly string[] = [...rights, 'signedIn', 'public'];

export function createRoutes(deps: AppDeps): Routes {
  const router = Router();
  const declared: Declared[] = [];
  return {
    router,
    declared,
    declare(endpoint, access, handler) {
      const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
      if (!accesses.includes(access.right)) throw new Error(`${name} declares no right`);
      if (!levels.includes(access.level)) throw new Error(`${name} declares no level`);
      if (access.right !== 'public' && access.level === 'none') throw new Error(`${name} asks for a right but for no level`);
      declared.push({ endpoint, ...access });
      router[endpoint.method](endpoint.path, async (request, response) => {
        const now = deps.now();
        const signed = await findSigned(deps.db, tokenOf(request, deps.config), now);
        admit(deps, request, { ...access, signed, now });
        const asked = { body: parsed(endpoint.body, request.body ?? {}), query: parsed(endpoint.query, request.query), param: paramsOf(request), signed, now, request, response };
        // `admit` has refused a missing session, which the type of `signed` says too.
        const answer = await handler(asked as Parameters<typeof handler>[0]);
        if (!response.headersSent) response.json(endpoint.answer.parse(answer));
      });
    },
  };
}

/** Every endpoint of the contract has its route, or the server does not start. */
export function checkComplete(routes: Routes): void {
  const missing = Object.entries(endpoints).filter(([, endpoint]) => !routes.declared.some((d) => d.endpoint === endpoint));
  if (missing.length > 0) throw new Error(`endpoints without a route: ${missing.map(([name]) => name).join(', ')}`);
}

interface Admission {
  readonly right: Access;
  readonly level: Level;
  readonly signed: Signed | null;
  readonly now: number;
}

export function admit(deps: AppDeps, request: Request, { right, level, signed, now }: Admission): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (right !== 'public' && signed === null) throw new ProblemError('not_signed_in');
  if (!isRead && !isFromOurPage(request, deps.config.publicUrl)) throw new ProblemError('csrf');
  if (right === 'public' || signed === null) return;
  if (!isRead && !isCsrf(signed, request.get(csrfHeader))) throw new ProblemError('csrf');
  if (signed.person.mustChangePassword && level !== 'oneTime') throw new ProblemError('must_change_password');
  if (right !== 'signedIn' && !hasRight(signed, right)) throw new ProblemError('right_missing', { about: right });
  if (level === 'recent' && signed.provedAt + recentMs <= now) throw new ProblemError('proof_needed');
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  if (isTooDeep(value, 60)) throw new ProblemError('bad_request', { detail: 'The body is nested too deeply.' });
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, 50).map((issue) => ({ field: issue.path.map(String).join('.'), code: issue.code, message: issue.message }));
  const [first] = fields;
  throw new ProblemError('bad_request', { fields, ...(first && { about: first.field, detail: `${first.field || 'The body'}: ${first.message}.` }) });
}

/** Checked before Zod walks it: a schema that calls itself must not be driven deep by what somebody sends. */
function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

// Ids of ours are uuids; anything else cannot exist, and is answered like everything that does not.
function paramsOf(request: Request): (name: string) => string {
  return (name) => {
    const value = request.params[name];
    const isId = name === 'id' || name === 'mid' || name === 'rid';
    if (typeof value !== 'string' || value.length > 140 || (isId && !uuidSchema.safeParse(value).success)) throw new ProblemError('not_found');
    return value;
  };
}
