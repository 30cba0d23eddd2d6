// One sign per kind, the same in palette, outline and on the card, always beside the kind's word.
import { IconArrowsRightLeft, IconArrowsSplit2, IconBell, IconClipboardCheck, IconFlag, IconFlagCheck, IconGitMerge, IconHierarchy, IconHourglass, IconPlayerPlay, IconPlugConnected, IconQuestionMark, IconShieldCheck, IconStack2, IconTable } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { NodeKind } from '../../../protocol/draft.ts';

type Icon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean | 'true' }>;

const icons: Readonly<Record<NodeKind, Icon>> = {
  start: IconPlayerPlay, task: IconClipboardCheck, each: IconStack2, approval: IconShieldCheck, handoff: IconArrowsRightLeft, decision: IconQuestionMark, table: IconTable,
  split: IconArrowsSplit2, join: IconGitMerge, wait: IconHourglass, notify: IconBell, service: IconPlugConnected, call: IconHierarchy, milestone: IconFlag, end: IconFlagCheck,
};

export function KindIcon({ kind, size = 16 }: { readonly kind: NodeKind; readonly size?: number }) {
  const Sign = icons[kind];
  return <Sign size={size} stroke={1.8} aria-hidden="true" />;
}

/** The kinds in the order of the palette: what people do first, then the ways, then the ends. */
export const kindOrder: readonly NodeKind[] = ['start', 'task', 'each', 'approval', 'handoff', 'decision', 'table', 'split', 'join', 'wait', 'call', 'service', 'notify', 'milestone', 'end'];

export const kindHelp: Readonly<Record<NodeKind, string>> = {
  start: 'Where a run begins, with its intake form',
  task: 'Work for a role, with a form and outcomes',
  each: 'A step or a protocol for each item of a list',
  approval: 'A decision by several persons',
  handoff: 'Accountability or an act, offered to another',
  decision: 'The first branch whose condition is true',
  table: 'Works out answers from what is recorded, row by row',
  split: 'Branches that start together',
  join: 'Waits for all or some branches of its split',
  wait: 'A duration, a date or a named event',
  call: 'Runs another protocol',
  service: 'Asks a registered connector; its answer lands in fields',
  notify: 'Tells people; holds nothing up',
  milestone: 'Records that the case has come this far',
  end: 'Ends the run with an outcome',
};
