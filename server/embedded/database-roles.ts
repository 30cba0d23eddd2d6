// Login roles of the embedded database. `handrail_owner` owns the tables and applies migrations; `handrail` is what the
// server and the worker log in as: it owns nothing, inherits nothing and cannot pass row-level security; inside
// withActor it takes one of the actor roles. The migrations make the actors; membership is granted here, after them.
import pg from 'pg';
import type { Secrets } from './secrets.ts';

export type DatabaseUrls = { readonly databaseUrl: string; readonly ownerUrl: string };

export async function ensureDatabase(superuserUrl: string, secrets: Secrets): Promise<DatabaseUrls> {
  await withClient(superuserUrl, async (client) => {
    await ensureRole(client, { name: 'handrail_owner', password: secrets.owner, options: 'CREATEROLE NOSUPERUSER' });
    await ensureRole(client, { name: 'handrail', password: secrets.app, options: 'NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE' });
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'handrail'`);
    if (rowCount === 0) await client.query('create database handrail owner handrail_owner');
    await client.query('revoke all on database handrail from public');
    await client.query('grant connect on database handrail to handrail');
  });
  return {
    databaseUrl: urlFor(superuserUrl, { user: 'handrail', password: secrets.app, database: 'handrail' }),
    ownerUrl: urlFor(superuserUrl, { user: 'handrail_owner', password: secrets.owner, database: 'handrail' }),
  };
}

/** Lets the login role take the actor roles; run by their owner after the migrations that made them. */
export async function grantActors(ownerUrl: string, loginRole = 'handrail'): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ actor: string }>(
      `select r.rolname as actor from pg_roles r, pg_roles l
       where r.rolname like 'handrail\\_%' and not r.rolcanlogin and l.rolname = $1
         and not exists (select from pg_auth_members m where m.roleid = r.oid and m.member = l.oid)`,
      [loginRole],
    );
    for (const { actor } of rows) await client.query(`grant ${client.escapeIdentifier(actor)} to ${client.escapeIdentifier(loginRole)}`);
  });
}

export function urlFor(base: string, to: { user: string; password: string; database: string }): string {
  const url = new URL(base);
  url.username = to.user;
  url.password = to.password;
  url.pathname = `/${to.database}`;
  return url.toString();
}

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: { name: string; password: string; options: string }): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role.name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role.name} login ${role.options} password ${client.escapeLiteral(role.password)}`);
}
