import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';
import type { PartProps } from './CalendarForm.tsx';

/** Whole days that are closed, by date. */
export function Holidays({ calendar, isReadOnly, fault, onChange }: PartProps) {
  const { holidays } = calendar;
  const change = (at: number, more: Partial<(typeof holidays)[number]>): void => onChange({ ...calendar, holidays: holidays.map((h, i) => (i === at ? { ...h, ...more } : h)) });
  return (
    <Card title="Holidays">
      {holidays.length === 0 && <p className="quiet">No day is a holiday.</p>}
      <ul className={styles.plain}>
        {holidays.map((holiday, at) => (
          <li key={at} className={styles.row} style={{ alignItems: 'flex-start' }}>
            <TextInput type="date" aria-label={`Date of holiday ${at + 1}`} value={holiday.date} error={fault(`holidays.${at}.date`)} disabled={isReadOnly} w={170} onChange={(event) => change(at, { date: event.currentTarget.value })} />
            <TextInput aria-label={`Name of holiday ${at + 1}`} placeholder="Name" value={holiday.title} disabled={isReadOnly} maxLength={200} style={{ flex: '1 1 220px', maxWidth: 420 }} onChange={(event) => change(at, { title: event.currentTarget.value })} />
            {!isReadOnly && <ActionIcon mt={4} variant="subtle" color="gray" aria-label={`Remove the holiday ${holiday.title || holiday.date}`} onClick={() => onChange({ ...calendar, holidays: holidays.filter((_, other) => other !== at) })}><IconX size={16} aria-hidden /></ActionIcon>}
          </li>
        ))}
      </ul>
      {!isReadOnly && <div><Button size="xs" variant="default" onClick={() => onChange({ ...calendar, holidays: [...holidays, { date: '', title: '' }] })}>Add a holiday</Button></div>}
    </Card>
  );
}
