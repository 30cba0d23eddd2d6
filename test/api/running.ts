// The app in this process on a database of its own: for everything that needs no workflow. Time is the test's to set.
import { createServer } from 'node:http';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { connect } from '../../prisma/connect.ts';
import type { Database } from '../../prisma/connect.ts';
import { createApp } from '../../server/app.ts';
import type { App } from '../../server/app.ts';
import { createLive } from '../../server/live.ts';
import { createSecrets } from '../../server/secrets.ts';
import { theInternet } from '../../server/notices/https-post.ts';
import type { Outside } from '../../server/notices/https-post.ts';
import type { Sending } from '../../server/notices/send-out.ts';
import { createContent } from '../../server/services/content.ts';
import { createKeys } from '../../server/services/keys.ts';
import { claimKind } from '../../server/services/set-up.ts';
import { connectTemporal } from '../../server/temporal-client.ts';
import { startPostgres } from '../harness/postgres.ts';
import type { TestDatabase } from '../harness/postgres.ts';
import { startTemporal } from '../harness/temporal.ts';
import { apiClient } from './client.ts';
import type { ApiClient } from './client.ts';

export interface Running {
  readonly url: string;
  readonly db: Database;
  readonly app: App;
  readonly setupToken: string;
  /** Moves the server's clock on; sessions and locks count by it. */
  readonly pass: (ms: number) => void;
  readonly client: () => ApiClient;
  readonly database: TestDatabase;
  /** What the worker would send notices with. */
  readonly sending: Sending;
  readonly stop: () => Promise<void>;
}

/** With `beside`: a second server on the database of the first, as behind a load balancer. */
export async function startApp({ beside, outside = theInternet }: { readonly beside?: Running; readonly outside?: Outside } = {}): Promise<Running> {
  const [database, place] = await Promise.all([beside?.database ?? startPostgres(), startTemporal()]);
  const db = connect(database.databaseUrl, { connections: 5 });
  const installationKey = randomBytes(32);
  const keys = createKeys({ db, installationKey });
  const secrets = createSecrets(installationKey);
  const temporal = connectTemporal({ temporalAddress: place.address, temporalNamespace: place.namespace }, (caseId) => keys.keysFor(caseId));
  const log = pino({ level: 'silent' });
  const live = createLive(db, log);
  const setupToken = randomBytes(20).toString('hex');
  await claimKind(db, 'real', undefined);
  let passed = 0;
  const config = { kind: 'real' as const, publicUrl: 'http://localhost:7420', secureCookies: false, webDir: '/nowhere', setupTokenSha256: createHash('sha256').update(setupToken).digest('hex'), mail: undefined };
  const app = createApp({ config, db, temporal: temporal.client, content: createContent(keys), secrets, outside, live, log, now: () => Date.now() + passed, isAccepting: () => true });
  const server = createServer(app.express);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  live.start();
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    db,
    app,
    setupToken,
    pass: (ms) => void (passed += ms),
    client: () => apiClient(url),
    database,
    sending: { db, config, secrets, outside, log, now: () => Date.now() + passed },
    stop: async () => {
      live.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await temporal.close();
      await db.close();
      if (beside === undefined) await database.stop();
    },
  };
}

export const password = 'quite a long passphrase 7';

export interface World {
  readonly admin: ApiClient;
  readonly unitId: string;
  readonly agencyId: string;
}

/** A set-up installation: one agency, one unit, its administrator, and the roles `drawer` and `publisher`. */
export async function setUpWorld(running: Running): Promise<World> {
  const admin = running.client();
  const session = await admin.get('setup', {
    body: { token: running.setupToken, agency: { key: 'sheriff', name: 'Sheriff' }, unit: { key: 'HC', name: 'Unit', zone: 'America/New_York' }, person: { name: 'Ruth', login: 'ruth', password } },
  });
  const unitId = session.units[0]?.id ?? '';
  const agencyId = session.acting?.agencyId ?? '';
  for (const [key, right] of [['drawer', 'draw'], ['publisher', 'publish'], ['opener', 'open']] as const) await admin.get('createRole', { params: { id: unitId }, body: { key, title: key, rights: [right] } });
  return { admin, unitId, agencyId };
}

/** A new person with these roles, signed in with a password of their own. */
export async function join(running: Running, world: World, who: { readonly login: string; readonly roles: readonly string[]; readonly agencyId?: string }): Promise<{ readonly client: ApiClient; readonly personId: string }> {
  const { admin, unitId } = world;
  const agencyId = who.agencyId ?? world.agencyId;
  const made = await admin.get('createPerson', { body: { name: who.login, login: who.login, agencyId } });
  for (const roleKey of who.roles) await admin.get('addMember', { params: { id: unitId }, body: { personId: made.id, agencyId, roleKey } });
  const client = running.client();
  await client.signIn(who.login, made.oneTimePassword);
  await client.get('changePassword', { body: { current: made.oneTimePassword, next: password } });
  return { client, personId: made.id };
}
