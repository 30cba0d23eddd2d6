// How long until a limit: a number and a unit, on the clock or in a calendar.
import { Input, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { DueTime } from '../../../protocol/draft.ts';
import { useMark } from '../editor/editor-context.ts';
import { dueOf, dueUnits, partsOfDue, type DueUnit } from './due-parts.ts';

interface Props {
  readonly label: string;
  readonly path: string;
  readonly value: DueTime;
  readonly onChange: (due: DueTime) => void;
  /** Before an anchor as well as after it. */
  readonly mayBeNegative?: boolean;
}
const words: Readonly<Record<DueUnit, string>> = { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days', months: 'months', years: 'years', workingDays: 'working days', workingHours: 'working hours', workingMinutes: 'working minutes' };

export function DueInput({ label, path, value, onChange, mayBeNegative = false }: Props) {
  const mark = useMark(path);
  const parts = partsOfDue(value);
  if (!parts) {
    const written = typeof value === 'string' ? value : value.kind === 'workingTime' ? value.time : String(value.days);
    return <TextInput {...mark} label={`${label} (ISO 8601)`} description="As written; a single number and unit can be set after P1D or PT1H" value={written} onChange={(e) => onChange(typeof value === 'string' || value.kind === 'workingDays' ? e.currentTarget.value : { ...value, time: e.currentTarget.value })} />;
  }
  const named = typeof value === 'string' ? undefined : value.calendar;
  return (
    <Input.Wrapper label={label} error={mark.error} labelElement="div">
      <div className="pair" role="group" aria-label={label}>
        <NumberInput data-field={path} disabled={mark.disabled} error={mark.error !== undefined} aria-label={`${label}, number`} value={parts.amount} min={mayBeNegative ? undefined : 0} max={3_000_000} allowDecimal={false} clampBehavior="strict" onChange={(amount) => { if (amount !== '') onChange(dueOf({ amount: Number(amount), unit: parts.unit }, named)); }} />
        <NativeSelect disabled={mark.disabled} aria-label={`${label}, unit`} value={parts.unit} onChange={(e) => onChange(dueOf({ amount: parts.amount, unit: dueUnits.find((u) => u === e.currentTarget.value) ?? 'hours' }, named))} data={dueUnits.map((unit) => ({ value: unit, label: words[unit] }))} />
      </div>
    </Input.Wrapper>
  );
}
