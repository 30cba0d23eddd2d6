// What did not come across, whole or at all, each with what became of it; the same list on the way in and on the way out.
import type { NotCrossed } from '../../../protocol/bpmn/diagram.ts';
import styles from './crossing.module.css';

export function CrossingList({ items, none, some }: { readonly items: readonly NotCrossed[]; readonly none: string; readonly some: (count: number) => string }) {
  if (items.length === 0) return <p className={styles.lead}>{none}</p>;
  return (
    <section aria-label="What did not cross">
      <p className={styles.lead}>{some(items.length)}</p>
      <ul className={styles.list} tabIndex={0}>
        {items.map((item, index) => <li key={index}><strong>{item.title || 'Without a name'}</strong> {item.words}</li>)}
      </ul>
    </section>
  );
}
