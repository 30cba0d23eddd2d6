// Targets: where notices of a unit are sent to, and through whom people on call are rung. One administrator asks, a second allows.
import { Button, Checkbox, Code, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { noticeGroups, targetChannels, type NoticeGroup, type Webhook } from '../../server/contract-notices.ts';
import { webhooksQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { Chip } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Empty } from '../ui/Page.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useChange } from './use-change.ts';

const groupWords: Readonly<Record<NoticeGroup, string>> = { work: 'Given or offered work', limits: 'Limits near or passed', answers: 'Answers', course: 'Course of cases', danger: 'Imminent danger' };
const channelWords: Readonly<Record<Webhook['channel'], string>> = { webhook: 'Notices, to a system of the agency', phone: 'Calls, through the agency’s provider', sms: 'SMS, through the agency’s provider' };
const offWords: Readonly<Record<string, string>> = { byPerson: 'switched off', gone: 'switched off: the server says it is gone', failing: 'switched off: it took nothing for three days' };

export function WebhooksCard() {
  const rows = useQuery(webhooksQuery());
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card title="Webhooks">
      <p className="quiet">Each is signed as the Standard Webhooks specification says, and tells the case by its reference, the kind of the step, its limit and a link, and nothing else. Only public https servers are reached; redirects are not followed.</p>
      {secret !== null && <Hint>The secret, shown only now: <Code>{secret}</Code> <Button size="compact-xs" variant="subtle" onClick={() => setSecret(null)}>I have it</Button></Hint>}
      <Loaded from={rows} what="webhooks">
        {(data) =>
          data.items.length === 0 ? <Empty title="No webhooks">Where an agency’s own systems, or the provider that rings people on call, are told. Asked for below, allowed by a second person.</Empty> : (
            <div className={styles.tableWrap}>
              <table className={styles.table}>
                <thead><tr><th scope="col">Target</th><th scope="col">What for</th><th scope="col">State</th><th scope="col"><span className="visually-hidden">Action</span></th></tr></thead>
                <tbody>{data.items.map((row) => <Line key={row.id} row={row} onSecret={setSecret} />)}</tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <AskForm onSecret={setSecret} />
    </Card>
  );
}

function Line({ row, onSecret }: { readonly row: Webhook; readonly onSecret: (secret: string) => void }) {
  const session = useSession();
  const change = useChange();
  const [said, setSaid] = useState<string | null>(null);
  const zone = session.units.find((unit) => unit.id === row.unitId)?.zone ?? 'UTC';
  const params = { id: row.id };
  const test = async (): Promise<void> => setSaid((await change.send('testWebhook', { params }, ''))?.sentence ?? null);
  const rotate = async (): Promise<void> => {
    const made = await change.send('rotateWebhook', { params }, 'The old secret signs as well for a day.');
    if (made) onSecret(made.secret);
  };
  return (
    <tr>
      <td><span className={styles.main}>{row.title}</span><div className={styles.sub} style={{ overflowWrap: 'anywhere' }}>{row.url}</div></td>
      <td>{channelWords[row.channel]}<div className={styles.sub}>{row.groups.map((group) => groupWords[group]).join(', ')}</div></td>
      <td>
        {row.state === 'asked' && <Chip tone="waiting">Waits for a second person</Chip>}
        {row.state === 'allowed' && <Chip tone={row.failingSince === null ? 'done' : 'late'}>{row.failingSince === null ? 'Allowed' : 'Fails'}</Chip>}
        {row.state === 'off' && <Chip tone="late">Off</Chip>}
        <div className={styles.sub}>asked for by {row.askedBy.name}{row.allowedBy && `, allowed by ${row.allowedBy.name}`}{row.offWhy && `, ${offWords[row.offWhy] ?? 'switched off'}`}</div>
        {row.state === 'allowed' && row.failingSince !== null && <div className={styles.sub}>takes nothing since <At at={row.failingSince} zone={zone} />; after three days it is switched off</div>}
        {said && <div role="status">{said}</div>}
        {change.problem && <ProblemNotice problem={change.problem} />}
      </td>
      <td>
        <div className={styles.row}>
          {row.state === 'asked' && row.askedBy.id !== session.person.id && <Button size="xs" onClick={() => void change.send('allowWebhook', { params }, `${row.title} is told from now on.`)}>Allow</Button>}
          {row.state === 'allowed' && <Button size="xs" variant="default" onClick={() => void test()}>Test</Button>}
          {row.state !== 'off' && <Button size="xs" variant="default" onClick={() => void rotate()}>New secret</Button>}
          {row.state !== 'off' && <Button size="xs" variant="default" onClick={() => void change.send('stopWebhook', { params }, `${row.title} is told nothing any more.`)}>Switch off</Button>}
        </div>
      </td>
    </tr>
  );
}

function AskForm({ onSecret }: { readonly onSecret: (secret: string) => void }) {
  const session = useSession();
  const change = useChange();
  const units = session.units.filter((unit) => hasRight(session, 'administer', unit.id));
  const [typed, setTyped] = useState({ unitId: units[0]?.id ?? '', title: '', url: '', channel: 'webhook' as Webhook['channel'], groups: ['danger', 'limits'] as readonly NoticeGroup[] });
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await change.send('createWebhook', { body: { ...typed, groups: typed.channel === 'webhook' ? [...typed.groups] : [] } }, `${typed.title} waits for a second person.`);
    if (!made) return;
    onSecret(made.secret);
    setTyped({ ...typed, title: '', url: '' });
  };
  return (
    <form className={styles.stack} aria-label="New webhook" onSubmit={(event) => void onSubmit(event)}>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={styles.rowForm}>
        <TextInput label="Name" value={typed.title} onChange={(event) => setTyped({ ...typed, title: event.currentTarget.value })} required withAsterisk={false} />
        <TextInput label="Address" placeholder="https://hooks.agency.example/handrail" value={typed.url} onChange={(event) => setTyped({ ...typed, url: event.currentTarget.value })} required withAsterisk={false} />
        <NativeSelect label="Unit" value={typed.unitId} data={units.map((unit) => ({ value: unit.id, label: unit.name }))} onChange={(event) => setTyped({ ...typed, unitId: event.target.value })} />
        <NativeSelect label="What for" value={typed.channel} data={targetChannels.map((value) => ({ value, label: channelWords[value] }))} onChange={(event) => setTyped({ ...typed, channel: targetChannels.find((one) => one === event.target.value) ?? 'webhook' })} />
        <Button type="submit" variant="default" loading={change.isSending}>Ask for the webhook</Button>
      </div>
      {typed.channel === 'webhook' && (
        <div role="group" aria-label="Which notices it is told" className={styles.row}>
          {noticeGroups.map((group) => <Checkbox key={group} label={groupWords[group]} checked={typed.groups.includes(group)} onChange={(event) => setTyped({ ...typed, groups: event.currentTarget.checked ? [...typed.groups, group] : typed.groups.filter((one) => one !== group) })} />)}
        </div>
      )}
    </form>
  );
}
