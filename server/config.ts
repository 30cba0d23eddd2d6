// The only reader of the environment. Every fault is reported at once, each as a sentence that says what to do, because
// a start that reveals one mistake per attempt costs an evening. Secrets never appear in a message.
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export type Kind = 'demo' | 'real';

export type Config = {
  readonly kind: Kind;
  readonly host: string;
  readonly port: number;
  /** The address people type, without a trailing slash. */
  readonly publicUrl: string;
  readonly secureCookies: boolean;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly dataDir: string;
  readonly keyFile: string;
  /** The installation key itself, 32 bytes; wraps the data key of every case. */
  readonly installationKey: Buffer;
  readonly webDir: string;
  readonly workflowBundlePath: string;
  readonly setupTokenSha256: string | undefined;
  readonly logLevel: LogLevel;
  /** The mail server, when the environment names it; else it is set on a page. */
  readonly mail: MailConfig | undefined;
};

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly login: string | null;
  readonly password: string | null;
  readonly sender: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`);
    this.name = 'ConfigError';
  }
}

const port = z.coerce
  .number('PORT is not a number; give a port between 1 and 65535.')
  .int('PORT is not a whole number; give a port between 1 and 65535.')
  .min(1, 'PORT is below 1; give a port between 1 and 65535.')
  .max(65_535, 'PORT is above 65535; give a port between 1 and 65535.');

const environmentSchema = z.object({
  DATABASE_URL: postgresUrl('DATABASE_URL', 'the login role that the server and the worker use'),
  TEMPORAL_ADDRESS: z
    .string('TEMPORAL_ADDRESS is missing; set it to host:port of the Temporal frontend, e.g. 127.0.0.1:7233.')
    .regex(/^[^\s/]+:\d+$/, 'TEMPORAL_ADDRESS is not host:port; write it like 127.0.0.1:7233, without a scheme.'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('handrail'),
  HANDRAIL_KIND: z
    .enum(['demo', 'real'], 'HANDRAIL_KIND is neither demo nor real; set it to real for an installation with real cases.')
    .default('real'),
  HANDRAIL_DATA: z.string().min(1).optional(),
  HANDRAIL_KEY_FILE: z
    .string('HANDRAIL_KEY_FILE is missing; set it to a file with 64 hexadecimal digits that only the server and the worker can read.'),
  HANDRAIL_WEB_DIR: z.string().optional(),
  HANDRAIL_WORKFLOW_BUNDLE: z.string().optional(),
  LISTEN_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(7420),
  PORT_PUBLISHED_ON: z
    .enum(['loopback'], 'PORT_PUBLISHED_ON can only be loopback; leave it out unless a container publishes the port on 127.0.0.1.')
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL is not an http or https address; write the address that people type.' })
    .optional(),
  SETUP_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'SETUP_TOKEN_SHA256 is not 64 hexadecimal digits; give the SHA-256 of the set-up token.')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL is unknown; use one of ${logLevels.join(', ')}.`).default('info'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'SMTP_URL is no smtp:// or smtps:// address; write it like smtps://login:password@mail.agency.example:465.' }).optional(),
  MAIL_FROM: z.email('MAIL_FROM is no mail address; give the one that notices are sent from.').optional(),
});

/** Reads the configuration of server and worker or throws a ConfigError that lists every fault. */
export function readConfig(environment: Environment = process.env): Config {
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  // Rules over several settings are checked even when single ones fail, so that one start shows all there is to mend.
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)),
    ...transportFaults(environment),
    ...keyFaults(environment['HANDRAIL_KEY_FILE']),
    ...(environment['SMTP_URL'] && !environment['MAIL_FROM'] ? ['MAIL_FROM is missing although SMTP_URL is given; give the address that notices are sent from.'] : []),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const env = parsed.data;
  const root = checkoutRoot();
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  return {
    kind: env.HANDRAIL_KIND,
    host: env.LISTEN_HOST,
    port: env.PORT,
    publicUrl,
    secureCookies: publicUrl.startsWith('https:'),
    databaseUrl: env.DATABASE_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    temporalNamespace: env.TEMPORAL_NAMESPACE,
    dataDir: resolve(env.HANDRAIL_DATA ?? join(root, '.handrail')),
    keyFile: env.HANDRAIL_KEY_FILE,
    installationKey: Buffer.from(readFileSync(env.HANDRAIL_KEY_FILE, 'utf8').trim(), 'hex'),
    webDir: resolve(env.HANDRAIL_WEB_DIR ?? join(root, 'dist', 'web')),
    workflowBundlePath: resolve(env.HANDRAIL_WORKFLOW_BUNDLE ?? join(root, 'dist', 'workflows.js')),
    setupTokenSha256: env.SETUP_TOKEN_SHA256,
    logLevel: env.LOG_LEVEL,
    mail: mailOf(env.SMTP_URL, env.MAIL_FROM),
  };
}

/** smtps is encrypted from the first byte, smtp before anything is said, unless the server is on this machine. */
function mailOf(url: string | undefined, sender: string | undefined): MailConfig | undefined {
  if (url === undefined || sender === undefined) return undefined;
  const { protocol, hostname, port: given, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const security = protocol === 'smtps:' ? 'tls' : isLoopback(host) ? 'none' : 'starttls';
  return { host, port: given === '' ? (security === 'tls' ? 465 : 587) : Number(given), security, login: username === '' ? null : decodeURIComponent(username), password: password === '' ? null : decodeURIComponent(password), sender };
}

// All that the server and the worker will ask for as well, so that a fault is told before anything has been started.
const launchSchema = environmentSchema.partial().extend({
  DATABASE_OWNER_URL: postgresUrl('DATABASE_OWNER_URL', 'the role that owns the tables').optional(),
  TEMPORAL_CLI_PATH: z.string().optional(),
  TEMPORAL_TEST_SERVER_PATH: z.string().optional(),
  PORT: port.default(7420),
  PATH: z.string().default(''),
});

export type LaunchConfig = {
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalCliPath: string | undefined;
  readonly temporalTestServerPath: string | undefined;
  readonly dataDir: string;
  readonly keyFile: string | undefined;
  readonly path: string;
  /** What the children inherit; ours is laid over it. */
  readonly environment: Environment;
};

/** What the launcher needs to know before it starts anything; what is absent, it starts or makes itself. */
export function readLaunchConfig(environment: Environment = process.env): LaunchConfig {
  const parsed = launchSchema.safeParse(withoutEmpty(environment));
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)),
    ...transportFaults(environment),
    ...(environment['HANDRAIL_KEY_FILE'] ? keyFaults(environment['HANDRAIL_KEY_FILE']) : []),
    ...(environment['DATABASE_URL'] && !environment['DATABASE_OWNER_URL']
      ? ['DATABASE_OWNER_URL is missing although DATABASE_URL is given; set it to the role that owns the tables, it applies the schema.']
      : []),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const env = parsed.data;
  return {
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    temporalCliPath: env.TEMPORAL_CLI_PATH,
    temporalTestServerPath: env.TEMPORAL_TEST_SERVER_PATH,
    dataDir: resolve(env.HANDRAIL_DATA ?? join(checkoutRoot(), '.handrail')),
    keyFile: env.HANDRAIL_KEY_FILE,
    path: env.PATH,
    environment,
  };
}

/** The folder with package.json above this code, the same from the source and from the bundles in dist/. */
export function checkoutRoot(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
  }
  throw new Error('package.json is not to be found above the code; start Handrail from its own checkout');
}

function postgresUrl(name: string, whose: string) {
  return z
    .string(`${name} is missing; set it to postgresql://user:password@host:5432/handrail of ${whose}.`)
    .regex(/^postgres(ql)?:\/\//, `${name} is not a postgresql:// address; set it to that of ${whose}.`);
}

function transportFaults(environment: Environment): readonly string[] {
  const proxy = 'put a proxy that ends TLS (Caddy, nginx, a load balancer) in front and set PUBLIC_URL to its https:// address';
  const url = environment['PUBLIC_URL'] ? parseUrl(environment['PUBLIC_URL']) : undefined;
  if (url?.protocol === 'https:') return [];
  const faults: string[] = [];
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    faults.push(`PUBLIC_URL is plain http and not on this machine, so passwords and case data would travel in the open; ${proxy}.`);
  }
  const host = environment['LISTEN_HOST'];
  if (host && !isLoopback(host) && environment['PORT_PUBLISHED_ON'] !== 'loopback') {
    faults.push(`LISTEN_HOST would serve plain HTTP to the network; leave it out to listen on this machine only, or ${proxy}.`);
  }
  return faults;
}

function keyFaults(path: string | undefined): readonly string[] {
  if (!path) return [];
  const make = 'make one with: node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))" > key && chmod 600 key';
  try {
    if (/^[0-9a-fA-F]{64}$/.test(readFileSync(path, 'utf8').trim())) return [];
    return [`HANDRAIL_KEY_FILE does not hold 64 hexadecimal digits; restore the right file, or for a new installation ${make}.`];
  } catch {
    return [`HANDRAIL_KEY_FILE cannot be read; give a file that this user may read, or for a new installation ${make}.`];
  }
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

// An empty variable is how compose files and shells say "not set".
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}
