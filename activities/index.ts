// The activities of the worker, made from what they need. Workflows know the types only.
import { ApplicationFailure } from '@temporalio/common';
import type { RoutingValue } from '../protocol/condition.ts';
import type { Person } from '../protocol/case-state.ts';
import type { OwnCase, Standing } from '../protocol/input.ts';
import type { Database } from '../prisma/connect.ts';
import { chooseAssignee, type AssigneeQuery } from './assign.ts';
import { callConnector, type ConnectorQuery } from './call-connector.ts';
import { connectors } from './connectors/registry.ts';
import { project, ProjectConflict, type ProjectArgs } from './project.ts';

/** The way to other cases, which only the server knows: handed in. */
export interface Elsewhere {
  /** Once for each link. Null: it has arrived; else why it never will. */
  raise(query: RaiseQuery): Promise<string | null>;
  open(query: OpenQuery): Promise<{ readonly caseId: string } | { readonly code: string }>;
}
export interface RaiseQuery {
  readonly caseId: string;
  readonly link: string;
  readonly to: string;
  readonly event: string;
}
export interface OpenQuery {
  readonly caseId: string;
  readonly link: string;
  readonly step: string;
  readonly into: OwnCase;
  readonly by: Person;
  readonly from: Person;
}

export interface Activities {
  project(args: ProjectArgs): Promise<void>;
  chooseAssignee(query: AssigneeQuery): Promise<Standing | null>;
  callConnector(query: ConnectorQuery): Promise<Readonly<Record<string, RoutingValue>>>;
  raiseElsewhere(query: RaiseQuery): Promise<string | null>;
  openElsewhere(query: OpenQuery): Promise<{ readonly caseId: string } | { readonly code: string }>;
}

export function createActivities({ db, elsewhere }: { readonly db: Database; readonly elsewhere: Elsewhere }): Activities {
  return {
    project: (args) => project(db, args).catch(giveUpOnConflict),
    chooseAssignee: (query) => chooseAssignee(db, query),
    raiseElsewhere: (query) => elsewhere.raise(query),
    openElsewhere: (query) => elsewhere.open(query),
    callConnector: (query) => callConnector({ db, connectors }, query),
  };
}

/** Two histories of one case: no retry mends that. Everything else is tried again without end. */
function giveUpOnConflict(error: unknown): never {
  if (!(error instanceof ProjectConflict)) throw error;
  throw ApplicationFailure.create({ type: error.name, message: error.message, nonRetryable: true });
}
