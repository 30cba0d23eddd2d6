// What a certificate states of a case: who did every step that the protocols asked for, when and by which rule; each limit with
// how it was counted and what became of it; approvals with their seats; handoffs with their receipts; and every place where
// the case went another way than drawn. Derived from the journal and the plans alone, so whoever has these states the same.
import type { Person } from '../case-state.ts';
import type { Transition } from '../entry.ts';
import type { Plans } from '../plan.ts';
import { approvalsIn, type CertifiedApproval } from './approvals.ts';
import { deadlinesIn, type CertifiedDeadline } from './deadlines.ts';
import { handoffsIn, type CertifiedHandoff } from './handoffs.ts';
import { placesIn, type Place } from './places.ts';
import { storyOf } from './story.ts';
import { stepsIn, type CertifiedStep } from './steps.ts';

/** `journal`: as the engine has derived it, rows included. `hashes`: of the chain, by transition. */
export interface CertifiedRecord {
  readonly journal: readonly Transition[];
  readonly plans: Plans;
  readonly asOf: number;
  readonly hashes: readonly string[];
}

export interface CertifiedRun {
  readonly run: string;
  readonly protocol: string;
  readonly title: string;
  readonly version: number;
  /** The plan it runs on, or ran on last. */
  readonly plan: string;
  readonly how: string;
  readonly startedAt: number;
  readonly state: 'live' | 'ended' | 'cancelled';
  readonly outcome: string | null;
}
export interface Statement {
  /** Conforms: what was asked for by then was done by those who may, within its limits or by the way drawn for when they run out. */
  readonly verdict: 'conforms' | 'deviates';
  readonly status: string;
  readonly level: string | null;
  readonly owner: Person;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly runs: readonly CertifiedRun[];
  readonly steps: readonly CertifiedStep[];
  readonly deadlines: readonly CertifiedDeadline[];
  readonly approvals: readonly CertifiedApproval[];
  readonly handoffs: readonly CertifiedHandoff[];
  /** In the order of the journal. */
  readonly places: readonly Place[];
}

export function statementOf(record: CertifiedRecord): Statement {
  const story = storyOf(record);
  const steps = stepsIn(story);
  const deadlines = deadlinesIn(record, story);
  const places = placesIn(record, { story, deadlines });
  const { case: row } = story;
  return {
    verdict: places.some((place) => place.counts) ? 'deviates' : 'conforms',
    status: row.status, level: row.level, owner: { personId: row.ownerPersonId, agencyId: row.ownerAgencyId }, openedAt: row.openedAt, closedAt: row.closedAt,
    runs: [...story.runs.values()].map(({ row: run, how }) => ({ run: run.id, protocol: run.key, title: run.title, version: run.version, plan: run.plan, how, startedAt: run.startedAt, state: run.state, outcome: run.outcome })),
    steps, deadlines, approvals: approvalsIn(story), handoffs: handoffsIn(record, story), places,
  };
}
