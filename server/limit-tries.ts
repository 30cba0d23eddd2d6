// Bounds how often something may be asked for in a minute: by address for what nobody needs to be signed in for, else by session.
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { sha256, tokenOf } from './auth.ts';
import type { AppDeps } from './deps.ts';
import { ProblemError } from './problems.ts';

/** Refused tries only: signing in counts for nothing when it succeeds. One network of IPv6 is one address. */
export const limitTries = (perMinute: number): RequestHandler => limit({ perMinute, skipSuccessfulRequests: true, keyOf: addressOf });

/** Every request of an address. */
export const limitAddress = (perMinute: number): RequestHandler => limit({ perMinute, skipSuccessfulRequests: false, keyOf: addressOf });

/** Every request of a session. */
export const limitAsking = ({ config }: AppDeps, perMinute: number): RequestHandler =>
  limit({
    perMinute, skipSuccessfulRequests: false,
    keyOf: (request) => {
      const token = tokenOf(request, config);
      return token === undefined ? addressOf(request) : sha256(token);
    },
  });

function limit({ perMinute, skipSuccessfulRequests, keyOf }: { readonly perMinute: number; readonly skipSuccessfulRequests: boolean; readonly keyOf: (request: Request) => string }): RequestHandler {
  return rateLimit({
    windowMs: 60_000, limit: perMinute, standardHeaders: 'draft-8', legacyHeaders: false, skipSuccessfulRequests, keyGenerator: keyOf,
    handler: () => {
      throw new ProblemError('too_many_tries');
    },
  });
}

const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '', 64);
