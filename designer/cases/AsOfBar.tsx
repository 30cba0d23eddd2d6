// What did we know then? The page stands at an instant that has passed, and says so above everything else; another instant, or now,
// is one press away.
import { Button, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { serverNow } from '../api.ts';
import { At } from '../ui/Clock.tsx';
import styles from '../ui/ui.module.css';
import { count, instantOfWall, wallClock } from '../ui/words.ts';

export function AsOfBar({ caseId, zone, asOf }: { readonly caseId: string; readonly zone: string; readonly asOf: NonNullable<CaseView['asOf']> }) {
  return (
    <section className={styles.note} aria-label="As of an earlier time">
      <IconHistory size={20} aria-hidden />
      <div className={styles.stack}>
        <p role="status"><strong>As of <At at={asOf.at} zone={zone} exact />.</strong> This is what was recorded until then, transition {asOf.transition}; {asOf.since === 0 ? 'nothing has been recorded since' : `${count(asOf.since, 'transition')} since ${asOf.since === 1 ? 'is' : 'are'} not in it`}. What was corrected later stands here as it was known then; what was purged is gone. Names are those of today, steps open as they are now.</p>
        <AsOfForm caseId={caseId} zone={zone} at={asOf.at} />
      </div>
    </section>
  );
}

export function AsOfForm({ caseId, zone, at }: { readonly caseId: string; readonly zone: string; readonly at?: string }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => wallClock(at === undefined ? serverNow() : Date.parse(at), zone));
  const [error, setError] = useState<string>();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const instant = instantOfWall(typed, zone);
    if (instant === undefined || Date.parse(instant) > serverNow()) return setError('Choose a time that has passed.');
    setError(undefined);
    void navigate({ to: '/cases/$caseId', params: { caseId }, search: { at: instant } });
  };
  return (
    <form onSubmit={onSubmit} className={styles.rowForm}>
      <TextInput type="datetime-local" label={`As of (${zone})`} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} error={error} />
      <Button type="submit" variant="default">Show it as it was</Button>
      {at !== undefined && <Button variant="filled" onClick={() => void navigate({ to: '/cases/$caseId', params: { caseId }, search: {} })}>Back to now</Button>}
    </form>
  );
}
