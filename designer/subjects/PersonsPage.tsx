// Persons of concern of one's units, found by a name as it is written or as it sounds, by date of birth or number.
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { SubjectRow } from '../../server/contract-subjects.ts';
import styles from '../cases/cases.module.css';
import { subjectsQuery } from '../queries.ts';
import { Chip } from '../ui/Chips.tsx';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import ui from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.ts';
import { count, listing } from '../ui/words.ts';
import { RestrictionChips } from './Restrictions.tsx';
import { confidenceWords } from './subject-words.ts';

export function PersonsPage() {
  const { q = '' } = useSearch({ from: '/persons' });
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const [settled] = useDebouncedValue(text.trim(), 400);
  useEffect(() => {
    if (settled !== q) void navigate({ to: '/persons', search: { q: settled === '' ? undefined : settled }, replace: true });
  }, [settled, q, navigate]);
  const found = useQuery({ ...subjectsQuery(q), placeholderData: keepPreviousData });
  useRowKeys();
  return (
    <Page title="People of concern" crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }]}>
      <div className={styles.search} role="search">
        <TextInput type="search" label="Find by name, date of birth or number" description="A name is also found as it sounds. That you searched is on record." value={text} onChange={(event) => setText(event.currentTarget.value)} w={380} maw="100%" />
      </div>
      <Loaded from={found} what="people of concern">
        {(data) =>
          data.items.length === 0 ? (
            q === '' ? <Empty title="Nobody is recorded yet">A person of concern is recorded on the page of a case, under People of concern there. From then on later reports on the same person are proposed.</Empty>
            : <Empty title="Nobody fits">No person recorded in your units has “{q}”. Try another spelling, or one part of the name. That nobody is found does not mean that nobody was ever reported.</Empty>
          ) : <PersonTable rows={data.items} />
        }
      </Loaded>
    </Page>
  );
}

function PersonTable({ rows }: { readonly rows: readonly SubjectRow[] }) {
  return (
    <div className={ui.tableWrap}>
      <table className={ui.table}>
        <thead><tr><th scope="col">Person</th><th scope="col">Born</th><th scope="col">Identity</th><th scope="col">Cases</th><th scope="col">Unit</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link className={ui.main} data-row={row.id} to="/persons/$personId" params={{ personId: row.id }}>{row.name}</Link>
                {row.aliases.length > 0 && <div className={ui.sub}>also {listing(row.aliases)}</div>}
                <RestrictionChips of={row.restrictions} />
              </td>
              <td>{row.birthDate ?? <span className="quiet">Not known</span>}</td>
              <td>{confidenceWords[row.identity]} {row.waits && <Chip tone="waiting">Waits for a second person</Chip>}</td>
              <td>{count(row.cases, 'case')}</td>
              <td>{row.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
