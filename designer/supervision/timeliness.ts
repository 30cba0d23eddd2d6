// The figures in words and as lines of a file. Each share stands with the numbers it comes from.
import type { Figures, Spread } from '../../server/contract-timeliness.ts';
import { span } from '../ui/words.ts';
import type { Cell } from './csv.ts';

export function spreadWords({ count, medianMs, p95Ms }: Spread): string {
  if (medianMs === null) return 'None';
  return `${span(medianMs)} in the middle${p95Ms === null ? '' : `, 95 of 100 within ${span(p95Ms)}`} (${count})`;
}

export function lateShare({ kept, late }: Pick<Figures, 'kept' | 'late'>): string {
  return late === 0 ? `none of ${kept} late` : `${late} of ${kept + late} late, ${Math.round((late / (kept + late)) * 100)} %`;
}

const aDay = 86_400_000;

/** What is wrong with a period, and what to do; null when it can be asked for. */
export function periodFault(from: string, until: string): string | null {
  const [a, b] = [Date.parse(from), Date.parse(until)];
  if (Number.isNaN(a) || Number.isNaN(b)) return 'Give both days.';
  if (a > b) return 'The first day comes after the last; swap them.';
  return b - a >= 366 * aDay ? 'Take at most 366 days.' : null;
}

export const timelinessHead: readonly string[] = [
  'Cases opened', 'First looks', 'Not looked at yet', 'Median minutes to the first look', '95th percentile', 'Limits kept', 'Limits late', 'Median minutes late', '95th percentile',
  'Handoffs accepted', 'Declined', 'Expired', 'Withdrawn', 'Median minutes to the answer', '95th percentile', 'Cases ended', 'Reopened',
];

export function lineOf(of: Figures): readonly Cell[] {
  return [of.opened, of.firstLook.count, of.noFirstLook, ...minutes(of.firstLook), of.kept, of.late, ...minutes(of.lateBy), of.accepted, of.declined, of.expired, of.withdrawn, ...minutes(of.answered), of.ended, of.reopened];
}
const minutes = ({ medianMs, p95Ms }: Spread): readonly Cell[] => [medianMs, p95Ms].map((ms) => (ms === null ? null : Math.round(ms / 60_000)));
