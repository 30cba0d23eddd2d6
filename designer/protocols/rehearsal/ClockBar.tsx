// The virtual clock in words, and the ways time goes on.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconClockPlay, IconPlayerSkipForward } from '@tabler/icons-react';
import { useState } from 'react';
import { instantOfWall, localTime, span, wallClock } from '../../ui/words.ts';
import { durationOf, type DurationUnit } from '../inputs/duration-parts.ts';
import type { Rehearsing } from './use-rehearsal.ts';

const units: readonly { readonly value: DurationUnit; readonly label: string }[] = [{ value: 'minutes', label: 'minutes' }, { value: 'hours', label: 'hours' }, { value: 'days', label: 'days' }, { value: 'months', label: 'months' }];

export function ClockBar({ playing: { stage, rehearsed }, rehearsing }: { readonly playing: NonNullable<Rehearsing['playing']>; readonly rehearsing: Rehearsing }) {
  const { rehearsal, play, change } = rehearsing;
  const { zone } = stage.plan.unit;
  const [amount, setAmount] = useState<number>(1);
  const [unit, setUnit] = useState<DurationUnit>('hours');
  const { clock, nextDueAt } = rehearsed;
  if (rehearsal.moves.length === 0) {
    return (
      <section className="rehearsal-clock" aria-label="Clock">
        <TextInput size="xs" type="datetime-local" label={`It begins (${zone})`} value={wallClock(rehearsal.starts, zone)} onChange={(event) => {
          const at = Date.parse(instantOfWall(event.currentTarget.value, zone) ?? '');
          if (!Number.isNaN(at) && at >= 0) change({ starts: at });
        }} />
      </section>
    );
  }
  return (
    <section className="rehearsal-clock" aria-label="Clock">
      <p role="status"><strong>{localTime(clock, zone, rehearsal.starts)}</strong> <span className="quiet">{clock - rehearsal.starts < 1000 ? 'at the start' : `${span(clock - rehearsal.starts)} after the start`}</span></p>
      <div className="rehearsal-time">
        <Button size="xs" variant="default" disabled={nextDueAt === null} leftSection={<IconPlayerSkipForward size={16} aria-hidden />} onClick={() => play({ act: 'nextDeadline' })}>
          {nextDueAt === null ? 'Nothing is due' : `Next deadline, in ${span(Math.max(0, nextDueAt - clock))}`}
        </Button>
        <form className="rehearsal-pass" onSubmit={(event) => { event.preventDefault(); if (amount > 0) play({ act: 'pass', for: durationOf({ amount, unit }) }); }}>
          <NumberInput size="xs" aria-label="How much time passes" min={1} max={9999} allowDecimal={false} value={amount} onChange={(value) => setAmount(Number(value) || 0)} hideControls />
          <NativeSelect size="xs" aria-label="Unit of the time that passes" value={unit} onChange={(event) => setUnit(event.currentTarget.value as DurationUnit)} data={units.map((one) => ({ ...one }))} />
          <Button size="xs" variant="default" type="submit" leftSection={<IconClockPlay size={16} aria-hidden />}>Pass</Button>
        </form>
      </div>
    </section>
  );
}
