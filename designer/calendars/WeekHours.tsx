import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { weekdayNames } from '../../protocol/read-calendar.ts';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';
import type { PartProps } from './CalendarForm.tsx';

/** Opening spans by weekday; several a day. */
export function WeekHours({ calendar, isReadOnly, fault, onChange }: PartProps) {
  const { weekly } = calendar;
  const change = (at: number, more: Partial<(typeof weekly)[number]>): void => onChange({ ...calendar, weekly: weekly.map((span, i) => (i === at ? { ...span, ...more } : span)) });
  const add = (day: number): void => {
    const last = weekly.filter((span) => span.day === day).map((span) => span.closes).toSorted().at(-1);
    onChange({ ...calendar, weekly: [...weekly, last === undefined ? { day, opens: '08:00', closes: '17:00' } : { day, opens: last, closes: '24:00' }] });
  };
  return (
    <Card title="Weekly hours">
      {fault('weekly') && <p className="field-error" role="alert">{fault('weekly')}</p>}
      <table className={styles.table}>
        <thead><tr><th scope="col">Day</th><th scope="col">Open</th></tr></thead>
        <tbody>
          {weekdayNames.map((name, i) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <div className={styles.stack} style={{ gap: 6 }}>
                  {weekly.map((span, at) => span.day === i + 1 && (
                    <div key={at} className={styles.row}>
                      <TextInput aria-label={`${name}, opens`} value={span.opens} error={fault(`weekly.${at}`)} disabled={isReadOnly} maxLength={5} w={90} onChange={(event) => change(at, { opens: event.currentTarget.value })} />
                      <span>to</span>
                      <TextInput aria-label={`${name}, closes`} value={span.closes} error={fault(`weekly.${at}`) !== undefined} disabled={isReadOnly} maxLength={5} w={90} onChange={(event) => change(at, { closes: event.currentTarget.value })} />
                      {!isReadOnly && <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${span.opens} to ${span.closes} on ${name}`} onClick={() => onChange({ ...calendar, weekly: weekly.filter((_, other) => other !== at) })}><IconX size={16} aria-hidden /></ActionIcon>}
                    </div>
                  ))}
                  {!weekly.some((span) => span.day === i + 1) && <span className="quiet">Closed</span>}
                  {!isReadOnly && <div><Button size="compact-sm" variant="default" onClick={() => add(i + 1)}>{weekly.some((span) => span.day === i + 1) ? 'Add a span' : 'Open'}<span className="visually-hidden"> on {name}</span></Button></div>}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">Times of day as 08:30; 24:00 is the end of the day. A span over midnight is written as two.</p>
    </Card>
  );
}
