// A limit counted from opening lies between one second and ten years; one counted from another instant between ten years
// before and ten years after it.
import { parseDuration } from '../time.ts';
import { durationsOf, roughMs } from './durations.ts';
import type { Rule } from './rule.ts';
import { quote } from './words.ts';

export const durationOutOfBounds: Rule = {
  id: 'duration-out-of-bounds',
  check: ({ draft }, report) => {
    for (const { text, at, what, least, most } of durationsOf(draft)) {
      const duration = parseDuration(text);
      if (!duration) continue;
      const ms = roughMs(duration);
      if (ms < least) report(at, least === 1000 ? `the ${what} ${quote(text)} is too short; it is at least one second` : least === 0 ? `the ${what} ${quote(text)} lies before its instant; it cannot be negative` : `the ${what} ${quote(text)} lies too far back; at most ten years before its instant`);
      if (ms > most) report(at, `the ${what} ${quote(text)} is too long; ${most > 10 * 366 * 86_400_000 ? 'two hundred' : 'ten'} years are the most`);
    }
  },
};
