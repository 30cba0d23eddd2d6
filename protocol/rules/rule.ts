// What a rule is: it looks at a draft and reports places. It knows neither its severity nor the other rules, and it never
// throws: a draft may be as unfinished as its schema allows.
import type { Draft } from '../draft.ts';
import type { FindingPlace } from '../finding.ts';
import type { Frames } from '../frames.ts';
import type { Graph } from '../graph.ts';
import type { PortContext } from '../ports.ts';
import type { RuleId } from '../severity.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { Proof } from '../prove/prove.ts';
import type { Knowledge } from './knowledge.ts';

export interface RuleInput {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly graph: Graph;
  readonly frames: Frames;
  readonly ports: PortContext;
  /** What is certain, and what is possible, whenever a step is entered. */
  readonly knowledge: Knowledge;
  /** What became of the agency's own rules. */
  readonly proofs: readonly Proof[];
}
export type Report = (at: FindingPlace, message: string, path?: readonly string[]) => void;
export interface Rule {
  readonly id: RuleId;
  readonly check: (input: RuleInput, report: Report) => void;
}
