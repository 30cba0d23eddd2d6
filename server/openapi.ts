// The OpenAPI document, made from what is declared: the same schemas that parse requests and shape answers.
import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { nothingSchema } from './contract-endpoints.ts';
import { csrfHeader, problemSchema } from './contract.ts';
import type { Declared } from './route.ts';

export function openApiDocument(declared: readonly Declared[]): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'handrail', description: 'Opened by POST /api/session' });
  registry.registerComponent('securitySchemes', 'csrf', { type: 'apiKey', in: 'header', name: csrfHeader, description: 'From GET /api/session' });
  for (const route of declared) registry.registerPath(pathOf(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Handrail', version: '1', description: 'Protocols, cases and people of threat-assessment units. Problems are RFC 9457.' },
    servers: [{ url: '/' }],
  });
}

function pathOf({ endpoint, right, level }: Declared): RouteConfig {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const isRead = endpoint.method === 'get';
  const security: Record<string, string[]>[] = right === 'public' ? [] : [isRead ? { session: [] } : { session: [], csrf: [] }];
  return {
    method: endpoint.method,
    path: endpoint.path.replaceAll(/:(\w+)/g, '{$1}'),
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[2] ?? 'api'],
    description: right === 'public' ? 'For everybody.' : `Needs ${right === 'signedIn' ? 'a session' : `the right "${right}"`}${level === 'recent' ? ' and the password given within the last five minutes' : ''}.`,
    security,
    request: {
      ...(names.length > 0 && { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
      ...(!isEmpty(endpoint.query) && endpoint.query instanceof z.ZodObject && { query: endpoint.query }),
      ...(!isEmpty(endpoint.body) && { body: { required: true, content: { 'application/json': { schema: endpoint.body } } } }),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: endpoint.answer } } },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}

const isEmpty = (schema: z.ZodType): boolean => schema === nothingSchema;
