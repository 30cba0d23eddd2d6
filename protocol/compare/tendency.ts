// Whether something holds people closer than before. `tighter` and `looser` are said only where one follows from the other
// whatever happens in a case; what is stricter in one respect and milder in another is `other`.
import { parseDuration, type Duration } from '../time.ts';

export type Tendency = 'tighter' | 'looser' | 'other' | 'unchanged';
type Direction = 'tighter' | 'looser';

export const opposite = { tighter: 'looser', looser: 'tighter', other: 'other', unchanged: 'unchanged' } as const satisfies Readonly<Record<Tendency, Tendency>>;

/** Several respects of one thing taken together. */
export function together(parts: readonly Tendency[]): Tendency {
  const said = new Set(parts.filter((p) => p !== 'unchanged'));
  const [only = 'unchanged'] = said;
  return said.size > 1 ? 'other' : only;
}

export function ofSets(before: readonly string[], after: readonly string[], moreIs: Direction): Tendency {
  const gone = before.some((x) => !after.includes(x));
  const come = after.some((x) => !before.includes(x));
  if (gone && come) return 'other';
  return come ? moreIs : gone ? opposite[moreIs] : 'unchanged';
}

export function ofNumbers(before: number, after: number, moreIs: Direction): Tendency {
  return before === after ? 'unchanged' : after > before ? moreIs : opposite[moreIs];
}

export const ofFlags = (before: boolean, after: boolean, setIs: Direction): Tendency => ofNumbers(Number(before), Number(after), setIs);

/** Two durations from the same instant. A day has 24 hours, but for a change of the clocks; a month 28 to 31 days. */
export function ofDurations(before: string, after: string, longerIs: Direction): Tendency {
  if (before === after) return 'unchanged';
  const [a, b] = [parseDuration(before), parseDuration(after)];
  if (!a || !b) return 'other';
  const added: Duration = { months: b.months - a.months, days: b.days - a.days, ms: b.ms - a.ms };
  const [least, most] = span(added);
  if (least === 0 && most === 0) return 'unchanged';
  return least > 0 ? longerIs : most < 0 ? opposite[longerIs] : 'other';
}

const hour = 3_600_000;
const day = 24 * hour;
/** Clocks are put forward or back by no more than this. */
const clockChange = 2 * hour;

function span({ months, days, ms }: Duration): readonly [number, number] {
  const moved = months === 0 && days === 0 ? 0 : clockChange;
  const [short, long] = [months * 28 * day, months * 31 * day];
  return [Math.min(short, long) + days * day + ms - moved, Math.max(short, long) + days * day + ms + moved];
}
