// Time on a page: what is left, the local instant with its zone, and (where it matters) by which rule. The band is told by
// icon and word as well as by colour.
import { IconClock, IconClockExclamation, IconClockOff, IconClockPause } from '@tabler/icons-react';
import { serverNow } from '../api.ts';
import { bandOf, dueOf, type Timed } from '../tasks/slack.ts';
import styles from './Clock.module.css';
import { useAtNow } from './now.ts';
import { countdown, localTime, recordTime } from './words.ts';

interface DueProps {
  readonly row: Timed;
  readonly zone: string;
  /** One line under the other, for table cells. */
  readonly stacked?: boolean;
}

export function Due({ row, zone, stacked = false }: DueProps) {
  const due = dueOf(row);
  const stopped = due === null && row.stoppedUntil ? Date.parse(row.stoppedUntil) : null;
  const band = useAtNow((now) => bandOf(row, now));
  const words = useAtNow((now) => (due !== null ? countdown(due, now) : stopped !== null ? 'Paused' : 'No limit'));
  const Icon = band === 'overdue' ? IconClockExclamation : stopped !== null ? IconClockPause : band === 'none' ? IconClockOff : IconClock;
  return (
    <span className={`${stacked ? styles.stacked : styles.due} ${styles[band]}`}>
      <span className={styles.mark}>
        <Icon size={15} stroke={2} aria-hidden />
        <span className={styles.left}>{band === 'overdue' ? capital(words) : band === 'soon' ? `Due soon, ${words}` : words}</span>
      </span>
      {due !== null && <time className={styles.at} dateTime={new Date(due).toISOString()}>{localTime(due, zone, serverNow())}</time>}
      {stopped !== null && <span className={styles.at}>until <time dateTime={new Date(stopped).toISOString()}>{localTime(stopped, zone, serverNow())}</time> at the latest</span>}
    </span>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** An instant that has been: local time with zone; the full record on hover and for print. */
export function At({ at, zone, exact = false }: { readonly at: string; readonly zone: string; readonly exact?: boolean }) {
  const ms = Date.parse(at);
  return (
    <time className="numbers" dateTime={at} title={recordTime(ms, zone)}>
      {exact ? recordTime(ms, zone) : localTime(ms, zone, serverNow())}
    </time>
  );
}

/** Time said three ways: left, at, by which rule. */
export function When({ row, zone, rule }: { readonly row: Timed; readonly zone: string; readonly rule: string }) {
  return (
    <div className={styles.stacked}>
      <Due row={row} zone={zone} stacked />
      <span className="quiet">{rule}</span>
    </div>
  );
}
