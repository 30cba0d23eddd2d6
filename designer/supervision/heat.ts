// A protocol's steps over all its cases, as the canvas marks them: numbers and words on each step, the frame only repeats them.
import type { StepHeat } from '../../server/contract-timeliness.ts';
import type { Marks, StepMark } from '../protocols/flow.ts';
import { span } from '../ui/words.ts';

/** What stands on a step: what is late first, then how many are open, then how long it takes. Nothing where nothing happened. */
export function heatWords({ open, lateNow, done, late }: StepHeat): string {
  const said = [
    ...(lateNow > 0 ? [`${lateNow} late now`] : []),
    ...(open - lateNow > 0 ? [`${open - lateNow} open`] : []),
    ...(late > 0 ? [`${late} passed`] : []),
    ...(done.medianMs === null ? [] : [`${done.count} done, ${span(done.medianMs)}`]),
  ];
  return said.join(' · ');
}

const toneOf = ({ lateNow, late }: StepHeat): StepMark['kind'] => (lateNow > 0 ? 'late' : late > 0 ? 'looser' : 'calm');

export function marksOfHeat(steps: readonly StepHeat[]): Marks {
  return Object.fromEntries(steps.flatMap((step): readonly (readonly [string, StepMark])[] => {
    const words = heatWords(step);
    return words === '' ? [] : [[step.node, { kind: toneOf(step), words }]];
  }));
}
