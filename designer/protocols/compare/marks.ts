// What a comparison points out on the canvas: one word a step, the one a reviewer must see first.
import { changesOf, type Comparison } from '../../../protocol/compare/compare.ts';
import type { Marks, StepMark } from '../flow.ts';

export function marksOf(comparison: Comparison): Marks {
  const marks = comparison.steps.filter((s) => s.state === 'new' || s.state === 'changed').map((step): readonly [string, StepMark] => {
    if (step.state === 'new') return [step.id, { kind: 'new', words: 'new' }];
    const tendencies = new Set(changesOf(step).map((c) => c.tendency));
    const said = (['looser', 'tighter'] as const).filter((t) => tendencies.has(t));
    return [step.id, { kind: said[0] ?? 'changed', words: said.join(' and ') || 'changed' }];
  });
  return Object.fromEntries(marks);
}
