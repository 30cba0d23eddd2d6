// Which days are counted. What is wrong with them is said before anything is asked for.
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import ui from '../ui/ui.module.css';
import { periodFault } from './timeliness.ts';

interface Days { readonly from: string; readonly until: string }

export function PeriodForm({ days, onShow, children }: { readonly days: Days; readonly onShow: (days: Days) => void; readonly children: ReactNode }) {
  const [from, setFrom] = useState(days.from);
  const [until, setUntil] = useState(days.until);
  const fault = periodFault(from, until);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === null) onShow({ from, until });
  };
  return (
    <form className={ui.rowForm} onSubmit={show} aria-label="What is counted">
      <TextInput type="date" label="First day" value={from} onChange={(event) => setFrom(event.target.value)} />
      <TextInput type="date" label="Last day" value={until} error={fault} onChange={(event) => setUntil(event.target.value)} />
      <Button type="submit" variant="default">Show these days</Button>
      {children}
    </form>
  );
}
