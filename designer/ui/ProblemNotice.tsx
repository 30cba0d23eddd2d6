// What went wrong and what to do, told once and in the same place. It is spoken when it appears.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { problemOf, type PageProblem } from '../api.ts';
import styles from './ui.module.css';

export function ProblemNotice({ problem, children }: { readonly problem: Pick<PageProblem, 'title' | 'detail'>; readonly children?: ReactNode }) {
  return (
    <div className={styles.problem} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <strong>{problem.title}.</strong> {problem.detail}
        {children}
      </div>
    </div>
  );
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.note} role="note">
      <IconInfoCircle size={18} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** What has been asked of the server: waiting, a problem with another try, or the thing itself. */
export function Loaded<Data>({ from, what, children }: { readonly from: Asked<Data>; readonly what: string; readonly children: (data: Data) => ReactNode }) {
  if (from.data !== undefined) {
    return (
      <>
        {from.error !== null && from.error !== undefined && <Hint>This is as it was last seen; the server does not answer now. It is loaded again by itself.</Hint>}
        {children(from.data)}
      </>
    );
  }
  if (from.isPending) return <p className="quiet" role="status">Loading {what}</p>;
  return (
    <ProblemNotice problem={problemOf(from.error)}>
      <div style={{ marginTop: 8 }}>
        <Button size="xs" variant="default" onClick={() => void from.refetch()}>Try again</Button>
      </div>
    </ProblemNotice>
  );
}
