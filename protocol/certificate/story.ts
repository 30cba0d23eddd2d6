// The record gathered by what it is about: of each run and step its last row, and what was written of it on the way. One pass.
import type { StepKind } from '../case-state.ts';
import type { Entry, Transition } from '../entry.ts';
import { invariant } from '../invariant.ts';
import type { Plan, PlanNode } from '../plan.ts';
import type { CaseRow, HandoffRow, RunRow, StepRow, VoteRow } from '../rows.ts';
import type { CertifiedRecord } from './statement.ts';

/** An entry with the transition that it stands in. */
export interface Said<K extends Entry['kind'] = Entry['kind']> {
  readonly entry: Extract<Entry, { kind: K }>;
  readonly transition: Transition;
  readonly index: number;
}
export interface StepStory {
  row: StepRow;
  /** The transition in which it was opened, and the one in which it ended. */
  readonly opened: Transition;
  ended: Transition | null;
  /** As drawn in the plan that its run was on at its end; none for work of the case itself. */
  node: PlanNode | undefined;
  plan: Plan | undefined;
  handoff: HandoffRow | undefined;
  readonly votes: Map<string, { row: VoteRow; readonly transition: number }>;
  readonly said: Said[];
}
export interface Story {
  readonly case: CaseRow;
  readonly runs: ReadonlyMap<string, { readonly row: RunRow; readonly how: string }>;
  readonly steps: ReadonlyMap<string, StepStory>;
}

export function storyOf({ journal, plans }: CertifiedRecord): Story {
  const runs = new Map<string, { row: RunRow; how: string }>();
  const steps = new Map<string, StepStory>();
  let caseRow: CaseRow | undefined;
  for (const transition of journal) {
    for (const change of transition.rows) {
      if (change.table === 'case') caseRow = change.row;
      if (change.table === 'run') runs.set(change.row.id, { row: change.row, how: runs.get(change.row.id)?.how ?? howStarted(transition, change.row.id) });
      if (change.table === 'step') takeStep(change.row, transition);
      const step = change.table === 'handoff' || change.table === 'vote' ? steps.get(change.row.step) : undefined;
      if (step && change.table === 'handoff') step.handoff = change.row;
      if (step && change.table === 'vote') {
        const key = `${change.row.person.personId} ${change.row.at}`;
        step.votes.set(key, { row: change.row, transition: step.votes.get(key)?.transition ?? transition.number });
      }
    }
    transition.entries.forEach((entry, index) => {
      if ('step' in entry && entry.step !== undefined) steps.get(entry.step)?.said.push({ entry, transition, index });
    });
  }
  invariant(caseRow, 'every transition has the row of its case');
  return { case: caseRow, runs, steps };

  function takeStep(row: StepRow, transition: Transition): void {
    const known = steps.get(row.id);
    const plan = plans[runs.get(row.run)?.row.plan ?? ''];
    const node = plan && nodeIn(plan, row.node);
    const ended = row.state === 'open' ? null : transition;
    if (known) Object.assign(known, { row, ended, node, plan });
    else steps.set(row.id, { row, opened: transition, ended, node, plan, handoff: undefined, votes: new Map(), said: [] });
  }
}

function howStarted({ entries }: Transition, run: string): string {
  const started = entries.find((entry) => entry.kind === 'runStarted' && entry.run === run);
  return started?.kind === 'runStarted' ? started.how : 'opened';
}

export const nodeIn = (plan: Plan, id: string): PlanNode | undefined => (Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : plan.phases?.find((phase) => phase.id === id));

export const saidOf = <K extends Entry['kind']>(step: StepStory, kind: K): readonly Said<K>[] => step.said.flatMap(({ entry, transition, index }) => (isOf(entry, kind) ? [{ entry, transition, index }] : []));
const isOf = <K extends Entry['kind']>(entry: Entry, kind: K): entry is Extract<Entry, { kind: K }> => entry.kind === kind;

/** Work that a person does, and that can be late; a wait ends when its time comes, a call when what it called does. */
export const isWaiting = (kind: string): boolean => (['wait', 'call'] as readonly StepKind[]).some((k) => k === kind);
