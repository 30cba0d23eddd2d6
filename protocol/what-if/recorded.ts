// A journal read for its steps: what opened, how often, what passed its limit, how it ended. Steps are told apart as people tell
// them: "the second interview" of a protocol, never by the ids one engine made.
import type { CaseStatus } from '../draft.ts';
import type { Entry, Transition } from '../entry.ts';

export interface StepSeen {
  readonly protocol: string;
  readonly node: string;
  /** How many of this step had been opened in the case, this one included. */
  readonly nth: number;
  readonly at: number;
}
export interface Seen {
  /** By the engine's id. */
  readonly steps: ReadonlyMap<string, StepSeen>;
  readonly runs: ReadonlyMap<string, { readonly name: string; readonly protocol: string; readonly plan: string }>;
  /** Names of steps whose limit passed, with when they were due. */
  readonly late: ReadonlyMap<string, number>;
  readonly status: CaseStatus | null;
}

export const nameOf = ({ protocol, node, nth }: Omit<StepSeen, 'at'>): string => `${protocol}.${node}#${nth}`;

export function seenIn(journal: readonly Transition[]): Seen {
  const look = looker();
  for (const transition of journal) look.take(transition);
  return look.seen;
}

/** The same, one transition at a time. */
export function looker(): { readonly seen: Seen; readonly byName: ReadonlyMap<string, string>; readonly runByName: ReadonlyMap<string, string>; readonly take: (transition: Transition) => void } {
  const steps = new Map<string, StepSeen>();
  const byName = new Map<string, string>();
  const runs = new Map<string, { name: string; protocol: string; plan: string }>();
  const runByName = new Map<string, string>();
  const late = new Map<string, number>();
  const counts = new Map<string, number>();
  const next = (of: string): number => {
    const nth = (counts.get(of) ?? 0) + 1;
    counts.set(of, nth);
    return nth;
  };
  const seen: { steps: typeof steps; runs: typeof runs; late: typeof late; status: CaseStatus | null } = { steps, runs, late, status: null };
  const read = (entry: Entry, at: number): void => {
    switch (entry.kind) {
      case 'runStarted': {
        const name = `${entry.protocol}#${next(entry.protocol)}`;
        runs.set(entry.run, { name, protocol: entry.protocol, plan: entry.plan });
        runByName.set(name, entry.run);
        break;
      }
      case 'stepOpened':
      case 'measureOpened': {
        const step = { protocol: entry.protocol, node: entry.node, nth: next(`${entry.protocol}.${entry.node}`), at };
        steps.set(entry.step, step);
        byName.set(nameOf(step), entry.step);
        break;
      }
      case 'deadlinePassed': {
        const step = steps.get(entry.step);
        if (step) late.set(nameOf(step), entry.due);
        break;
      }
      case 'statusSet': seen.status = entry.status; break;
      default: break;
    }
  };
  return { seen, byName, runByName, take: ({ entries, at }) => entries.forEach((entry) => read(entry, at)) };
}
