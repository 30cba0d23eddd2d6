import { Link, useRouterState } from '@tanstack/react-router';
import { hasRight, useSession } from '../session.ts';
import styles from '../ui/ui.module.css';

export function AdminTabs() {
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const administers = hasRight(session, 'administer');
  return (
    <nav className={styles.tabs} aria-label="Administration">
      <Link to="/administration" activeOptions={{ exact: true }} activeProps={{}} aria-current={path === '/administration' || path.startsWith('/administration/units') ? 'page' : undefined}>Units</Link>
      <Link to="/administration/people" activeProps={{}} aria-current={path.endsWith('/people') ? 'page' : undefined}>People</Link>
      <Link to="/administration/calendars" activeProps={{}} aria-current={path.startsWith('/administration/calendars') ? 'page' : undefined}>Calendars</Link>
      <Link to="/administration/criteria" activeProps={{}} aria-current={path.startsWith('/administration/criteria') ? 'page' : undefined}>When to begin</Link>
      {administers && <Link to="/administration/agencies" activeProps={{}} aria-current={path.endsWith('/agencies') ? 'page' : undefined}>Agencies</Link>}
      {administers && <Link to="/administration/delivery" search={{}} activeProps={{}} aria-current={path.startsWith('/administration/delivery') ? 'page' : undefined}>Delivery</Link>}
    </nav>
  );
}
