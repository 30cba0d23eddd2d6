// A database of its own for a test file, copied from the migrated template in some tens of milliseconds.
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { urlFor, withClient } from '../../server/embedded/database-roles.ts';

export type TestDatabase = {
  /** The login role of server and worker; takes an actor role inside withActor. */
  readonly databaseUrl: string;
  /** The role that owns the tables; passes no row-level security either, where tables force it. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  readonly stop: () => Promise<void>;
};

export async function startPostgres(): Promise<TestDatabase> {
  const { superuserUrl, ownerPassword, appPassword } = inject('postgres');
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(superuserUrl, (client) => client.query(`create database ${database} template handrail owner handrail_owner`));
  const inside = new URL(superuserUrl);
  inside.pathname = `/${database}`;
  return {
    databaseUrl: urlFor(superuserUrl, { user: 'handrail', password: appPassword, database }),
    ownerUrl: urlFor(superuserUrl, { user: 'handrail_owner', password: ownerPassword, database }),
    superuserUrl: inside.toString(),
    stop: async () => {
      await withClient(superuserUrl, (client) => client.query(`drop database ${database} with (force)`));
    },
  };
}
