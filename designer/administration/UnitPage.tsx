// One unit: its name and zone, who has the duty, who is a member with which role for which agency.
import { Button, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Member, Unit } from '../../server/contract-people.ts';
import { agenciesQuery, membersQuery, peopleQuery, rolesQuery, unitQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { AdminTabs } from './AdminTabs.tsx';
import { PartnersCard } from './PartnersCard.tsx';
import { DutyCard } from './DutyCard.tsx';
import { PostureCard } from './PostureCard.tsx';
import { PublicReportCard } from './PublicReportCard.tsx';
import { StandInsCard } from './StandInsCard.tsx';
import { IntakeKeysCard } from './IntakeKeysCard.tsx';
import { OnCallCard } from './OnCallCard.tsx';
import { zones } from './naming.ts';
import { useChange } from './use-change.ts';

export function UnitPage() {
  const { unitId } = useParams({ from: '/administration/units/$unitId' });
  const session = useSession();
  const unit = useQuery(unitQuery(unitId));
  return (
    <Page title={unit.data?.name ?? 'Unit'} crumbs={[{ label: 'Units', link: { to: '/administration' } }]} actions={<Button variant="default" component={Link} to={`/administration/units/${unitId}/roles`}>Roles and rights</Button>}>
      <AdminTabs />
      <Loaded from={unit} what="the unit">
        {(data) => (
          <>
            <DutyCard unit={data} />
            <PostureCard unit={data} />
            <StandInsCard unit={data} />
            {session.units.some((one) => one.id === data.id) && <OnCallCard unit={data} />}
            <Members unit={data} />
            <PartnersCard unit={data} />
            {hasRight(session, 'administer', data.id) && <PublicReportCard unit={data} />}
            {hasRight(session, 'administer', data.id) && <IntakeKeysCard unit={data} />}
            {hasRight(session, 'administer', data.id) && <ChangeUnit unit={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Members({ unit }: { readonly unit: Unit }) {
  const members = useQuery(membersQuery(unit.id));
  const [ending, setEnding] = useState<Member | null>(null);
  const change = useChange();
  const staffs = hasRight(useSession(), 'staff', unit.id);
  return (
    <Card title="Members">
      <Loaded from={members} what="members">
        {(data) => data.items.length === 0 ? <Empty title="Nobody is a member yet">Give people a role below; a role says what they may do in protocols and which rights they have.</Empty> : (
          <div style={{ overflowX: 'auto' }}>
            <table className={styles.table}>
              <thead><tr><th scope="col">Person</th><th scope="col">Role</th><th scope="col">From</th><th scope="col">Until</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
              <tbody>
                {data.items.map((member) => (
                  <tr key={member.id}>
                    <td>{personWords(member.person)}{member.disabled && <span className="quiet"> (disabled)</span>}</td>
                    <td>{member.role.title}</td>
                    <td><At at={member.from} zone={unit.zone} /></td>
                    <td>{member.until ? <At at={member.until} zone={unit.zone} /> : <span className="quiet">No end</span>}</td>
                    <td>{staffs && <Button size="compact-sm" variant="default" onClick={() => setEnding(member)} aria-label={`End ${member.role.title} of ${member.person.name}`}>End</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {staffs && <AddMember unit={unit} />}
      <Modal opened={ending !== null} onClose={() => setEnding(null)} title={ending ? `End ${ending.role.title} of ${ending.person.name}?` : ''}>
        {ending && (
          <Stack>
            <p>{ending.person.name} stops being {ending.role.title} in {unit.name} at once. What they did stays under their name; if they own cases and this was their last role here, the duty supervisor becomes their owner.</p>
            {change.problem && <ProblemNotice problem={change.problem} />}
            <div className={styles.row}>
              <Button loading={change.isSending} onClick={() => void change.send('endMember', { params: { id: unit.id, mid: ending.id } }, `${ending.person.name} is no longer ${ending.role.title}`).then((done) => done && setEnding(null))}>End it</Button>
              <Button variant="default" onClick={() => setEnding(null)}>Leave it</Button>
            </div>
          </Stack>
        )}
      </Modal>
    </Card>
  );
}

function AddMember({ unit }: { readonly unit: Unit }) {
  const people = useQuery(peopleQuery());
  const roles = useQuery(rolesQuery(unit.id));
  const session = useSession();
  const agencies = useQuery({ ...agenciesQuery(), enabled: hasRight(session, 'administer') || hasRight(session, 'staff') });
  const change = useChange();
  const [personId, setPersonId] = useState<string | null>(null);
  const [roleKey, setRoleKey] = useState<string | null>(null);
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const person = people.data?.items.find((one) => one.id === personId);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (!person || roleKey === null) return;
    const role = roles.data?.items.find((one) => one.key === roleKey)?.title ?? roleKey;
    if (await change.send('addMember', { params: { id: unit.id }, body: { personId: person.id, agencyId: agencyId ?? person.agency.id, roleKey } }, `${person.name} is ${role}`)) {
      setPersonId(null);
      setAsked(false);
    }
  };
  return (
    <>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <form className={styles.rowForm} aria-label="Give a person a role" onSubmit={(event) => void onSubmit(event)}>
        <Select label="Person" searchable value={personId} onChange={(next) => { setPersonId(next); setAgencyId(null); }} data={(people.data?.items ?? []).filter((one) => one.disabledAt === null).map((one) => ({ value: one.id, label: `${one.name}, ${one.agency.name}` }))} nothingFoundMessage="Nobody fits; add people under People" error={isAsked && !person ? 'Choose a person.' : undefined} />
        <Select label="Role" value={roleKey} onChange={setRoleKey} data={(roles.data?.items ?? []).filter((role) => !role.outside).map((role) => ({ value: role.key, label: role.title }))} error={isAsked && roleKey === null ? 'Choose the role they get.' : undefined} />
        <Select label="For agency" value={agencyId ?? person?.agency.id ?? null} onChange={setAgencyId} data={(agencies.data?.items ?? unit.agencies).map((agency) => ({ value: agency.id, label: agency.name }))} allowDeselect={false} />
        <Button type="submit" loading={change.isSending}>Give the role</Button>
      </form>
    </>
  );
}

function ChangeUnit({ unit }: { readonly unit: Unit }) {
  const change = useChange();
  const [name, setName] = useState(unit.name);
  const [zone, setZone] = useState(unit.zone);
  return (
    <Card title="Name and time zone">
      {change.problem && <ProblemNotice problem={change.problem} />}
      <p className="quiet">Another zone holds for versions published from then on; open cases keep their limits.</p>
      <form className={styles.rowForm} onSubmit={(event) => { event.preventDefault(); void change.send('changeUnit', { params: { id: unit.id }, body: { name, zone } }, `Unit ${name}`); }}>
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
        <Select label="Time zone" value={zone} onChange={(next) => setZone(next ?? zone)} data={[...zones(unit.zone)]} searchable allowDeselect={false} />
        <Button type="submit" variant="default" loading={change.isSending} disabled={name === unit.name && zone === unit.zone}>Save</Button>
      </form>
    </Card>
  );
}
