// Many cases added up: how many change, and at which steps what. Each step is counted once a case.
import { changes, type CaseWhatIf, type WhatIfStep } from './what-if.ts';

export interface StepCount extends WhatIfStep {
  readonly appears: number;
  readonly vanishes: number;
  readonly late: number;
  readonly inTime: number;
  readonly refused: number;
  readonly unknown: number;
}
export interface WhatIfSummary {
  readonly cases: number;
  /** Nothing would have been otherwise. */
  readonly same: number;
  readonly changed: number;
  /** Followed to their end, or not: the old facts do not decide it. */
  readonly unknown: number;
  readonly late: number;
  /** In the order they were first met. */
  readonly steps: readonly StepCount[];
}

const counted = ['appears', 'vanishes', 'late', 'inTime', 'refused'] as const;

export function summaryOf(cases: readonly CaseWhatIf[]): WhatIfSummary {
  const steps = new Map<string, { -readonly [K in keyof StepCount]: StepCount[K] }>();
  const count = (step: WhatIfStep, what: (typeof counted)[number] | 'unknown'): void => {
    const key = `${step.protocol}.${step.node}`;
    const found = steps.get(key) ?? { protocol: step.protocol, node: step.node, title: step.title, appears: 0, vanishes: 0, late: 0, inTime: 0, refused: 0, unknown: 0 };
    found[what] += 1;
    steps.set(key, found);
  };
  for (const one of cases) {
    for (const what of counted) for (const step of once(one[what])) count(step, what);
    if (one.unknown && 'step' in one.unknown) count(one.unknown.step, 'unknown');
  }
  const changed = cases.filter(changes).length;
  return { cases: cases.length, same: cases.length - changed, changed, unknown: cases.filter((one) => one.unknown !== null).length, late: cases.filter((one) => one.late.length > 0).length, steps: [...steps.values()] };
}

const once = <Step extends WhatIfStep>(steps: readonly Step[]): readonly Step[] => [...new Map(steps.map((step) => [`${step.protocol}.${step.node}`, step])).values()];
