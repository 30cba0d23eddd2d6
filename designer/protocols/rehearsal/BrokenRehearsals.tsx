// Before publishing: the saved rehearsals that do not hold on what would be published. Each is mended, or has a reason that stays
// with the version.
import { Textarea } from '@mantine/core';
import type { RehearsalRow } from '../../../server/contract-rehearsals.ts';

export type Reasons = Readonly<Record<string, string>>;

export const unanswered = (rows: readonly RehearsalRow[], reasons: Reasons): number => rows.filter((row) => (reasons[row.id] ?? '').trim() === '').length;

export function BrokenRehearsals({ rows, reasons, onReasons }: { readonly rows: readonly RehearsalRow[]; readonly reasons: Reasons; readonly onReasons: (reasons: Reasons) => void }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label="Rehearsals that broke">
      <p><strong>{rows.length === 1 ? 'One saved rehearsal does' : `${rows.length} saved rehearsals do`} not hold on this.</strong> Withdraw it and mend it, or say why {rows.length === 1 ? 'it' : 'each'} may break. The reason stays with the version.</p>
      {rows.map((row) => (
        <Textarea
          key={row.id} label={`Why “${row.name}” may break`} description={row.finding?.message} autosize minRows={2} maxLength={8000} aria-required
          value={reasons[row.id] ?? ''} onChange={(event) => onReasons({ ...reasons, [row.id]: event.currentTarget.value })}
        />
      ))}
    </section>
  );
}
