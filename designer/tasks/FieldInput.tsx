// One field of a form, by its type. Native inputs for dates: they are known to every screen reader and keyboard.
import { Checkbox, Group, Radio, Select, Stack, TextInput, Textarea } from '@mantine/core';
import type { Field } from '../../protocol/draft.ts';
import { isRows, type TypedValue } from './form-values.ts';
import { MeasuresInput } from './MeasuresInput.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export interface Choices {
  readonly person: readonly Choice[];
  readonly agency: readonly Choice[];
  readonly case: readonly Choice[];
}

const short = { wrapper: { maxWidth: 300 } };

interface FieldInputProps {
  readonly field: Field;
  readonly typed: TypedValue | undefined;
  readonly onType: (typed: TypedValue) => void;
  readonly isNeeded: boolean;
  readonly error: string | undefined;
  readonly zone: string;
  readonly choices: Choices;
  readonly id: string;
}

export function FieldInput({ field, typed, onType, isNeeded, error, zone, choices, id }: FieldInputProps) {
  const text = typeof typed === 'string' ? typed : '';
  const label = <>{field.label || field.name}{isNeeded ? <span className="quiet"> (needed)</span> : null}</>;
  const common = { id, label, error, ...(field.help && { description: field.help }), size: 'md' as const };
  const input = { ...common, 'aria-required': isNeeded };
  const onText = (event: { readonly currentTarget: { readonly value: string } }): void => onType(event.currentTarget.value);
  switch (field.type) {
    case 'text': return <Textarea {...input} value={text} onChange={onText} autosize minRows={3} maxRows={16} />;
    case 'list': return <Textarea {...input} description={[field.help, 'One per line.'].filter(Boolean).join(' ')} value={text} onChange={onText} autosize minRows={3} maxRows={16} />;
    case 'string': return <TextInput {...input} value={text} onChange={onText} />;
    case 'integer': case 'number': return <TextInput {...input} value={text} onChange={onText} inputMode={field.type === 'integer' ? 'numeric' : 'decimal'} styles={short} />;
    case 'date': return <TextInput {...input} type="date" value={text} onChange={onText} styles={short} />;
    case 'datetime': return <TextInput {...input} type="datetime-local" description={[field.help, `Local time of the unit (${zone}).`].filter(Boolean).join(' ')} value={text} onChange={onText} styles={short} />;
    case 'boolean': return <Choose {...common} options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} value={text} onType={onType} isRow />;
    case 'option': {
      const options = (field.options ?? []).map((o) => ({ value: o.id, label: o.label || o.id }));
      return options.length > 7 ? <Pick {...input} options={options} value={text} onType={onType} /> : <Choose {...common} options={options} value={text} onType={onType} isRow={options.length <= 3} />;
    }
    case 'measures': return <MeasuresInput id={id} label={label} help={field.help} error={error} rows={isRows(typed) ? typed : []} people={choices.person} onType={onType} />;
    case 'options': {
      const chosen = isRows(typed) ? [] : typeof typed === 'string' ? (typed === '' ? [] : [typed]) : [...(typed ?? [])];
      return (
        <Checkbox.Group {...common} value={chosen} onChange={(values) => onType(values)}>
          <Stack gap={8} mt={8}>{(field.options ?? []).map((o) => <Checkbox key={o.id} value={o.id} label={o.label || o.id} size="md" />)}</Stack>
        </Checkbox.Group>
      );
    }
    case 'person': case 'agency': case 'case': {
      const options = choices[field.type];
      return options.length === 0 ? <TextInput {...input} value={text} onChange={onText} /> : <Pick {...input} options={options} value={text} onType={onType} />;
    }
  }
}

type Common = { readonly id: string; readonly label: React.ReactNode; readonly error: string | undefined; readonly description?: string; readonly size: 'md' };

function Choose({ options, value, onType, isRow, ...common }: Common & { readonly options: readonly Choice[]; readonly value: string; readonly onType: (typed: string) => void; readonly isRow: boolean }) {
  const items = options.map((o) => <Radio key={o.value} value={o.value} label={o.label} size="md" />);
  return (
    <Radio.Group {...common} value={value} onChange={onType}>
      {isRow ? <Group gap={24} mt={8}>{items}</Group> : <Stack gap={8} mt={8}>{items}</Stack>}
    </Radio.Group>
  );
}

function Pick({ options, value, onType, ...common }: Common & { readonly options: readonly Choice[]; readonly value: string; readonly onType: (typed: string) => void }) {
  const data = value === '' || options.some((o) => o.value === value) ? options : [...options, { value, label: value }];
  return <Select {...common} data={data.map((o) => ({ value: o.value, label: o.label }))} value={value === '' ? null : value} onChange={(chosen) => onType(chosen ?? '')} searchable clearable nothingFoundMessage="Nothing fits what you typed" />;
}
