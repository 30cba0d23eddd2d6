// Working days and open hours are counted in a calendar; a plan holds each one its limits name.
import { chooseCalendar } from '../choose-calendar.ts';
import { clocksOf } from '../phases-drawn.ts';
import { limitRulesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const calendarUnknown: Rule = {
  id: 'calendar-unknown',
  check: ({ draft, context: { calendars, unit } }, report) => {
    if (calendars === undefined) return; // what the agencies have is not known here
    for (const node of clocksOf(draft))
      for (const { rule, path } of limitRulesOf(node)) {
        if (typeof rule.due === 'string' || chooseCalendar(draft, calendars, unit, node, rule.due)) continue;
        const name = rule.due.calendar;
        report({ node: node.id, field: `${path}.due` }, name === undefined ? `${titled(node)} counts working time, and there is no calendar to count it in; add one to the agency or to the protocol` : `${titled(node)} counts in the calendar ${quote(name)}, which does not exist; choose another`);
      }
  },
};
