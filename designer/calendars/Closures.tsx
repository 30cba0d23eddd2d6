import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';
import type { PartProps } from './CalendarForm.tsx';

/** Spans of hours or days in which nobody is there, in the unit's wall-clock time. */
export function Closures({ calendar, isReadOnly, fault, onChange }: PartProps) {
  const { closures } = calendar;
  const change = (at: number, more: Partial<(typeof closures)[number]>): void => onChange({ ...calendar, closures: closures.map((c, i) => (i === at ? { ...c, ...more } : c)) });
  return (
    <Card title="Closures">
      {closures.length === 0 && <p className="quiet">No closure is declared. One declared now reaches running cases when this version is brought to them.</p>}
      <ul className={styles.plain}>
        {closures.map((closure, at) => (
          <li key={at} className={styles.row} style={{ alignItems: 'flex-start' }}>
            <TextInput type="datetime-local" aria-label={`Closure ${at + 1} begins`} value={closure.from} error={fault(`closures.${at}`)} disabled={isReadOnly} w={220} onChange={(event) => change(at, { from: event.currentTarget.value.slice(0, 16) })} />
            <span style={{ paddingTop: 6 }}>to</span>
            <TextInput type="datetime-local" aria-label={`Closure ${at + 1} ends`} value={closure.to} error={fault(`closures.${at}`) !== undefined} disabled={isReadOnly} w={220} onChange={(event) => change(at, { to: event.currentTarget.value.slice(0, 16) })} />
            <TextInput aria-label={`Why closure ${at + 1}`} placeholder="Why" value={closure.title} disabled={isReadOnly} maxLength={200} style={{ flex: '1 1 180px', maxWidth: 360 }} onChange={(event) => change(at, { title: event.currentTarget.value })} />
            {!isReadOnly && <ActionIcon mt={4} variant="subtle" color="gray" aria-label={`Remove the closure ${closure.title || closure.from}`} onClick={() => onChange({ ...calendar, closures: closures.filter((_, other) => other !== at) })}><IconX size={16} aria-hidden /></ActionIcon>}
          </li>
        ))}
      </ul>
      {!isReadOnly && <div><Button size="xs" variant="default" onClick={() => onChange({ ...calendar, closures: [...closures, { from: '', to: '', title: '' }] })}>Add a closure</Button></div>}
    </Card>
  );
}
