// Leaving a step out names the way on and needs a reason; it stands in the record as left out, not as done.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { StepView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';

export function SkipDialog({ step, onClose }: { readonly step: StepView; readonly onClose: () => void }) {
  const { caseId, stepId, title } = step.row;
  const act = useAct(caseId);
  const [edge, setEdge] = useState(step.waysPast.length === 1 ? (step.waysPast[0]?.id ?? '') : '');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<{ readonly edge?: string; readonly reason?: string }>({});
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setErrors({ ...(edge === '' && { edge: 'Choose where the protocol goes on.' }), ...(reason.trim() === '' && { reason: 'Say why it is left out.' }) });
    if (edge === '' || reason.trim() === '') return;
    const result = await act.send({ kind: 'skip', step: stepId, edge, reason }, `Left out: ${title}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Leave out “${title}”?`} size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>The protocol goes on as if the step had ended the way you choose, with all that is drawn for it. The record says that you left it out, and why.</p>
          <Radio.Group label="It goes on as after" value={edge} onChange={setEdge} error={errors.edge}>
            <Stack gap={8} mt={8}>{step.waysPast.map((way) => <Radio key={way.id} value={way.id} label={way.label} />)}</Stack>
          </Radio.Group>
          <ReasonField value={reason} onChange={setReason} error={errors.reason} autoFocus />
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" color="red" loading={act.isSending}>Leave it out</Button>
            <Button variant="default" onClick={onClose}>Keep it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
