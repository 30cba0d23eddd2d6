// Applies the schema where the launcher is not used (compose, production): `node dist/migrate.mjs` before the server.
import { applySchema } from '../../prisma/apply-schema.ts';
import { readLaunchConfig } from '../config.ts';
import { grantActors } from './database-roles.ts';

const { databaseUrl, databaseOwnerUrl } = readLaunchConfig();
if (databaseUrl === undefined || databaseOwnerUrl === undefined) {
  process.stderr.write('DATABASE_URL and DATABASE_OWNER_URL are needed to apply the schema; set both.\n');
  process.exit(1);
}
const names = await applySchema(databaseOwnerUrl);
await grantActors(databaseOwnerUrl, decodeURIComponent(new URL(databaseUrl).username));
process.stdout.write(`database schema: ${names.length === 0 ? 'up to date' : `applied ${names.join(', ')}`}\n`);
