// Asks for the password again when an act wants a fresh proof; the act waits meanwhile.
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { call } from '../api.ts';
import { askProofBy } from '../proof.ts';

export function ProofDialog() {
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const answer = useRef<(isGiven: boolean) => void>(undefined);
  useEffect(() => askProofBy(() => new Promise((resolve) => {
    answer.current = resolve;
    setPassword('');
    setError(null);
    setOpen(true);
  })), []);
  const close = (isGiven: boolean): void => {
    setOpen(false);
    answer.current?.(isGiven);
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const given = await call('prove', { body: { password } });
    if (given.ok) close(true);
    else setError(given.problem.code === 'password_wrong' ? 'This is not your password. Try again.' : given.problem.detail);
  };
  return (
    <Modal opened={isOpen} onClose={() => close(false)} title="Your password once more">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>This act asks for your password given within the last five minutes. It goes on as soon as you have given it.</p>
          <PasswordInput label="Password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={error} data-autofocus />
          <Group>
            <Button type="submit" disabled={password === ''}>Go on</Button>
            <Button variant="default" onClick={() => close(false)}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
