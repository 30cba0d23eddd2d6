// The rooms one may use. A count stands there only where it means work for this person: own open steps, waiting reports,
// overdue steps of the unit, webhooks to allow or to mend.
import { IconChecklist, IconFileAlert, IconFolders, IconGauge, IconSettings, IconSitemap, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import { boardQuery, casesQuery, tasksQuery, webhooksQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { labels } from '../ui/labels.ts';
import styles from './frame.module.css';

interface Room {
  readonly name: string;
  readonly icon: Icon;
  readonly link: LinkProps;
  readonly isHere: boolean;
  readonly count?: number | undefined;
  readonly counted?: string;
  readonly isLate?: boolean;
}

export function Rail() {
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const search = useRouterState({ select: (state) => state.location.search });
  const isMember = session.units.length > 0;
  const supervises = hasRight(session, 'supervise');
  const mine = useQuery(tasksQuery('mine'));
  const reports = useQuery({ ...casesQuery({ status: 'report' }), enabled: isMember });
  const board = useQuery({ ...boardQuery(), enabled: supervises });
  const administers = hasRight(session, 'administer');
  const webhooks = useQuery({ ...webhooksQuery(), enabled: administers, refetchInterval: 300_000 });
  // What waits for this person to allow it, and what takes nothing any more.
  const ill = webhooks.data?.items.filter((row) => (row.state === 'asked' && row.askedBy.id !== session.person.id) || (row.state === 'allowed' && row.failingSince !== null)).length;
  const isReports = path === '/cases' && 'status' in search && search.status === 'report';

  const rooms: Room[] = [
    { name: 'Tasks', icon: IconChecklist, link: { to: '/tasks', search: {} }, isHere: path.startsWith('/tasks'), count: mine.data?.items.length, counted: 'open for you' },
    { name: 'Cases', icon: IconFolders, link: { to: '/cases', search: {} }, isHere: (path.startsWith('/cases') && !isReports) || path.startsWith('/persons') },
  ];
  if (isMember) rooms.push({ name: 'Reports', icon: IconFileAlert, link: { to: '/cases', search: { status: 'report' } }, isHere: isReports, count: reports.data?.items.length, counted: 'not decided yet' });
  if (isMember) rooms.push({ name: 'Protocols', icon: IconSitemap, link: { to: '/protocols' }, isHere: ['/protocols', '/versions', '/moves'].some((room) => path.startsWith(room)) });
  if (supervises) rooms.push({ name: 'Supervision', icon: IconGauge, link: { to: '/supervision', search: {} }, isHere: path.startsWith('/supervision'), count: board.data?.counts.overdue, counted: 'overdue', isLate: true });
  if (hasRight(session, 'staff') || hasRight(session, 'administer')) rooms.push({ name: 'Administration', icon: IconSettings, link: { to: '/administration' }, isHere: path.startsWith('/administration'), count: ill, counted: 'webhooks to look at' });

  return (
    <nav className={styles.rail} aria-label={labels.rail}>
      <ul>
        {rooms.map((room) => (
          <li key={room.name}>
            <Link {...room.link} activeOptions={{ exact: true }} activeProps={{}} aria-current={room.isHere ? 'page' : undefined}>
              <room.icon size={22} stroke={1.7} aria-hidden />
              {room.name}
              {room.count ? <span className={`${styles.count} ${room.isLate ? styles.late : ''}`}>{room.count > 99 ? '99+' : room.count}<span className="visually-hidden"> {room.counted}</span></span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
