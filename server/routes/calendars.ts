// Calendars of agencies, and bringing a newer version to running cases.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import { bringCalendar } from '../services/bring-calendar.ts';
import { calendars, changeCalendar, createCalendar } from '../services/calendars.ts';
import type { Signed } from '../signed.ts';

export function declareCalendars(routes: Routes, deps: AppDeps): void {
  const administer = { right: 'administer', level: 'recent' } as const;
  const doing = ({ signed, now }: { readonly signed: Signed; readonly now: number }) => ({ db: deps.db, signed, now });

  routes.declare(endpoints.calendars, { right: 'signedIn', level: 'password' }, async (asked) => ({ items: [...(await calendars(doing(asked)))] }));
  routes.declare(endpoints.createCalendar, administer, (asked) => createCalendar(doing(asked), asked.body.calendar));
  routes.declare(endpoints.changeCalendar, administer, (asked) => changeCalendar(doing(asked), asked.param('key'), asked.body));
  // Whoever may extend decides over the limits of cases; the case asks for the right again, in its own unit.
  routes.declare(endpoints.bringCalendar, { right: 'signedIn', level: 'password' }, ({ signed, now, body, param }) => bringCalendar(deps, { signed, now }, { ...body, key: param('key') }));
}
