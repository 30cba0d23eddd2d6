// People of other agencies whom the unit may ask, in the roles it keeps for that. They see what they are asked, and no more.
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Unit } from '../../server/contract-people.ts';
import { partnersQuery, peopleQuery, rolesQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Empty } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useChange } from './use-change.ts';

export function PartnersCard({ unit }: { readonly unit: Unit }) {
  const partners = useQuery(partnersQuery(unit.id));
  const change = useChange();
  const staffs = hasRight(useSession(), 'staff', unit.id);
  return (
    <Card title="People outside the unit">
      <p className="quiet">They can be offered handoffs and asked to do steps. Of a case they see what was shown to them and their own steps, nothing else.</p>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Loaded from={partners} what="people outside the unit">
        {(data) => data.items.length === 0 ? <Empty title="Nobody outside is asked yet">Name the people at other agencies whom your protocols hand over to.</Empty> : (
          <div style={{ overflowX: 'auto' }}>
            <table className={styles.table}>
              <thead><tr><th scope="col">Person</th><th scope="col">Asked as</th><th scope="col">From</th><th scope="col">Until</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
              <tbody>
                {data.items.map((partner) => (
                  <tr key={partner.id}>
                    <td>{personWords(partner.person)}{partner.disabled && <span className="quiet"> (disabled)</span>}</td>
                    <td>{partner.role.title}</td>
                    <td><At at={partner.from} zone={unit.zone} /></td>
                    <td>{partner.until ? <At at={partner.until} zone={unit.zone} /> : <span className="quiet">No end</span>}</td>
                    <td>{staffs && <Button size="compact-sm" variant="default" loading={change.isSending} onClick={() => void change.send('endPartner', { params: { id: unit.id, pid: partner.id } }, `${partner.person.name} is no longer asked as ${partner.role.title}`)} aria-label={`End ${partner.role.title} of ${partner.person.name}`}>End</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {staffs && <AddPartner unit={unit} />}
    </Card>
  );
}

function AddPartner({ unit }: { readonly unit: Unit }) {
  const people = useQuery(peopleQuery());
  const roles = useQuery(rolesQuery(unit.id));
  const change = useChange();
  const [personId, setPersonId] = useState<string | null>(null);
  const [roleKey, setRoleKey] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const kept = (roles.data?.items ?? []).filter((role) => role.outside);
  const inUnit = new Set(unit.agencies.map((agency) => agency.id));
  const others = (people.data?.items ?? []).filter((one) => one.disabledAt === null && !inUnit.has(one.agency.id));
  const person = others.find((one) => one.id === personId);
  if (roles.data && kept.length === 0) return <Hint>No role is kept for people outside. Add one under <Link to="/administration/units/$unitId/roles" params={{ unitId: unit.id }}>Roles and rights</Link>.</Hint>;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (!person || roleKey === null) return;
    const role = kept.find((one) => one.key === roleKey)?.title ?? roleKey;
    if (await change.send('addPartner', { params: { id: unit.id }, body: { personId: person.id, agencyId: person.agency.id, roleKey } }, `${person.name} is asked as ${role}`)) {
      setPersonId(null);
      setAsked(false);
    }
  };
  return (
    <>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <form className={styles.rowForm} aria-label="Name somebody outside the unit" onSubmit={(event) => void onSubmit(event)}>
        <Select label="Person of another agency" searchable value={personId} onChange={setPersonId} data={others.map((one) => ({ value: one.id, label: `${one.name}, ${one.agency.name}` }))} nothingFoundMessage="Nobody fits; add people under People" error={isAsked && !person ? 'Choose a person.' : undefined} />
        <Select label="Asked as" value={roleKey} onChange={setRoleKey} data={kept.map((role) => ({ value: role.key, label: role.title }))} error={isAsked && roleKey === null ? 'Choose the role they are asked in.' : undefined} />
        <Button type="submit" loading={change.isSending}>Name them</Button>
      </form>
    </>
  );
}
