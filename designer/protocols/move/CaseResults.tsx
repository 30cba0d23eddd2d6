// Each case with what the dry run found or what became of it: those in the way of which something stands come first.
import { Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MigrationCaseView, MigrationView } from '../../../server/contract-migrations.ts';
import { Chip } from '../../ui/Chips.tsx';
import styles from '../../ui/ui.module.css';
import { count } from '../../ui/words.ts';
import { caseWords, outlookWords } from './move-words.ts';

const order: readonly MigrationCaseView['state'][] = ['misfits', 'refused', 'waiting', 'fits', 'moved', 'gone'];
const tones: Partial<Record<MigrationCaseView['state'], 'late' | 'waiting' | 'done'>> = { misfits: 'late', refused: 'late', waiting: 'waiting', moved: 'done', gone: 'done' };

export function CaseResults({ view, zone }: { readonly view: MigrationView; readonly zone: string }) {
  // The year is said where it is another than that of the plan.
  const now = Date.parse(view.plannedAt);
  if (view.state === 'planned') return null;
  const { cases } = view;
  const through = cases.filter((c) => c.state !== 'waiting').length;
  const isBusy = view.state === 'looking' || view.state === 'moving';
  const titleOf = (node: string): string => view.targets.find((t) => t.id === node)?.title ?? node;
  return (
    <>
      <p role="status"><strong>{isBusy ? `${through} of ${count(cases.length, 'run')} gone through` : summary(cases)}</strong></p>
      {isBusy && <Progress value={cases.length === 0 ? 100 : (100 * through) / cases.length} aria-label="How far it has come" />}
      {cases.length > 0 && (
        <div className={styles.tableWrap}>
          <table className={styles.table}>
            <caption className="visually-hidden">Cases of this move</caption>
            <thead><tr><th scope="col">Case</th><th scope="col">Result</th><th scope="col">What happens</th></tr></thead>
            <tbody>
              {cases.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map((one) => (
                <tr key={`${one.caseId} ${one.run}`}>
                  <th scope="row"><Link to="/cases/$caseId" params={{ caseId: one.caseId }}>{one.reference ?? one.title}</Link><div className={styles.sub}>{one.title}</div></th>
                  <td><Chip {...(tones[one.state] && { tone: tones[one.state] })}>{caseWords[one.state]}</Chip></td>
                  <td>{one.reasons.length > 0 ? <ul className={styles.list}>{one.reasons.map((reason) => <li key={reason}>{reason}.</li>)}</ul> : one.steps.map((step) => <div key={step.step}>{outlookWords(step, titleOf, { zone, now })}</div>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function summary(cases: readonly MigrationCaseView[]): string {
  const of = (...states: readonly MigrationCaseView['state'][]): number => cases.filter((c) => states.includes(c.state)).length;
  if (cases.length === 0) return 'No case runs on the old version.';
  if (cases.some((c) => c.state === 'moved' || c.state === 'refused')) return `${of('moved')} of ${count(cases.length, 'run')} moved${of('refused') > 0 ? `, ${of('refused')} not` : ''}.`;
  return of('misfits') === 0 ? `All ${count(of('fits'), 'run')} fit.` : `${count(of('fits'), 'run')} would be moved, ${of('misfits')} would stay on the old version.`;
}
