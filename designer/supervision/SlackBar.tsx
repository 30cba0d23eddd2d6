// How much of the time given is used. Filled to the edge and marked with a cross-edge when late, hatched when near, plain
// otherwise: three shapes, so that it is read without colour; the words stand beside it.
import { bandOf, used, type Timed } from '../tasks/slack.ts';
import { labels } from '../ui/labels.ts';
import { useAtNow } from '../ui/now.ts';
import styles from './board.module.css';

export function SlackBar({ row }: { readonly row: Timed }) {
  const band = useAtNow((now) => bandOf(row, now));
  const percent = useAtNow((now) => {
    const share = used(row, now);
    return share === null ? null : Math.min(100, Math.round(share * 100));
  });
  if (percent === null) return <span className="quiet">No limit</span>;
  return (
    <div className={styles.bar} role="img" aria-label={labels.slackBar(percent)}>
      <div className={`${styles.fill} ${band === 'overdue' ? styles.fillLate : band === 'soon' ? styles.fillSoon : ''}`} style={{ width: band === 'overdue' ? '100%' : `${percent}%` }} />
    </div>
  );
}
