// Holidays are entered year by year. A limit that would lie after the last year entered is counted as if there were none, so
// it is told before, and again in every case where it happens.
import { chooseCalendar } from '../choose-calendar.ts';
import { dueWords } from '../condition-words.ts';
import { dueAt } from '../due-at.ts';
import { parseDuration } from '../time.ts';
import { readCalendar } from '../read-calendar.ts';
import type { DueTime } from '../draft.ts';
import { clocksOf } from '../phases-drawn.ts';
import { limitRulesOf } from './places.ts';
import type { Rule } from './rule.ts';
import { quote, titled } from './words.ts';

export const calendarEnds: Rule = {
  id: 'calendar-ends',
  check: ({ draft, context }, report) => {
    const { at, unit } = context;
    if (at === undefined || unit === undefined) return;
    for (const node of clocksOf(draft))
      for (const { rule, path } of limitRulesOf(node)) {
        const chosen = typeof rule.due === 'string' ? undefined : chooseCalendar(draft, context.calendars ?? [], unit, node, rule.due);
        if (!chosen || !isReadable(rule.due)) continue;
        const { calendar } = readCalendar(chosen.calendar, chosen);
        const due = typeof rule.due === 'string' ? rule.due : { ...rule.due, calendar: calendar.key };
        if (dueAt(at, due, { unit, calendars: { [calendar.key]: calendar } }).known) continue;
        report({ node: node.id, field: `${path}.due` }, `${titled(node)} counts ${dueWords(rule.due)} in the calendar ${quote(calendar.title)}, whose holidays are known until the end of ${chosen.calendar.lastYear} only; add those of the years to come`);
      }
  },
};

function isReadable(due: DueTime): boolean {
  const parsed = typeof due === 'string' || due.kind === 'workingDays' ? null : parseDuration(due.time);
  return typeof due !== 'string' && (due.kind === 'workingDays' || (parsed !== null && parsed.months === 0 && parsed.days === 0));
}
