// What the app is made of. Handed in, so that tests start the same app on servers of their own.
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../prisma/connect.ts';
import type { Config } from './config.ts';
import type { Live } from './live.ts';
import type { Outside } from './notices/https-post.ts';
import type { Secrets } from './secrets.ts';
import type { Content } from './services/content.ts';

export interface AppDeps {
  readonly config: Pick<Config, 'kind' | 'publicUrl' | 'secureCookies' | 'webDir' | 'setupTokenSha256' | 'mail'>;
  readonly db: Database;
  readonly temporal: Client;
  readonly content: Content;
  readonly secrets: Secrets;
  readonly outside: Outside;
  readonly live: Live;
  readonly log: Logger;
  /** Epoch ms. */
  readonly now: () => number;
  /** False while the server is stopping. */
  readonly isAccepting: () => boolean;
}
