// A number and a unit side by side, one thing to a screen reader.
import { Input, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMark } from '../editor/editor-context.ts';
import { durationOf, durationUnits, partsOfDuration, type DurationUnit } from './duration-parts.ts';

interface Props {
  readonly label: string;
  readonly path: string;
  readonly value: string;
  readonly onChange: (iso: string) => void;
  /** Before an anchor as well as after it. */
  readonly mayBeNegative?: boolean;
  readonly description?: string;
}
const words: Readonly<Record<DurationUnit, string>> = { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days', months: 'months', years: 'years' };

export function DurationInput({ label, path, value, onChange, mayBeNegative = false, description }: Props) {
  const mark = useMark(path);
  const parts = partsOfDuration(value);
  if (!parts) return <TextInput {...mark} label={`${label} (ISO 8601)`} description="As written; a single number and unit can be set after P1D or PT1H" value={value} onChange={(e) => onChange(e.currentTarget.value)} />;
  return (
    <Input.Wrapper label={label} description={description} error={mark.error} labelElement="div">
      <div className="pair" role="group" aria-label={label}>
        <NumberInput data-field={path} disabled={mark.disabled} error={mark.error !== undefined} aria-label={`${label}, number`} value={parts.amount} min={mayBeNegative ? undefined : 0} max={3_000_000} allowDecimal={false} clampBehavior="strict" onChange={(amount) => { if (amount !== '') onChange(durationOf({ amount: Number(amount), unit: parts.unit })); }} />
        <NativeSelect disabled={mark.disabled} aria-label={`${label}, unit`} value={parts.unit} onChange={(e) => onChange(durationOf({ amount: parts.amount, unit: durationUnits.find((u) => u === e.currentTarget.value) ?? 'hours' }))} data={durationUnits.map((unit) => ({ value: unit, label: words[unit] }))} />
      </div>
    </Input.Wrapper>
  );
}
