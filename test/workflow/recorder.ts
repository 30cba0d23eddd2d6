// Where the workflow tests' projection goes: the transitions of each case in memory, under the rules of the real one (a gap
// is waited for, a repetition has one effect, a different content under the same number is an alarm).
import { ApplicationFailure } from '@temporalio/common';
import type { Activities, Elsewhere } from '../../activities/index.ts';
import type { RoutingValue } from '../../protocol/condition.ts';
import type { Transition } from '../../protocol/entry.ts';

export interface Recorder {
  readonly activities: Activities;
  journal(caseId: string): readonly Transition[];
  /** Times the projection was asked for; more than once for one transition is allowed. */
  readonly calls: () => number;
  /** From now on the projection fails, as with a database that is down, until `mend`. */
  fail(): void;
  mend(): void;
  /** What the connector of the tests answers from now on; none: it has no answer. */
  answer(connector: ((try_: number) => Readonly<Record<string, RoutingValue>> | 'later' | 'never') | undefined): void;
  /** The way to other cases of the tests; none: nothing arrives anywhere. */
  connect(elsewhere: Elsewhere): void;
  /** How often it was asked. */
  readonly asked: () => number;
}

export function recorder(): Recorder {
  const journals = new Map<string, Transition[]>();
  let isBroken = false;
  let calls = 0;
  let asked = 0;
  let elsewhere: Elsewhere = { raise: async () => 'not_found', open: async () => ({ code: 'not_found' }) };
  let connector: Parameters<Recorder['answer']>[0];
  return {
    journal: (caseId) => journals.get(caseId) ?? [],
    calls: () => calls,
    fail: () => void (isBroken = true),
    mend: () => void (isBroken = false),
    answer: (next) => void (connector = next),
    connect: (next) => void (elsewhere = next),
    asked: () => asked,
    activities: {
      project: async ({ caseId, transitions }) => {
        calls += 1;
        if (isBroken) throw new Error('the database is down');
        const journal = journals.get(caseId) ?? [];
        journals.set(caseId, journal);
        for (const transition of transitions) {
          const known = journal[transition.number - 1];
          if (known && JSON.stringify(known) !== JSON.stringify(transition)) throw ApplicationFailure.nonRetryable('same number, other content', 'conflict');
          if (transition.number > journal.length + 1) throw new Error('a transition before this one is missing');
          if (!known) journal.push(transition);
        }
      },
      chooseAssignee: async ({ roles }) => ({ personId: 'max', agencyId: 'a0000000-0000-4000-8000-000000000001', member: true, roles, qualifications: [], rights: [], holders: {} }),
      raiseElsewhere: (query) => elsewhere.raise(query),
      openElsewhere: (query) => elsewhere.open(query),
      callConnector: async () => {
        asked += 1;
        const answer = connector?.(asked) ?? 'never';
        if (answer === 'later') throw new Error('not now');
        if (answer === 'never') throw ApplicationFailure.nonRetryable('nothing to be had', 'nothing_there');
        return answer;
      },
    },
  };
}
