import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { offsetAt } from '../protocol/time.ts';
import { buildOffsets, isZone, zoneOffsets } from './zone-offsets.ts';

const at = (iso: string): number => Date.parse(iso);

describe('zoneOffsets', () => {
  it('finds the very minute of each change', () => {
    expect(buildOffsets('America/New_York', 2025, 2025)).toEqual([
      { from: at('2025-01-01T00:00:00Z'), minutes: -300 },
      { from: at('2025-03-09T07:00:00Z'), minutes: -240 },
      { from: at('2025-11-02T06:00:00Z'), minutes: -300 },
    ]);
  });
  it('has one entry for a zone without changes', () => {
    expect(buildOffsets('Asia/Kolkata', 2000, 2035)).toEqual([{ from: at('2000-01-01T00:00:00Z'), minutes: 330 }]);
  });
  it('knows a change of half an hour, and the ten years to come', () => {
    const table = zoneOffsets('Australia/Lord_Howe', at('2025-06-01T00:00:00Z'));
    expect(new Set(table.map((o) => o.minutes))).toEqual(new Set([630, 660]));
    expect(table.at(-1)?.from).toBeGreaterThan(at('2035-01-01T00:00:00Z'));
  });
  it.each(['America/New_York', 'Europe/London', 'Africa/Casablanca', 'Asia/Gaza', 'Pacific/Apia', 'America/Caracas', 'Antarctica/Troll'])('agrees with Luxon every five hours in %s', (zone) => {
    const table = buildOffsets(zone, 2005, 2030);
    for (let t = at('2005-01-01T00:00:00Z'); t < at('2030-12-31T00:00:00Z'); t += 5 * 3_600_000 * 7) expect(offsetAt(t, table)).toBe(DateTime.fromMillis(t, { zone }).offset);
  });
  it('tells a zone from a word', () => {
    expect([isZone('America/Chicago'), isZone('Nowhere/Town')]).toEqual([true, false]);
  });
});
