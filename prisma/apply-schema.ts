// Applies prisma/migrations to a database and tells how far the schema is from them. This file is the only one that
// knows Prisma's WebAssembly schema engine: its package is internal to Prisma, so it is pinned exactly and wrapped
// here. Folders, checksums and the table _prisma_migrations are Prisma's own, so a connected site may just as well use
// the stock `prisma migrate deploy`. The engine's native form is never used: it would have to be downloaded.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as background from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export type SchemaFolder = { readonly prismaDir: string };

export class SchemaError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SchemaError';
  }
}

// Any number works, as long as every Handrail takes the same one: two servers that start together must not both migrate.
const MIGRATION_LOCK = 7420_001;

const SYSTEM_CHAR = 18;
const TEXT = 25;

/** Applies what is missing, in order, and returns the names of the migrations that were applied now. */
export async function applySchema(ownerUrl: string, folder: SchemaFolder = defaultFolder()): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await withEngine(ownerUrl, folder, async (engine) => {
      const migrationsList = await readMigrations(folder.prismaDir);
      await forgetInterrupted(engine, migrationsList);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters() });
      return appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}

/** The SQL that would bring the migrations up to schema.prisma; empty when they agree. Needs the right to create a database. */
export async function diffSchemaAgainstMigrations(url: string, folder: SchemaFolder = defaultFolder()): Promise<string> {
  return withEngine(url, folder, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations(folder.prismaDir)) },
      to: { tag: 'schemaDatamodel', files: [await readSchema(folder.prismaDir)] },
      script: true,
      exitCode: null,
      filters: noFilters(),
    });
    const script = (stdout ?? '').trim();
    return script === '-- This is an empty migration.' ? '' : script;
  });
}

// A migration runs as one message and so as one transaction: one that was cut off (kill -9, power) left nothing behind
// but its row in _prisma_migrations, which would refuse every later start.
async function forgetInterrupted(engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: noFilters(),
  });
  for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
}

type MigrationList = Parameters<SchemaEngine['applyMigrations']>[0]['migrationsList'];

async function readMigrations(prismaDir: string): Promise<MigrationList> {
  const baseDir = join(prismaDir, 'migrations');
  const entries = existsSync(baseDir) ? await readdir(baseDir, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(baseDir, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const lockfile = join(baseDir, 'migration_lock.toml');
  const content = existsSync(lockfile) ? await readFile(lockfile, 'utf8') : null;
  return { baseDir, lockfile: { path: 'migration_lock.toml', content }, shadowDbInitScript: '', migrationDirectories };
}

async function readSchema(prismaDir: string): Promise<{ path: string; content: string }> {
  const path = join(prismaDir, 'schema.prisma');
  return { path, content: await readFile(path, 'utf8') };
}

const noFilters = () => ({ externalTables: [], externalEnums: [] });

// One instance in a process, and one engine in it at a time: two that wait for PostgreSQL side by side overwrite each other's
// memory. Held by the process and not by this module, which a test runner may load once per tier.
const shared = ((globalThis as EngineHolder)[Symbol.for('handrail.schema-engine')] ??= { turn: Promise.resolve() });

type EngineHolder = { [key: symbol]: { turn: Promise<unknown>; loading?: Promise<void> } | undefined };

function withEngine<Result>(url: string, folder: SchemaFolder, work: (engine: SchemaEngine) => Promise<Result>): Promise<Result> {
  const mine = shared.turn.then(() => withOwnEngine(url, folder, work));
  shared.turn = mine.catch(() => undefined);
  return mine;
}

async function withOwnEngine<Result>(
  url: string,
  folder: SchemaFolder,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await loadWasm();
  const schema = await readSchema(folder.prismaDir);
  const failures: unknown[] = [];
  const scripts = new WholeScripts(url, (error) => failures.push(error));
  const factory = bindMigrationAwareSqlAdapterFactory(scripts);
  const engine = await background.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    factory,
  );
  try {
    return await work(engine);
  } catch (error) {
    throw new SchemaError(`the database schema could not be read or changed: ${describe(failures.at(-1) ?? error)}`, { cause: error });
  } finally {
    engine.free();
    await scripts.closeAll();
  }
}

// Prisma's adapter cuts scripts at every semicolon, also inside $$ bodies and comments. Here a script goes to PostgreSQL
// whole, which makes it one transaction as well.
class WholeScripts extends PrismaPg {
  private readonly pools: pg.Pool[] = [];

  constructor(
    private readonly url: string,
    private readonly onFailure: (error: unknown) => void,
  ) {
    super({ connectionString: url });
  }

  override async connect(): Promise<Adapter> {
    return this.sendWhole(await super.connect());
  }

  override async connectToShadowDb(): Promise<Adapter> {
    const name = `handrail_shadow_${randomUUID()}`;
    await this.query(`create database "${name}"`);
    const shadowUrl = new URL(this.url);
    shadowUrl.pathname = `/${name}`;
    const adapter = await new WholeScripts(shadowUrl.toString(), this.onFailure).connect();
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await this.query(`drop database "${name}" with (force)`);
    };
    return adapter;
  }

  /** The engine leaves its connections open, and with them its own lock, which the next engine would wait for. */
  async closeAll(): Promise<void> {
    await Promise.all(this.pools.map(async (pool) => (pool.ended ? undefined : pool.end())));
  }

  private sendWhole(adapter: Adapter): Adapter {
    readSystemColumns(adapter);
    this.pools.push(adapter.underlyingDriver());
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        this.onFailure(error);
        throw error;
      }
    };
    return adapter;
  }

  private async query(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

// PostgreSQL's system tables hold single letters as "char", a type that the adapter refuses to read and the engine
// insists on. So it passes the adapter as text and is given its type afterwards.
function readSystemColumns(adapter: Adapter): void {
  const letters = new WeakMap<object, readonly number[]>();
  const pool = adapter.underlyingDriver();
  const query: (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult> = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig) => {
      const result = await query(config);
      const fields = result.fields ?? [];
      const places = fields.flatMap((field, place) => (field.dataTypeID === SYSTEM_CHAR ? [place] : []));
      for (const field of fields) if (field.dataTypeID === SYSTEM_CHAR) field.dataTypeID = TEXT;
      if (result.rows) letters.set(result.rows, places);
      return result;
    },
  });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (raw) => {
    const result = await queryRaw(raw);
    for (const place of letters.get(result.rows) ?? []) result.columnTypes[place] = ColumnTypeEnum.Character;
    return result;
  };
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function loadWasm(): Promise<void> {
  shared.loading ??= (async () => {
    const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(join(dirname(script), 'schema_engine_bg.wasm'));
    const imports = { './schema_engine_bg.js': background as unknown as WebAssembly.ModuleImports };
    // Where the engine leaves its last words; absent, a fault in it would hide behind a TypeError.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => process.stderr.write(`${text}\n`) } });
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    background.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start === 'function') start();
  })();
  return shared.loading;
}

// From the source and from the bundle in dist/ alike: the nearest folder above that has prisma/schema.prisma.
function defaultFolder(): SchemaFolder {
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    if (existsSync(join(dir, 'prisma', 'schema.prisma'))) return { prismaDir: join(dir, 'prisma') };
  }
  throw new Error('prisma/schema.prisma is not to be found; start Handrail from its own checkout');
}
