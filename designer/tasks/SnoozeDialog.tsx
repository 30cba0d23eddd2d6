// Puts steps off until later. Nothing is forgotten by it: each comes back at its hour, or before when its limit comes near.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { TaskRow } from '../../server/contract-cases.ts';
import { tell } from '../act.ts';
import { call, serverNow, type PageProblem } from '../api.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { count, instantOfWall, localTime, wallClock } from '../ui/words.ts';

export function SnoozeDialog({ rows, zone, onClose, onDone }: { readonly rows: readonly TaskRow[]; readonly zone: string; readonly onClose: () => void; readonly onDone: () => void }) {
  const queries = useQueryClient();
  const [until, setUntil] = useState(() => wallClock(serverNow() + 4 * 3_600_000, zone));
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const put = async (at: string | undefined): Promise<void> => {
    if (at === undefined) return;
    const answer = await call('snooze', { body: { steps: rows.map(({ caseId, stepId }) => ({ caseId, stepId })), until: at } });
    if (!answer.ok) return setProblem(answer.problem);
    tell('Put off', `${count(rows.length, 'step')} until ${localTime(Date.parse(at), zone, serverNow())}.`);
    await queries.invalidateQueries({ queryKey: ['tasks'] });
    onDone();
  };
  const morning = (days: number): string | undefined => instantOfWall(`${wallClock(serverNow() + days * 86_400_000, zone).slice(0, 10)}T08:00`, zone);
  return (
    <Modal opened onClose={onClose} title={`Put ${count(rows.length, 'step')} off`}>
      <form onSubmit={(event: FormEvent) => { event.preventDefault(); void put(instantOfWall(until, zone)); }}>
        <Stack>
          <p className="quiet">Only for you; the limit runs on. It comes back at its hour, or before when its limit comes near or danger is declared.</p>
          {problem && <ProblemNotice problem={problem} />}
          <Group>
            <Button variant="default" data-autofocus onClick={() => void put(new Date(serverNow() + 3_600_000).toISOString())}>For an hour</Button>
            <Button variant="default" onClick={() => void put(morning(1))}>Until tomorrow at 8</Button>
            <Button variant="default" onClick={() => void put(morning(7))}>For a week</Button>
          </Group>
          <TextInput type="datetime-local" label={`Until (${zone})`} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
          <Group><Button type="submit">Put off</Button><Button variant="default" onClick={onClose}>Leave it</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
