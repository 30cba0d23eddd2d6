// Moves a limit later. After a breach it stays a breach; the reason stands in the journal beside old and new limit.
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { tell } from '../act.ts';
import { ReasonField } from '../ui/ReasonField.tsx';
import { useBulk, type Target } from './bulk.ts';
import { BulkResults, TargetList } from './BulkResults.tsx';
import { durationOf } from './duration.ts';

const units = [
  { value: 'M', label: 'minutes' },
  { value: 'H', label: 'hours' },
  { value: 'D', label: 'days of 24 hours' },
] as const;

export function ExtendDialog({ targets, onClose }: { readonly targets: readonly Target[]; readonly onClose: () => void }) {
  const [number, setNumber] = useState('4');
  const [unit, setUnit] = useState('H');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<{ readonly number?: string; readonly reason?: string }>({});
  const bulk = useBulk();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const by = durationOf(number, unit);
    setErrors({ ...(by === null && { number: 'Write a whole number above zero.' }), ...(reason.trim() === '' && { reason: 'Say why the limit moves.' }) });
    if (by === null || reason.trim() === '') return;
    const results = await bulk.run(targets, (target) => ({ kind: 'extend', step: target.stepId, by, reason }), 'Limit extended');
    if (results.length === 1 && results[0]?.ok) {
      tell('Limit extended', `${targets[0]?.title ?? ''}. ${results[0].sentence}`);
      onClose();
    }
  };
  return (
    <Modal opened onClose={onClose} title={targets.length === 1 ? 'Extend the limit' : `Extend ${targets.length} limits`} size="lg">
      {bulk.results && (bulk.results.length > 1 || !bulk.results[0]?.ok) ? <BulkResults results={bulk.results} onClose={onClose} /> : (
        <form onSubmit={(event) => void onSubmit(event)}>
          <Stack>
            <TargetList targets={targets} />
            <p className="quiet">The limit moves with its warnings and escalations that have not happened yet. What was late stays recorded as late.</p>
            <Group align="flex-start">
              <TextInput label="Later by" inputMode="numeric" value={number} onChange={(event) => setNumber(event.currentTarget.value)} error={errors.number} w={140} data-autofocus />
              <NativeSelect label="Unit of time" value={unit} onChange={(event) => setUnit(event.currentTarget.value)} data={units.map((one) => ({ value: one.value, label: one.label }))} />
            </Group>
            <ReasonField value={reason} onChange={setReason} error={errors.reason} />
            <Group>
              <Button type="submit" loading={bulk.isSending}>Extend</Button>
              <Button variant="default" onClick={onClose}>Leave it</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
