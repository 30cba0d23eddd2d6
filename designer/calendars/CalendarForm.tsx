// Edits a calendar as a whole and saves it as a new version. What cannot be counted in is said beside the field, before it is
// sent; the server judges by the same function.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Calendar } from '../../protocol/draft.ts';
import { readCalendar } from '../../protocol/read-calendar.ts';
import { keyOf } from '../administration/naming.ts';
import type { PageProblem } from '../api.ts';
import { Card } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { Closures } from './Closures.tsx';
import { Holidays } from './Holidays.tsx';
import { WeekHours } from './WeekHours.tsx';

interface Props {
  readonly start: Calendar;
  readonly isNew: boolean;
  readonly isReadOnly: boolean;
  readonly isSending: boolean;
  readonly problem: PageProblem | null;
  readonly onSave: (calendar: Calendar) => void;
}
export interface PartProps {
  readonly calendar: Calendar;
  readonly isReadOnly: boolean;
  /** What is wrong at a path, e.g. "holidays.0.date". */
  readonly fault: (field: string) => string | undefined;
  readonly onChange: (calendar: Calendar) => void;
}

export function CalendarForm({ start, isNew, isReadOnly, isSending, problem, onSave }: Props) {
  const [calendar, setCalendar] = useState(start);
  const [isTried, setTried] = useState(false);
  const { faults } = readCalendar(calendar, { key: calendar.key, version: 1 });
  const fault = (field: string): string | undefined => (isTried ? faults.find((f) => f.field === field)?.message : undefined);
  const titleError = isTried && calendar.title.trim() === '' ? 'Give the calendar a name.' : undefined;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.length === 0 && calendar.title.trim() !== '') onSave(isNew ? { ...calendar, key: keyOf(calendar.title) } : calendar);
  };
  const part = { calendar, isReadOnly, fault, onChange: setCalendar };
  return (
    <form className={styles.stack} style={{ gap: 18 }} aria-label="Calendar" onSubmit={onSubmit}>
      <Card title="Calendar">
        <div className={styles.rowForm}>
          <TextInput label="Name" description={isNew ? 'Limits refer to it by a key made from it.' : `Key: ${calendar.key}`} value={calendar.title} error={titleError} disabled={isReadOnly} onChange={(event) => setCalendar({ ...calendar, title: event.currentTarget.value })} />
          <NumberInput label="Holidays are known until the end of" description="Limits further on are counted as if there were none, and say so." value={calendar.lastYear} min={1970} max={2200} allowDecimal={false} disabled={isReadOnly} onChange={(year) => { if (typeof year === 'number') setCalendar({ ...calendar, lastYear: year }); }} />
        </div>
      </Card>
      <WeekHours {...part} />
      <Holidays {...part} />
      <Closures {...part} />
      {problem && <ProblemNotice problem={problem} />}
      {isTried && faults.length > 0 && <ProblemNotice problem={{ title: 'This calendar cannot be counted in yet', detail: `Correct what is marked, ${faults.length === 1 ? 'one thing' : `${faults.length} things`}, then save again.` }} />}
      {!isReadOnly && (
        <div className={styles.row}>
          <Button type="submit" loading={isSending}>{isNew ? 'Add the calendar' : 'Save as a new version'}</Button>
          {!isNew && <span className="quiet">Protocols published from now on count in it. Cases keep the version they have until it is brought to them.</span>}
        </div>
      )}
    </form>
  );
}
