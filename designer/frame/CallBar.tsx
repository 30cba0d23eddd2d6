// Whoever is on call and rung sees it on every page, with what it is about and one press to acknowledge; so does everybody when
// nobody took it.
import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { callsQuery } from '../queries.ts';
import styles from './frame.module.css';

export function CallBar() {
  const queries = useQueryClient();
  const calls = useQuery(callsQuery());
  const acknowledge = async (id: string, reference: string): Promise<void> => {
    const answer = await call('acknowledge', { params: { id } });
    tell(answer.ok ? 'Acknowledged' : answer.problem.title, answer.ok ? `${reference}. Nobody else is rung.` : answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['calls'] });
    await queries.invalidateQueries({ queryKey: ['onCall'] });
  };
  return (calls.data?.items ?? []).map((one) => {
    const reference = one.caseReference ?? 'A case';
    return (
      <div key={one.id} className={styles.call} role="alert">
        <IconBellRinging size={20} aria-hidden />
        <span>{one.state === 'exhausted' ? 'Nobody on call has acknowledged' : 'You are on call'}: <Link to="/cases/$caseId" params={{ caseId: one.caseId }}>{reference}</Link>, {one.sentence}</span>
        <Button size="xs" onClick={() => void acknowledge(one.id, reference)}>Acknowledge</Button>
      </div>
    );
  });
}
