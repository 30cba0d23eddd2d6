// A note on the canvas: words for whoever draws, on paper of its own colour. Nothing leads to it.
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { Markdown } from '../../ui/Markdown.tsx';
import type { NoteNode } from '../flow.ts';

export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  return <div className={`note-card${selected ? ' is-selected' : ''}`} data-testid={`note-${id}`}>{data.text.trim() === '' ? <span className="quiet">An empty note</span> : <Markdown text={data.text} />}</div>;
});
