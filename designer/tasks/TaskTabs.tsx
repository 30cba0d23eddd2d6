// What stands under Tasks: mine, the team's, and what has no answer yet. The router marks a link as the page one is on only when
// address and search are exactly its own.
import { Link } from '@tanstack/react-router';
import { useOutbox } from '../outbox.ts';
import styles from '../ui/ui.module.css';

const exact = { exact: true } as const;

export function TaskTabs() {
  const waiting = useOutbox().length;
  return (
    <nav className={styles.tabs} aria-label="Which tasks">
      <Link to="/tasks" search={{}} activeOptions={exact}>Mine</Link>
      <Link to="/tasks" search={{ of: 'watching' }} activeOptions={exact}>Watching</Link>
      <Link to="/tasks" search={{ of: 'team' }} activeOptions={exact}>Team</Link>
      <Link to="/tasks/not-confirmed" activeOptions={exact}>Not confirmed yet{waiting > 0 ? ` (${waiting})` : ''}</Link>
    </nav>
  );
}
