// Who of the agency is on call for a unit: by rank, from when until when, and what rang.
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { OncallCall } from '../../server/contract-notices.ts';
import type { Unit } from '../../server/contract-people.ts';
import { membersQuery, onCallQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Empty } from '../ui/Page.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count, instantOfWall } from '../ui/words.ts';
import { useChange } from './use-change.ts';

const rankWords = (rank: number): string => (rank === 0 ? 'Duty supervisor, after the last' : ['First', 'Second', 'Third', 'Fourth', 'Fifth'][rank - 1] ?? `Rank ${rank}`);
const wayWords: Readonly<Record<string, string>> = { screen: 'on the screen', mail: 'mail', phone: 'call', sms: 'SMS' };

export function OnCallCard({ unit }: { readonly unit: Unit }) {
  const session = useSession();
  const rota = useQuery(onCallQuery(unit.id));
  const change = useChange();
  const staffs = hasRight(session, 'staff', unit.id);
  const agency = session.agencies.find((one) => one.id === session.acting?.agencyId)?.name ?? 'your agency';
  return (
    <Card title="On call">
      <p className="quiet">For {agency}. Imminent danger and what was escalated rings the first; who does not acknowledge within the limit is followed by the next, then by the duty supervisor, three times round.</p>
      <Loaded from={rota} what="who is on call">
        {(data) => (
          <>
            {data.now.some((one) => one.rank > 0)
              ? <p>Now: {data.now.map((one) => `${rankWords(one.rank).toLowerCase()} ${one.person.name}`).join('; ')}. Each has {count(data.limitMinutes, 'minute')}.</p>
              : <Hint>Nobody is on call now. Urgent notices stand in the app and go by mail, but ring nobody.</Hint>}
            {data.shifts.length > 0 && (
              <div style={{ overflowX: 'auto' }}>
                <table className={styles.table}>
                  <thead><tr><th scope="col">Person</th><th scope="col">Rank</th><th scope="col">From</th><th scope="col">Until</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
                  <tbody>
                    {data.shifts.map((shift) => (
                      <tr key={shift.id}>
                        <td className={styles.main}>{shift.person.name}</td>
                        <td>{rankWords(shift.rank)}</td>
                        <td><At at={shift.from} zone={unit.zone} /></td>
                        <td><At at={shift.until} zone={unit.zone} /></td>
                        <td>{staffs && <Button size="compact-sm" variant="default" aria-label={`End the shift of ${shift.person.name}`} onClick={() => void change.send('endShift', { params: { id: unit.id, mid: shift.id } }, `${shift.person.name} is off call.`)}>End</Button>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            {change.problem && <ProblemNotice problem={change.problem} />}
            {staffs && <ShiftForm unit={unit} limitMinutes={data.limitMinutes} />}
            {data.calls.length > 0 ? <Calls calls={data.calls} zone={unit.zone} /> : <Empty title="Nothing has rung">Each call stands here with who was rung when, and who acknowledged it.</Empty>}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function ShiftForm({ unit, limitMinutes }: { readonly unit: Unit; readonly limitMinutes: number }) {
  const session = useSession();
  const members = useQuery(membersQuery(unit.id));
  const change = useChange();
  const [typed, setTyped] = useState({ personId: null as string | null, rank: 1, from: '', until: '', weeks: 1 });
  const [minutes, setMinutes] = useState(limitMinutes);
  const people = new Map((members.data?.items ?? []).filter((member) => !member.disabled && member.person.agency.id === session.acting?.agencyId).map((member) => [member.person.id, member.person.name]));
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [from, until] = [instantOfWall(typed.from, unit.zone), instantOfWall(typed.until, unit.zone)];
    if (typed.personId === null || from === undefined || until === undefined) return;
    await change.send('addShift', { params: { id: unit.id }, body: { personId: typed.personId, rank: typed.rank, from, until, weeks: typed.weeks } }, `${people.get(typed.personId) ?? 'Somebody'} is on call then.`);
  };
  return (
    <>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <form className={styles.rowForm} aria-label="Put somebody on call" onSubmit={(event) => void onSubmit(event)}>
        <Select label="Person on call" searchable value={typed.personId} onChange={(personId) => setTyped({ ...typed, personId })} data={[...people].map(([value, label]) => ({ value, label }))} nothingFoundMessage="Only members of the unit for your agency" required withAsterisk={false} />
        <NumberInput label="Rank" min={1} max={5} allowDecimal={false} w={90} value={typed.rank} onChange={(rank) => { if (typeof rank === 'number') setTyped({ ...typed, rank }); }} />
        <TextInput type="datetime-local" label={`From (${unit.zone})`} value={typed.from} onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })} required withAsterisk={false} />
        <TextInput type="datetime-local" label="Until" value={typed.until} onChange={(event) => setTyped({ ...typed, until: event.currentTarget.value })} required withAsterisk={false} />
        <NumberInput label="Weeks in all" description="At the same hours each week." min={1} max={52} allowDecimal={false} value={typed.weeks} onChange={(weeks) => { if (typeof weeks === 'number') setTyped({ ...typed, weeks }); }} />
        <Button type="submit" variant="default" loading={change.isSending}>Put on call</Button>
      </form>
      <form className={styles.rowForm} aria-label="Limit of a call" onSubmit={(event) => { event.preventDefault(); void change.send('setCallLimit', { params: { id: unit.id }, body: { minutes } }, `Each has ${count(minutes, 'minute')}.`); }}>
        <NumberInput label="Minutes until the next is rung" min={1} max={240} allowDecimal={false} value={minutes} onChange={(value) => { if (typeof value === 'number') setMinutes(value); }} />
        <Button type="submit" variant="default">Set the limit</Button>
      </form>
    </>
  );
}

function Calls({ calls, zone }: { readonly calls: readonly OncallCall[]; readonly zone: string }) {
  return (
    <ul className={styles.list} aria-label="What rang">
      {calls.map((one) => (
        <li key={one.id}>
          <At at={one.openedAt} zone={zone} /> {one.caseReference ?? 'A case'}, {one.sentence}. {one.state === 'acknowledged' ? <Chip tone="done">Acknowledged</Chip> : one.state === 'ringing' ? <Chip tone="soon">Rings</Chip> : <Chip tone="late">Nobody took it</Chip>}
          <div className={styles.sub}>
            {one.rings.map((ring) => `${ring.person.name} (${ring.ways.map((way) => wayWords[way] ?? way).join(', ')})`).join(', then ')}
            {one.acknowledgedBy && one.acknowledgedAt && <>; acknowledged by {one.acknowledgedBy.name} <At at={one.acknowledgedAt} zone={zone} /></>}
          </div>
        </li>
      ))}
    </ul>
  );
}
