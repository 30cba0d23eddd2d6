// The calendars that limits count in, of all agencies of one's units; those of one's own agency are changed here.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AdminTabs } from '../administration/AdminTabs.tsx';
import { calendarsQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count } from '../ui/words.ts';
import { weekWords } from './week-words.ts';

export function CalendarsPage() {
  const session = useSession();
  const calendars = useQuery(calendarsQuery());
  return (
    <Page title="Calendars" actions={hasRight(session, 'administer') && <Button component={Link} to="/administration/calendars/new">New calendar</Button>}>
      <AdminTabs />
      <Loaded from={calendars} what="calendars">
        {(data) =>
          data.items.length === 0 ? <Empty title="There is no calendar yet">Limits that count working days or open hours count them in a calendar: weekly hours, holidays and closures of an agency.</Empty> : (
            <div className={styles.tableWrap}>
              <table className={styles.table}>
                <thead><tr><th scope="col">Calendar</th><th scope="col">Agency</th><th scope="col">Open</th><th scope="col">Holidays known</th></tr></thead>
                <tbody>
                  {data.items.map((row) => (
                    <tr key={`${row.agency.id} ${row.key}`}>
                      <td>
                        <Link className={styles.main} to="/administration/calendars/$agencyId/$key" params={{ agencyId: row.agency.id, key: row.key }}>{row.calendar.title || row.key}</Link>
                        <div className={styles.sub}>version {row.version}</div>
                        {row.behind.limits > 0 && <Chip tone="soon">{count(row.behind.limits, 'open limit')} in an older version</Chip>}
                      </td>
                      <td>{row.agency.name}{row.usual && <div className={styles.sub}>used where a limit names none</div>}</td>
                      <td>{weekWords(row.calendar.weekly)}<div className={styles.sub}>{count(row.calendar.holidays.length, 'holiday')}, {count(row.calendar.closures.length, 'closure')}</div></td>
                      <td>until the end of {row.calendar.lastYear}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
