// The addresses of the app. They name what is on the page and can be sent to a colleague; which rooms one may enter is
// decided by the server, the rail only does not offer the others. Rooms are loaded when they are first entered.
import { useQueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, redirect, RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { z } from 'zod';
import { inboxAddressSchema } from './tasks/inbox-address.ts';
import { SessionContext, takeSession, useSessionQuery } from './session.ts';
import { Frame } from './frame/Frame.tsx';
import { ChangePassword } from './sign-in/ChangePassword.tsx';
import { SignIn } from './sign-in/SignIn.tsx';
import { Empty, Page } from './ui/Page.tsx';
import { Loaded } from './ui/ProblemNotice.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: '/tasks', search: {} }); } });

const tasks = createRoute({ getParentRoute: () => root, path: '/tasks', validateSearch: inboxAddressSchema, component: lazyRouteComponent(() => import('./tasks/TasksPage.tsx'), 'TasksPage') });
const unconfirmed = createRoute({ getParentRoute: () => root, path: '/tasks/not-confirmed', component: lazyRouteComponent(() => import('./tasks/UnconfirmedPage.tsx'), 'UnconfirmedPage') });
const notices = createRoute({ getParentRoute: () => root, path: '/notices', component: lazyRouteComponent(() => import('./tasks/NoticesPage.tsx'), 'NoticesPage') });
const told = createRoute({ getParentRoute: () => root, path: '/told', component: lazyRouteComponent(() => import('./tasks/ToldPage.tsx'), 'ToldPage') });

const caseSearch = z.object({ status: z.enum(['open', 'report', 'closed', 'all']).optional().catch(undefined), q: z.string().max(200).optional().catch(undefined) });
const cases = createRoute({ getParentRoute: () => root, path: '/cases', validateSearch: caseSearch, component: lazyRouteComponent(() => import('./cases/CasesPage.tsx'), 'CasesPage') });
const newCase = createRoute({ getParentRoute: () => root, path: '/cases/new', validateSearch: z.object({ version: z.string().optional().catch(undefined) }), component: lazyRouteComponent(() => import('./cases/NewCasePage.tsx'), 'NewCasePage') });
const oneCase = createRoute({ getParentRoute: () => root, path: '/cases/$caseId', validateSearch: z.object({ at: z.iso.datetime({ offset: true }).optional().catch(undefined) }), component: lazyRouteComponent(() => import('./cases/CasePage.tsx'), 'CasePage') });
const correct = createRoute({ getParentRoute: () => root, path: '/cases/$caseId/forms/$formId', component: lazyRouteComponent(() => import('./cases/CorrectFormPage.tsx'), 'CorrectFormPage') });
const courtExport = createRoute({ getParentRoute: () => root, path: '/cases/$caseId/export', component: lazyRouteComponent(() => import('./cases/export/ExportPage.tsx'), 'ExportPage') });
const startProtocol = createRoute({ getParentRoute: () => root, path: '/cases/$caseId/start', validateSearch: z.object({ version: z.string().optional().catch(undefined) }), component: lazyRouteComponent(() => import('./cases/StartProtocolPage.tsx'), 'StartProtocolPage') });
const reopenCase = createRoute({ getParentRoute: () => root, path: '/cases/$caseId/reopen', validateSearch: z.object({ version: z.string().optional().catch(undefined) }), component: lazyRouteComponent(() => import('./cases/ReopenPage.tsx'), 'ReopenPage') });
const step = createRoute({ getParentRoute: () => root, path: '/cases/$caseId/steps/$stepId', component: lazyRouteComponent(() => import('./tasks/StepPage.tsx'), 'StepPage') });

const persons = createRoute({ getParentRoute: () => root, path: '/persons', validateSearch: z.object({ q: z.string().max(200).optional().catch(undefined) }), component: lazyRouteComponent(() => import('./subjects/PersonsPage.tsx'), 'PersonsPage') });
const person = createRoute({ getParentRoute: () => root, path: '/persons/$personId', component: lazyRouteComponent(() => import('./subjects/PersonPage.tsx'), 'PersonPage') });
const search = createRoute({ getParentRoute: () => root, path: '/search', validateSearch: z.object({ q: z.string().max(100).optional().catch(undefined) }), component: lazyRouteComponent(() => import('./search/SearchPage.tsx'), 'SearchPage') });

const protocols = createRoute({ getParentRoute: () => root, path: '/protocols', component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'ProtocolsPage') });
const protocolSearch = z.object({ step: z.string().max(64).optional().catch(undefined), from: z.string().max(64).optional().catch(undefined), back: z.string().max(64).optional().catch(undefined) });
const protocol = createRoute({ getParentRoute: () => root, path: '/protocols/$protocolId', validateSearch: protocolSearch, component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'ProtocolPage') });
const whatIf = createRoute({ getParentRoute: () => root, path: '/protocols/$protocolId/what-if', component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'WhatIfPage') });
const compareSearch = z.object({ before: z.string().max(64).optional().catch(undefined), after: z.string().max(64).optional().catch(undefined) });
const compare = createRoute({ getParentRoute: () => root, path: '/protocols/$protocolId/compare', validateSearch: compareSearch, component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'ComparePage') });
const version = createRoute({ getParentRoute: () => root, path: '/versions/$versionId', component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'VersionPage') });
const heatSearch = z.object({ from: z.iso.date().optional().catch(undefined), until: z.iso.date().optional().catch(undefined), versions: z.enum(['this', 'all']).optional().catch(undefined) });
const heat = createRoute({ getParentRoute: () => root, path: '/versions/$versionId/heat', validateSearch: heatSearch, component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'HeatPage') });
const moveTo = createRoute({ getParentRoute: () => root, path: '/versions/$versionId/move', component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'MovePage') });
const migration = createRoute({ getParentRoute: () => root, path: '/moves/$migrationId', component: lazyRouteComponent(() => import('./protocols/routes.tsx'), 'MigrationPage') });

const boardSearch = z.object({
  by: z.enum(['none', 'waiting', 'person', 'protocol', 'step', 'unit', 'agency', 'case']).optional().catch(undefined),
  show: z.enum(['overdue', 'dueSoon', 'approvals', 'handoffs', 'nobody', 'stuck']).optional().catch(undefined),
  of: z.string().max(64).optional().catch(undefined),
  node: z.string().max(64).optional().catch(undefined),
});
const supervision = createRoute({ getParentRoute: () => root, path: '/supervision', validateSearch: boardSearch, component: lazyRouteComponent(() => import('./supervision/BoardPage.tsx'), 'BoardPage') });
const timelinessSearch = z.object({ from: z.iso.date().optional().catch(undefined), until: z.iso.date().optional().catch(undefined), per: z.enum(['level', 'criterion', 'unit']).optional().catch(undefined), unit: z.uuid().optional().catch(undefined) });
const timeliness = createRoute({ getParentRoute: () => root, path: '/supervision/timeliness', validateSearch: timelinessSearch, component: lazyRouteComponent(() => import('./supervision/TimelinessPage.tsx'), 'TimelinessPage') });

const administration = createRoute({ getParentRoute: () => root, path: '/administration', component: lazyRouteComponent(() => import('./administration/UnitsPage.tsx'), 'UnitsPage') });
const unit = createRoute({ getParentRoute: () => root, path: '/administration/units/$unitId', component: lazyRouteComponent(() => import('./administration/UnitPage.tsx'), 'UnitPage') });
const roles = createRoute({ getParentRoute: () => root, path: '/administration/units/$unitId/roles', component: lazyRouteComponent(() => import('./administration/RolesPage.tsx'), 'RolesPage') });
const people = createRoute({ getParentRoute: () => root, path: '/administration/people', component: lazyRouteComponent(() => import('./administration/PeoplePage.tsx'), 'PeoplePage') });
const criteria = createRoute({ getParentRoute: () => root, path: '/administration/criteria', component: lazyRouteComponent(() => import('./criteria/CriteriaPage.tsx'), 'CriteriaPage') });
const criteriaCounts = createRoute({ getParentRoute: () => root, path: '/supervision/criteria', component: lazyRouteComponent(() => import('./criteria/CountsPage.tsx'), 'CountsPage') });
const calendars = createRoute({ getParentRoute: () => root, path: '/administration/calendars', component: lazyRouteComponent(() => import('./calendars/CalendarsPage.tsx'), 'CalendarsPage') });
const newCalendar = createRoute({ getParentRoute: () => root, path: '/administration/calendars/new', component: lazyRouteComponent(() => import('./calendars/CalendarPage.tsx'), 'NewCalendarPage') });
const calendar = createRoute({ getParentRoute: () => root, path: '/administration/calendars/$agencyId/$key', component: lazyRouteComponent(() => import('./calendars/CalendarPage.tsx'), 'CalendarPage') });
const agencies = createRoute({ getParentRoute: () => root, path: '/administration/agencies', component: lazyRouteComponent(() => import('./administration/AgenciesPage.tsx'), 'AgenciesPage') });
const delivery = createRoute({ getParentRoute: () => root, path: '/administration/delivery', validateSearch: z.object({ state: z.enum(['waiting', 'sent', 'failed', 'dropped']).optional().catch(undefined) }), component: lazyRouteComponent(() => import('./administration/DeliveryPage.tsx'), 'DeliveryPage') });
const password = createRoute({ getParentRoute: () => root, path: '/password', component: () => <ChangePassword isForced={false} /> });

const router = createRouter({
  routeTree: root.addChildren([home, tasks, unconfirmed, notices, told, cases, newCase, oneCase, correct, courtExport, startProtocol, reopenCase, step, search, persons, person, protocols, protocol, whatIf, compare, version, heat, moveTo, migration, supervision, timeliness, administration, unit, roles, people, criteria, criteriaCounts, calendars, newCalendar, calendar, agencies, delivery, password]),
  scrollRestoration: true,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function NotFound() {
  return (
    <Page title="Nothing at this address">
      <Empty title="There is no such page">Check the address, or go to <Link to="/tasks">your tasks</Link>.</Empty>
    </Page>
  );
}

/** The one address that nobody signs in for. */
const PublicReportPage = lazy(() => import('./public-report/PublicReportPage.tsx').then((room) => ({ default: room.PublicReportPage })));
const publicSlug = (): string | undefined => /^\/report\/([^/]+)\/?$/.exec(location.pathname)?.[1];

export function App() {
  const slug = publicSlug();
  return slug === undefined ? <SignedInApp /> : <Suspense><PublicReportPage slug={slug} /></Suspense>;
}

/** The sign-in stands in front of every other address, so that a link that was sent leads on after it. */
function SignedInApp() {
  const session = useSessionQuery();
  const queries = useQueryClient();
  return (
    <Loaded from={session} what="Handrail">
      {(found) => {
        if (found.person === null) return <SignIn isDemo={found.demo} onSignedIn={(next) => { queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' }); takeSession(queries, next); }} />;
        if (found.person.mustChangePassword) return <ChangePassword isForced />;
        return (
          <SessionContext.Provider value={{ ...found, person: found.person }}>
            <RouterProvider router={router} />
          </SessionContext.Provider>
        );
      }}
    </Loaded>
  );
}
