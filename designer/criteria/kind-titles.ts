// The kinds of initiation criteria, in the order in which they are read.
import type { Criterion } from '../../server/contract-criteria.ts';

export const kindTitles: readonly { readonly kind: Criterion['kind']; readonly title: string }[] = [
  { kind: 'behavior', title: 'Behaviors' },
  { kind: 'threshold', title: 'Thresholds' },
  { kind: 'protectedExpression', title: 'Protected expression: no reason to begin by itself' },
];
