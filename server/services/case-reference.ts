// The short name people call a case by: HC-2026-0007, counted per unit and year in the unit's zone.
import type { Tx } from '../../prisma/connect.ts';

export interface NumberedUnit {
  readonly id: string;
  readonly key: string;
  readonly zone: string;
}

/** Takes the next number; it is used up only if the caller's transaction commits, so there are no gaps. */
export async function nextReference(tx: Tx, unit: NumberedUnit, now: number): Promise<string> {
  const year = Number(new Intl.DateTimeFormat('en-CA', { timeZone: unit.zone, year: 'numeric' }).format(now));
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    insert into reference_counter as c (unit_id, year, last) values (${unit.id}::uuid, ${year}::int, 1)
    on conflict (unit_id, year) do update set last = c.last + 1 returning last`;
  if (row === undefined) throw new Error('the unit has no counter for its cases');
  return `${prefixOf(unit.key)}-${year}-${String(row.last).padStart(4, '0')}`;
}

/** The initials of a key of several words, else its first letters: harbor-county and hc are both HC. */
function prefixOf(key: string): string {
  const words = key.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? 'C');
  return letters.slice(0, 4).toUpperCase();
}
