// The door. An empty installation asks for the set-up token instead; everybody else signs in.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Session } from '../../server/contract.ts';
import { call, load, type PageProblem } from '../api.ts';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { SetUp } from './SetUp.tsx';
import styles from './sign-in.module.css';

interface SignInProps {
  readonly isDemo: boolean;
  readonly onSignedIn: (session: Session) => void;
}

export function SignIn({ isDemo, onSignedIn }: SignInProps) {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => load('setupState') });
  if (setup.data?.needed) return <SetUp onDone={onSignedIn} />;
  return <SignInForm isDemo={isDemo} onSignedIn={onSignedIn} />;
}

function SignInForm({ isDemo, onSignedIn }: SignInProps) {
  useTitle('Sign in');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const answer = await call('signIn', { body: { login: login.trim(), password } });
    setSending(false);
    if (answer.ok) onSignedIn(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <main className={styles.outer}>
      <div className={styles.box}>
        <div className={styles.brand}><img src="/handrail.svg" alt="" width={28} height={28} /> Handrail</div>
        {isDemo && <p className={styles.demo}>Demonstration: people and cases are made up. The start of the program printed how to sign in.</p>}
        <h1>Sign in</h1>
        <form onSubmit={(event) => void onSubmit(event)}>
          <TextInput label="Login" autoComplete="username" autoCapitalize="none" spellCheck={false} value={login} onChange={(event) => setLogin(event.currentTarget.value)} required withAsterisk={false} autoFocus />
          <PasswordInput label="Password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} required withAsterisk={false} />
          {problem && <ProblemNotice problem={problem} />}
          <Button type="submit" loading={isSending}>Sign in</Button>
        </form>
      </div>
    </main>
  );
}
