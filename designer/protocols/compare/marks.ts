// What a comparison points out on the canvas, which shows one side alone: what is gone has no step there.
import type { Comparison } from '../../../protocol/compare/compare.ts';
import { stepMark } from '../../../picture/compared.ts';
import type { Marks, StepMark } from '../flow.ts';

export function marksOf(comparison: Comparison): Marks {
  return Object.fromEntries(comparison.steps.flatMap((step): (readonly [string, StepMark])[] => {
    const mark = stepMark(step);
    return mark && mark.kind !== 'gone' ? [[step.id, { kind: mark.kind, words: mark.words }]] : [];
  }));
}
