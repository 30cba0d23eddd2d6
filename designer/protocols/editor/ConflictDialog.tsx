// Two people saved on top of the same revision. Both sides are shown; which one goes on is a choice of the person here, and
// the other side stays in the revisions either way.
import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { compareDrafts } from '../../../protocol/compare/compare.ts';
import type { Draft } from '../../../protocol/draft.ts';
import { recordTime } from '../../ui/words.ts';
import { ComparisonList } from '../compare/ComparisonList.tsx';
import type { Conflict } from './saving.ts';

interface Props {
  readonly conflict: Conflict | null;
  readonly draft: Draft;
  readonly zone: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

export function ConflictDialog({ conflict, draft, zone, onKeepMine, onTakeTheirs }: Props) {
  const comparison = useMemo(() => (conflict ? compareDrafts(conflict.theirs.draft, draft) : null), [conflict, draft]);
  if (!conflict || !comparison) return null;
  const { theirs } = conflict;
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} size="xl" title={`${theirs.savedBy.name} has saved this draft meanwhile`}>
      <p>Revision {theirs.revision} was saved by {theirs.savedBy.name}, {theirs.savedBy.agency.name}, at {recordTime(Date.parse(theirs.savedAt), zone)}. What you changed since is not saved. This is what your draft would make of theirs:</p>
      <div className="difference"><ComparisonList comparison={comparison} /></div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onTakeTheirs}>Take theirs, drop my changes</Button>
        <Button color="red" variant="outline" onClick={onKeepMine}>Keep mine, replace theirs</Button>
      </div>
    </Modal>
  );
}
