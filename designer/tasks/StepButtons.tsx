// What can be done with a step besides doing it: claim, release, and for supervisors assign, extend, pause, skip, cancel.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { StepView } from '../../server/contract-cases.ts';
import type { Sender } from '../act.ts';
import { AssignDialog } from '../supervision/AssignDialog.tsx';
import { ExtendDialog } from '../supervision/ExtendDialog.tsx';
import { CancelDialog } from '../cases/CancelDialog.tsx';
import { PauseDialog } from '../cases/PauseDialog.tsx';
import { SkipDialog } from './SkipDialog.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

export function StepButtons({ step, act }: { readonly step: StepView; readonly act: Sender }) {
  const [dialog, setDialog] = useState<'assign' | 'extend' | 'pause' | 'skip' | 'cancel' | null>(null);
  const { stepId, caseId, title } = step.row;
  const reference = step.row.caseReference ?? step.row.caseTitle;
  if (![step.mayClaim, step.mayRelease, step.mayAssign, step.mayExtend, step.mayCancel, step.mayPause, step.mayResume, step.waysPast.length > 0].includes(true)) return null;
  const target = { caseId, stepId, title, reference };
  return (
    <section aria-label="More about this step" className={styles.stack}>
      {act.problem && <ProblemNotice problem={act.problem} />}
      <div className={styles.row}>
        {step.mayClaim && <Button variant="default" loading={act.isSending} onClick={() => void act.send({ kind: 'claim', step: stepId }, `Claimed: ${title}, ${reference}`)}>Claim it for me</Button>}
        {step.mayRelease && <Button variant="default" loading={act.isSending} onClick={() => void act.send({ kind: 'release', step: stepId }, `Released: ${title}, ${reference}`)}>Release it</Button>}
        {step.mayAssign && <Button variant="default" onClick={() => setDialog('assign')}>Assign to somebody</Button>}
        {step.mayExtend && step.clock.dueAt && <Button variant="default" onClick={() => setDialog('extend')}>Extend the limit</Button>}
        {step.mayPause && <Button variant="default" onClick={() => setDialog('pause')}>Pause its clock</Button>}
        {step.mayResume && <Button variant="default" loading={act.isSending} onClick={() => void act.send({ kind: 'resume', target: { kind: 'step', step: stepId } }, `Resumed: ${title}, ${reference}`)}>Resume its clock</Button>}
        {step.waysPast.length > 0 && <Button variant="default" onClick={() => setDialog('skip')}>Leave this step out</Button>}
        {step.mayCancel && <Button variant="default" onClick={() => setDialog('cancel')}>Cancel this step</Button>}
      </div>
      {dialog === 'assign' && <AssignDialog targets={[target]} onClose={() => setDialog(null)} />}
      {dialog === 'extend' && <ExtendDialog targets={[target]} onClose={() => setDialog(null)} />}
      {dialog === 'pause' && <PauseDialog caseId={caseId} target={{ kind: 'step', step: stepId }} what={`the clock of “${title}”`} zone={step.zone} onClose={() => setDialog(null)} />}
      {dialog === 'skip' && <SkipDialog step={step} onClose={() => setDialog(null)} />}
      {dialog === 'cancel' && <CancelDialog caseId={caseId} target={{ kind: 'step', step: stepId }} what={`the step “${title}”`} effect="It is closed without an outcome and its branch goes on without it." onClose={() => setDialog(null)} />}
    </section>
  );
}
