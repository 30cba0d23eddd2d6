import { expect, it, test } from 'vitest';
import { durationOf, partsOfDuration, type DurationUnit } from './duration-parts.ts';

test.each<readonly [string, number, DurationUnit]>([
  ['PT10S', 10, 'seconds'], ['PT15M', 15, 'minutes'], ['PT90M', 90, 'minutes'], ['PT24H', 24, 'hours'], ['PT0S', 0, 'seconds'], ['PT60S', 60, 'seconds'], ['PT60M', 60, 'minutes'],
  ['P30D', 30, 'days'], ['P6M', 6, 'months'], ['P2Y', 2, 'years'], ['P24M', 24, 'months'], ['-PT2H', -2, 'hours'], ['-P3D', -3, 'days'], ['P0D', 0, 'days'],
])('%s is %i %s and back', (iso, amount, unit) => {
  expect(partsOfDuration(iso)).toEqual({ amount, unit });
  expect(durationOf({ amount, unit })).toBe(iso);
});
it('leaves a mixed duration and what is none as they are written', () => {
  expect(partsOfDuration('P1DT12H')).toBeNull();
  expect(partsOfDuration('soon')).toBeNull();
});
it('reads weeks as days', () => expect(partsOfDuration('P2W')).toEqual({ amount: 14, unit: 'days' }));
