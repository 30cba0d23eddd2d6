// Comments on drafts that mention the person here, those not read yet first. Opening one leads to the step it is about.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { mentionsQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { Chip } from '../ui/Chips.tsx';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';

export function MentionList({ zone }: { readonly zone: string }) {
  const queries = useQueryClient();
  const items = useQuery(mentionsQuery()).data?.items ?? [];
  const markRead = async (id: string): Promise<void> => {
    const answer = await call('readMentions', { body: { ids: [id] } });
    if (!answer.ok) tell(answer.problem.title, answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['mentions'] });
  };
  if (items.length === 0) return null;
  return (
    <Card title="You were mentioned">
      <ul className={styles.plain}>
        {[...items].sort((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null)).map((mention) => (
          <li key={mention.id}>
            <div>{mention.readAt === null && <Chip>New</Chip>} {mention.by.name}, <At at={mention.at} zone={zone} />, on <Link to="/protocols/$protocolId" params={{ protocolId: mention.protocolId }} search={mention.node === null ? {} : { step: mention.node }} onClick={() => void markRead(mention.id)}>{mention.protocolTitle}{mention.titled ? `, “${mention.titled}”` : ''}</Link></div>
            <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: '2px 0 8px' }}>{mention.text}</p>
            {mention.readAt === null && <Button size="xs" variant="default" onClick={() => void markRead(mention.id)}>Mark as read</Button>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
