// One calendar: its hours, holidays and closures, and bringing a newer version to cases that count in an older one.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Calendar } from '../../protocol/draft.ts';
import type { CalendarRow } from '../../server/contract-clocks.ts';
import { serverNow } from '../api.ts';
import { AdminTabs } from '../administration/AdminTabs.tsx';
import { useChange } from '../administration/use-change.ts';
import { calendarsQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { BringCard } from './BringCard.tsx';
import { CalendarForm } from './CalendarForm.tsx';

const crumbs = [{ label: 'Calendars', link: { to: '/administration/calendars' as const } }];

export function CalendarPage() {
  const { agencyId, key } = useParams({ from: '/administration/calendars/$agencyId/$key' });
  const calendars = useQuery(calendarsQuery());
  const row = calendars.data?.items.find((one) => one.agency.id === agencyId && one.key === key);
  return (
    <Page title={row ? row.calendar.title || row.key : 'Calendar'} crumbs={crumbs}>
      <AdminTabs />
      <Loaded from={calendars} what="the calendar">{() => (row ? <Body row={row} /> : <Empty title="There is no such calendar">It is not one of an agency of your units.</Empty>)}</Loaded>
    </Page>
  );
}

function Body({ row }: { readonly row: CalendarRow }) {
  const change = useChange();
  return (
    <>
      {row.behind.limits > 0 && <BringCard row={row} />}
      <CalendarForm
        key={row.version} start={row.calendar} isNew={false} isReadOnly={!row.mayChange} problem={change.problem} isSending={change.isSending}
        onSave={(calendar) => void change.send('changeCalendar', { params: { key: row.key }, body: { version: row.version, calendar } }, `Calendar ${calendar.title}, version ${row.version + 1}`)}
      />
    </>
  );
}

export function NewCalendarPage() {
  const session = useSession();
  const change = useChange();
  const navigate = useNavigate();
  const save = async (calendar: Calendar): Promise<void> => {
    const made = await change.send('createCalendar', { body: { calendar } }, `Calendar ${calendar.title}`);
    if (made) await navigate({ to: '/administration/calendars/$agencyId/$key', params: { agencyId: session.acting?.agencyId ?? '', key: made.key } });
  };
  return (
    <Page title="New calendar" crumbs={crumbs}>
      <AdminTabs />
      <CalendarForm start={weekdays()} isNew isReadOnly={false} problem={change.problem} isSending={change.isSending} onSave={(calendar) => void save(calendar)} />
    </Page>
  );
}

/** Most offices: Monday to Friday. */
function weekdays(): Calendar {
  return { key: '', title: '', weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: '08:00', closes: '17:00' })), holidays: [], closures: [], lastYear: new Date(serverNow()).getUTCFullYear() + 1 };
}
