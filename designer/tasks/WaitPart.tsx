// Steps that wait: for time, for a named event, for another protocol, or an end that is held and why.
import { Button } from '@mantine/core';
import { useAct } from '../act.ts';
import { Card } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { heldSentence } from '../ui/labels.ts';
import styles from '../ui/ui.module.css';
import type { PartProps } from './StepPage.tsx';

export function WaitPart({ step, view }: PartProps) {
  const act = useAct(step.row.caseId);
  const held = step.row.held;
  if (held !== null) {
    const sentence = view?.steps.find((s) => s.id === step.row.stepId)?.heldSentence ?? heldSentence(held);
    return (
      <Card title="Why it is held">
        <p className={styles.reading}>{sentence}</p>
        <p className="quiet">Nothing has to be sent here: the end is tried again after everything that happens in the case.</p>
      </Card>
    );
  }
  if (step.row.kind === 'service') return <Card title="What it waits for"><p className={styles.reading}>A connector is being asked. The case goes on with its answer, or by the way drawn for none; the limit says when people are told.</p></Card>;
  if (step.row.kind === 'call') return <Card title="What it waits for"><p className={styles.reading}>Another protocol of this case runs. This step goes on with its outcome when it has ended.</p></Card>;
  return (
    <Card title="What it waits for">
      <p className={styles.reading}>{step.row.dueAt ? 'It goes on at the instant shown under Clock' : 'It goes on'}{step.events.length > 0 ? `${step.row.dueAt ? ', or' : ''} as soon as one of these has happened.` : ' by itself.'}</p>
      {act.problem && <ProblemNotice problem={act.problem} />}
      <div className={styles.row}>
        {step.events.map((event) => (
          <Button key={event.name} size="md" loading={act.isSending} onClick={() => void act.send({ kind: 'event', name: event.name, step: step.row.stepId }, `“${event.label || event.name}” has happened, ${step.row.caseReference ?? step.row.caseTitle}`)}>{event.label || event.name}</Button>
        ))}
      </div>
    </Card>
  );
}
