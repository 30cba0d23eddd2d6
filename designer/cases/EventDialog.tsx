// Somebody says that something has happened that a protocol of the case is drawn to hear of.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';

export function EventDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const act = useAct(view.case.id);
  const [name, setName] = useState(view.events.length === 1 ? (view.events[0]?.name ?? '') : '');
  const [error, setError] = useState<string>();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(name === '' ? 'Choose what has happened.' : undefined);
    if (name === '') return;
    const label = view.events.find((one) => one.name === name)?.label ?? name;
    const result = await act.send({ kind: 'event', name }, `“${label}” has happened, ${view.case.reference ?? view.case.title}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Say that something has happened" size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>Everything that waits for it goes on, and what the protocols draw for it begins. It stands in the journal under your name.</p>
          <Radio.Group label="What has happened" value={name} onChange={setName} error={error}>
            <Stack gap={8} mt={8}>{view.events.map((one) => <Radio key={one.name} value={one.name} label={one.label} />)}</Stack>
          </Radio.Group>
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" loading={act.isSending}>Say so</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
