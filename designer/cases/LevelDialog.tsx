// A level of concern is a person's judgement with a reason, never computed.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';

export function LevelDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const act = useAct(view.case.id);
  const [level, setLevel] = useState(view.case.level ?? '');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<{ readonly level?: string; readonly reason?: string }>({});
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError({ ...(level === '' && { level: 'Choose a level.' }), ...(reason.trim() === '' && { reason: 'Say what your judgement rests on.' }) });
    if (level === '' || reason.trim() === '') return;
    const title = view.levels.find((one) => one.id === level)?.title ?? level;
    const result = await act.send({ kind: 'setLevel', level, reason }, `Level set to ${title}, ${view.case.reference ?? view.case.title}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Set the level of concern" size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>It is your judgement and stands under your name. A raised level may bring open limits nearer; a lowered one changes no open limit.</p>
          <Radio.Group label="Level" value={level} onChange={setLevel} error={error.level}>
            <Stack gap={8} mt={8}>{view.levels.map((one) => <Radio key={one.id} value={one.id} label={one.id === view.case.level ? `${one.title} (now)` : one.title} />)}</Stack>
          </Radio.Group>
          <ReasonField value={reason} onChange={setReason} error={error.reason} />
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" loading={act.isSending}>Set the level</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
