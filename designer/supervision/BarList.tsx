// Bars beside their words. Late is hatched and told in words, so that nothing hangs on a colour; the numbers stand in a table on the
// same page. Lengths are to one scale within a chart.
import styles from './timeliness.module.css';

interface Part { readonly value: number; readonly tone: 'kept' | 'late' }
interface Bar { readonly label: string; readonly words: string; readonly parts: readonly Part[] }

export function BarList({ bars, unit }: { readonly bars: readonly Bar[]; readonly unit: 'limits' | 'time' }) {
  if (bars.length === 0) return <p className="quiet">{unit === 'limits' ? 'No limit fell due in these days.' : 'None in these days.'}</p>;
  const longest = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)));
  return (
    <ul className={styles.bars}>
      {bars.map((bar, index) => (
        <li key={`${index} ${bar.label}`}>
          <span className={styles.label}>{bar.label}</span>
          <span className={styles.track} aria-hidden>
            {bar.parts.filter((part) => part.value > 0).map((part) => <span key={part.tone} className={part.tone === 'late' ? styles.late : styles.kept} style={{ width: `${(part.value / longest) * 100}%` }} />)}
          </span>
          <span className={styles.words}>{bar.words}</span>
        </li>
      ))}
    </ul>
  );
}
