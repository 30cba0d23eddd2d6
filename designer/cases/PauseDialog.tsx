// Stops the clock of a step or a whole case, for a reason and until an end. What is statutory goes on.
import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseAct } from '../../server/contract-acts.ts';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { durationOf } from '../supervision/duration.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { instantOfWall, wallClock } from '../ui/words.ts';

interface PauseDialogProps {
  readonly caseId: string;
  readonly target: Extract<CaseAct, { kind: 'pause' }>['target'];
  readonly what: string;
  readonly zone: string;
  readonly onClose: () => void;
}
interface Errors {
  readonly end?: string;
  readonly reason?: string;
}

const dayMs = 86_400_000;

export function PauseDialog({ caseId, target, what, zone, onClose }: PauseDialogProps) {
  const act = useAct(caseId);
  const [kind, setKind] = useState<'at' | 'budget'>('at');
  const [at, setAt] = useState(() => wallClock(serverNow() + dayMs, zone));
  const [number, setNumber] = useState('5');
  const [unit, setUnit] = useState('D');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const end = endOf();
    setErrors({ ...(end === null && { end: kind === 'at' ? 'Choose a time later than now.' : 'Write a whole number above zero.' }), ...(reason.trim() === '' && { reason: 'Say why the clock stops.' }) });
    if (end === null || reason.trim() === '') return;
    const result = await act.send({ kind: 'pause', target, end, reason }, `Paused ${what}`);
    if (result.kind !== 'refused') onClose();
  };
  function endOf(): Extract<CaseAct, { kind: 'pause' }>['end'] | null {
    if (kind === 'budget') {
      const time = durationOf(number, unit);
      return time === null ? null : { kind, time };
    }
    const instant = instantOfWall(at, zone);
    return instant === undefined || Date.parse(instant) <= serverNow() ? null : { kind, at: instant };
  }
  return (
    <Modal opened onClose={onClose} title={`Pause ${what}`} size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>Nothing of it becomes due while it is paused, except limits set by statute. When it goes on, each limit moves by the time it stood; limits in working time by the working time in between.</p>
          <Radio.Group label="The pause ends" value={kind} onChange={(value) => setKind(value === 'budget' ? 'budget' : 'at')}>
            <Group mt={6}>
              <Radio value="at" label="at a time" />
              <Radio value="budget" label="when it was paused so long in all" />
            </Group>
          </Radio.Group>
          {kind === 'at' ? <TextInput type="datetime-local" label={`Until (${zone})`} value={at} onChange={(event) => setAt(event.currentTarget.value)} error={errors.end} w={260} /> : (
            <Group align="flex-start">
              <TextInput label="So long in all" inputMode="numeric" value={number} onChange={(event) => setNumber(event.currentTarget.value)} error={errors.end} w={140} />
              <NativeSelect label="Unit of time" value={unit} onChange={(event) => setUnit(event.currentTarget.value)} data={[{ value: 'H', label: 'hours' }, { value: 'D', label: 'days of 24 hours' }]} />
            </Group>
          )}
          <ReasonField value={reason} onChange={setReason} error={errors.reason} autoFocus />
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" loading={act.isSending}>Pause</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
