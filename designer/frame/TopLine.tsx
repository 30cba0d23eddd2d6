// For which agency one acts stands on every page, because who did something depends on it.
import { Button, Menu, NativeSelect } from '@mantine/core';
import { useMantineColorScheme } from '@mantine/core';
import { IconBell, IconChevronDown, IconCloudUpload, IconUrgent } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { call } from '../api.ts';
import { tell } from '../act.ts';
import { useOutbox } from '../outbox.ts';
import { mentionsQuery, noticesQuery } from '../queries.ts';
import { takeSession, useSession } from '../session.ts';
import { setContrast, useContrast } from '../theme.ts';
import { SearchBox } from '../search/SearchBox.tsx';
import { labels } from '../ui/labels.ts';
import { useKey } from '../ui/use-key.ts';
import { useDeclareDanger } from './DeclareDanger.tsx';
import styles from './frame.module.css';
import { KeysDialog } from './KeysDialog.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';

export function TopLine() {
  const declare = useDeclareDanger();
  const notices = useQuery(noticesQuery());
  const mentions = useQuery(mentionsQuery());
  const unread = (notices.data?.unread ?? 0) + (mentions.data?.unread ?? 0);
  const waiting = useOutbox().filter((item) => item.state !== 'sending').length;
  return (
    <div className={styles.top}>
      <Link to="/tasks" search={{}} className={styles.brand} aria-label="Handrail">
        <img src="/handrail.svg" alt="" width={24} height={24} />
        <span className={styles.hideNarrow}>Handrail</span>
      </Link>
      <Acting />
      <span className={styles.spacer} />
      <SearchBox />
      {waiting > 0 && (
        <Link to="/tasks/not-confirmed" className={`${styles.topButton} ${styles.unconfirmed}`}>
          <IconCloudUpload size={18} aria-hidden /> {labels.unconfirmed(waiting)}
        </Link>
      )}
      <Button size="xs" color="red" variant="outline" leftSection={<IconUrgent size={17} aria-hidden />} onClick={() => declare()}>Declare imminent danger</Button>
      <Link to="/notices" className={styles.topButton}>
        <IconBell size={20} aria-hidden />
        <span className="visually-hidden">{labels.notices}</span>
        {unread > 0 && <span className="numbers">{unread} <span className="visually-hidden">{labels.unread}</span></span>}
      </Link>
      <PersonMenu />
    </div>
  );
}

function Acting() {
  const session = useSession();
  const queries = useQueryClient();
  const agencyId = session.acting?.agencyId ?? '';
  const name = session.agencies.find((agency) => agency.id === agencyId)?.name ?? 'No agency';
  const onChange = async (next: string): Promise<void> => {
    const answer = await call('actFor', { body: { agencyId: next } });
    if (!answer.ok) return tell(answer.problem.title, answer.problem.detail);
    takeSession(queries, answer.value);
    // Everything that was seen was seen for the other agency.
    await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };
  return (
    <div className={styles.acting}>
      <span id="acting-label">{labels.acting}</span>
      {session.agencies.length > 1 ? (
        <NativeSelect size="xs" aria-labelledby="acting-label" value={agencyId} onChange={(event) => void onChange(event.currentTarget.value)} data={session.agencies.map((agency) => ({ value: agency.id, label: agency.name }))} />
      ) : (
        <strong style={{ fontWeight: 600 }}>{name}</strong>
      )}
    </div>
  );
}

function PersonMenu() {
  const session = useSession();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const contrast = useContrast();
  const [dialog, setDialog] = useState<'keys' | 'signOut' | null>(null);
  useKey('?', useCallback(() => setDialog('keys'), []));
  return (
    <>
      <Menu position="bottom-end" width={250} withinPortal>
        <Menu.Target>
          <button type="button" className={styles.topButton} aria-label={labels.personMenu(session.person.name)}>
            {session.person.name} <IconChevronDown size={15} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Appearance on this computer</Menu.Label>
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Menu.Item key={scheme} closeMenuOnClick={false} role="menuitemradio" aria-checked={colorScheme === scheme} rightSection={colorScheme === scheme ? '✓' : null} onClick={() => setColorScheme(scheme)}>
              {{ auto: 'As the system wishes', light: 'Light', dark: 'Dark' }[scheme]}
            </Menu.Item>
          ))}
          <Menu.Item closeMenuOnClick={false} role="menuitemcheckbox" aria-checked={contrast === 'more'} rightSection={contrast === 'more' ? '✓' : null} onClick={() => setContrast(contrast === 'more' ? 'system' : 'more')}>High contrast</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void navigate({ to: '/told' })}>How I am told</Menu.Item>
          <Menu.Item onClick={() => setDialog('keys')}>Keys</Menu.Item>
          <Menu.Item onClick={() => void navigate({ to: '/password' })}>Change password</Menu.Item>
          <Menu.Item onClick={() => setDialog('signOut')}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <KeysDialog isOpen={dialog === 'keys'} onClose={() => setDialog(null)} />
      <SignOutDialog isOpen={dialog === 'signOut'} onClose={() => setDialog(null)} />
    </>
  );
}
