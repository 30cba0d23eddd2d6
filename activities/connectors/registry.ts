// The connectors of this installation. Another one is registered by a file of its own and a line here: the editor offers it, the
// validator knows what it takes and answers, and the worker asks it.
import type { ConnectorSpec } from '../../protocol/validation-context.ts';
import type { Connector } from './connector.ts';
import { unitStaffing } from './unit-staffing.ts';

export const connectors: readonly Connector[] = [unitStaffing];
export const connectorSpecs: readonly ConnectorSpec[] = connectors.map((connector) => connector.spec);
