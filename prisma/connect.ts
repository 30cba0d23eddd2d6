// The only way to the database. Every piece of work runs in one transaction under one database role with its context
// set in a single round trip, so that row-level security decides what it sees. The client itself never leaves this
// file; the login role has no rights of its own on any table, so work outside a context sees nothing.
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';

/** The client inside one transaction: all that work is given. */
export type Tx = Prisma.TransactionClient;

/** A person acting for one agency, with the units they are a member of for it now. */
export interface Actor {
  readonly personId: string;
  readonly agencyId: string;
  readonly units: readonly string[];
  /** As what they are asked by units they are no member of: "unit/role". */
  readonly asks?: readonly string[];
}

export type Work<Result> = (tx: Tx) => Promise<Result>;

export interface Database {
  /** Everything done for a person. */
  withActor<Result>(actor: Actor, work: Work<Result>): Promise<Result>;
  /** Writes the projection, the journal and the audit of cases; the only one that may. */
  asProjector<Result>(work: Work<Result>): Promise<Result>;
  /** Sends what lies in the outbox. */
  asSender<Result>(work: Work<Result>): Promise<Result>;
  /** Looks over all cases and people without content: heartbeats, comparison on start, lost owners. */
  asSweeper<Result>(work: Work<Result>): Promise<Result>;
  /** Sign-in, sessions and the set-up of an empty installation, before it is known who acts. */
  asSignIn<Result>(work: Work<Result>): Promise<Result>;
  /** Reads and makes wrapped data keys, and nothing else. */
  asKeeper<Result>(work: Work<Result>): Promise<Result>;
  close(): Promise<void>;
}

type SystemRole = 'handrail_projector' | 'handrail_sender' | 'handrail_sweeper' | 'handrail_signin' | 'handrail_keeper';
type Role = SystemRole | 'handrail_app';

const nobody: Actor = { personId: '', agencyId: '', units: [] };

export interface ConnectOptions {
  /** Connections held at most; the default suits one server process on a small machine. */
  readonly connections?: number;
}

export function connect(url: string, options: ConnectOptions = {}): Database {
  const client = open(url, options.connections ?? 10);
  // Keys are asked for in the middle of other work; on the same connections that could wait for itself.
  const keeper = open(url, 2);

  function inRole<Result>(role: Role, actor: Actor, work: Work<Result>): Promise<Result> {
    return (role === 'handrail_keeper' ? keeper : client).$transaction(
      async (tx) => {
        await tx.$queryRaw`
          select set_config('role', ${role}, true), set_config('app.person', ${actor.personId}, true),
            set_config('app.agency', ${actor.agencyId}, true), set_config('app.units', ${`{${actor.units.join(',')}}`}, true),
            set_config('app.asks', ${`{${(actor.asks ?? []).join(',')}}`}, true)`;
        return work(tx);
      },
      { maxWait: 10_000, timeout: 20_000 },
    );
  }

  return {
    withActor: (actor, work) => inRole('handrail_app', actor, work),
    asProjector: (work) => inRole('handrail_projector', nobody, work),
    asSender: (work) => inRole('handrail_sender', nobody, work),
    asSweeper: (work) => inRole('handrail_sweeper', nobody, work),
    asSignIn: (work) => inRole('handrail_signin', nobody, work),
    asKeeper: (work) => inRole('handrail_keeper', nobody, work),
    close: async () => {
      await client.$disconnect();
      await keeper.$disconnect();
    },
  };
}

function open(url: string, connections: number): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
}
