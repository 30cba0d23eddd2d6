// How I am told: by mail or not, which notices at once and which once a day, and when not to be disturbed.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticeWay, NoticeWays, Told } from '../../server/contract-notices.ts';
import type { AnswerOf, EndpointName } from '../../server/contract-endpoints.ts';
import { tell } from '../act.ts';
import { call, type PageProblem, type Sent } from '../api.ts';
import { toldQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { clockOf, minuteOf } from './minute-of-day.ts';

type ToldCall = { [Name in EndpointName]: AnswerOf<Name> extends Told ? Name : never }[EndpointName];

const crumbs = [{ label: 'Notices', link: { to: '/notices' } }] as const;

export function ToldPage() {
  const told = useQuery(toldQuery());
  return (
    <Page title="How I am told" crumbs={crumbs}>
      <Loaded from={told} what="how you are told">{(data) => <><MailCard told={data} /><Choices key={data.zone + JSON.stringify(data.ways)} told={data} /></>}</Loaded>
    </Page>
  );
}

function useTold() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async <Name extends ToldCall>(name: Name, sent: Sent<Name>, words: string): Promise<boolean> => {
    setSending(true);
    setProblem(null);
    const answer = await call(name, sent);
    setSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return false;
    }
    queries.setQueryData(toldQuery().queryKey, answer.value as Told);
    tell('Saved', words);
    return true;
  };
  return { send, problem, isSending };
}

function MailCard({ told }: { readonly told: Told }) {
  const { send, problem, isSending } = useTold();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const { mail, lastMail } = told;
  const onAddress = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await send('newMailAddress', { body: { address } }, `A code is on its way to ${address}.`)) setAddress('');
  };
  const onCode = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await send('confirmMailAddress', { body: { code } }, `Notices come to ${mail.waiting ?? 'your address'} from now on.`)) setCode('');
  };
  return (
    <Card title="Mail" actions={mail.address !== null && <Button variant="default" size="xs" onClick={() => void send('dropMailAddress', {}, 'No more mail comes. Notices stand in the app as before.')}>No more mail</Button>}>
      <p>{mail.address === null ? 'No mail comes to you. Everything stands under Notices in any case.' : <>Notices come to <strong style={{ fontWeight: 600 }}>{mail.address}</strong> as well as standing under Notices.</>}</p>
      <p className="quiet">A mail names the case by its reference, the kind of the step, its limit and a link, and nothing else: to read more you sign in.</p>
      {lastMail !== null && <p className="quiet">Last mail: <At at={lastMail.at} zone={told.zone} />, {lastMail.state === 'sent' ? 'taken by the mail server' : 'not delivered; an administrator sees why under Delivery'}.</p>}
      {!told.mailServer && <Hint>This installation has no mail server yet. An administrator sets one under Administration, Delivery.</Hint>}
      {problem && <ProblemNotice problem={problem} />}
      {mail.waiting !== null && (
        <form className={styles.rowForm} aria-label="Confirm the address" onSubmit={(event) => void onCode(event)}>
          <TextInput label="Code" description={`Eight digits, in the mail to ${mail.waiting}. They are good for an hour.`} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.currentTarget.value)} required withAsterisk={false} />
          <Button type="submit" loading={isSending}>Confirm the address</Button>
        </form>
      )}
      {told.mailServer && (
        <form className={styles.rowForm} aria-label="Mail address" onSubmit={(event) => void onAddress(event)}>
          <TextInput label={mail.address === null && mail.waiting === null ? 'Mail address' : 'Another mail address'} type="email" description={told.domains.length > 0 ? `At ${told.domains.join(', ')} only.` : 'A code goes there first, so that nothing goes astray.'} value={address} onChange={(event) => setAddress(event.currentTarget.value)} required withAsterisk={false} />
          <Button type="submit" variant="default" loading={isSending}>Send the code</Button>
        </form>
      )}
    </Card>
  );
}

const groups: readonly { readonly key: keyof NoticeWays; readonly label: string; readonly help: string }[] = [
  { key: 'work', label: 'Something is given or offered to you', help: 'Assignments, handoffs, questions, measures, messages of a protocol.' },
  { key: 'limits', label: 'A limit comes near or has passed', help: 'What was escalated to you comes at once whatever the hour, unless it is in the app only.' },
  { key: 'answers', label: 'What you did was answered or moved', help: 'Accepted, declined, answered; votes that no longer count.' },
  { key: 'course', label: 'The course of your cases', help: 'Ownership, pauses, ends that are held, retention.' },
];
const ways: readonly { readonly value: NoticeWay; readonly label: string }[] = [{ value: 'once', label: 'By mail at once' }, { value: 'digest', label: 'By mail once a day' }, { value: 'off', label: 'In the app only' }];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function Choices({ told }: { readonly told: Told }) {
  const { send, problem, isSending } = useTold();
  const [chosen, setChosen] = useState({ zone: told.zone, phone: told.phone ?? '', digestAt: clockOf(told.digestAt), from: clockOf(told.quiet.from), until: clockOf(told.quiet.until), days: told.quiet.days, ways: told.ways });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const quiet = { from: minuteOf(chosen.from) ?? told.quiet.from, until: minuteOf(chosen.until) ?? told.quiet.until, days: [...chosen.days] };
    void send('changeTold', { body: { zone: chosen.zone, phone: chosen.phone.trim() === '' ? null : chosen.phone.replaceAll(/[\s()-]/g, ''), quiet, digestAt: minuteOf(chosen.digestAt) ?? told.digestAt, ways: chosen.ways } }, 'It counts for what happens from now on.');
  };
  return (
    <form className={styles.stack} style={{ gap: 18 }} aria-label="Which notices, when" onSubmit={onSubmit}>
      <Card title="Which notices">
        {groups.map(({ key, label, help }) => (
          <NativeSelect key={key} maw={520} label={label} description={help} value={chosen.ways[key]} data={ways.map((way) => ({ ...way }))} onChange={(event) => setChosen({ ...chosen, ways: { ...chosen.ways, [key]: ways.find((way) => way.value === event.target.value)?.value ?? 'once' } })} />
        ))}
        <p className="quiet">Imminent danger always comes at once.</p>
      </Card>
      <Card title="Quiet hours">
        <p className="quiet">Mail waits until they are over and then comes as one. Imminent danger and what was escalated to you go through.</p>
        <div className={styles.rowForm}>
          <TextInput label="From" type="time" value={chosen.from} onChange={(event) => setChosen({ ...chosen, from: event.currentTarget.value })} required withAsterisk={false} />
          <TextInput label="Until" type="time" description="The same as from: none." value={chosen.until} onChange={(event) => setChosen({ ...chosen, until: event.currentTarget.value })} required withAsterisk={false} />
          <TextInput label="Mail of the day at" type="time" value={chosen.digestAt} onChange={(event) => setChosen({ ...chosen, digestAt: event.currentTarget.value })} required withAsterisk={false} />
          <TextInput label="Time zone" description="Yours, like America/New_York." value={chosen.zone} onChange={(event) => setChosen({ ...chosen, zone: event.currentTarget.value })} required withAsterisk={false} />
        </div>
        <div role="group" aria-labelledby="quiet-days">
          <span id="quiet-days">Days that are quiet as a whole</span>
          <div className={styles.row}>
            {days.map((name, index) => (
              <Checkbox key={name} label={name} checked={chosen.days.includes(index + 1)} onChange={(event) => setChosen({ ...chosen, days: event.currentTarget.checked ? [...chosen.days, index + 1].sort() : chosen.days.filter((day) => day !== index + 1) })} />
            ))}
          </div>
        </div>
      </Card>
      <Card title="On call">
        <TextInput maw={320} label="Phone" description="With its country, like +1 555 123 4567. Used only to ring you when you are on call, through your agency’s provider." type="tel" autoComplete="tel" value={chosen.phone} onChange={(event) => setChosen({ ...chosen, phone: event.currentTarget.value })} />
      </Card>
      {problem && <ProblemNotice problem={problem} />}
      <div className={styles.row}><Button type="submit" loading={isSending}>Save</Button></div>
    </form>
  );
}
