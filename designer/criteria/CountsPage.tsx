// How many reports cite each initiation criterion, and what became of them; and those of which nobody has said anything.
import { useQuery } from '@tanstack/react-query';
import type { CriteriaCounts } from '../../server/contract-criteria.ts';
import { criteriaCountsQuery } from '../queries.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { kindTitles } from './kind-titles.ts';

export function CountsPage() {
  const counts = useQuery(criteriaCountsQuery());
  return (
    <Page title="Reasons to begin" crumbs={[{ label: 'Supervision', link: { to: '/supervision', search: {} } }]}>
      <p className="quiet">Of all reports of the units you supervise: by criterion, how many cite it as met, and what became of them. A report may cite several.</p>
      <Loaded from={counts} what="the counts">{(data) => (data.items.length === 0 ? <Empty title="No agency keeps a list of criteria">An administrator makes one under Administration, When to begin.</Empty> : <Counts counts={data} />)}</Loaded>
    </Page>
  );
}

function Counts({ counts }: { readonly counts: CriteriaCounts }) {
  const agencies = [...new Map(counts.items.map(({ agency }) => [agency.id, agency])).values()];
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <thead><tr><th scope="col">Criterion</th><th scope="col">Opened</th><th scope="col">Not opened</th><th scope="col">Being looked at</th></tr></thead>
        <tbody>
          {agencies.flatMap((agency) => kindTitles.flatMap(({ kind, title }) => counts.items.filter((one) => one.agency.id === agency.id && one.criterion.kind === kind).map(({ criterion, ...reports }) => (
            <Line key={`${agency.id} ${criterion.id}`} title={criterion.title} sub={`${title}, ${agency.name}`} reports={reports} />
          ))))}
          <Line title="None is met" sub="Each with its reason in the case" reports={counts.noneMet} />
          <Line title="Nobody has said yet" sub="Not put away before it is said" reports={counts.notCited} />
        </tbody>
      </table>
    </div>
  );
}

function Line({ title, sub, reports }: { readonly title: string; readonly sub: string; readonly reports: CriteriaCounts['noneMet'] }) {
  return <tr><td>{title}<div className={styles.sub}>{sub}</div></td><td>{reports.opened}</td><td>{reports.notOpened}</td><td>{reports.waiting}</td></tr>;
}
