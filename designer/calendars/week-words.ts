// Weekly hours in a line: days with the same hours together, "Monday to Friday 08:00 to 17:00; Saturday 09:00 to 12:00".
import type { Calendar } from '../../protocol/draft.ts';
import { weekdayNames } from '../../protocol/read-calendar.ts';

export function weekWords(weekly: Calendar['weekly']): string {
  const days = weekdayNames.map((name, i) => ({ name, hours: hoursOf(weekly, i + 1) }));
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const { name, hours } of days) {
    const group = groups.at(-1);
    if (group?.hours === hours) group.last = name;
    else groups.push({ first: name, last: name, hours });
  }
  const open = groups.filter((group) => group.hours !== '');
  return open.length === 0 ? 'never open' : open.map((g) => `${g.first === g.last ? g.first : `${g.first} to ${g.last}`} ${g.hours}`).join('; ');
}

function hoursOf(weekly: Calendar['weekly'], day: number): string {
  return weekly.filter((span) => span.day === day).toSorted((a, b) => (a.opens < b.opens ? -1 : 1)).map((span) => `${span.opens} to ${span.closes}`).join(' and ');
}
