// What a change of who is there would mean for open steps, shown before it is done.
import type { StaffingPreview as Preview } from '../../server/contract-staffing.ts';
import { personWords } from '../ui/PersonName.tsx';
import { Hint } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count, listing } from '../ui/words.ts';

export function StaffingPreview({ preview }: { readonly preview: Preview }) {
  const { steps } = preview;
  if (steps.length === 0) return <Hint>No open step changes: the same people can do them as now.</Hint>;
  const alone = steps.filter((step) => step.left === 0);
  return (
    <section aria-label="What changes for open steps">
      <p>{count(steps.length, 'open step')} would change.{alone.length > 0 && <strong style={{ fontWeight: 600 }}> Nobody could do {count(alone.length, 'step')} any more.</strong>}</p>
      <ul className={styles.list}>
        {steps.slice(0, 30).map((step) => (
          <li key={`${step.caseId} ${step.stepId}`}>
            {step.title}{step.reference !== null && `, ${step.reference}`}: {[step.gain.length > 0 && `${listing(step.gain.map(personWords), 'and')} could do it as well`, step.lose.length > 0 && `${listing(step.lose.map(personWords), 'and')} not any more`, step.left === 0 && 'nobody is left'].filter(Boolean).join('; ')}.
          </li>
        ))}
      </ul>
    </section>
  );
}
