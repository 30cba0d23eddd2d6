// What holds before anything else is read or told of a person.
import { IconLock } from '@tabler/icons-react';
import type { SubjectRecord } from '../../server/contract-subjects.ts';
import { Hint } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { restrictionWords } from './subject-words.ts';

export function Restrictions({ of }: { readonly of: SubjectRecord['restrictions'] }) {
  if (of.length === 0) return null;
  return <Hint>{of.map((one, index) => <div key={index}><strong>{restrictionWords[one.kind]}</strong>{one.note && `: ${one.note}`}</div>)}</Hint>;
}

export function RestrictionChips({ of }: { readonly of: SubjectRecord['restrictions'] }) {
  if (of.length === 0) return null;
  return <span className={styles.chips}>{of.map((one, index) => <span key={index} className={`${styles.chip} ${styles.soon}`} title={one.note}><IconLock size={12} aria-hidden />{restrictionWords[one.kind]}</span>)}</span>;
}
