// The open steps with their limits, held ends with why, and what is done behind a fold.
import { Link } from '@tanstack/react-router';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import { useSession } from '../session.ts';
import { bySlack } from '../tasks/slack.ts';
import { Chip } from '../ui/Chips.tsx';
import { At, Due } from '../ui/Clock.tsx';
import { handoffStateWords, heldSentence, kindWords } from '../ui/labels.ts';
import { Card } from '../ui/Page.tsx';
import { Hint } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';

const endWords: Readonly<Record<string, string>> = { done: 'Done', notDone: 'Not done' };

export function CaseSteps({ view }: { readonly view: CaseView }) {
  const steps = view.steps.filter((step) => step.kind !== 'measure' && step.kind !== 'phase'); // measures have a card of their own, phases stand among the limits
  const open = bySlack(steps.filter((step) => step.state === 'open'));
  const past = steps.filter((step) => step.state !== 'open').sort((a, b) => Date.parse(b.closedAt ?? b.openedAt) - Date.parse(a.closedAt ?? a.openedAt));
  const held = open.filter((step) => step.held !== null);
  return (
    <Card title="Open steps">
      {held.map((step) => <Hint key={step.id}>The end “{step.title}” is held. {step.heldSentence ?? heldSentence(step.held ?? '')}</Hint>)}
      {open.length === 0 ? <p className="quiet">No step is open: {view.case.closedAt ? 'the case has ended.' : 'nothing is waited for now.'}</p> : (
        <div style={{ overflowX: 'auto' }}>
          <table className={styles.table}>
            <thead><tr><th scope="col">Time left</th><th scope="col">Step</th><th scope="col">Who</th></tr></thead>
            <tbody>{open.map((step) => <OpenStep key={step.id} step={step} view={view} />)}</tbody>
          </table>
        </div>
      )}
      {past.length > 0 && (
        <details>
          <summary>{past.length === 1 ? 'One step before' : `${past.length} steps before`}</summary>
          <ul className={styles.list} style={{ marginTop: 8 }}>
            {past.map((step) => (
              <li key={step.id}>
                <Link to="/cases/$caseId/steps/$stepId" params={{ caseId: view.case.id, stepId: step.id }}>{step.measure ?? step.title}</Link>: {step.state === 'cancelled' ? 'cancelled' : step.outcome ? `done, “${endWords[step.outcome] ?? step.outcome}”` : 'done'}
                {step.closedBy && ` by ${step.closedBy.name}`}{step.closedAt && <>, <At at={step.closedAt} zone={view.unit.zone} /></>}{step.breachedAt && <> <Chip tone="late">was late</Chip></>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function OpenStep({ step, view }: { readonly step: CaseStep; readonly view: CaseView }) {
  const session = useSession();
  return (
    <tr>
      <td><Due row={step} zone={view.unit.zone} stacked /></td>
      <td>
        <Link className={styles.main} to="/cases/$caseId/steps/$stepId" params={{ caseId: view.case.id, stepId: step.id }}>{step.measure ?? step.title}</Link>
        <div className={styles.sub}>{kindWords[step.kind]}{step.visit > 1 && `, time ${step.visit}`}{step.run !== '' && ` · ${view.runs.find((run) => run.id === step.run)?.title ?? step.protocol}`}{step.handoffState && ` · ${handoffStateWords[step.handoffState] ?? step.handoffState}`}</div>
      </td>
      <td>{step.claimedBy ? (step.claimedBy.id === session.person.id ? 'You' : `${step.claimedBy.name}, ${step.claimedBy.agency.name}`) : <span className="quiet">{listing(step.roles.map((role) => role.title), 'or') || (step.kind === 'wait' || step.kind === 'call' ? 'Nobody: it waits' : 'The owner')}</span>}</td>
    </tr>
  );
}
