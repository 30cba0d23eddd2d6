// Measures of a case: what is to be done, who has it in hand, by when; and before a case ends, what is still open then.
import { Link } from '@tanstack/react-router';
import { mayEndCase } from '../../protocol/closing.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import { bySlack } from '../tasks/slack.ts';
import { At, Due } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

const endWords: Readonly<Record<string, string>> = { done: 'done', notDone: 'not done', replaced: 'replaced' };

export const measuresOf = (view: CaseView): readonly CaseStep[] => view.steps.filter((step) => step.kind === 'measure');

export function Measures({ view }: { readonly view: CaseView }) {
  const all = measuresOf(view);
  const ended = all.filter((step) => step.state !== 'open').sort((a, b) => Date.parse(b.closedAt ?? b.openedAt) - Date.parse(a.closedAt ?? a.openedAt));
  if (all.length === 0) return null;
  return (
    <Card title="Measures">
      <OpenMeasures view={view} />
      {ended.length > 0 && (
        <details>
          <summary>{ended.length === 1 ? 'One measure before' : `${ended.length} measures before`}</summary>
          <ul className={styles.list} style={{ marginTop: 8 }}>
            {ended.map((step) => (
              <li key={step.id}>
                <Words step={step} caseId={view.case.id} />: {endWords[step.outcome ?? ''] ?? 'cancelled'}{step.closedBy && ` by ${step.closedBy.name}`}{step.closedAt && <>, <At at={step.closedAt} zone={view.unit.zone} /></>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function OpenMeasures({ view }: { readonly view: CaseView }) {
  const open = bySlack(measuresOf(view).filter((step) => step.state === 'open'));
  if (open.length === 0) return <p className="quiet">No measure is open.</p>;
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className={styles.table}>
        <thead><tr><th scope="col">Time left</th><th scope="col">Measure</th><th scope="col">Who</th></tr></thead>
        <tbody>
          {open.map((step) => (
            <tr key={step.id}>
              <td>{step.dueAt === null ? <span className="quiet">No date</span> : <Due row={step} zone={view.unit.zone} stacked />}</td>
              <td><Words step={step} caseId={view.case.id} /><div className={styles.sub}>{step.title}</div></td>
              <td>{step.claimedBy ? personWords(step.claimedBy) : <span className="quiet">The owner</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Words({ step, caseId }: { readonly step: CaseStep; readonly caseId: string }) {
  return <Link className={styles.main} to="/cases/$caseId/steps/$stepId" params={{ caseId, stepId: step.id }}>{step.measure ?? step.title}</Link>;
}

/** Beside a step behind which the case may end: measures outlive it, so whoever ends it sees them. */
export function StillOpen({ view, plan, node }: { readonly view: CaseView; readonly plan: Plan | undefined; readonly node: string }) {
  const count = measuresOf(view).filter((step) => step.state === 'open').length;
  if (count === 0 || plan === undefined || !mayEndCase(plan, node)) return null;
  return (
    <Card title="Measures still open">
      <Hint>The case may end with this step. {count === 1 ? 'One measure is' : `${count} measures are`} still open and {count === 1 ? 'stays' : 'stay'} the work of whoever has {count === 1 ? 'it' : 'them'} in hand.</Hint>
      <OpenMeasures view={view} />
    </Card>
  );
}
