// The difference of two drafts or versions in words, step by step, with what became looser first in each. Pressing a step
// goes to it, where there is somewhere to go.
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { changeWords, type Change } from '../../../protocol/compare/change.ts';
import { changesOf, countOf, type Comparison } from '../../../protocol/compare/compare.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';

interface Props {
  readonly comparison: Comparison;
  readonly onStep?: (node: string) => void;
}
type Shown = 'all' | 'looser' | 'tighter';
const stateWords = { new: 'new', gone: 'gone', changed: 'changed', unchanged: '' } as const;

export function ComparisonList({ comparison, onStep }: Props) {
  const [shown, setShown] = useState<Shown>('all');
  const wanted = (change: Change): boolean => shown === 'all' || change.tendency === shown;
  const steps = comparison.steps.filter((s) => s.state !== 'unchanged').map((step) => ({ step, changes: graveFirst(changesOf(step).filter(wanted)) })).filter(({ changes }) => shown === 'all' || changes.length > 0);
  const parts = graveFirst(comparison.parts.filter(wanted));
  const count = (t: 'looser' | 'tighter'): number => countOf(comparison, t);
  if (comparison.parts.length === 0 && comparison.steps.every((s) => s.state === 'unchanged')) return <p className="quiet">Nothing is different.</p>;
  return (
    <div className="comparison">
      <SegmentedControl size="xs" aria-label="Show" value={shown} onChange={(value) => setShown(value as Shown)} data={[{ value: 'all', label: 'All' }, { value: 'looser', label: `Looser (${count('looser')})` }, { value: 'tighter', label: `Tighter (${count('tighter')})` }]} />
      {parts.length > 0 && <section aria-label="Protocol"><h3>Protocol</h3><Changes changes={parts} /></section>}
      {steps.map(({ step, changes }) => (
        <section key={step.id} aria-label={step.title}>
          <h3>{onStep && step.state !== 'gone' ? <button type="button" className="comparison-step" onClick={() => onStep(step.id)}>{step.title}</button> : step.title} <span className="quiet">{kindWords[step.kind].toLowerCase()}, {stateWords[step.state]}</span></h3>
          <Changes changes={changes} />
        </section>
      ))}
      {steps.length === 0 && parts.length === 0 && <p className="quiet">Nothing became {shown}.</p>}
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  return <ul>{changes.map((change, i) => <li key={i} className={`is-${change.tendency}`}>{changeWords(change)}</li>)}</ul>;
}

const grave = { looser: 0, tighter: 1, other: 2, unchanged: 3 } as const;
const graveFirst = (changes: readonly Change[]): readonly Change[] => [...changes].sort((a, b) => grave[a.tendency] - grave[b.tendency]);
