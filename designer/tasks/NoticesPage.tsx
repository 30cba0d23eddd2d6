// What the cases told this person: warnings, escalations, assignments, votes voided. Above it, where a draft's comment mentions them.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Notice } from '../../server/contract-cases.ts';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { noticesQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { Chip } from '../ui/Chips.tsx';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useSession } from '../session.ts';
import { MentionList } from './MentionList.tsx';

export function NoticesPage() {
  const session = useSession();
  const queries = useQueryClient();
  const notices = useQuery(noticesQuery());
  const zone = session.units[0]?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const markRead = async (ids: readonly string[]): Promise<void> => {
    const answer = await call('readNotices', { body: { ids: ids.slice(0, 200) } });
    if (!answer.ok) tell(answer.problem.title, answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['notices'] });
  };
  const unread = (notices.data?.items ?? []).filter((notice) => notice.readAt === null);
  return (
    <Page title="Notices" marks={<Link to="/told">How I am told</Link>} actions={unread.length > 0 && <Button variant="default" onClick={() => void markRead(unread.map((notice) => notice.id))}>Mark all as read</Button>}>
      <MentionList zone={zone} />
      <Loaded from={notices} what="notices">
        {(data) =>
          data.items.length === 0 ? (
            <Empty title="No notices">When a limit comes near or has passed, a step is given to you, or a protocol tells your role something, it stands here.</Empty>
          ) : (
            <div className={styles.tableWrap}>
              <table className={styles.table}>
                <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Case</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
                <tbody>{data.items.map((notice) => <Line key={notice.id} notice={notice} zone={zone} onRead={() => void markRead([notice.id])} />)}</tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Line({ notice, zone, onRead }: { readonly notice: Notice; readonly zone: string; readonly onRead: () => void }) {
  return (
    <tr>
      <td><At at={notice.at} zone={zone} /></td>
      <td>
        <div className={styles.row} style={{ flexWrap: 'nowrap', alignItems: 'baseline' }}>
          {notice.urgent && <Chip tone="late"><IconAlertTriangle size={13} aria-hidden /> Urgent</Chip>}
          {notice.readAt === null && <Chip>New</Chip>}
          <span className={notice.readAt === null ? styles.main : undefined}>{notice.text}</span>
        </div>
        {notice.stepId !== null && <Link to="/cases/$caseId/steps/$stepId" params={{ caseId: notice.caseId, stepId: notice.stepId }}>Open the step</Link>}
      </td>
      <td><Link to="/cases/$caseId" params={{ caseId: notice.caseId }}>{notice.caseReference ?? 'Open the case'}</Link><div className={styles.sub}>{notice.caseTitle}</div></td>
      <td>{notice.readAt === null && <Button size="xs" variant="default" onClick={onRead}>Mark as read</Button>}</td>
    </tr>
  );
}
