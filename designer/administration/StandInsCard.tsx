// Who stands in for whom, why and until when. A stand-in holds the roles of whoever is absent and stays the person they are.
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Unit } from '../../server/contract-people.ts';
import type { StaffingPreview as Preview } from '../../server/contract-staffing.ts';
import { membersQuery, rolesQuery, staffingQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { instantOfWall, listing } from '../ui/words.ts';
import { StaffingPreview } from './StaffingPreview.tsx';
import { useChange } from './use-change.ts';

export function StandInsCard({ unit }: { readonly unit: Unit }) {
  const staffing = useQuery(staffingQuery(unit.id));
  const roles = useQuery(rolesQuery(unit.id));
  const change = useChange();
  const staffs = hasRight(useSession(), 'staff', unit.id);
  const titleOf = (key: string): string => roles.data?.items.find((role) => role.key === key)?.title ?? key;
  return (
    <Card title="Stand-ins">
      <p className="quiet">Whoever stands in may do what the absent person may do in cases, and counts as one person: never twice in an approval, and not where the absent person may not decide.</p>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <Loaded from={staffing} what="the stand-ins">
        {(data) => data.standIns.length === 0 ? <p className="quiet">Nobody is absent.</p> : (
          <ul className={styles.plain}>
            {data.standIns.map((row) => (
              <li key={row.id}>
                <strong style={{ fontWeight: 600 }}>{row.standIn.name}</strong> for {personWords(row.absent)}, from <At at={row.from} zone={unit.zone} /> until <At at={row.until} zone={unit.zone} />
                <div className="quiet">{row.roles.length > 0 && `${listing(row.roles.map(titleOf), 'and')}. `}Set by {row.by.name}: {row.reason}</div>
                {staffs && <Button size="compact-sm" variant="default" loading={change.isSending} onClick={() => void change.send('endStandIn', { params: { id: unit.id, sid: row.id } }, `${row.absent.name} is back`)} aria-label={`${row.absent.name} is back`}>Is back</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {staffs && <AddStandIn unit={unit} />}
    </Card>
  );
}

function AddStandIn({ unit }: { readonly unit: Unit }) {
  const members = useQuery(membersQuery(unit.id));
  const change = useChange();
  const [absent, setAbsent] = useState<string | null>(null);
  const [standIn, setStandIn] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [preview, setPreview] = useState<Preview>();
  const people = [...new Map((members.data?.items ?? []).filter((member) => !member.disabled).map((member) => [`${member.person.id} ${member.person.agency.id}`, member.person]))];
  const agencyOf = (key: string | null): string => key?.split(' ')[1] ?? '';
  const peers = people.filter(([key]) => key !== absent && agencyOf(key) === agencyOf(absent));
  const body = { absentId: absent?.split(' ')[0] ?? '', agencyId: agencyOf(absent), standInId: standIn?.split(' ')[0] ?? '', until: until === '' ? '' : instantOfWall(until, unit.zone) ?? '', reason };
  const look = async (): Promise<void> => {
    setAsked(true);
    if (absent === null || standIn === null || body.until === '' || reason.trim() === '') return;
    setPreview(await change.ask('previewStaffing', { params: { id: unit.id }, body: { kind: 'standIn', ...body } }));
  };
  const send = async (): Promise<void> => {
    const name = people.find(([key]) => key === standIn)?.[1].name ?? '';
    if (!(await change.send('addStandIn', { params: { id: unit.id }, body }, `${name} stands in`))) return;
    setPreview(undefined);
    setAbsent(null);
    setStandIn(null);
    setReason('');
    setAsked(false);
  };
  return (
    <form className={styles.stack} aria-label="Name a stand-in" onSubmit={(event) => { event.preventDefault(); void look(); }}>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={styles.rowForm}>
        <Select label="Absent" searchable value={absent} onChange={(next) => { setAbsent(next); setStandIn(null); setPreview(undefined); }} data={people.map(([value, person]) => ({ value, label: personWords(person) }))} error={isAsked && absent === null ? 'Choose who is absent.' : undefined} />
        <Select label="Stands in" searchable value={standIn} onChange={(next) => { setStandIn(next); setPreview(undefined); }} data={peers.map(([value, person]) => ({ value, label: personWords(person) }))} nothingFoundMessage="Only members of the same agency can stand in" error={isAsked && standIn === null ? 'Choose who stands in.' : undefined} />
        <TextInput type="datetime-local" label={`Until (${unit.zone})`} value={until} onChange={(event) => { setUntil(event.currentTarget.value); setPreview(undefined); }} error={isAsked && body.until === '' ? 'Say until when; then it ends by itself.' : undefined} />
      </div>
      <ReasonField help="The members of the unit read it; it stays on record under your name." value={reason} onChange={setReason} error={isAsked && reason.trim() === '' ? 'Say why somebody stands in.' : undefined} />
      {preview && <StaffingPreview preview={preview} />}
      <div className={styles.row}>{preview ? <Button loading={change.isSending} onClick={() => void send()}>Name the stand-in</Button> : <Button type="submit" variant="default" loading={change.isSending}>See what changes</Button>}</div>
    </form>
  );
}
