// How the unit stands, why and until when; and who then helps in which role. At the end everything is as it was, by itself.
import { Button, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Unit } from '../../server/contract-people.ts';
import { postures, type PlanRow, type Posture, type StaffingPreview as Preview } from '../../server/contract-staffing.ts';
import { rolesQuery, staffingQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { instantOfWall } from '../ui/words.ts';
import { StaffingPreview } from './StaffingPreview.tsx';
import { useChange } from './use-change.ts';

const words: Readonly<Record<Posture, string>> = { routine: 'Routine', elevated: 'Elevated', high: 'High', critical: 'Critical' };

export function PostureCard({ unit }: { readonly unit: Unit }) {
  const staffing = useQuery(staffingQuery(unit.id));
  const roles = useQuery(rolesQuery(unit.id));
  const staffs = hasRight(useSession(), 'staff', unit.id);
  const titleOf = (key: string): string => roles.data?.items.find((role) => role.key === key)?.title ?? key;
  return (
    <Card title="Posture">
      <Loaded from={staffing} what="the posture">
        {(data) => (
          <>
            <p><strong style={{ fontWeight: 600 }}>{words[data.posture]}</strong>{data.now && <>, until <At at={data.now.until} zone={unit.zone} />; set by {personWords(data.now.by)}: {data.now.reason}</>}</p>
            {data.short.map((row) => <Hint key={row.role}>{titleOf(row.role)} is held by {row.holders} now; at this posture it should be {row.least}.</Hint>)}
            {data.history.length > 0 && <details><summary>Before</summary><ul className={styles.list}>{data.history.map((row) => <li key={row.id}>{words[row.posture]}, from <At at={row.from} zone={unit.zone} /> until <At at={row.until} zone={unit.zone} />, {personWords(row.by)}: {row.reason}</li>)}</ul></details>}
            {staffs && <SetPosture unit={unit} now={data.posture} />}
            <StaffingPlan key={JSON.stringify(data.plan)} unit={unit} plan={data.plan} isReadOnly={!staffs} roles={(roles.data?.items ?? []).filter((role) => !role.outside).map((role) => ({ value: role.key, label: role.title }))} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function SetPosture({ unit, now }: { readonly unit: Unit; readonly now: Posture }) {
  const change = useChange();
  const [posture, setPosture] = useState<Posture>(now === 'routine' ? 'elevated' : 'routine');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [preview, setPreview] = useState<Preview>();
  const body = { posture, until: until === '' ? '' : instantOfWall(until, unit.zone) ?? '', reason };
  const isWhole = body.until !== '' && reason.trim() !== '';
  const look = async (): Promise<void> => {
    setAsked(true);
    if (!isWhole) return;
    setPreview(await change.ask('previewStaffing', { params: { id: unit.id }, body: { kind: 'posture', ...body } }));
  };
  const send = async (): Promise<void> => {
    if (await change.send('setPosture', { params: { id: unit.id }, body }, `Posture of ${unit.name}: ${words[posture]}`)) {
      setPreview(undefined);
      setReason('');
      setAsked(false);
    }
  };
  return (
    <form className={styles.stack} aria-label="Set the posture" onSubmit={(event) => { event.preventDefault(); void look(); }}>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={styles.rowForm}>
        <NativeSelect label="Posture" value={posture} onChange={(event) => { const next = postures.find((one) => one === event.currentTarget.value); if (next) setPosture(next); setPreview(undefined); }} data={postures.map((one) => ({ value: one, label: words[one] }))} />
        <TextInput type="datetime-local" label={`Until (${unit.zone})`} value={until} onChange={(event) => { setUntil(event.currentTarget.value); setPreview(undefined); }} error={isAsked && body.until === '' ? 'Say until when; then it ends by itself.' : undefined} />
      </div>
      <ReasonField help="The members of the unit read it; it stays on record under your name." value={reason} onChange={setReason} error={isAsked && reason.trim() === '' ? 'Say why the posture changes.' : undefined} />
      {preview && <StaffingPreview preview={preview} />}
      <div className={styles.row}>
        {preview ? <Button loading={change.isSending} onClick={() => void send()}>Set it to {words[posture].toLowerCase()}</Button> : <Button type="submit" variant="default" loading={change.isSending}>See what changes</Button>}
      </div>
    </form>
  );
}

interface PlanProps {
  readonly unit: Unit;
  readonly plan: readonly PlanRow[];
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  readonly isReadOnly: boolean;
}
function StaffingPlan({ unit, plan, roles, isReadOnly }: PlanProps) {
  const change = useChange();
  const [rows, setRows] = useState<readonly PlanRow[]>(plan);
  const put = (index: number, next: Partial<PlanRow>): void => setRows(rows.map((row, i) => (i === index ? { ...row, ...next } : row)));
  return (
    <details open={plan.length > 0}>
      <summary>Staffing plan: who helps in which role at which posture</summary>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={styles.stack}>
        {rows.map((row, i) => (
          <div key={i} className={styles.rowForm}>
            <NativeSelect label="At" disabled={isReadOnly} value={row.posture} onChange={(event) => { const next = postures.find((one) => one === event.currentTarget.value); if (next) put(i, { posture: next }); }} data={postures.map((one) => ({ value: one, label: words[one] }))} />
            <NativeSelect label="the role" disabled={isReadOnly} value={row.role} onChange={(event) => put(i, { role: event.currentTarget.value })} data={[...roles]} />
            <MultiSelect label="is also held by" disabled={isReadOnly} value={row.pools} onChange={(pools) => put(i, { pools })} data={roles.filter((role) => role.value !== row.role)} />
            <NumberInput label="at least" disabled={isReadOnly} min={0} max={1000} value={row.least} onChange={(next) => put(i, { least: Number(next) || 0 })} />
            {!isReadOnly && <Button variant="default" onClick={() => setRows(rows.filter((_row, at) => at !== i))}>Remove</Button>}
          </div>
        ))}
        {!isReadOnly && (
          <div className={styles.row}>
            <Button variant="default" disabled={roles.length === 0} onClick={() => setRows([...rows, { posture: 'elevated', role: roles[0]?.value ?? '', pools: [], least: 0 }])}>Add a row</Button>
            <Button loading={change.isSending} disabled={JSON.stringify(rows) === JSON.stringify(plan)} onClick={() => void change.send('setStaffingPlan', { params: { id: unit.id }, body: { plan: [...rows] } }, `Staffing plan of ${unit.name}`)}>Save the plan</Button>
          </div>
        )}
      </div>
    </details>
  );
}
