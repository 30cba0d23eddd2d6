// What every kind of node is to the engine: how it is entered. Kinds that people act on add `act`, kinds that time acts on
// add `due`. `advance` knows no kind; the table in kinds/table.ts lists them.
import type { Run, Step } from '../case-state.ts';
import type { NodeKind } from '../draft.ts';
import type { PersonInput } from '../input.ts';
import type { Path } from '../flow.ts';
import type { PlanNodeOf } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import type { Mutable, Work } from '../work.ts';

export type StepAct = Extract<PersonInput, { kind: 'complete' | 'vote' | 'withdrawVote' | 'offer' | 'withdraw' | 'accept' | 'decline' | 'ask' | 'answer' | 'noAnswer' }>;

export interface Kind<K extends NodeKind> {
  readonly enter: (work: Work, run: Mutable<Run>, node: PlanNodeOf<K>, path: Path) => void;
  /** Handles an act on an open step of this kind, or refuses it. Absent: no person ends it. */
  readonly act?: (work: Work, run: Mutable<Run>, node: PlanNodeOf<K>, step: Mutable<Step>, act: StepAct) => Refusal | undefined;
  /** After every transition: a held end or a waiting offer is tried again. */
  readonly retry?: (work: Work, run: Mutable<Run>, node: PlanNodeOf<K>, step: Mutable<Step>) => void;
}

export const refuse = (code: Refusal['code'], sentence: string, about?: string): Refusal => ({ code, sentence, ...(about !== undefined ? { about } : {}) });
