// A list of measures while it is filled in: a row for each, with what is to be done, who, and until when. A row keeps its id,
// so that a measure that stays in the list goes on when the form is handed in again.
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { MeasureRow } from '../../protocol/measure-rows.ts';
import type { Choice } from './FieldInput.tsx';
import styles from './measures.module.css';

interface Props {
  readonly id: string;
  readonly label: React.ReactNode;
  readonly help: string | undefined;
  readonly error: string | undefined;
  readonly rows: readonly MeasureRow[];
  readonly people: readonly Choice[];
  readonly onType: (rows: readonly MeasureRow[]) => void;
}

export function MeasuresInput({ id, label, help, error, rows, people, onType }: Props) {
  const put = (index: number, change: Partial<MeasureRow>): void => onType(rows.map((row, i) => (i === index ? given({ ...row, ...change }) : row)));
  return (
    <fieldset id={id} className={styles.measures} tabIndex={-1} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend>{label}</legend>
      {help !== undefined && <p className="quiet">{help}</p>}
      {error !== undefined && <p id={`${id}-error`} className={styles.fault} role="alert">{error}</p>}
      {rows.length === 0 && <p className="quiet">No measure yet. Each becomes a step of its own, with its owner and its date.</p>}
      {rows.map((row, index) => (
        <div key={row.id} className={styles.measure} role="group" aria-label={`Measure ${index + 1}`}>
          <TextInput size="md" label={`Measure ${index + 1}`} value={row.title} maxLength={500} onChange={(event) => put(index, { title: event.currentTarget.value })} />
          {people.length > 0 && <Select size="md" label="Who" placeholder="The owner of the case" data={peopleWith(people, row.owner)} value={row.owner ?? null} onChange={(owner) => put(index, { owner: owner ?? '' })} searchable clearable nothingFoundMessage="Nobody fits what you typed" />}
          <TextInput size="md" type="date" label="By" value={row.due ?? ''} onChange={(event) => put(index, { due: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Remove measure ${index + 1}`} onClick={() => onType(rows.filter((_row, i) => i !== index))}><IconTrash size={17} aria-hidden /></ActionIcon>
        </div>
      ))}
      <div><Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => onType([...rows, { id: freshRowId(rows), title: '' }])}>Add a measure</Button></div>
    </fieldset>
  );
}

/** What is left empty is not given. */
function given({ owner, due, ...row }: MeasureRow): MeasureRow {
  return { ...row, ...(owner ? { owner } : {}), ...(due ? { due } : {}) };
}

function freshRowId(rows: readonly MeasureRow[]): string {
  const id = crypto.randomUUID().slice(0, 8);
  return rows.some((row) => row.id === id) ? freshRowId(rows) : id;
}

/** Whoever had it and can no longer be given work is still named. */
function peopleWith(people: readonly Choice[], owner: string | undefined): Choice[] {
  return owner === undefined || people.some((p) => p.value === owner) ? [...people] : [...people, { value: owner, label: 'somebody who is no member of the unit any more' }];
}
