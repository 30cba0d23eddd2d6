// When a notice reaches somebody outside the app: by its group and the person's choice at once, with the day's digest or not at
// all; and not in quiet hours, unless it is urgent. Danger and what went overdue to a supervisor are never held back.
import { DateTime } from 'luxon';
import type { NoticeAbout } from '../../protocol/rows.ts';
import type { NoticeGroup, NoticeWays, Quiet } from '../contract-notices.ts';

const groups: Readonly<Record<NoticeAbout, NoticeGroup>> = {
  notify: 'work', assigned: 'work', handoffOffered: 'work', handoffAsked: 'work', measure: 'work', added: 'work',
  dueSoon: 'limits', escalated: 'limits', measureOverdue: 'limits', taskOverdue: 'limits', anchorMissing: 'limits', calendarEnds: 'limits',
  handoffAccepted: 'answers', handoffDeclined: 'answers', handoffAnswered: 'answers', handoffSettled: 'answers', leftBehind: 'answers', votesVoided: 'answers', changedSince: 'answers',
  endHeld: 'course', ownerChanged: 'course', retention: 'course', parked: 'course', each: 'course', paused: 'course', resumed: 'course', blocked: 'course', elsewhere: 'course',
  danger: 'danger',
};

export interface Preference {
  readonly zone: string;
  readonly quiet: Quiet;
  /** Minute of the day. */
  readonly digestAt: number;
  readonly ways: NoticeWays;
}
export interface ToReach {
  readonly about: string;
  readonly urgent: boolean;
}

/** Nothing is chosen: what asks something of the person at once, the rest once a day, nights quiet. */
export const usualPreference = { quiet: { from: 22 * 60, until: 6 * 60, days: [] }, digestAt: 8 * 60, ways: { work: 'once', limits: 'once', answers: 'digest', course: 'digest' } } as const satisfies Omit<Preference, 'zone'>;

/** A group that a later version writes is work: told rather than not. */
export const groupOf = (about: string): NoticeGroup => (Object.hasOwn(groups, about) ? groups[about as NoticeAbout] : 'work');

export const isUrgent = ({ about, urgent }: ToReach): boolean => urgent || about === 'danger' || about === 'escalated';

/** Epoch ms; null: in the app only. */
export function reachedAt(notice: ToReach, preference: Preference, now: number): number | null {
  const group = groupOf(notice.about);
  const way = group === 'danger' ? 'once' : preference.ways[group];
  if (way === 'off') return null;
  if (isUrgent(notice)) return now;
  return way === 'digest' ? nextDigest(preference, now) : quietUntil(preference, now);
}

/** The end of the quiet hours that `now` lies in, else `now`. */
export function quietUntil({ zone, quiet }: Pick<Preference, 'zone' | 'quiet'>, now: number): number {
  let at: DateTime = DateTime.fromMillis(now, { zone });
  // A night leads into a quiet day and a quiet day into a night, so it is looked until neither holds; a week has seven of each.
  for (let steps = 0; steps < 20; steps += 1) {
    const next = endOfQuiet(at, quiet);
    if (next === null) break;
    at = next;
  }
  return at.toMillis();
}

function endOfQuiet(at: DateTime, { from, until, days }: Quiet): DateTime | null {
  if (days.includes(at.weekday)) return at.startOf('day').plus({ days: 1 });
  const minute = at.hour * 60 + at.minute;
  if (from === until) return null;
  if (from < until) return minute >= from && minute < until ? atMinute(at, until) : null;
  if (minute >= from) return atMinute(at.startOf('day').plus({ days: 1 }), until);
  return minute < until ? atMinute(at, until) : null;
}

/** The first time of day after `now` that the person chose and that no quiet day takes. */
export function nextDigest({ zone, quiet, digestAt }: Pick<Preference, 'zone' | 'quiet' | 'digestAt'>, now: number): number {
  const here = DateTime.fromMillis(now, { zone });
  for (let day = 0; day <= 8; day += 1) {
    const at = atMinute(here.startOf('day').plus({ days: day }), digestAt);
    if (at.toMillis() > now && !quiet.days.includes(at.weekday)) return at.toMillis();
  }
  return now;
}

// By the clock on the wall: on the day a clock is put forward, a time that does not exist is the next that does.
const atMinute = (day: DateTime, minute: number): DateTime => day.set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 });
