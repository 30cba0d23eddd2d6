// Exactly one duty supervisor at each instant: the first owner of every case, and whoever cases fall back to.
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Unit } from '../../server/contract-people.ts';
import { dutyQuery, membersQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { instantOfWall } from '../ui/words.ts';
import { useChange } from './use-change.ts';

export function DutyCard({ unit }: { readonly unit: Unit }) {
  const duty = useQuery(dutyQuery(unit.id));
  const members = useQuery(membersQuery(unit.id));
  const change = useChange();
  const staffs = hasRight(useSession(), 'staff', unit.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [isMissing, setMissing] = useState(false);
  const people = new Map((members.data?.items ?? []).filter((member) => !member.disabled).map((member) => [`${member.person.id} ${member.person.agency.id}`, member.person]));
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const person = people.get(chosen ?? '');
    setMissing(person === undefined);
    if (!person) return;
    const at = from === '' ? undefined : instantOfWall(from, unit.zone);
    if (await change.send('setDuty', { params: { id: unit.id }, body: { personId: person.id, agencyId: person.agency.id, ...(at !== undefined && { from: at }) } }, `Duty supervisor: ${person.name}`)) setFrom('');
  };
  return (
    <Card title="Duty supervisor">
      <Loaded from={duty} what="the duty">
        {(data) => (
          <>
            {data.now ? <p><strong style={{ fontWeight: 600 }}>{personWords(data.now.person)}</strong>, since <At at={data.now.from} zone={unit.zone} />{data.now.until && <>, until <At at={data.now.until} zone={unit.zone} /></>}</p> : <Hint>Nobody has the duty now, so no case can be opened. Name somebody.</Hint>}
            {data.items.filter((row) => row.id !== data.now?.id).length > 0 && (
              <details><summary>Before and after</summary>
                <ul className={styles.list}>{data.items.filter((row) => row.id !== data.now?.id).map((row) => <li key={row.id}>{personWords(row.person)}, from <At at={row.from} zone={unit.zone} />{row.until && <> until <At at={row.until} zone={unit.zone} /></>}</li>)}</ul>
              </details>
            )}
          </>
        )}
      </Loaded>
      {change.problem && <ProblemNotice problem={change.problem} />}
      {staffs && <form className={styles.rowForm} aria-label="Name the duty supervisor" onSubmit={(event) => void onSubmit(event)}>
        <Select label="Hand the duty to" searchable value={chosen} onChange={setChosen} data={[...people].map(([value, person]) => ({ value, label: personWords(person) }))} nothingFoundMessage="Only members of the unit can have the duty" error={isMissing && chosen === null ? 'Choose who has the duty from then on.' : undefined} />
        <TextInput type="datetime-local" label={`From (${unit.zone}; empty: now)`} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={change.isSending}>Name the duty supervisor</Button>
      </form>}
    </Card>
  );
}
