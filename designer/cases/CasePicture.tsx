// The case drawn on its protocol: done steps quiet, open ones marked with their due time. Pressing an open step opens it.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Draft } from '../../protocol/draft.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { CaseStep } from '../../server/contract-cases.ts';
import { bandOf } from '../tasks/slack.ts';
import { useAtNow } from '../ui/now.ts';

const PlanPicture = lazy(async () => ({ default: (await import('../protocols/PlanPicture.tsx')).PlanPicture }));

interface CasePictureProps {
  readonly plan: Plan;
  readonly layout: Draft['layout'];
  readonly steps: readonly CaseStep[];
  readonly run: string;
  readonly caseId: string;
  readonly height: number;
}

export function CasePicture({ plan, layout, steps, run, caseId, height }: CasePictureProps) {
  const navigate = useNavigate();
  const own = steps.filter((step) => step.run === run && step.state !== 'cancelled');
  // Which are late, as one word: the picture is drawn again only when that changes.
  const late = useAtNow((now) => own.filter((step) => step.state === 'open' && bandOf(step, now) === 'overdue').map((step) => step.id).join(' ')).split(' ');
  const lit = own.map((step) => ({ node: step.node, state: step.state === 'done' ? ('done' as const) : late.includes(step.id) ? ('late' as const) : ('open' as const), dueAt: step.dueAt }));
  const onStep = (node: string): void => {
    const step = own.findLast((one) => one.node === node);
    if (step) void navigate({ to: '/cases/$caseId/steps/$stepId', params: { caseId, stepId: step.id } });
  };
  return (
    <div style={{ height, border: '1px solid var(--hr-line)', borderRadius: 6, overflow: 'hidden' }}>
      <Suspense fallback={<p className="quiet" role="status">Drawing</p>}>
        <PlanPicture plan={plan} layout={layout} steps={lit} onStep={onStep} />
      </Suspense>
    </div>
  );
}
