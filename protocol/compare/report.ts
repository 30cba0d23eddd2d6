// A comparison as sections of lines, in the order a reviewer reads them: the protocol, then step by step, and in each what holds
// people less closely first. The page and the printed report say the same.
import { kindWords } from '../node-defaults.ts';
import type { Change } from './change.ts';
import { changesOf, countOf, type Comparison } from './compare.ts';
import type { StepComparison } from './steps.ts';

export interface ReportSection {
  /** The step; `null`: what is of the protocol as a whole. */
  readonly step: StepComparison | null;
  readonly title: string;
  /** "approval, changed". */
  readonly detail: string;
  readonly changes: readonly Change[];
}

export function reportOf({ parts, steps }: Comparison): readonly ReportSection[] {
  return [
    ...(parts.length > 0 ? [{ step: null, title: 'Protocol', detail: '', changes: graveFirst(parts) }] : []),
    ...steps.filter((s) => s.state !== 'unchanged').map((step) => ({ step, title: step.title, detail: `${kindWords[step.kind].toLowerCase()}, ${step.state}`, changes: graveFirst(changesOf(step)) })),
  ];
}

/** "3 of 19 steps differ. Tighter: 1. Looser: 2." */
export function reportSummary(comparison: Comparison): string {
  const differ = comparison.steps.filter((s) => s.state !== 'unchanged').length;
  if (differ === 0 && comparison.parts.length === 0) return 'Nothing is different.';
  return `${differ} of ${comparison.steps.length} steps differ. Tighter: ${countOf(comparison, 'tighter')}. Looser: ${countOf(comparison, 'looser')}.`;
}

const grave = { looser: 0, tighter: 1, other: 2, unchanged: 3 } as const;
const graveFirst = (changes: readonly Change[]): readonly Change[] => [...changes].sort((a, b) => grave[a.tendency] - grave[b.tendency]);
