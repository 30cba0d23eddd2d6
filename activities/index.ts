// The activities of the worker, made from what they need. Workflows know the types only.
import { ApplicationFailure } from '@temporalio/common';
import type { RoutingValue } from '../protocol/condition.ts';
import type { Standing } from '../protocol/input.ts';
import type { Database } from '../prisma/connect.ts';
import { chooseAssignee, type AssigneeQuery } from './assign.ts';
import { callConnector, type ConnectorQuery } from './call-connector.ts';
import { connectors } from './connectors/registry.ts';
import { project, ProjectConflict, type ProjectArgs } from './project.ts';

export interface Activities {
  project(args: ProjectArgs): Promise<void>;
  chooseAssignee(query: AssigneeQuery): Promise<Standing | null>;
  callConnector(query: ConnectorQuery): Promise<Readonly<Record<string, RoutingValue>>>;
}

export function createActivities({ db }: { readonly db: Database }): Activities {
  return {
    project: (args) => project(db, args).catch(giveUpOnConflict),
    chooseAssignee: (query) => chooseAssignee(db, query),
    callConnector: (query) => callConnector({ db, connectors }, query),
  };
}

/** Two histories of one case: no retry mends that. Everything else is tried again without end. */
function giveUpOnConflict(error: unknown): never {
  if (!(error instanceof ProjectConflict)) throw error;
  throw ApplicationFailure.create({ type: error.name, message: error.message, nonRetryable: true });
}
