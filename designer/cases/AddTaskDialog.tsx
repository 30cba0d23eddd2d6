// Adds a task that no protocol draws: what is to be done, who may do it, by when. While it is open the case does not close.
import { Button, Group, Modal, MultiSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { instantOfWall, wallClock } from '../ui/words.ts';

interface Errors {
  readonly title?: string;
  readonly roles?: string;
  readonly due?: string;
  readonly reason?: string;
}
const dayMs = 86_400_000;

export function AddTaskDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { zone } = view.unit;
  const act = useAct(view.case.id);
  const [title, setTitle] = useState('');
  const [roles, setRoles] = useState<string[]>([]);
  const [kind, setKind] = useState<'due' | 'none'>('due');
  const [due, setDue] = useState(() => wallClock(serverNow() + dayMs, zone));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const instant = instantOfWall(due, zone);
    const isLate = instant === undefined || Date.parse(instant) <= serverNow();
    const found: Errors = {
      ...(title.trim() === '' && { title: 'Say what is to be done.' }), ...(roles.length === 0 && { roles: 'Choose who may do it.' }),
      ...(kind === 'due' && isLate && { due: 'Choose a time later than now.' }), ...(kind === 'none' && reason.trim() === '' && { reason: 'Say why it has no limit.' }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const limit = kind === 'due' ? { kind, due: instant ?? '' } : { kind, reason };
    const result = await act.send({ kind: 'addTask', title: title.trim(), roles, limit }, `Task added to ${view.case.reference ?? view.case.title}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Add a task" size="lg">
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <p>The task belongs to the case, beside its protocols. While it is open, the case does not close.</p>
          <Textarea label="What is to be done" autosize minRows={2} maxLength={1000} value={title} onChange={(event) => setTitle(event.currentTarget.value)} error={errors.title} data-autofocus />
          <MultiSelect label="Who may do it" data={view.unitRoles.map((role) => ({ value: role.id, label: role.title }))} value={roles} onChange={setRoles} error={errors.roles} searchable />
          <Radio.Group label="Limit" value={kind} onChange={(value) => setKind(value === 'none' ? 'none' : 'due')}>
            <Group mt={6}><Radio value="due" label="by a time" /><Radio value="none" label="none, for a reason" /></Group>
          </Radio.Group>
          {kind === 'due' ? <TextInput type="datetime-local" label={`To be done by (${zone})`} value={due} onChange={(event) => setDue(event.currentTarget.value)} error={errors.due} w={260} /> : <ReasonField value={reason} onChange={setReason} error={errors.reason} />}
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" loading={act.isSending}>Add the task</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
