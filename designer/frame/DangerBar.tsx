// Always on top, always the same words: a case in which imminent danger was declared and its response has not ended.
import { IconUrgent } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { casesQuery } from '../queries.ts';
import styles from './frame.module.css';

export function DangerBar() {
  const cases = useQuery(casesQuery({ status: 'all' }));
  const imminent = (cases.data?.items ?? []).filter((row) => row.imminent);
  if (imminent.length === 0) return null;
  return (
    <div className={styles.danger} role="alert">
      <IconUrgent size={20} aria-hidden />
      <span>Imminent danger declared</span>
      {imminent.map((row) => <Link key={row.id} to="/cases/$caseId" params={{ caseId: row.id }}>{row.reference ?? row.title}</Link>)}
    </div>
  );
}
