// What happened, in words, one transition after another: people and time alike.
import { Checkbox } from '@mantine/core';
import { IconClock, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TimelineItem } from '../../server/contract-cases.ts';
import { timelineQuery } from '../queries.ts';
import { At } from '../ui/Clock.tsx';
import { labels } from '../ui/labels.ts';
import { useStill } from '../ui/now.ts';
import { Loaded } from '../ui/ProblemNotice.tsx';
import styles from './cases.module.css';

export function Timeline({ caseId, zone, newestFirst = false }: { readonly caseId: string; readonly zone: string; readonly newestFirst?: boolean }) {
  const timeline = useQuery(timelineQuery(caseId));
  const still = useStill();
  const [isPeopleOnly, setPeopleOnly] = useState(false);
  return (
    <Loaded from={timeline} what="the timeline">
      {(data) => {
        const items = data.items.filter((item) => (!isPeopleOnly || item.actor !== null) && (still === null || Date.parse(item.at) <= still));
        return (
          <>
            <Checkbox size="xs" label="Only what people did" checked={isPeopleOnly} onChange={(event) => setPeopleOnly(event.currentTarget.checked)} />
            {items.length === 0 && <p className="quiet">Nothing has happened yet.</p>}
            <ol className={styles.timeline} reversed={newestFirst}>{(newestFirst ? [...items].reverse() : items).map((item) => <Item key={item.number} item={item} caseId={caseId} zone={zone} />)}</ol>
          </>
        );
      }}
    </Loaded>
  );
}

function Item({ item, caseId, zone }: { readonly item: TimelineItem; readonly caseId: string; readonly zone: string }) {
  const Icon = item.actor ? IconUser : IconClock;
  return (
    <li aria-label={labels.timelineEntry(item.number)}>
      <span className={styles.mark}><Icon size={15} aria-hidden /></span>
      <div>
        <div className={styles.who}>
          <span className="numbers quiet">{item.number}</span> <strong>{item.actor ? item.actor.name : 'Time'}</strong>{item.agency && <span className="quiet">, {item.agency.name}</span>}<span className="quiet">, <At at={item.at} zone={zone} exact /></span>{' '}
          <Link className={styles.then} to="/cases/$caseId" params={{ caseId }} search={{ at: item.at }} aria-label={`The case then, transition ${item.number}`}>The case then</Link>
        </div>
        <ul>
          {item.entries.map((entry, index) => (
            <li key={index}>
              {entry.sentence}
              {entry.text && <blockquote>{entry.text}</blockquote>}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
