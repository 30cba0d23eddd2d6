// A person's choices as the row keeps them, and as everything else reads them: what is missing or from an older version is as usual.
import { waysSchema } from '../contract-notices.ts';
import type { NoticeWays } from '../contract-notices.ts';
import { usualPreference } from './reach.ts';
import type { Preference } from './reach.ts';

export interface PreferenceRow {
  readonly zone: string;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  readonly quietDays: readonly number[];
  readonly digestAt: number;
  readonly ways: unknown;
}

export function preferenceOf(row: PreferenceRow): Preference {
  const { quiet } = usualPreference;
  return { zone: row.zone, quiet: { from: row.quietFrom ?? quiet.from, until: row.quietUntil ?? quiet.until, days: [...row.quietDays] }, digestAt: row.digestAt, ways: waysOf(row.ways) };
}

function waysOf(stored: unknown): NoticeWays {
  const read = waysSchema.safeParse({ ...usualPreference.ways, ...(typeof stored === 'object' ? stored : {}) });
  return read.success ? read.data : usualPreference.ways;
}
