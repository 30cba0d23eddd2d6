// What is written of a person of concern: names, date of birth, numbers, how sure one is who it is, and restrictions.
import { Button, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { confidences, restrictionKinds, type Confidence, type SubjectRecord } from '../../server/contract-subjects.ts';
import styles from '../ui/ui.module.css';
import { confidenceWords, restrictionWords } from './subject-words.ts';

export const emptyRecord: SubjectRecord = { name: '', aliases: [], birthDate: null, identifiers: [], identity: 'possible', restrictions: [] };

interface RecordFormProps {
  readonly from: SubjectRecord;
  readonly button: string;
  readonly isSending: boolean;
  readonly children?: ReactNode;
  readonly onSend: (record: SubjectRecord) => void;
  readonly onLeave: () => void;
}

export function RecordForm({ from, button, isSending, children, onSend, onLeave }: RecordFormProps) {
  const [record, setRecord] = useState(from);
  const [aliases, setAliases] = useState(from.aliases.join('\n'));
  const [numbers, setNumbers] = useState(from.identifiers.map(({ kind, value }) => `${kind}: ${value}`).join('\n'));
  const [errors, setErrors] = useState<{ readonly name?: string; readonly numbers?: string }>({});
  const change = (part: Partial<SubjectRecord>): void => setRecord({ ...record, ...part });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const identifiers = linesOf(numbers).map(numberIn);
    const found = {
      ...(record.name.trim() === '' && { name: 'Write the name, or what tells the person apart from others.' }),
      ...(identifiers.includes(undefined) && { numbers: 'Write each as what it is, a colon, and the number, like “license plate: HX 42-17”.' }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    onSend({ ...record, name: record.name.trim(), aliases: linesOf(aliases), identifiers: identifiers.filter((one) => one !== undefined) });
  };
  return (
    <form onSubmit={onSubmit} noValidate aria-label="Person of concern">
      <Stack>
        <TextInput label={<>Name <span className="quiet">(needed)</span></>} description="Or what tells the person apart from others, while no name is known." maxLength={200} value={record.name} onChange={(event) => change({ name: event.currentTarget.value })} error={errors.name} data-autofocus />
        <Textarea label="Other names" description="One per line." autosize minRows={1} maxRows={8} value={aliases} onChange={(event) => setAliases(event.currentTarget.value)} />
        <div className={styles.rowForm}>
          <TextInput type="date" label="Date of birth" value={record.birthDate ?? ''} onChange={(event) => change({ birthDate: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
          <NativeSelect label="How sure are we who this is?" value={record.identity} data={confidences.map((value) => ({ value, label: confidenceWords[value] }))} onChange={(event) => change({ identity: confidences.find((one: Confidence) => one === event.target.value) ?? 'possible' })} />
        </div>
        <Textarea label="Numbers" description="One per line, each as what it is, a colon, and the number." placeholder="license plate: HX 42-17" autosize minRows={1} maxRows={8} value={numbers} onChange={(event) => setNumbers(event.currentTarget.value)} error={errors.numbers} />
        <RestrictionRows rows={record.restrictions} onChange={(restrictions) => change({ restrictions })} />
        {children}
        <div className={styles.row}>
          <Button type="submit" loading={isSending}>{button}</Button>
          <Button variant="default" onClick={onLeave}>Leave it</Button>
        </div>
      </Stack>
    </form>
  );
}

function RestrictionRows({ rows, onChange }: { readonly rows: SubjectRecord['restrictions']; readonly onChange: (rows: SubjectRecord['restrictions']) => void }) {
  const set = (at: number, part: Partial<SubjectRecord['restrictions'][number]>): void => onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 14, marginBottom: 6 }}>Restrictions</legend>
      <Stack gap={8}>
        {rows.map((row, index) => (
          <div key={index} className={styles.rowForm}>
            <NativeSelect label="Restriction" value={row.kind} data={restrictionKinds.map((value) => ({ value, label: restrictionWords[value] }))} onChange={(event) => set(index, { kind: restrictionKinds.find((one) => one === event.target.value) ?? 'other' })} />
            <TextInput label="Who may be told what, on which basis" value={row.note} maxLength={1000} onChange={(event) => set(index, { note: event.currentTarget.value })} />
            <Button variant="default" onClick={() => onChange(rows.filter((_, at) => at !== index))} aria-label={`Remove restriction ${index + 1}`}>Remove</Button>
          </div>
        ))}
        <div><Button size="xs" variant="default" onClick={() => onChange([...rows, { kind: 'doNotContact', note: '' }])}>Add a restriction</Button></div>
      </Stack>
    </fieldset>
  );
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
function numberIn(line: string): { kind: string; value: string } | undefined {
  const [kind = '', ...rest] = line.split(':');
  const value = rest.join(':').trim();
  return kind.trim() === '' || value === '' ? undefined : { kind: kind.trim(), value };
}
