// Which calendar a limit counts in: the one it names, else that of the agency of its step's first role, else the first there
// is. Rules and compile ask here and nowhere else; compile writes the answer into the plan, so that running cases never ask.
import type { Calendar, CalendarTime, Draft, DraftNode } from './draft.ts';
import type { UnitContext } from './plan.ts';

/** A calendar of one of the unit's agencies, in its newest version. */
export interface AgencyCalendar {
  readonly agency: { readonly id: string; readonly key: string };
  readonly version: number;
  readonly calendar: Calendar;
}
export interface ChosenCalendar {
  /** Its name in the plan. */
  readonly key: string;
  readonly version: number;
  readonly calendar: Calendar;
}

/** What there is to choose from, in order: the protocol's own, then the host agency's, then those of other agencies. */
export function calendarsFor(draft: Pick<Draft, 'calendars'>, agencies: readonly AgencyCalendar[], unit: Pick<UnitContext, 'hostAgency'> | undefined): readonly (ChosenCalendar & { readonly agency?: string })[] {
  const own = (draft.calendars ?? []).map((calendar) => ({ key: calendar.key, version: 1, calendar }));
  const theirs = agencies.map((a) => ({ key: `${a.agency.key}.${a.calendar.key}`, version: a.version, calendar: a.calendar, agency: a.agency.id, isHost: a.agency.id === unit?.hostAgency }));
  return [...own, ...theirs.filter((t) => t.isHost), ...theirs.filter((t) => !t.isHost)];
}

/** An agency's usual calendar is the first of its list. */
export function chooseCalendar(draft: Pick<Draft, 'calendars' | 'roles'>, agencies: readonly AgencyCalendar[], unit: Pick<UnitContext, 'hostAgency'> | undefined, node: DraftNode, time: CalendarTime): ChosenCalendar | undefined {
  const all = calendarsFor(draft, agencies, unit);
  const name = time.calendar;
  if (name !== undefined) return all.find((c) => c.key === name) ?? all.find((c) => c.agency !== undefined && c.agency === unit?.hostAgency && c.calendar.key === name);
  const agencyKey = draft.roles.find((r) => r.id === firstRole(node))?.agency;
  const agency = agencyKey === undefined ? unit?.hostAgency : agencies.find((a) => a.agency.key === agencyKey)?.agency.id;
  return all.find((c) => c.agency !== undefined && c.agency === agency) ?? all[0];
}

function firstRole(node: DraftNode): string | undefined {
  switch (node.kind) {
    case 'start':
    case 'task':
    case 'each': return node.roles[0];
    case 'approval': return node.seats[0]?.roles[0];
    case 'handoff': return node.to[0];
    default: return undefined;
  }
}
