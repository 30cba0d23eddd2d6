// A password of one's own: forced after a one-time password, or wanted.
import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { tell } from '../act.ts';
import { call, type PageProblem } from '../api.ts';
import { takeSession } from '../session.ts';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from './sign-in.module.css';

export function ChangePassword({ isForced }: { readonly isForced: boolean }) {
  useTitle('Change password');
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const isSame = next === again;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isSame) return;
    const answer = await call('changePassword', { body: { current, next } });
    if (!answer.ok) return setProblem(answer.problem);
    tell('Password changed', 'Use the new one from now on.');
    takeSession(queries, answer.value);
    if (!isForced) window.history.back();
  };
  const Outer = isForced ? 'main' : 'div';
  return (
    <Outer className={styles.outer}>
      <div className={styles.box}>
        <h1>{isForced ? 'Choose a password of your own' : 'Change password'}</h1>
        {isForced && <p>You signed in with a one-time password. It cannot be used again.</p>}
        <form onSubmit={(event) => void onSubmit(event)}>
          <PasswordInput label={isForced ? 'One-time password' : 'Present password'} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} required withAsterisk={false} autoFocus />
          <PasswordInput label="New password" description="At least 12 characters; a phrase of several words is good." autoComplete="new-password" value={next} onChange={(event) => setNext(event.currentTarget.value)} required withAsterisk={false} />
          <PasswordInput label="New password once more" autoComplete="new-password" value={again} onChange={(event) => setAgain(event.currentTarget.value)} required withAsterisk={false} error={again !== '' && !isSame ? 'The two are not the same.' : null} />
          {problem && <ProblemNotice problem={problem} />}
          <Button type="submit">Change password</Button>
        </form>
      </div>
    </Outer>
  );
}
