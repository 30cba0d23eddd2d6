// The connection of server and command line to Temporal, always with the payload codec.
import { Client, Connection } from '@temporalio/client';
import { dataConverter, type KeysFor } from './codec.ts';

export interface TemporalPlace {
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
}

export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/** Connects when it is first used, so that a server starts and says what is wrong while Temporal is still coming up. */
export function connectTemporal(place: TemporalPlace, keysFor: KeysFor): TemporalClient {
  const connection = Connection.lazy({ address: place.temporalAddress });
  const client = new Client({ connection, namespace: place.temporalNamespace, dataConverter: dataConverter(keysFor) });
  return { client, close: () => connection.close() };
}
