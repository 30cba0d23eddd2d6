// Counts of cases at the steps of a draft, as the canvas marks them.
import type { WhatIfSummary } from '../../protocol/what-if/summary.ts';
import type { Marks, StepMark } from './flow.ts';

export function marksOfSummary(key: string, { steps }: WhatIfSummary): Marks {
  return Object.fromEntries(steps.filter((step) => step.protocol === key).map((step): readonly [string, StepMark] => {
    const said = ([['appears', 'opens in'], ['vanishes', 'not there in'], ['late', 'late in'], ['inTime', 'in time in'], ['refused', 'not taken in'], ['unknown', 'unknown in']] as const).filter(([what]) => step[what] > 0).map(([what, words]) => `${words} ${step[what]}`);
    return [step.node, { kind: step.late > 0 ? 'looser' : step.appears > 0 ? 'new' : 'changed', words: said.join(', ') }];
  }));
}
