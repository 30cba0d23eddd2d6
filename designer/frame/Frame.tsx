// What stands around every page: the bar of imminent danger, for whom one acts, the rooms, notices, and what is not
// confirmed yet. It also keeps the live connection and sends again what has no answer.
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { changedBy, tell } from '../act.ts';
import { follow } from '../live.ts';
import { keepSending, ownOutbox } from '../outbox.ts';
import { useSession } from '../session.ts';
import { labels } from '../ui/labels.ts';
import { CallBar } from './CallBar.tsx';
import { DangerBar } from './DangerBar.tsx';
import { DangerProvider } from './DeclareDanger.tsx';
import styles from './frame.module.css';
import { ProofDialog } from './ProofDialog.tsx';
import { Rail } from './Rail.tsx';
import { TopLine } from './TopLine.tsx';

export function Frame() {
  const session = useSession();
  const head = useHeightOf();
  ownOutbox(session.person.id);
  useLive(`${session.person.id} ${session.acting?.agencyId ?? ''}`);
  useSending(session.person.id);
  useJumps();
  useFocusOnArrival();
  return (
    <DangerProvider>
      <a className={styles.skip} href="#page" onClick={(event) => { event.preventDefault(); document.getElementById('page')?.focus(); }}>{labels.skip}</a>
      <header className={styles.head} ref={head} aria-label={labels.topLine}>
        <DangerBar />
        <CallBar />
        {session.demo && <div className={styles.demo} role="note">Demonstration: everything here may be tried, the people and cases are made up, and nothing is sent out.</div>}
        <TopLine />
      </header>
      <div className={styles.body}>
        <Rail />
        <main id="page" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <ProofDialog />
    </DangerProvider>
  );
}

function useLive(as: string): void {
  const queries = useQueryClient();
  useEffect(() => follow(queries, as), [queries, as]);
}

function useSending(personId: string): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      keepSending(
        (item) => {
          tell('Confirmed', item.words);
          const keys = item.endpoint === 'act' ? changedBy(item.caseId) : [['cases'], ['tasks']];
          for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
        },
        (item) => tell('Refused', `${item.words}. Tasks, “Not confirmed yet” says why and what to do.`),
      ),
    [queries, personId],
  );
}

/** G and then a letter goes to a room, as in the list of keys. */
function useJumps(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const unlessTyping = (go: () => void) => (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, select, [contenteditable], [role=application], [role=dialog]')) return;
      go();
    };
    return tinykeys(window, {
      'g t': unlessTyping(() => void navigate({ to: '/tasks', search: {} })),
      'g c': unlessTyping(() => void navigate({ to: '/cases', search: {} })),
      'g r': unlessTyping(() => void navigate({ to: '/cases', search: { status: 'report' } })),
      'g p': unlessTyping(() => void navigate({ to: '/protocols' })),
      'g s': unlessTyping(() => void navigate({ to: '/supervision', search: {} })),
      'g n': unlessTyping(() => void navigate({ to: '/notices' })),
    });
  }, [navigate]);
}

/** After going to another page the keyboard and the screen reader stand at its beginning, not at the vanished link. */
function useFocusOnArrival(): void {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== path) document.getElementById('page')?.focus({ preventScroll: true });
    last.current = path;
  }, [path]);
}

/** Sticky parts below the head need its height, which bars change. */
function useHeightOf() {
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = head.current;
    if (!element) return;
    const observer = new ResizeObserver(() => document.documentElement.style.setProperty('--hr-head', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return head;
}
