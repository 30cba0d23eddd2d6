import { Button, Stack } from '@mantine/core';
import styles from '../ui/ui.module.css';
import type { BulkResult } from './bulk.ts';

export function BulkResults({ results, onClose }: { readonly results: readonly BulkResult[]; readonly onClose: () => void }) {
  const taken = results.filter((result) => result.ok).length;
  return (
    <Stack>
      <p role="status">{taken === results.length ? 'All of it was taken.' : `${taken} of ${results.length} were taken; the others stay as they were.`}</p>
      <ul className={styles.list}>
        {results.map(({ target, ok, sentence }) => <li key={`${target.caseId} ${target.stepId}`}><strong style={{ fontWeight: 600 }}>{target.title}</strong>, {target.reference}: {ok ? sentence : `not taken. ${sentence}`}</li>)}
      </ul>
      <div><Button onClick={onClose} data-autofocus>Close</Button></div>
    </Stack>
  );
}

export function TargetList({ targets }: { readonly targets: readonly { readonly title: string; readonly reference: string; readonly stepId: string }[] }) {
  return targets.length === 1 ? <p><strong style={{ fontWeight: 600 }}>{targets[0]?.title}</strong>, {targets[0]?.reference}</p> : <ul className={styles.list}>{targets.map((target) => <li key={`${target.reference} ${target.stepId}`}>{target.title}, {target.reference}</li>)}</ul>;
}
