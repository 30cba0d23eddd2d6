// Working time, by counting minutes: what the wall shows at each of them is asked of another library once.
import type { DueTime } from '../../protocol/draft.ts';
import { Duration } from 'luxon';
import { office } from '../arbitraries/calendars.ts';
import { closingAfter, instantWith, openMinutesOf, openUntil, wallsOf, type OpenMinutes } from '../oracles/open-minutes.ts';
import { after } from './calendar.ts';

const known = new Map<string, OpenMinutes>();
function minutesOf(zone: string): OpenMinutes {
  const minutes = known.get(zone) ?? openMinutesOf(wallsOf(zone, Date.UTC(2025, 8, 1), Date.UTC(2026, 5, 1)), office);
  known.set(zone, minutes);
  return minutes;
}

/** When something is due that is counted from an instant. */
export function dueAfter(at: number, due: DueTime, zone: string): number {
  if (typeof due === 'string') return after(at, due, zone);
  return due.kind === 'workingDays' ? closingAfter(minutesOf(zone), at, due.days) : workingAfter(at, Duration.fromISO(due.time).toMillis(), zone);
}

/** After the clock has stood for a span: its length later, or the working time inside it. What was due before it stays. */
export function stoodFor(at: number, span: { readonly from: number; readonly to: number }, due: DueTime | undefined, zone: string): number {
  if (at < span.from || span.to <= span.from) return at;
  if (typeof due !== 'object') return at + span.to - span.from;
  return workingAfter(at, openUntil(minutesOf(zone), span.to) - openUntil(minutesOf(zone), span.from), zone);
}

const workingAfter = (at: number, open: number, zone: string): number => (open === 0 ? at : instantWith(minutesOf(zone), openUntil(minutesOf(zone), at) + open, false));
