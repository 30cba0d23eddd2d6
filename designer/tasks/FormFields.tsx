// A form as drawn in the protocol. It holds what is typed and nothing else; whoever uses it decides what sending means.
import type { Facts } from '../../protocol/condition.ts';
import styles from '../ui/ui.module.css';
import { FieldInput, type Choices } from './FieldInput.tsx';
import { neededFields, valuesOf, type Fault, type FormShape, type Typed } from './form-values.ts';

interface FormFieldsProps {
  readonly form: FormShape;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly faults: readonly Fault[];
  readonly facts: Facts;
  readonly zone: string;
  readonly choices: Choices;
}

export const fieldId = (form: string, name: string): string => `field-${form}-${name}`;

export function FormFields({ form, typed, onType, faults, facts, zone, choices }: FormFieldsProps) {
  const needed = neededFields(form, valuesOf(form.fields, typed, zone), facts);
  return (
    <div className={styles.stack} style={{ gap: 20 }}>
      {form.fields.map((field) => (
        <FieldInput
          key={field.name}
          id={fieldId(form.id, field.name)}
          field={field}
          typed={typed[field.name]}
          onType={(value) => onType({ ...typed, [field.name]: value })}
          isNeeded={needed.has(field.name)}
          error={faults.find((fault) => fault.field === field.name)?.message}
          zone={zone}
          choices={choices}
        />
      ))}
    </div>
  );
}

/** All faults at once, each a way to its field. */
export function FaultList({ form, faults }: { readonly form: FormShape; readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <div className={styles.problem} role="alert">
      <div>
        <strong>{faults.length === 1 ? 'One field is' : `${faults.length} fields are`} not as they must be. Nothing was sent.</strong>
        <ul className={styles.list}>
          {faults.map((fault) => (
            <li key={fault.field}>
              <a href={`#${fieldId(form.id, fault.field)}`} onClick={(event) => { event.preventDefault(); focusField(form.id, fault.field); }}>{fault.label}</a>: {fault.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

export function focusField(form: string, name: string): void {
  const element = document.getElementById(fieldId(form, name));
  const target = element?.matches('input, textarea, select') ? element : (element?.querySelector<HTMLElement>('input, textarea') ?? element);
  target?.scrollIntoView({ block: 'center' });
  target?.focus();
}
