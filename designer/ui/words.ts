// Time in words: what is left, the local instant with its zone, and spans. Relative words never stand alone on a page, so
// both halves are made here. Intl is allowed in the browser: what these say is read, never computed with.
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** At most two units, the smaller one left out when it is zero: "2 h 10 min", "3 d 4 h", "45 s". */
export function span(ms: number): string {
  const left = Math.abs(ms);
  if (left < minute) return `${Math.floor(left / second)} s`;
  if (left < 5 * minute) return join(Math.floor(left / minute), 'min', Math.floor((left % minute) / second), 's');
  if (left < hour) return `${Math.floor(left / minute)} min`;
  if (left < day) return join(Math.floor(left / hour), 'h', Math.floor((left % hour) / minute), 'min');
  if (left < 14 * day) return join(Math.floor(left / day), 'd', Math.floor((left % day) / hour), 'h');
  return `${Math.floor(left / day)} d`;
}

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

export function countdown(dueAt: number, now: number): string {
  const left = dueAt - now;
  return left < 0 ? `overdue by ${span(left)}` : `${span(left)} left`;
}

/** "Mon 24 Nov 11:40 EST"; with the year when it is another one. */
export function localTime(at: number, zone: string, now: number): string {
  const parts = partsOf(at, zone);
  const year = parts.year === partsOf(now, zone).year ? '' : ` ${parts.year}`;
  return `${parts.weekday} ${parts.day} ${parts.month}${year} ${parts.hour}:${parts.minute} ${parts.zone}`;
}

/** "24 Nov 2026, 11:40:05 EST": for records, where the second matters. */
export function recordTime(at: number, zone: string): string {
  const parts = partsOf(at, zone);
  return `${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}:${parts.second} ${parts.zone}`;
}

export function localDay(at: number, zone: string): string {
  const parts = partsOf(at, zone);
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year}`;
}

interface Parts { readonly weekday: string; readonly day: string; readonly month: string; readonly year: string; readonly hour: string; readonly minute: string; readonly second: string; readonly zone: string }
const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: number, zone: string): Parts {
  const found = Object.fromEntries(formatOf(zone).formatToParts(at).map((part) => [part.type, part.value]));
  const get = (type: string): string => found[type] ?? '';
  return { weekday: get('weekday'), day: get('day'), month: get('month'), year: get('year'), hour: get('hour'), minute: get('minute'), second: get('second'), zone: get('timeZoneName') };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', options);
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }); // a zone this browser does not know: say UTC
  }
  formats.set(zone, format);
  return format;
}

/** Minutes east of UTC in a zone at an instant, read off the formatted wall clock. */
function offsetMinutes(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at);
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return Math.round((wall - Math.floor(at / 1000) * 1000) / minute);
}

/** What a datetime-local field holds for an instant, in the unit's zone. */
export function wallClock(at: number, zone: string): string {
  return new Date(at + offsetMinutes(at, zone) * minute).toISOString().slice(0, 16);
}

/** The instant of a wall-clock time in a zone, as ISO with its offset; undefined when it is none. */
export function instantOfWall(text: string, zone: string): string | undefined {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(`${text.slice(0, 16)}:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) return undefined;
  const guess = wall - offsetMinutes(wall, zone) * minute;
  const offset = offsetMinutes(guess, zone);
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${text.slice(0, 16)}:00${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function listing(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1] ?? ''}`;
}
