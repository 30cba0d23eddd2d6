// The mail server. Its password is typed, kept sealed, and never shown again; a test says in words what came of it.
import { Button, NativeSelect, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { mailSecurities, type MailServerView } from '../../server/contract-notices.ts';
import { Card } from '../ui/Page.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { useChange } from './use-change.ts';

const securityWords = { tls: 'TLS from the start', starttls: 'STARTTLS', none: 'None (a server on this machine only)' } as const;

export function MailServerForm({ server }: { readonly server: MailServerView }) {
  const change = useChange();
  const [typed, setTyped] = useState({ host: server.host, port: server.port, security: server.security, login: server.login ?? '', password: '', sender: server.sender, domains: server.domains.join(', ') });
  const isFixed = server.from === 'environment';
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { password, login, domains, ...rest } = typed;
    const body = { ...rest, ...(login.trim() !== '' && { login }), ...(password !== '' && { password }), domains: domains.split(/[\s,]+/).filter(Boolean) };
    if (await change.send('changeMailServer', { body }, 'Notices go out through it from now on.')) setTyped({ ...typed, password: '' });
  };
  return (
    <Card title="Mail server">
      {isFixed && <Hint>SMTP_URL in the environment of the server names it: {server.host}, port {server.port}, {securityWords[server.security]}, from {server.sender}. Change it there.</Hint>}
      {server.from === 'none' && <p className="quiet">Without one, notices stand in the app only. Nobody is written to before they confirm an address.</p>}
      {change.problem && <ProblemNotice problem={change.problem} />}
      {!isFixed && (
        <form className={styles.rowForm} aria-label="Mail server" onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="Server" placeholder="mail.agency.example" value={typed.host} onChange={(event) => setTyped({ ...typed, host: event.currentTarget.value })} required withAsterisk={false} />
          <NumberInput label="Port" min={1} max={65535} allowDecimal={false} hideControls w={110} value={typed.port} onChange={(port) => { if (typeof port === 'number') setTyped({ ...typed, port }); }} />
          <NativeSelect label="Encryption" value={typed.security} data={mailSecurities.map((value) => ({ value, label: securityWords[value] }))} onChange={(event) => setTyped({ ...typed, security: mailSecurities.find((one) => one === event.target.value) ?? 'starttls' })} />
          <TextInput label="Sender" type="email" value={typed.sender} onChange={(event) => setTyped({ ...typed, sender: event.currentTarget.value })} required withAsterisk={false} />
          <TextInput label="Login" description="Empty: none." autoComplete="off" value={typed.login} onChange={(event) => setTyped({ ...typed, login: event.currentTarget.value })} />
          <PasswordInput label="Password" description={server.hasPassword ? 'One is kept; type to replace it.' : 'None is kept.'} autoComplete="new-password" value={typed.password} onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })} />
          <TextInput label="Only to these domains" description="Empty: anywhere. Several with commas." value={typed.domains} onChange={(event) => setTyped({ ...typed, domains: event.currentTarget.value })} />
          <Button type="submit" loading={change.isSending}>Save the mail server</Button>
        </form>
      )}
      {server.from !== 'none' && <TestMail />}
    </Card>
  );
}

function TestMail() {
  const change = useChange();
  const [to, setTo] = useState('');
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly sentence: string } | null>(null);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaid(null);
    setSaid((await change.send('testMail', { body: { to } }, '')) ?? null);
  };
  return (
    <>
      <form className={styles.rowForm} aria-label="Test mail" onSubmit={(event) => void onSubmit(event)}>
        <TextInput label="Test mail to" type="email" value={to} onChange={(event) => setTo(event.currentTarget.value)} required withAsterisk={false} />
        <Button type="submit" variant="default" loading={change.isSending}>Send a test mail</Button>
      </form>
      {change.problem && <ProblemNotice problem={change.problem} />}
      {said && <p role="status">{said.ok ? said.sentence : `It did not work. ${said.sentence}`}</p>}
    </>
  );
}
