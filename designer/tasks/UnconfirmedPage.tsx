// What was sent from this browser and has no answer yet, or was refused after waiting. Nothing of it is lost by leaving.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { discard, sendAllNow, useOutbox } from '../outbox.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { At } from '../ui/Clock.tsx';
import styles from '../ui/ui.module.css';
import { TaskTabs } from './TaskTabs.tsx';

export function UnconfirmedPage() {
  const items = useOutbox();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Page title="Not confirmed yet" actions={items.some((item) => item.state === 'unconfirmed') && <Button onClick={sendAllNow}>Send again now</Button>}>
      <TaskTabs />
      {items.length === 0 ? (
        <Empty title="Everything you sent is confirmed">What the server has not confirmed stands here. It is kept in this browser and sent again by itself until it is taken or refused; however often it is sent, it has one effect.</Empty>
      ) : (
        <div className={styles.tableWrap}>
          <table className={styles.table}>
            <thead><tr><th scope="col">What</th><th scope="col">Sent</th><th scope="col">State</th><th scope="col">Case</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.body.id}>
                  <td className={styles.main}>{item.words}</td>
                  <td><At at={new Date(item.since).toISOString()} zone={zone} /></td>
                  <td>{item.state === 'sending' ? 'Being sent' : item.state === 'unconfirmed' ? 'Not confirmed yet; it is sent again by itself' : <><strong>{item.problem?.title}.</strong> {item.problem?.detail}</>}</td>
                  <td>{item.endpoint === 'act' && <Link to="/cases/$caseId" params={{ caseId: item.caseId }}>Open the case</Link>}</td>
                  <td>{item.state === 'refused' && <Button size="xs" variant="default" onClick={() => discard(item.body.id)}>Take off this list</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
