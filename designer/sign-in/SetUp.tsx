// The first page of an empty installation: the token from the terminal, the first agency, unit and administrator.
import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Session } from '../../server/contract.ts';
import { call, type PageProblem } from '../api.ts';
import { keyOf, ownZone, zones } from '../administration/naming.ts';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from './sign-in.module.css';

export function SetUp({ onDone }: { readonly onDone: (session: Session) => void }) {
  useTitle('Set up');
  const [values, setValues] = useState({ token: '', agency: '', unit: '', zone: ownZone(), name: '', login: '', password: '', again: '' });
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const isSame = values.password === values.again;
  const field = (name: keyof typeof values) => ({ value: values[name], onChange: (event: { readonly currentTarget: { readonly value: string } }) => setValues({ ...values, [name]: event.currentTarget.value }), required: true, withAsterisk: false });
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isSame) return;
    setSending(true);
    const answer = await call('setup', {
      body: {
        token: values.token.trim(),
        agency: { key: keyOf(values.agency), name: values.agency },
        unit: { key: keyOf(values.unit), name: values.unit, zone: values.zone },
        person: { name: values.name, login: values.login.trim(), password: values.password },
      },
    });
    setSending(false);
    if (answer.ok) onDone(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <main className={styles.outer}>
      <div className={styles.box}>
        <div className={styles.brand}><img src="/handrail.svg" alt="" width={28} height={28} /> Handrail</div>
        <h1>Set up this installation</h1>
        <p>It is empty. You become its first administrator; everything else can be added and changed afterwards.</p>
        <form onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="Set-up token" description="The program printed it when it started." autoComplete="off" spellCheck={false} {...field('token')} autoFocus />
          <fieldset>
            <legend>Agency and unit</legend>
            <TextInput label="Name of your agency" {...field('agency')} />
            <TextInput label="Name of the threat-assessment unit" {...field('unit')} />
            <Select label="Time zone of the unit" description="Limits in days and all times on pages follow it." searchable allowDeselect={false} data={[...zones(values.zone)]} value={values.zone} onChange={(zone) => setValues({ ...values, zone: zone ?? values.zone })} />
          </fieldset>
          <fieldset>
            <legend>You</legend>
            <TextInput label="Your name" autoComplete="name" {...field('name')} />
            <TextInput label="Login" autoComplete="username" autoCapitalize="none" spellCheck={false} {...field('login')} />
            <PasswordInput label="Password" description="At least 12 characters; a phrase of several words is good." autoComplete="new-password" {...field('password')} />
            <PasswordInput label="Password once more" autoComplete="new-password" {...field('again')} error={values.again !== '' && !isSame ? 'The two are not the same.' : null} />
          </fieldset>
          {problem && <ProblemNotice problem={problem}>{problem.fields && <ul>{problem.fields.map((f) => <li key={f.field}>{f.field}: {f.message}</li>)}</ul>}</ProblemNotice>}
          <Button type="submit" loading={isSending}>Set up and sign in</Button>
        </form>
      </div>
    </main>
  );
}
