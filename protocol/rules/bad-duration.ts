// A duration the engine cannot read would stop every case that comes to it.
import { parseDuration } from '../time.ts';
import { durationsOf } from './durations.ts';
import type { Rule } from './rule.ts';
import { quote } from './words.ts';

export const badDuration: Rule = {
  id: 'bad-duration',
  check: ({ draft }, report) => {
    for (const { text, at, what, working } of durationsOf(draft)) {
      const duration = parseDuration(text);
      if (working && (duration === null || duration.months !== 0 || duration.days !== 0)) report(at, `the ${what} ${quote(text)} is no span of open hours; write PT4H for four hours, or count in working days`);
      else if (duration === null) report(at, `the ${what} ${quote(text)} is no duration; write PT24H for 24 hours that pass, or P30D for 30 calendar days`);
    }
  },
};
