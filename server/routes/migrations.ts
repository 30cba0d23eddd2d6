// Moving running cases to another version of their protocol.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { goThrough } from '../services/migrate-cases.ts';
import * as migrations from '../services/migrations.ts';
import type { Signed } from '../signed.ts';

export function declareMigrations(routes: Routes, deps: AppDeps): void {
  // Drawing it up takes the right to draw or to publish, asked in the protocol's own unit; carrying it out the right to publish.
  const read = { right: 'signedIn', level: 'password' } as const;
  const publish = { right: 'publish', level: 'recent' } as const;
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db: deps.db, signed, now });
  const done = { ok: true as const };
  // Answered at once: how far it has come is asked for.
  const begin = (id: string): void => void goThrough(deps, id).catch((error: unknown) => deps.log.error({ err: error, migration: id }, 'a move of cases stopped; it is taken up again'));

  routes.declare(endpoints.migrations, read, (asked) => migrations.migrationsTo(doing(asked), asked.param('id')));
  routes.declare(endpoints.planMigration, read, (asked) => migrations.planMigration(doing(asked), asked.param('id'), asked.body.from));
  routes.declare(endpoints.migration, read, (asked) => migrations.migration(doing(asked), asked.param('id')));
  routes.declare(endpoints.changeMigration, read, (asked) => migrations.changeMigration(doing(asked), asked.param('id'), asked.body));
  routes.declare(endpoints.tryMigration, read, async (asked) => {
    if (await migrations.tryMigration(doing(asked), asked.param('id'), asked.body.revision)) begin(asked.param('id'));
    return done;
  });
  routes.declare(endpoints.startMigration, publish, async (asked) => {
    if (await migrations.startMigration(doing(asked), asked.param('id'), asked.body)) begin(asked.param('id'));
    return done;
  });
  routes.declare(endpoints.dropMigration, read, async (asked) => {
    await migrations.dropMigration(doing(asked), asked.param('id'));
    return done;
  });
}
