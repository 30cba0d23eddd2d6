// The cases this one has to do with: whom it told something, who told it, where what was handed over is worked on, and what it
// was opened from, with the package.
import { Link } from '@tanstack/react-router';
import type { CaseView, LinkedCase } from '../../server/contract-cases.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';

export function LinkedCases({ view }: { readonly view: CaseView }) {
  if (view.linked.length === 0) return null;
  return (
    <Card title="Linked cases">
      <ul className={styles.plain}>
        {view.linked.map((link) => (
          <li key={`${link.caseId} ${link.how} ${link.at}`}>
            {words[link.how]} {link.maySee ? <Link to="/cases/$caseId" params={{ caseId: link.caseId }}>{link.reference ?? 'a case without a number'}</Link> : <strong style={{ fontWeight: 600 }}>{link.reference ?? 'a case'}</strong>}
            {link.event !== null && `: “${link.event}”`}
            <div className="quiet">{link.unit === null ? '' : `${link.unit}, `}<At at={link.at} zone={view.unit.zone} /></div>
            {link.text !== null && <details><summary>What was handed over</summary><p className={styles.reading} style={{ whiteSpace: 'pre-wrap' }}>{link.text}</p></details>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const words: Readonly<Record<LinkedCase['how'], string>> = { tells: 'Told', toldBy: 'Told by', workedOnIn: 'Worked on in', receivedFrom: 'Opened from' };
