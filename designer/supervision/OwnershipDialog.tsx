// Offers ownership of a case to somebody. It moves only when they accept; until then nothing changes.
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAct } from '../act.ts';
import { candidatesQuery } from '../queries.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { count } from '../ui/words.ts';

export function OwnershipDialog({ caseId, reference, onClose }: { readonly caseId: string; readonly reference: string; readonly onClose: () => void }) {
  const candidates = useQuery(candidatesQuery(caseId));
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const act = useAct(caseId);
  const items = candidates.data?.items ?? [];
  const keyOf = (person: (typeof items)[number]['person']): string => `${person.id} ${person.agency.id}`;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const candidate = items.find((one) => keyOf(one.person) === chosen);
    setAsked(true);
    if (!candidate) return;
    if (reason.trim() === '') return setError('Say why; the person you ask reads it.');
    const result = await act.send({ kind: 'reassign', personId: candidate.person.id, agencyId: candidate.person.agency.id, reason }, `Ownership of ${reference} offered to ${candidate.person.name}`);
    if (result.kind !== 'refused') onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Offer ownership of ${reference}`} size="lg">
      <form onSubmit={(event) => void onSubmit(event)}>
        <Stack>
          <p>Whoever accepts is accountable for the case from then on. Until then the present owner stays the owner.</p>
          <Select label="To whom" searchable value={chosen} onChange={setChosen} disabled={items.length === 0} data={items.map(({ person, openSteps }) => ({ value: keyOf(person), label: `${person.name}, ${person.agency.name}: ${count(openSteps, 'open step')}` }))} nothingFoundMessage="Nobody fits what you typed" error={isAsked && chosen === null ? 'Choose whom you offer it to.' : undefined} data-autofocus />
          {candidates.isSuccess && items.length === 0 && <p>Nobody else may own this case now.</p>}
          <ReasonField value={reason} onChange={setReason} error={error} />
          {act.problem && <ProblemNotice problem={act.problem} />}
          <Group>
            <Button type="submit" loading={act.isSending}>Offer ownership</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
