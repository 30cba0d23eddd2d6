// `npm run db:diff`: the SQL that the migrations lack against prisma/schema.prisma, to begin the next migration with.
import { diffSchemaAgainstMigrations } from '../../prisma/apply-schema.ts';
import { startServices } from './embedded-services.ts';

const services = await startServices({ isDurable: false });
try {
  process.stdout.write((await diffSchemaAgainstMigrations(services.postgres.superuserUrl)) + '\n');
} finally {
  await services.stop();
}
