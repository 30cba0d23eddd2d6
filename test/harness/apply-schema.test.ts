// Prisma's WebAssembly engine is internal to Prisma; this is the test that a new version still does what we need.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { applySchema, diffSchemaAgainstMigrations } from '../../prisma/apply-schema.ts';
import { withClient } from '../../server/embedded/database-roles.ts';

const SCHEMA = `datasource db {
  provider = "postgresql"
}
model note {
  id   Int    @id
  text String
}
`;
const FIRST = `create table note (id integer not null, text text not null, constraint note_pkey primary key (id));
-- a comment; with semicolons
alter table note enable row level security;
create policy own on note using (text = current_setting('handrail.person', true));
create function mark() returns trigger language plpgsql as $$ begin new.text := new.text || ';'; return new; end $$;
create trigger mark before insert on note for each row execute function mark();
`;

describe('our migrations', () => {
  it('make exactly what schema.prisma describes', async () => {
    expect(await diffSchemaAgainstMigrations(inject('postgres').superuserUrl)).toBe('');
  });
});

describe('applying the schema', () => {
  let prismaDir: string;
  let url: string;

  beforeEach(async () => {
    prismaDir = mkdtempSync(join(tmpdir(), 'handrail-schema-'));
    writeFileSync(join(prismaDir, 'schema.prisma'), SCHEMA);
    writeMigration('20260101000000_first', FIRST);
    writeFileSync(join(prismaDir, 'migrations', 'migration_lock.toml'), 'provider = "postgresql"\n');
    const name = `schema_${Date.now()}`;
    const superuserUrl = inject('postgres').superuserUrl;
    await withClient(superuserUrl, (client) => client.query(`create database ${name}`));
    const inside = new URL(superuserUrl);
    inside.pathname = `/${name}`;
    url = inside.toString();
  });

  afterEach(() => rmSync(prismaDir, { recursive: true }));

  it('runs triggers, policies and function bodies as they stand, once', async () => {
    expect(await applySchema(url, { prismaDir })).toEqual(['20260101000000_first']);
    expect(await applySchema(url, { prismaDir })).toEqual([]);
    await withClient(url, async (client) => {
      await client.query(`insert into note values (1, 'a')`);
      expect((await client.query('select text from note')).rows).toEqual([{ text: 'a;' }]);
      expect((await client.query('select migration_name from _prisma_migrations')).rowCount).toBe(1);
    });
  });

  it('lets two starts at once apply a migration once', async () => {
    const names = await Promise.all([applySchema(url, { prismaDir }), applySchema(url, { prismaDir })]);
    expect(names.flat()).toEqual(['20260101000000_first']);
  });

  it('leaves nothing of a migration that fails and applies it once it is mended', async () => {
    writeMigration('20260102000000_second', 'create table half (id integer);\nselect no_such_function();');
    await expect(applySchema(url, { prismaDir })).rejects.toThrow(/no_such_function/);
    writeMigration('20260102000000_second', 'create table half (id integer);');
    expect(await applySchema(url, { prismaDir })).toEqual(['20260102000000_second']);
  });

  it('tells what the migrations lack against the schema, and nothing when they agree', async () => {
    expect(await diffSchemaAgainstMigrations(url, { prismaDir })).toBe('');
    writeFileSync(join(prismaDir, 'schema.prisma'), SCHEMA.replace('text String', 'text String\n  rank Int'));
    expect(await diffSchemaAgainstMigrations(url, { prismaDir })).toMatch(/ADD COLUMN\s+"rank" INTEGER NOT NULL/);
    await withClient(url, async (client) => {
      expect((await client.query(`select datname from pg_database where datname like 'handrail_shadow%'`)).rows).toEqual([]);
    });
  });

  function writeMigration(name: string, sql: string): void {
    mkdirSync(join(prismaDir, 'migrations', name), { recursive: true });
    writeFileSync(join(prismaDir, 'migrations', name, 'migration.sql'), sql);
  }
});
