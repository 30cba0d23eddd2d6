// Cancelling names the thing and its effect, and needs a reason.
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseAct } from '../../server/contract-acts.ts';
import { useAct } from '../act.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';

interface CancelDialogProps {
  readonly caseId: string;
  readonly target: Extract<CaseAct, { kind: 'cancel' }>['target'];
  readonly what: string;
  readonly effect: string;
  readonly onClose: () => void;
}

export function CancelDialog({ caseId, target, what, effect, onClose }: CancelDialogProps) {
  const act = useAct(caseId);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Say why it is cancelled.');
    const result = await act.send({ kind: 'cancel', target, reason }, `Cancelled ${what}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Cancel ${what}?`} size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>{effect} It stays in the record.</p>
          <ReasonField value={reason} onChange={setReason} error={error} autoFocus />
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" color="red" loading={act.isSending}>Cancel {what}</Button>
            <Button variant="default" onClick={onClose}>Leave it as it is</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
