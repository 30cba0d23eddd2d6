// Cases one may see: open, reports not decided yet, closed. The address holds filter and search, so that it can be sent.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CaseRow } from '../../server/contract-cases.ts';
import { casesQuery } from '../queries.ts';
import { hasRight, useSession, zoneOf } from '../session.ts';
import { Chip, Imminent, Status } from '../ui/Chips.tsx';
import { At, Due } from '../ui/Clock.tsx';
import { Empty, Page } from '../ui/Page.tsx';
import { Hint, Loaded } from '../ui/ProblemNotice.tsx';
import ui from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { listing } from '../ui/words.ts';
import { ShownCases } from './ShownCase.tsx';
import styles from './cases.module.css';

const titles = { open: 'Open cases', report: 'Reports', closed: 'Closed cases', all: 'All cases' } as const;
const empties = {
  open: ['No case is open', 'A case stands here from the moment its protocol opens it until it ends.'],
  report: ['No report waits', 'A report stands here until the protocol has decided whether a case is opened.'],
  closed: ['No case is closed', 'Cases stand here when their protocol has ended them.'],
  all: ['There is no case yet', 'Every case you may see stands here.'],
} as const;

export function CasesPage() {
  const session = useSession();
  const { status = 'open', q = '' } = useSearch({ from: '/cases' });
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const [settled] = useDebouncedValue(text, 250);
  useEffect(() => {
    if (settled !== q) void navigate({ to: '/cases', search: (before) => ({ ...before, q: settled === '' ? undefined : settled }), replace: true });
  }, [settled, q, navigate]);
  const cases = useQuery({ ...casesQuery({ status, ...(q !== '' && { q }) }), placeholderData: keepPreviousData });
  useRowKeys();
  const mayOpen = hasRight(session, 'open');
  return (
    <Page title={titles[status]} actions={mayOpen && <Button component={Link} to="/cases/new">Open a case</Button>}>
      <nav className={ui.tabs} aria-label="Which cases">
        {(['open', 'report', 'closed', 'all'] as const).map((one) => (
          <Link key={one} to="/cases" search={(before) => ({ ...before, status: one === 'open' ? undefined : one })} activeOptions={{ exact: true }} aria-current={status === one ? 'page' : undefined} activeProps={{}}>{{ open: 'Open', report: 'Reports', closed: 'Closed', all: 'All' }[one]}</Link>
        ))}
        {session.units.length > 0 && <Link to="/persons" search={{}}>People of concern</Link>}
      </nav>
      <div className={styles.search} role="search">
        <TextInput type="search" label="Find by number or title" value={text} onChange={(event) => setText(event.currentTarget.value)} w={320} maw="100%" />
      </div>
      <Loaded from={cases} what="cases">
        {(data) =>
          data.items.length === 0 ? (
            q !== '' ? <Empty title="Nothing fits">No case here has “{q}” in its number or title. Look under All, or write less.</Empty> : <Empty title={empties[status][0]}>{empties[status][1]} {mayOpen && <Link to="/cases/new" search={{}}>Open a case by hand</Link>}</Empty>
          ) : (
            <>
              <CaseTable rows={data.items} />
              {data.next !== undefined && <Hint>There are more cases than are shown. Find the one you want by its number or title.</Hint>}
            </>
          )
        }
      </Loaded>
      {q === '' && (status === 'open' || status === 'all') && <ShownCases />}
    </Page>
  );
}

function CaseTable({ rows }: { readonly rows: readonly CaseRow[] }) {
  const session = useSession();
  return (
    <div className={ui.tableWrap}>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Status</th>
            <th scope="col">Next limit</th>
            <th scope="col">Owner</th>
            <th scope="col">Opened</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const zone = zoneOf(session, row.unitId);
            return (
              <tr key={row.id}>
                <td>
                  <Link className={ui.main} data-row={row.id} to="/cases/$caseId" params={{ caseId: row.id }}>{row.reference ?? 'No number yet'}</Link> {row.title}
                  <div className={ui.sub}>{listing(row.protocols)}</div>
                </td>
                <td><span className={ui.chips}><Status status={row.status} />{row.levelTitle && <Chip>{row.levelTitle}</Chip>}{row.imminent && <Imminent />}{(row.parked || row.alarmed) && <Chip tone="late">Parked</Chip>}{row.breaches > 0 && <Chip tone="late">{row.breaches} late</Chip>}</span></td>
                <td>{row.closedAt ? <span className="quiet">Closed <At at={row.closedAt} zone={zone} /></span> : row.nextDueAt ? <Due row={{ dueAt: row.nextDueAt, openedAt: row.openedAt }} zone={zone} stacked /> : <span className="quiet">None</span>}</td>
                <td>{row.owner.name}<div className={ui.sub}>{row.owner.agency.name}{row.ownerAlarm && '; nobody has accepted yet'}</div></td>
                <td><At at={row.openedAt} zone={zone} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
