// The HTTP application, complete but not listening. Strict headers on every answer, JSON only under /api, problems for
// every error, the web app for every other address.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { AppDeps } from './deps.ts';
import { findSigned, tokenOf } from './auth.ts';
import { openApiDocument } from './openapi.ts';
import { problemsHtml } from './problems-html.ts';
import { problemDocument, ProblemError } from './problems.ts';
import { admit, checkComplete, createRoutes } from './route.ts';
import type { Declared } from './route.ts';
import { declareAdministration } from './routes/administration.ts';
import { declareStaffing } from './routes/staffing.ts';
import { declareCalendars } from './routes/calendars.ts';
import { declareCourtExports } from './routes/court-exports.ts';
import { declareCriteria } from './routes/criteria.ts';
import { declareCases } from './routes/cases.ts';
import { declareCertificates } from './routes/certificates.ts';
import { declareNotices, declareOnCall, declareWebhooks } from './routes/notices.ts';
import { declareHealth } from './routes/health.ts';
import { declareMigrations } from './routes/migrations.ts';
import { declarePictures } from './routes/pictures.ts';
import { declareProtocols } from './routes/protocols.ts';
import { declarePublicReports } from './routes/public-reports.ts';
import { declareTogether } from './routes/together.ts';
import { declareSearch } from './routes/search.ts';
import { declareSession } from './routes/session.ts';
import { declareSubjects } from './routes/subjects.ts';
import { declareTasks } from './routes/tasks.ts';

const bodyLimit = '256kb';
// A draft may hold 2,000 nodes; what it compiles to is bounded by the plan.
const draftLimit = '1mb';

export interface App {
  readonly express: Express;
  readonly declared: readonly Declared[];
}

export function createApp(deps: AppDeps): App {
  const app = express();
  const routes = createRoutes(deps);
  declareSession(routes, deps);
  declareProtocols(routes, deps);
  declarePictures(routes, deps);
  declareTogether(routes, deps);
  declareTasks(routes, deps);
  declareCases(routes, deps);
  declareCertificates(routes, deps);
  declareSubjects(routes, deps);
  declarePublicReports(routes, deps);
  declareAdministration(routes, deps);
  declareStaffing(routes, deps);
  declareCalendars(routes, deps);
  declareCriteria(routes, deps);
  declareCourtExports(routes, deps);
  declareSearch(routes, deps);
  declareNotices(routes, deps);
  declareWebhooks(routes, deps);
  declareOnCall(routes, deps);
  declareMigrations(routes, deps);
  checkComplete(routes);

  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(headers(deps));
  app.use(declareHealth(deps));

  app.use('/api', noStore, jsonOnly);
  app.use('/api/protocols', express.json({ limit: draftLimit, strict: true }));
  app.use('/api', express.json({ limit: bodyLimit, strict: true }));
  app.get('/api/live', async (request, response) => {
    const read = () => findSigned(deps.db, tokenOf(request, deps.config), deps.now());
    const signed = await read();
    admit(deps, request, { right: 'signedIn', level: 'password', signed, now: deps.now() });
    if (signed !== null) deps.live.open(request, response, signed, read);
  });
  app.use(routes.router);
  const document = openApiDocument(routes.declared);
  app.get('/api/openapi.json', (_request, response) => void response.json(document));
  app.use('/api/docs', docs());
  app.use('/api', () => {
    throw new ProblemError('not_found');
  });
  app.get('/problems', (_request, response) => void response.type('html').send(problemsHtml(nonceOf(response))));
  app.use(webApp(deps));
  app.use(problems(deps));
  return { express: app, declared: routes.declared };
}

function headers({ config }: AppDeps): RequestHandler {
  const strict = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.secureCookies ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  });
  return (request, response, next) => {
    response.locals['nonce'] = randomBytes(16).toString('base64');
    strict(request, response, next);
  };
}
const nonceOf = (response: Response): string => String(response.locals['nonce']);

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

// A form on another site can send text/plain or form data without asking; JSON it cannot.
const jsonOnly: RequestHandler = (request, _response, next) => {
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && !request.is('application/json')) throw new ProblemError('wrong_media_type');
  next();
};

/** Swagger UI from our own files: its page, but with an initializer of ours, since inline scripts do not run here. */
function docs(): RequestHandler {
  const router = express.Router();
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get('/swagger-initializer.js', (_request, response) => {
    response.type('text/javascript').send("window.onload = () => { window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, supportedSubmitMethods: [] }); };\n");
  });
  router.use(express.static(folder, { index: 'index.html', redirect: true }));
  return router;
}

function webApp({ config }: AppDeps): RequestHandler {
  const router = express.Router();
  const page = join(config.webDir, 'index.html');
  router.use('/assets', express.static(join(config.webDir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.use('/assets', () => {
    throw new ProblemError('not_found');
  });
  router.use(express.static(config.webDir, { index: false, cacheControl: false }));
  router.use((request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !request.accepts('html') || !existsSync(page)) return next(new ProblemError('not_found'));
    const nonce = nonceOf(response);
    const html = readFileSync(page, 'utf8').replaceAll('%STYLE_NONCE%', nonce);
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html);
  });
  return router;
}

function problems({ log }: AppDeps): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    const incident = problem.code === 'failed' ? randomUUID() : undefined;
    // The path without its query: queries hold what people search for.
    if (incident !== undefined) log.error({ err: error, incident, method: request.method, path: request.path }, 'a request failed');
    const parts = incident === undefined ? problem.parts : { detail: `The server failed at this; nothing is half done. Incident ${incident}.` };
    const document = problemDocument(problem.code, parts, request.originalUrl.split('?')[0] ?? '/');
    response.setHeader('Cache-Control', 'no-store');
    response.status(document.status).type('application/problem+json').send(JSON.stringify(document));
  };
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const kind = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (kind === 'entity.too.large') return new ProblemError('too_big');
  if (kind === 'entity.parse.failed' || kind === 'encoding.unsupported' || kind === 'charset.unsupported' || kind === 'request.size.invalid' || kind === 'request.aborted') return new ProblemError('bad_json');
  if (error instanceof URIError) return new ProblemError('not_found');
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The database is out of reach or has no connection left; or two requests wrote the same at once.
  if (/^(P1\d{3}|P2024|P2028|ECONNREFUSED|ECONNRESET)$/.test(code)) return new ProblemError('unavailable');
  if (code === 'P2002' || code === 'P2034') return new ProblemError('conflict');
  return new ProblemError('failed');
}
