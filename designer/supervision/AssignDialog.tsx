// Gives steps to somebody else. Only who may do a step is offered for it; with several steps the list says for how many.
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { tell } from '../act.ts';
import { candidatesQuery } from '../queries.ts';
import { ReasonField } from '../ui/ReasonField.tsx';
import { count } from '../ui/words.ts';
import { useBulk, type Target } from './bulk.ts';
import { BulkResults, TargetList } from './BulkResults.tsx';
import { offeredOf } from './offered.ts';

interface AssignDialogProps {
  readonly targets: readonly Target[];
  readonly onClose: () => void;
}

export function AssignDialog({ targets, onClose }: AssignDialogProps) {
  const lists = useQueries({ queries: targets.map((target) => candidatesQuery(target.caseId, target.stepId)) });
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const bulk = useBulk();
  const isLoading = lists.some((list) => list.isPending);
  const offered = offeredOf(lists.map((list) => list.data?.items ?? []));
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const candidate = offered.find((one) => one.key === chosen);
    setAsked(true);
    if (!candidate) return;
    const { person } = candidate.candidate;
    const results = await bulk.run(targets, (target) => ({ kind: 'assign', step: target.stepId, personId: person.id, agencyId: person.agency.id, ...(reason.trim() !== '' && { reason }) }), `Assigned to ${person.name}`);
    if (results.length === 1 && results[0]?.ok) {
      tell(`Assigned to ${person.name}`, `${targets[0]?.title ?? ''}. ${results[0].sentence}`);
      onClose();
    }
  };
  return (
    <Modal opened onClose={onClose} title={targets.length === 1 ? 'Assign this step' : `Assign ${targets.length} steps`} size="lg">
      {bulk.results && (bulk.results.length > 1 || !bulk.results[0]?.ok) ? <BulkResults results={bulk.results} onClose={onClose} /> : (
        <form onSubmit={(event) => void onSubmit(event)}>
          <Stack>
            <TargetList targets={targets} />
            <Select label="To whom" searchable value={chosen} onChange={setChosen} disabled={isLoading || offered.length === 0} data-autofocus
              data={offered.map((one) => ({ value: one.key, label: `${one.candidate.person.name}, ${one.candidate.person.agency.name}: ${count(one.candidate.openSteps, 'open step')}${targets.length > 1 ? `; may do ${one.of} of ${targets.length}` : ''}` }))}
              description={isLoading ? 'Looking who may do it' : offered.length === 0 ? 'Nobody holds a role of this step now. Give somebody the role under Administration, or extend the limit.' : undefined} nothingFoundMessage="Nobody fits what you typed" error={isAsked && chosen === null ? 'Choose who is to do it.' : undefined} />
            <ReasonField value={reason} onChange={setReason} needed={false} />
            <Group>
              <Button type="submit" disabled={!isLoading && offered.length === 0} loading={bulk.isSending}>Assign</Button>
              <Button variant="default" onClick={onClose}>Leave it</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
