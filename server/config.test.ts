import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readLaunchConfig } from './config.ts';
import type { Environment } from './config.ts';
import { keyFileIn } from './embedded/secrets.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'handrail-config-'));
const sound = {
  DATABASE_URL: 'postgresql://handrail:secret@127.0.0.1:5432/handrail',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  HANDRAIL_KEY_FILE: keyFileIn(dataDir),
};
afterAll(() => rmSync(dataDir, { recursive: true }));

const faultsOf = (environment: Environment, read: (environment: Environment) => unknown = readConfig): readonly string[] => {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the configuration', () => {
  it('needs only the database, Temporal and the key', () => {
    const config = readConfig(sound);
    expect(config).toMatchObject({ kind: 'real', host: '127.0.0.1', port: 7420, publicUrl: 'http://localhost:7420', secureCookies: false });
    expect(config.installationKey).toHaveLength(32);
  });

  it('tells all faults at once, each with what to do, and no secret', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://root:hunter2@localhost/handrail',
      TEMPORAL_ADDRESS: 'http://localhost',
      PORT: '99999',
      HANDRAIL_KIND: 'test',
      PUBLIC_URL: 'http://cases.example.org',
      LISTEN_HOST: '0.0.0.0',
      LOG_LEVEL: 'loud',
      HANDRAIL_KEY_FILE: '/no/such/key',
    });
    for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'PORT', 'HANDRAIL_KIND', 'PUBLIC_URL', 'LISTEN_HOST', 'LOG_LEVEL', 'HANDRAIL_KEY_FILE']) {
      expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
    }
    expect(faults.join()).not.toContain('hunter2');
    for (const fault of faults) expect(fault).toMatch(/(; |, so ).*\.$/);
  });

  it('takes the mail server from one address: encrypted from the start, or before anything is said, unless it is on this machine', () => {
    const mailOf = (url: string) => readConfig({ ...sound, SMTP_URL: url, MAIL_FROM: 'handrail@unit.example' }).mail;
    expect(mailOf('smtps://unit:p%40ss@mail.unit.example')).toEqual({ host: 'mail.unit.example', port: 465, security: 'tls', login: 'unit', password: 'p@ss', sender: 'handrail@unit.example' });
    expect(mailOf('smtp://mail.unit.example')).toMatchObject({ port: 587, security: 'starttls', login: null });
    expect(mailOf('smtp://127.0.0.1:2525')).toMatchObject({ port: 2525, security: 'none' });
    expect(readConfig(sound).mail).toBeUndefined();
    expect(faultsOf({ ...sound, SMTP_URL: 'smtp://mail.unit.example' })).toEqual([expect.stringMatching(/^MAIL_FROM is missing/)]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(faultsOf({ ...sound, PUBLIC_URL: '', PORT: '', SETUP_TOKEN_SHA256: '' })).toEqual([]);
  });

  it.each([
    { name: 'http on this machine', given: { PUBLIC_URL: 'http://localhost:7420' }, refused: false },
    { name: 'http on another loopback address', given: { PUBLIC_URL: 'http://127.0.0.5:80', LISTEN_HOST: '127.0.0.5' }, refused: false },
    { name: 'http elsewhere', given: { PUBLIC_URL: 'http://10.0.0.5' }, refused: true },
    { name: 'http on a name that only looks like loopback', given: { PUBLIC_URL: 'http://127.example.org' }, refused: true },
    { name: 'the network without TLS', given: { LISTEN_HOST: '::' }, refused: true },
    { name: 'a container published on loopback', given: { LISTEN_HOST: '0.0.0.0', PORT_PUBLISHED_ON: 'loopback' }, refused: false },
    { name: 'the network behind TLS', given: { LISTEN_HOST: '0.0.0.0', PUBLIC_URL: 'https://cases.example.org/' }, refused: false },
  ])('$name: refused $refused', ({ given, refused }) => {
    const faults = faultsOf({ ...sound, ...given });
    expect(faults.length > 0).toBe(refused);
    if (refused) expect(faults.join()).toMatch(/ends TLS/);
  });

  it('makes cookies secure when the public address is https', () => {
    expect(readConfig({ ...sound, PUBLIC_URL: 'https://cases.example.org/' })).toMatchObject({ publicUrl: 'https://cases.example.org', secureCookies: true });
  });

  it('wants the owner of the tables named when the database is not ours', () => {
    expect(faultsOf({ DATABASE_URL: sound.DATABASE_URL }, readLaunchConfig)).toEqual([expect.stringMatching(/^DATABASE_OWNER_URL is missing/)]);
    expect(faultsOf({}, readLaunchConfig)).toEqual([]);
  });
});
