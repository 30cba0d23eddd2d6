// The mail server, webhooks, and what went out: to whom, when, how often it was tried and what came of it. Never of which case.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { deliveryStates, type DeliveryRow } from '../../server/contract-notices.ts';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { deliveriesQuery, mailServerQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count } from '../ui/words.ts';
import { AdminTabs } from './AdminTabs.tsx';
import { MailServerForm } from './MailServerForm.tsx';
import { WebhooksCard } from './WebhooksCard.tsx';

type State = (typeof deliveryStates)[number];
const stateWords: Readonly<Record<State, string>> = { waiting: 'Waiting', sent: 'Sent', failed: 'Failed', dropped: 'Not needed' };
const tones: Readonly<Record<State, 'soon' | 'done' | 'late' | undefined>> = { waiting: 'soon', sent: 'done', failed: 'late', dropped: undefined };
const channelWords: Readonly<Record<string, string>> = { mail: 'Mail', webhook: 'Webhook', phone: 'Call', sms: 'SMS' };

export function DeliveryPage() {
  const { state } = useSearch({ from: '/administration/delivery' });
  const navigate = useNavigate();
  const server = useQuery(mailServerQuery());
  const rows = useQuery(deliveriesQuery(state));
  const wanted = (value: string): State | undefined => deliveryStates.find((one) => one === value);
  return (
    <Page title="Delivery">
      <AdminTabs />
      <Loaded from={server} what="the mail server">{(data) => <MailServerForm key={`${data.from} ${data.host}`} server={data} />}</Loaded>
      <WebhooksCard />
      <Card title="What went out">
        <NativeSelect maw={320} label="Show" value={state ?? ''} data={[{ value: '', label: 'Everything' }, ...deliveryStates.map((one) => ({ value: one, label: stateWords[one] }))]} onChange={(event) => void navigate({ to: '/administration/delivery', search: { state: wanted(event.target.value) }, replace: true })} />
        <Loaded from={rows} what="what went out">
          {(data) =>
            data.items.length === 0 ? (
              <Empty title={state === undefined ? 'Nothing has gone out yet' : `Nothing is here with “${stateWords[state]}”`}>Each mail to people of your agency and each webhook stands here, with every try and what came of it.</Empty>
            ) : (
              <div className={styles.tableWrap}>
                <table className={styles.table}>
                  <thead><tr><th scope="col">When</th><th scope="col">To</th><th scope="col">What</th><th scope="col">How it ended</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
                  <tbody>{data.items.map((row) => <Line key={row.id} row={row} />)}</tbody>
                </table>
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

function Line({ row }: { readonly row: DeliveryRow }) {
  const session = useSession();
  const queries = useQueryClient();
  const zone = session.units[0]?.zone ?? 'UTC';
  const last = row.attempts.at(-1);
  const again = async (): Promise<void> => {
    const answer = await call('deliverAgain', { params: { id: row.id } });
    tell(answer.ok ? 'Sent again' : answer.problem.title, answer.ok ? 'It is tried at once; what comes of it stands here.' : answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['deliveries'] });
  };
  return (
    <tr>
      <td><At at={row.createdAt} zone={zone} /></td>
      <td className={styles.main}>{row.to?.name ?? row.target ?? 'Somebody'}</td>
      <td>{channelWords[row.channel] ?? row.channel}<div className={styles.sub}>{count(row.notices, 'notice')}</div></td>
      <td>
        <Chip {...(tones[row.state] && { tone: tones[row.state] })}>{stateWords[row.state]}</Chip>
        {last && <div className={styles.sub}>{last.sentence}</div>}
        {row.attempts.length > 1 && (
          <details>
            <summary>{count(row.attempts.length, 'try', 'tries')}</summary>
            <ol className={styles.list}>{row.attempts.map((one) => <li key={one.n}><At at={one.at} zone={zone} exact /> {one.sentence}</li>)}</ol>
          </details>
        )}
        {row.nextAt !== null && <div className={styles.sub}>next try <At at={row.nextAt} zone={zone} /></div>}
      </td>
      <td>{row.state === 'failed' && <Button size="xs" variant="default" onClick={() => void again()}>Send again</Button>}</td>
    </tr>
  );
}
