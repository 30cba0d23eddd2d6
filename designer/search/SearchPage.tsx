// What was found, by kind, each group with what it holds when it is empty. The address has the words, so that it can be sent.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Found } from '../../server/contract-search.ts';
import { searchQuery } from '../queries.ts';
import { Status } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

export function SearchPage() {
  const { q = '' } = useSearch({ from: '/search' });
  const found = useQuery({ ...searchQuery(q), enabled: q.length >= 2 });
  return (
    <Page title={q === '' ? 'Find' : `Found for “${q}”`}>
      {q.length < 2 ? <Empty title="Write what you look for">Two letters or more of a case’s number or title, of open work, of a protocol, or of a person’s name. The field is above; the key / leads there.</Empty> : <Loaded from={found} what="what fits">{(data) => <Groups found={data} q={q} />}</Loaded>}
    </Page>
  );
}

function Groups({ found, q }: { readonly found: Found; readonly q: string }) {
  const { cases, steps, protocols } = found;
  if (cases.items.length + steps.items.length + protocols.items.length === 0) return <Empty title="Nothing fits">Nothing you may see has “{q}” in its number, title or people. What is written in forms and notes is not searched. Write less, or another word.</Empty>;
  return (
    <div className={styles.stack} style={{ gap: 18, maxWidth: 900 }}>
      <Group title="Cases" more={cases.more}>
        {cases.items.map((row) => (
          <li key={row.caseId}>
            <Link className={styles.main} to="/cases/$caseId" params={{ caseId: row.caseId }}>{row.reference ?? 'No number yet'}: {row.title}</Link> <Status status={row.status} />
            <div className="quiet">{row.unit}{row.why === 'owner' && `; owner: ${row.owner}`}{row.why === 'protocol' && '; by one of its protocols'}</div>
          </li>
        ))}
      </Group>
      <Group title="Open work" more={steps.more}>
        {steps.items.map((row) => (
          <li key={`${row.caseId} ${row.stepId}`}>
            <Link className={styles.main} to="/cases/$caseId/steps/$stepId" params={{ caseId: row.caseId, stepId: row.stepId }}>{row.title}</Link>
            <div className="quiet">{row.reference ?? 'No number yet'}: {row.caseTitle}{row.claimedBy && `; in hand: ${row.claimedBy}`}{row.dueAt && <>; due <At at={row.dueAt} zone={row.zone} /></>}</div>
          </li>
        ))}
      </Group>
      <Group title="Protocols" more={protocols.more}>
        {protocols.items.map((row) => <li key={row.protocolId}><Link className={styles.main} to="/protocols/$protocolId" params={{ protocolId: row.protocolId }}>{row.title}</Link><div className="quiet">{row.unit}</div></li>)}
      </Group>
    </div>
  );
}

function Group({ title, more, children }: { readonly title: string; readonly more: boolean; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Card title={title}>
      <ul className={styles.plain}>{children}</ul>
      {more && <p className="quiet">There are more. Write another word to find fewer.</p>}
    </Card>
  );
}
