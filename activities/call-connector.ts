// Asks a connector once. How often it is tried again is drawn in the protocol and kept by whoever runs the activity; an answer
// that no further try would change is final.
import { ApplicationFailure } from '@temporalio/common';
import type { RoutingValue } from '../protocol/condition.ts';
import type { Database } from '../prisma/connect.ts';
import { ConnectorRefusal, type Connector } from './connectors/connector.ts';

export interface ConnectorQuery {
  readonly caseId: string;
  readonly unitId: string;
  readonly step: string;
  readonly connector: string;
  readonly inputs: Readonly<Record<string, RoutingValue>>;
}

export async function callConnector({ db, connectors }: { readonly db: Database; readonly connectors: readonly Connector[] }, query: ConnectorQuery): Promise<Readonly<Record<string, RoutingValue>>> {
  const connector = connectors.find(({ spec }) => spec.key === query.connector);
  if (connector === undefined) throw final('unknown_connector');
  try {
    return await connector.ask({ unitId: query.unitId, inputs: query.inputs, idempotencyKey: `${query.caseId}/${query.step}` }, { db });
  } catch (error) {
    throw error instanceof ConnectorRefusal ? final(error.code) : error;
  }
}

function final(code: string): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message: code, nonRetryable: true });
}
