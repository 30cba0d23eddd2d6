// A limit counted from opening lies between one second and ten years; one counted from another instant between ten years
// before and ten years after it.
import { parseDuration } from '../time.ts';
import { durationsOf, roughMs } from './durations.ts';
import { limitRulesOf } from './places.ts';
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
    for (const node of draft.nodes)
      for (const { rule, path } of limitRulesOf(node)) {
        if (typeof rule.due === 'string' || rule.due.kind !== 'workingDays') continue;
        const { days } = rule.due;
        const least = rule.from === undefined || rule.from.kind === 'opened' ? 1 : -mostWorkingDays;
        if (days < least || days > mostWorkingDays) report({ node: node.id, field: `${path}.due` }, `${days} working days are too ${days < least ? 'few' : 'many'}; ${least === 1 ? 'counted from opening, one to 2,500' : '2,500 before its instant to 2,500 after it'}`);
      }
  },
};

/** Those of ten years. */
const mostWorkingDays = 2_500;
