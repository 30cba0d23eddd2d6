// A reason becomes part of the record, so the field says so and says what is missing in words.
import { Textarea } from '@mantine/core';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly help?: string;
  readonly needed?: boolean;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

export function ReasonField({ value, onChange, label = 'Reason', help = 'It stands in the case’s journal under your name.', needed = true, error, autoFocus = false }: ReasonFieldProps) {
  return (
    <Textarea
      label={needed ? label : `${label} (may be left out)`}
      description={help}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={8000}
      // Not `required`: the browser would speak before the form can say what is wanted.
      aria-required={needed}
      data-autofocus={autoFocus || undefined}
    />
  );
}
