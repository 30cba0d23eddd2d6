// The difference of two drafts or versions in words, step by step, with what became looser first in each. Pressing a step
// goes to it, where there is somewhere to go.
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { changeWords, type Change } from '../../../protocol/compare/change.ts';
import { countOf, type Comparison } from '../../../protocol/compare/compare.ts';
import { reportOf } from '../../../protocol/compare/report.ts';

interface Props {
  readonly comparison: Comparison;
  readonly onStep?: (node: string) => void;
  /** Steps that are gone can be gone to as well: both sides are shown. */
  readonly hasGone?: boolean;
}
type Shown = 'all' | 'looser' | 'tighter';

export function ComparisonList({ comparison, onStep, hasGone = false }: Props) {
  const [shown, setShown] = useState<Shown>('all');
  const wanted = (change: Change): boolean => shown === 'all' || change.tendency === shown;
  const all = reportOf(comparison);
  const sections = all.map((section) => ({ ...section, changes: section.changes.filter(wanted) })).filter(({ changes }) => shown === 'all' || changes.length > 0);
  const count = (t: 'looser' | 'tighter'): number => countOf(comparison, t);
  if (all.length === 0) return <p className="quiet">Nothing is different.</p>;
  return (
    <div className="comparison">
      <SegmentedControl size="xs" aria-label="Show" value={shown} onChange={(value) => setShown(value as Shown)} data={[{ value: 'all', label: 'All' }, { value: 'looser', label: `Looser (${count('looser')})` }, { value: 'tighter', label: `Tighter (${count('tighter')})` }]} />
      {sections.map(({ step, title, detail, changes }) => (
        <section key={step?.id ?? 'protocol'} aria-label={title}>
          <h3>{step && onStep && (hasGone || step.state !== 'gone') ? <button type="button" className="comparison-step" onClick={() => onStep(step.id)}>{title}</button> : title} {detail !== '' && <span className="quiet">{detail}</span>}</h3>
          <Changes changes={changes} />
        </section>
      ))}
      {sections.length === 0 && <p className="quiet">Nothing became {shown}.</p>}
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return <ul>{changes.map((change, i) => <li key={i} className={`is-${change.tendency}`}>{changeWords(change)}</li>)}</ul>;
}
