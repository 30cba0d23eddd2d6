import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { composeEnvironment } from '../bin/compose-env.mjs';
import { checkoutRoot, readConfig } from '../server/config.ts';
import { keyFileIn } from '../server/embedded/secrets.ts';

const text = readFileSync(join(checkoutRoot(), 'docker-compose.yml'), 'utf8');
const serviceSchema = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.coerce.string()),
  ports: z.array(z.string()).optional(),
});
const compose = z.object({ services: z.record(z.string(), serviceSchema) }).parse(parse(text, { merge: true }));

describe('docker-compose.yml', () => {
  it('is PostgreSQL, Temporal, server and worker, with images pinned', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['postgres', 'server', 'temporal', 'worker']);
    for (const { image } of Object.values(compose.services)) expect(image).toMatch(/^handrail$|:\d+\.\d+/);
  });

  // What stands with a value of its own (`:-`), such as the mail server, may be left out.
  it('asks for nothing that `handrail env` does not give, but for the public address', () => {
    const asked = new Set([...text.matchAll(/(?<!\$)\$\{(\w+)(?!\w|:-)/g)].map((match) => match[1]));
    asked.delete('PUBLIC_URL');
    const given = composeEnvironment().text.split('\n').map((line) => line.split('=')[0]);
    expect(given).toEqual(expect.arrayContaining([...asked]));
  });

  it('makes every database that is used, each for one owner, and lets nobody else in', () => {
    const made = new Map([...text.matchAll(/create database (\w+) owner (\w+);/g)].map((match) => [match[1], match[2]]));
    expect(Object.fromEntries(made)).toEqual({ handrail: 'handrail_owner', temporal: 'temporal', temporal_visibility: 'temporal' });
    expect(text).toContain(`revoke all on database ${[...made.keys()].join(', ')} from public;`);
    // The image would make them itself, but for one that is called like its user.
    expect(compose.services['temporal']?.environment).toMatchObject({ SKIP_DB_CREATE: 'true', POSTGRES_USER: made.get('temporal') });
  });

  it('publishes ports on this machine only', () => {
    for (const { ports } of Object.values(compose.services)) for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(['server', 'worker'])('gives the %s a configuration that it accepts', (name) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'handrail-compose-'));
    const given = new Map(composeEnvironment().text.split('\n').map((line): [string, string] => [line.split('=')[0] ?? '', line.split('=')[1] ?? '']));
    const fill = (value: string) => value.replace(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, key: string, other?: string) => given.get(key) ?? other ?? '');
    const entries = Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [key, fill(value)]);
    const config = readConfig({ ...Object.fromEntries(entries), HANDRAIL_KEY_FILE: keyFileIn(dataDir) });
    expect(config).toMatchObject({ kind: 'real', port: 7420, temporalNamespace: 'handrail', secureCookies: false });
    rmSync(dataDir, { recursive: true });
  });
});
