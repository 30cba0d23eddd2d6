// A case drawn on the plan of one of its runs: done steps quiet, open ones ringed with their due time, late ones marked.
import { useMemo } from 'react';
import type { Plan } from '../../protocol/plan.ts';
import { localTime } from '../ui/words.ts';
import { serverNow } from '../api.ts';
import { toFlow, type Light } from './flow.ts';
import type { Place } from '../../picture/geometry.ts';
import { drawnPlan } from './plan-drawing.ts';
import { Picture } from './Picture.tsx';

export interface PictureStep {
  readonly node: string;
  readonly state: 'open' | 'done' | 'late';
  /** ISO instant. */
  readonly dueAt?: string | null;
}
interface Props {
  readonly plan: Plan;
  readonly layout: Readonly<Record<string, Place>>;
  readonly steps: readonly PictureStep[];
  /** Pressing a step, where the page has something to show for it. */
  readonly onStep?: (node: string) => void;
}

export function PlanPicture({ plan, layout, steps, onStep }: Props) {
  const drawing = useMemo(() => drawnPlan(plan, layout), [plan, layout]);
  const { nodes, edges } = useMemo(() => toFlow(drawing, { context: { unit: plan.unit }, lights: lightsOf(steps, plan.unit.zone) }), [drawing, plan, steps]);
  return <Picture label={`${plan.title}, version ${plan.version}`} nodes={nodes} edges={edges} {...(onStep ? { onStep } : {})} />;
}

const weight = { done: 0, open: 1, late: 2 } as const;

/** A loop has several steps of one node: what is still open is shown rather than what is done. */
function lightsOf(steps: readonly PictureStep[], zone: string): Readonly<Record<string, Light>> {
  const lights: Record<string, Light> = {};
  for (const step of steps) {
    const before = lights[step.node];
    if (before && weight[before.state] >= weight[step.state]) continue;
    lights[step.node] = { state: step.state, ...(step.dueAt ? { due: localTime(Date.parse(step.dueAt), zone, serverNow()) } : {}) };
  }
  return lights;
}
