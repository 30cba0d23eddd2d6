// Signing out of a shared computer: what is not sent yet is named, and the person decides whether it stays.
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { call, type PageProblem } from '../api.ts';
import { discard, useOutbox } from '../outbox.ts';
import { useSession } from '../session.ts';
import { countTyped, forgetTyped } from '../tasks/typed.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { count } from '../ui/words.ts';

export function SignOutDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const session = useSession();
  const outbox = useOutbox();
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const typed = isOpen ? countTyped(session.person.id) : 0;
  const isEmpty = typed === 0 && outbox.length === 0;
  const signOut = async (forgets: boolean): Promise<void> => {
    const answer = await call('signOut');
    if (!answer.ok && answer.problem.code !== 'not_signed_in') return setProblem(answer.problem);
    if (forgets) {
      forgetTyped(session.person.id);
      outbox.forEach((item) => discard(item.body.id));
    }
    window.location.assign('/'); // loads everything anew: nothing that was seen stays in memory
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="Sign out?">
      <Stack>
        {isEmpty ? <p>Nothing of yours waits on this computer.</p> : (
          <p>
            {[typed > 0 ? `${count(typed, 'form')} you began` : '', outbox.length > 0 ? `${outbox.length} not confirmed yet` : ''].filter(Boolean).join(' and ')}: kept on this computer for your next sign-in here, or removed now. What is removed was not recorded.
          </p>
        )}
        {problem && <ProblemNotice problem={problem} />}
        <Group>
          <Button onClick={() => void signOut(false)} data-autofocus>{isEmpty ? 'Sign out' : 'Keep and sign out'}</Button>
          {!isEmpty && <Button variant="default" onClick={() => void signOut(true)}>Remove and sign out</Button>}
          <Button variant="subtle" onClick={onClose}>Stay</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
