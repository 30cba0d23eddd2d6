// The protocol's own calendars are read into whole numbers when it is compiled: what cannot be read, or is never open, would
// leave a limit without an end.
import { readCalendar } from '../read-calendar.ts';
import type { Rule } from './rule.ts';
import { quote } from './words.ts';

export const badCalendar: Rule = {
  id: 'bad-calendar',
  check: ({ draft }, report) => {
    for (const calendar of draft.calendars ?? [])
      for (const { field, message } of readCalendar(calendar, { key: calendar.key, version: 1 }).faults) report({ field: `calendars.${calendar.key}.${field}` }, `in the calendar ${quote(calendar.title || calendar.key)}: ${message}`);
  },
};
