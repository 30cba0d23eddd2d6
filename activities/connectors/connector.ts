// What a connector is: a key that protocols name, what it takes and answers, and the asking itself. It may be asked more than
// once for one step (a worker that is killed, a try that came to nothing), so it changes nothing, or only what `idempotencyKey`
// tells apart. It learns of the case only what the protocol gives it, and answers with values, never with text a person wrote.
import type { RoutingValue } from '../../protocol/condition.ts';
import type { ConnectorSpec } from '../../protocol/validation-context.ts';
import type { Database } from '../../prisma/connect.ts';

export interface Asked {
  readonly unitId: string;
  readonly inputs: Readonly<Record<string, RoutingValue>>;
  /** The same for every try of one step. */
  readonly idempotencyKey: string;
}
export interface Connector {
  readonly spec: ConnectorSpec;
  /** Throws to be tried again; throws `ConnectorRefusal` where a further try would change nothing. */
  readonly ask: (asked: Asked, world: { readonly db: Database }) => Promise<Readonly<Record<string, RoutingValue>>>;
}

/** An answer of its own: there is nothing to be had here. The code stands in the journal. */
export class ConnectorRefusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'ConnectorRefusal';
    this.code = code;
  }
}
