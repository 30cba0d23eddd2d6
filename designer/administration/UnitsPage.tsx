// The units of this installation, each with its host, its duty supervisor and its members.
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { agenciesQuery, unitsQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count } from '../ui/words.ts';
import { AdminTabs } from './AdminTabs.tsx';
import { keyOf, ownZone, zones } from './naming.ts';
import { useChange } from './use-change.ts';

export function UnitsPage() {
  const session = useSession();
  const units = useQuery(unitsQuery());
  return (
    <Page title="Units">
      <AdminTabs />
      <Loaded from={units} what="units">
        {(data) =>
          data.items.length === 0 ? <Empty title="There is no unit yet">A unit does threat assessment; it is hosted by one agency and has members of several.</Empty> : (
            <div className={styles.tableWrap}>
              <table className={styles.table}>
                <thead><tr><th scope="col">Unit</th><th scope="col">Agencies</th><th scope="col">Duty supervisor</th><th scope="col">Time zone</th></tr></thead>
                <tbody>
                  {data.items.map((unit) => (
                    <tr key={unit.id}>
                      <td><Link className={styles.main} to="/administration/units/$unitId" params={{ unitId: unit.id }}>{unit.name}</Link><div className={styles.sub}>{count(unit.members, 'member')}</div></td>
                      <td>{unit.hostAgency.name} (host){unit.agencies.filter((agency) => agency.id !== unit.hostAgency.id).map((agency) => `, ${agency.name}`)}</td>
                      <td>{unit.duty ? `${unit.duty.person.name}, ${unit.duty.person.agency.name}` : <Chip tone="late">Nobody: no case can be opened</Chip>}</td>
                      <td>{unit.zone}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {hasRight(session, 'administer') && <NewUnit />}
    </Page>
  );
}

function NewUnit() {
  const agencies = useQuery(agenciesQuery());
  const change = useChange();
  const [name, setName] = useState('');
  const [host, setHost] = useState<string | null>(null);
  const [zone, setZone] = useState(ownZone());
  const [isHostMissing, setHostMissing] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setHostMissing(host === null);
    if (host === null) return;
    if (await change.send('createUnit', { body: { name, key: keyOf(name), zone, hostAgencyId: host } }, `Unit ${name}`)) setName('');
  };
  return (
    <Card title="New unit">
      {change.problem && <ProblemNotice problem={change.problem} />}
      <form className={styles.rowForm} onSubmit={(event) => void onSubmit(event)}>
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
        <Select label="Host agency" value={host} onChange={setHost} data={(agencies.data?.items ?? []).map((agency) => ({ value: agency.id, label: agency.name }))} searchable error={isHostMissing && host === null ? 'Choose the agency that hosts it.' : undefined} />
        <Select label="Time zone" value={zone} onChange={(next) => setZone(next ?? zone)} data={[...zones(zone)]} searchable allowDeselect={false} />
        <Button type="submit" loading={change.isSending}>Add the unit</Button>
      </form>
    </Card>
  );
}
