// A case of another unit, as far as it is shown to this person: the fields that were named for them, and until when.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ShownCase as Shown, ShownCaseRow } from '../../server/contract-cases.ts';
import { shownCasesQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { Hint } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

export function ShownCase({ shown }: { readonly shown: Shown }) {
  return (
    <Page title={shown.reference ?? 'Case of another agency'} crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }]}>
      <Hint>This case belongs to {shown.unit}. You see what was shown to you, {shown.until === null ? 'until it is taken back' : <>until <At at={shown.until} zone={shown.zone} /></>}.</Hint>
      <ShownFields shown={shown.shown} />
    </Page>
  );
}

export function ShownFields({ shown }: { readonly shown: Shown['shown'] }) {
  return (
    <Card title="What was shown to you">
      {shown.length === 0 ? <p className="quiet">Nothing of what was named for you has been filled in yet.</p> : (
        <dl className={styles.facts}>
          {shown.map(({ label, value }, index) => <div key={`${label} ${index}`} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value ?? <span className="quiet">Not filled in</span>}</dd></div>)}
        </dl>
      )}
    </Card>
  );
}

/** Below one's own cases, and only for those to whom something is shown. */
export function ShownCases() {
  const shown = useQuery(shownCasesQuery());
  const rows: readonly ShownCaseRow[] = shown.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Card title="Shown to you by other units">
      <div className={styles.tableWrap}>
        <table className={styles.table}>
          <thead><tr><th scope="col">Case</th><th scope="col">Unit</th><th scope="col">Shown until</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.caseId}>
                <td><Link className={styles.main} to="/cases/$caseId" params={{ caseId: row.caseId }} data-row={row.caseId}>{row.reference ?? 'No number yet'}</Link></td>
                <td>{row.unit}{row.joint && <div className={styles.sub}>Your agency works on it as well</div>}</td>
                <td>{row.until === null ? <span className="quiet">It is taken back</span> : <At at={row.until} zone={row.zone} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
