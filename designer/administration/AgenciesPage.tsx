import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { agenciesQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Card, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { AdminTabs } from './AdminTabs.tsx';
import { keyOf } from './naming.ts';
import { useChange } from './use-change.ts';

export function AgenciesPage() {
  const session = useSession();
  const agencies = useQuery(agenciesQuery());
  const change = useChange();
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await change.send('createAgency', { body: { name, key: key || keyOf(name) } }, `Agency ${name}`);
    if (made) {
      setName('');
      setKey('');
    }
  };
  return (
    <Page title="Agencies">
      <AdminTabs />
      <Loaded from={agencies} what="agencies">
        {(data) => (
          <div className={styles.tableWrap}>
            <table className={styles.table}>
              <thead><tr><th scope="col">Agency</th><th scope="col">Key</th></tr></thead>
              <tbody>{data.items.map((agency) => <tr key={agency.id}><td className={styles.main}>{agency.name}</td><td className={styles.hash}>{agency.key}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </Loaded>
      {hasRight(session, 'administer') && <Card title="New agency">
        {change.problem && <ProblemNotice problem={change.problem} />}
        <form className={styles.rowForm} onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
          <TextInput label="Key" description="Protocols fix a role to an agency by it." placeholder={name === '' ? '' : keyOf(name)} value={key} onChange={(event) => setKey(event.currentTarget.value)} />
          <Button type="submit" loading={change.isSending}>Add the agency</Button>
        </form>
      </Card>}
    </Page>
  );
}
