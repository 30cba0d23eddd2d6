// Where a rehearsed case stands, as the canvas is lit: what is open, what is late, what has been passed. Pure.
import type { Rehearsed } from '../../../protocol/rehearsal/rehearse.ts';
import { localTime } from '../../ui/words.ts';
import type { Light } from '../flow.ts';

/** Of one protocol; those it calls are not on this canvas. */
export function lightsOf(key: string, { state, ways, clock }: Pick<Rehearsed, 'state' | 'ways' | 'clock'>, zone: string): Readonly<Record<string, Light>> {
  const lights: Record<string, Light> = {};
  for (const way of ways) if (way.protocol === key) lights[way.from] = { state: 'done' };
  for (const step of state?.steps ?? []) {
    const run = state?.runs.find((one) => one.id === step.runId);
    if (run?.key !== key) continue;
    const due = step.clock && step.clock.rule >= 0 ? { due: localTime(step.clock.due, zone, clock) } : {};
    const isLate = step.clock?.passedAt !== undefined;
    if (lights[step.node]?.state !== 'late') lights[step.node] = { state: isLate ? 'late' : 'open', ...due };
  }
  return lights;
}
