import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { ZoneOffset } from './plan.ts';
import { addDuration, instantOf, localText, parseDuration, toLocalParts } from './time.ts';

const zones = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Europe/London'] as const;
const minute = 60_000;
const [start, end] = [Date.UTC(2000, 0, 1), Date.UTC(2040, 0, 1)];

/** The table of a zone, found with Luxon alone, so that the test shares nothing with the server's own table. */
function tableOf(zone: string): readonly ZoneOffset[] {
  const offset = (t: number): number => DateTime.fromMillis(t, { zone }).offset;
  const table: ZoneOffset[] = [{ from: start, minutes: offset(start) }];
  for (let day = start; day < end; day += 1440 * minute) {
    if (offset(day) === offset(day + 1440 * minute)) continue;
    let t = day;
    while (offset(t) === offset(day)) t += 15 * minute;
    table.push({ from: t, minutes: offset(t) });
  }
  return table;
}
const tables = new Map(zones.map((zone) => [zone, tableOf(zone)]));
const at = (iso: string): number => Date.parse(iso);

/** What the language says, told with Luxon: every instant that shows this wall time, the first; none: forward by the gap. */
function oracle(from: number, months: number, days: number, ms: number, zone: string): number {
  if (months === 0 && days === 0) return from + ms;
  const wall = DateTime.fromMillis(from, { zone }).setZone('utc', { keepLocalTime: true }).plus({ months }).plus({ days }).toMillis();
  const offset = (t: number): number => DateTime.fromMillis(t, { zone }).offset * minute;
  const shows = [wall - offset(wall - 1440 * minute), wall - offset(wall + 1440 * minute)].filter((t) => t + offset(t) === wall);
  return (shows.length > 0 ? Math.min(...shows) : wall - offset(wall - 1440 * minute)) + ms;
}

describe('parseDuration', () => {
  it.each([
    ['PT24H', { months: 0, days: 0, ms: 86_400_000 }], ['P30D', { months: 0, days: 30, ms: 0 }], ['P1Y2M3W4DT5H6M7.25S', { months: 14, days: 25, ms: 18_367_250 }],
    ['-P60D', { months: 0, days: -60, ms: 0 }], ['-PT2H', { months: 0, days: 0, ms: -7_200_000 }], ['PT0S', { months: 0, days: 0, ms: 0 }], ['P0D', { months: 0, days: 0, ms: 0 }],
  ])('reads %s', (iso, expected) => expect(parseDuration(iso)).toEqual(expected));
  it.each(['', 'P', 'PT', 'P1DT', '-P', '--P1D', '1D', 'P1H', 'PT1D', 'P1.5D', 'PT1.5H', 'P1M1Y', 'p1d', ' P1D', 'P1D\n', 'P999999999Y', 'PT999999999999S', 'P-1D'])('refuses %j', (iso) => {
    expect(parseDuration(iso)).toBeNull();
  });
  it('reads or refuses any text without throwing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?P[0-9YMWDTHS.]{0,12}$/)), (iso) => {
      const parsed = parseDuration(iso);
      if (parsed) for (const part of Object.values(parsed)) expect(Number.isSafeInteger(part) && !Object.is(part, -0)).toBe(true);
    }), { numRuns: 500 });
  });
});

describe('addDuration', () => {
  const newYork = tables.get('America/New_York') ?? [];
  it.each([
    ['keeps the wall-clock time over the change to summer time', '2025-03-08T20:00:00Z', 'P1D', '2025-03-09T19:00:00Z'],
    ['counts elapsed hours over the change to summer time', '2025-03-08T20:00:00Z', 'PT24H', '2025-03-09T20:00:00Z'],
    ['moves a time that does not exist forward by the gap', '2025-03-08T07:30:00Z', 'P1D', '2025-03-09T07:30:00Z'], // 02:30 EST -> 03:30 EDT
    ['takes the first of a time that occurs twice', '2025-11-01T05:30:00Z', 'P1D', '2025-11-02T05:30:00Z'], // 01:30 EDT, not EST
    ['takes the first also when coming from behind', '2025-11-03T06:30:00Z', '-P1D', '2025-11-02T05:30:00Z'],
    ['clamps to the last day of the month', '2025-01-31T17:00:00Z', 'P1M', '2025-02-28T17:00:00Z'],
    ['clamps to 29 February', '2024-01-31T17:00:00Z', 'P1M', '2024-02-29T17:00:00Z'],
    ['adds days after it has clamped', '2025-01-31T17:00:00Z', 'P1M1D', '2025-03-01T17:00:00Z'],
    ['adds the calendar part before the elapsed part', '2025-03-08T20:00:00Z', 'P1DT1H', '2025-03-09T20:00:00Z'],
    ['goes back over the new year', '2025-01-15T17:00:00Z', '-P1Y1M', '2023-12-15T17:00:00Z'],
  ])('%s', (_, from, duration, expected) => expect(new Date(addDuration(at(from), duration, newYork)).toISOString()).toBe(new Date(expected).toISOString()));

  it('counts in UTC without a table, and from the first entry for all before it', () => {
    expect(addDuration(at('2025-03-08T20:00:00Z'), 'P1D', [])).toBe(at('2025-03-09T20:00:00Z'));
    expect(toLocalParts(at('1970-01-01T00:00:00Z'), newYork)).toMatchObject({ year: 1969, month: 12, day: 31, hour: 19 });
  });
  it('stops as a bug on a duration that was never checked', () => {
    expect(() => addDuration(0, 'soon', [])).toThrow('checked');
  });

  const instant = fc.integer({ min: Date.UTC(2005, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 }).map((s) => s * 1000);
  /** Mostly far from any change, so half of all instants are drawn from around one. */
  const nearChange = (zone: (typeof zones)[number]): fc.Arbitrary<number> => {
    const changes = (tables.get(zone) ?? []).map((o) => o.from).filter((t) => t > Date.UTC(2005, 0, 1) && t < Date.UTC(2036, 0, 1));
    return changes.length === 0 ? instant : fc.oneof(instant, fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -240, max: 240 })).map(([t, m]) => t + m * minute));
  };
  it.each(zones)('agrees with Luxon in %s', (zone) => {
    const offsets = tables.get(zone) ?? [];
    const sign = fc.constantFrom(1, -1);
    fc.assert(fc.property(nearChange(zone), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 10_000_000 }), sign, (from, months, days, ms, s) => {
      expect(addDuration(from, { months: s * months, days: s * days, ms: s * ms }, offsets)).toBe(oracle(from, s * months, s * days, s * ms, zone));
    }), { numRuns: 400 });
    // Landing on the change itself, day by day.
    fc.assert(fc.property(nearChange(zone), fc.integer({ min: 1, max: 40 }), (landing, days) => {
      const from = oracle(landing, 0, -days, 0, zone);
      expect(addDuration(from, `P${days}D`, offsets)).toBe(oracle(from, 0, days, 0, zone));
    }), { numRuns: 400 });
  });
  it.each(zones)('reads the wall clock as Luxon does in %s, and back', (zone) => {
    const offsets = tables.get(zone) ?? [];
    fc.assert(fc.property(nearChange(zone), (t) => {
      const local = DateTime.fromMillis(t, { zone });
      expect(toLocalParts(t, offsets)).toEqual({ year: local.year, month: local.month, day: local.day, hour: local.hour, minute: local.minute, second: local.second, ms: local.millisecond, weekday: local.weekday, offsetMinutes: local.offset });
      expect(localText(t, offsets)).toBe(local.setLocale('en-US').toFormat('ccc d LLL yyyy HH:mm'));
      const wall = t + local.offset * minute;
      const back = instantOf(wall, offsets);
      expect(back).toBeLessThanOrEqual(t);
      expect(back + DateTime.fromMillis(back, { zone }).offset * minute).toBe(wall);
    }));
  });
});
