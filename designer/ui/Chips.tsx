// Small marks beside a title: a word each, colour only beside the word.
import { IconUrgent, IconUsers } from '@tabler/icons-react';
import { statusWord } from './labels.ts';
import styles from './ui.module.css';

export function Imminent() {
  return <span className={`${styles.chip} ${styles.danger}`}><IconUrgent size={13} aria-hidden /> Imminent danger</span>;
}
export function Chip({ children, tone }: { readonly children: React.ReactNode; readonly tone?: 'waiting' | 'late' | 'soon' | 'done' }) {
  return <span className={`${styles.chip} ${tone ? styles[tone] : ''}`}>{children}</span>;
}
export function Status({ status }: { readonly status: string }) {
  return <Chip {...(['closed', 'no_case', 'transferred', 'purged'].includes(status) && { tone: 'done' as const })}>{statusWord(status)}</Chip>;
}
export function WaitingOn({ children }: { readonly children: React.ReactNode }) {
  return <span className={`${styles.chip} ${styles.waiting}`} style={{ whiteSpace: 'normal' }}><IconUsers size={13} aria-hidden /> {children}</span>;
}
