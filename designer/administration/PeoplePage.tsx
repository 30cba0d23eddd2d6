// People who can sign in. A new person gets a one-time password, shown once; who is disabled is signed out at once.
import { Button, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Person } from '../../server/contract-people.ts';
import { agenciesQuery, peopleQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { AdminTabs } from './AdminTabs.tsx';
import { useChange } from './use-change.ts';

interface Shown {
  readonly name: string;
  readonly password: string;
}

export function PeoplePage() {
  const session = useSession();
  const people = useQuery(peopleQuery());
  const [oneTime, setOneTime] = useState<Shown | null>(null);
  const [disabling, setDisabling] = useState<Person | null>(null);
  const change = useChange();
  const administers = hasRight(session, 'administer');
  const unlock = async (person: Person): Promise<void> => {
    const answer = await change.send('unlockPerson', { params: { id: person.id } }, `${person.name} is unlocked`);
    if (answer) setOneTime({ name: person.name, password: answer.oneTimePassword });
  };
  return (
    <Page title="People">
      <AdminTabs />
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Loaded from={people} what="people">
        {(data) => (
          <div className={styles.tableWrap}>
            <table className={styles.table}>
              <thead><tr><th scope="col">Person</th><th scope="col">Agency</th><th scope="col">Roles</th><th scope="col">Sign-in</th>{administers && <th scope="col"><span className="visually-hidden">Action</span></th>}</tr></thead>
              <tbody>
                {data.items.map((person) => (
                  <tr key={person.id}>
                    <td><span className={styles.main}>{person.name}</span><div className={styles.sub}>{person.login}</div></td>
                    <td>{person.agency.name}</td>
                    <td>{person.memberships.length === 0 ? <span className="quiet">None</span> : person.memberships.map((membership) => <div key={`${membership.unitId} ${membership.role}`}>{membership.role} <span className="quiet">in {membership.unit}</span></div>)}</td>
                    <td>{person.disabledAt ? <Chip tone="done">Disabled</Chip> : person.lockedAt ? <Chip tone="soon">Locked</Chip> : 'Can sign in'}</td>
                    {administers && (
                      <td><span className={styles.row}>
                        {person.lockedAt && !person.disabledAt && <Button size="compact-sm" variant="default" onClick={() => void unlock(person)} aria-label={`Unlock ${person.name}`}>Unlock</Button>}
                        {person.disabledAt ? <Button size="compact-sm" variant="default" onClick={() => void change.send('enablePerson', { params: { id: person.id } }, `${person.name} can sign in again`)} aria-label={`Enable ${person.name}`}>Enable</Button>
                          : person.id !== session.person.id && <Button size="compact-sm" variant="default" onClick={() => setDisabling(person)} aria-label={`Disable ${person.name}`}>Disable</Button>}
                      </span></td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {administers && <NewPerson onMade={setOneTime} />}
      <Modal opened={oneTime !== null} onClose={() => setOneTime(null)} title="One-time password" closeOnClickOutside={false}>
        {oneTime && (
          <Stack>
            <p>Give this to {oneTime.name} in person. It is shown only now and must be changed at the first sign-in.</p>
            <p><code style={{ fontSize: 18 }}>{oneTime.password}</code></p>
            <div><Button onClick={() => setOneTime(null)}>I have it</Button></div>
          </Stack>
        )}
      </Modal>
      <Modal opened={disabling !== null} onClose={() => setDisabling(null)} title={disabling ? `Disable ${disabling.name}?` : ''}>
        {disabling && (
          <Stack>
            <p>{disabling.name} is signed out everywhere at once and cannot sign in. Cases they own fall to the duty supervisor, who is alarmed until somebody accepts them. What they did stays under their name.</p>
            {change.problem && <ProblemNotice problem={change.problem} />}
            <div className={styles.row}>
              <Button color="red" loading={change.isSending} onClick={() => void change.send('disablePerson', { params: { id: disabling.id } }, `${disabling.name} is disabled`).then((done) => done && setDisabling(null))}>Disable {disabling.name}</Button>
              <Button variant="default" onClick={() => setDisabling(null)}>Leave it</Button>
            </div>
          </Stack>
        )}
      </Modal>
    </Page>
  );
}

function NewPerson({ onMade }: { readonly onMade: (shown: Shown) => void }) {
  const agencies = useQuery(agenciesQuery());
  const change = useChange();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [isAgencyMissing, setAgencyMissing] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAgencyMissing(agencyId === null);
    if (agencyId === null) return;
    const made = await change.send('createPerson', { body: { name, login, agencyId } }, `${name} can sign in`);
    if (!made) return;
    onMade({ name, password: made.oneTimePassword });
    setName('');
    setLogin('');
  };
  return (
    <Card title="New person">
      {change.problem && <ProblemNotice problem={change.problem} />}
      <form className={styles.rowForm} onSubmit={(event) => void onSubmit(event)}>
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
        <TextInput label="Login" autoCapitalize="none" autoComplete="off" value={login} onChange={(event) => setLogin(event.currentTarget.value)} required withAsterisk={false} />
        <Select label="Agency" value={agencyId} onChange={setAgencyId} data={(agencies.data?.items ?? []).map((agency) => ({ value: agency.id, label: agency.name }))} searchable error={isAgencyMissing && agencyId === null ? 'Choose the agency this person works for.' : undefined} />
        <Button type="submit" loading={change.isSending}>Add the person</Button>
      </form>
    </Card>
  );
}
