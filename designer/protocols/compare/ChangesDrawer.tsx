// Beside the canvas: what the draft changes of a published version. While it is open the canvas marks the steps.
import { Drawer } from '@mantine/core';
import { useCallback } from 'react';
import type { Comparison } from '../../../protocol/compare/compare.ts';
import type { VersionRow } from '../../../server/contract-protocols.ts';
import { useEditor } from '../editor/editor-context.ts';
import { CompareWith } from './CompareWith.tsx';
import { marksOf } from './marks.ts';

interface Props {
  readonly versions: readonly VersionRow[];
  readonly chosen: string | null;
  readonly onChoose: (versionId: string | null) => void;
}

export function ChangesDrawer({ versions, chosen, onChoose }: Props) {
  const { draft, goTo, mark } = useEditor();
  const onComparison = useCallback((comparison: Comparison | null) => mark(comparison ? marksOf(comparison) : {}), [mark]);
  return (
    <Drawer opened={chosen !== null} onClose={() => onChoose(null)} position="right" withOverlay={false} lockScroll={false} trapFocus={false} title="What this draft changes" closeButtonProps={{ 'aria-label': 'Close' }}>
      {chosen !== null && <CompareWith draft={draft} side="draft" versions={versions} chosen={chosen} onChoose={onChoose} onComparison={onComparison} onStep={(node) => goTo({ node })} />}
    </Drawer>
  );
}
