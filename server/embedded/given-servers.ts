// Servers that are not ours, asked before anything is started: one that does not answer, or does not know us, is told in a
// sentence instead of by a stack from the depths of a driver. No address is repeated: it holds a password.
import { Connection } from '@temporalio/client';
import type { LaunchConfig } from '../config.ts';
import { withClient } from './database-roles.ts';
import { NAMESPACE } from './temporal.ts';
import { StartError } from './start-error.ts';

/** Every given server is asked, so that one start shows all there is to mend. */
export async function checkGivenServers(config: LaunchConfig): Promise<void> {
  const faults = await Promise.all([
    databaseFault('DATABASE_URL', config.databaseUrl),
    databaseFault('DATABASE_OWNER_URL', config.databaseOwnerUrl),
    temporalFault(config.temporalAddress, config.environment['TEMPORAL_NAMESPACE'] || NAMESPACE),
  ]);
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length > 0) throw new StartError(`a server that was given cannot be used:\n- ${found.join('\n- ')}`);
}

async function databaseFault(setting: string, url: string | undefined): Promise<string | undefined> {
  if (url === undefined) return undefined;
  try {
    await withClient(url, (client) => client.query('select 1'));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    switch (code) {
      case '28P01':
      case '28000': return `${setting}: the database does not accept this login; correct the name and the password in it.`;
      case '3D000': return `${setting}: there is no such database; make it, or correct the name in the address.`;
      case '42501': return `${setting}: this login may not connect to the database; grant it, or give another login.`;
      default: return `${setting}: the database does not answer (${code}); start it, or correct host and port in the address.`;
    }
  }
}

const connectWithinMs = 10_000;
const notFound = 5;

async function temporalFault(address: string | undefined, namespace: string): Promise<string | undefined> {
  if (address === undefined) return undefined;
  try {
    const connection = await Connection.connect({ address, connectTimeout: connectWithinMs });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return undefined;
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (codeOf(error) === String(notFound)) return `TEMPORAL_NAMESPACE: Temporal has no namespace "${namespace}"; make it with: temporal operator namespace create --namespace ${namespace}`;
    return 'TEMPORAL_ADDRESS: Temporal does not answer there; start it, or correct the address.';
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no reason given';
}
