// What a step is: title, instructions, what its kind alone has, and where each way out leads.
import { Button, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { IconCopy, IconReplace, IconTrash } from '@tabler/icons-react';
import type { DraftNode } from '../../../protocol/draft.ts';
import { duplicateNodes } from '../../../protocol/edits/clip.ts';
import { deleteNode } from '../../../protocol/edits/nodes.ts';
import { calledBy } from '../../../protocol/node-parts.ts';
import { useCommand } from '../editor/commands-context.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { LeadsTo } from './LeadsTo.tsx';
import { OpenCalled } from './OpenCalled.tsx';
import { StepKind } from './StepKind.tsx';

export function StepTab({ node }: { readonly node: DraftNode }) {
  const { draft, edit, select, readOnly, say } = useEditor();
  const set = useStepEdit(node);
  const citations = draft.citations;
  const cited = useMark('citations');
  return (
    <div className="tab-body">
      <TextInput {...useMark('title')} label="Title" value={node.title} maxLength={200} onChange={(e) => set('title', { title: e.currentTarget.value }, 'title')} />
      <Textarea {...useMark('instructions')} label="Instructions" description="Shown to whoever does the step. Markdown, no HTML." autosize minRows={2} maxRows={12} maxLength={8000} value={node.instructions} onChange={(e) => set('instructions', { instructions: e.currentTarget.value }, 'instructions')} />
      <StepKind node={node} />
      {calledBy(node) && <div><OpenCalled protocol={calledBy(node)?.protocol ?? ''} step={node.id} /></div>}
      <LeadsTo node={node} />
      {citations.length > 0 && <MultiSelect {...cited} label="Citations" description="Clauses this step follows" value={node.citations} onChange={(ids) => set('citations', { citations: ids })} data={citations.map((c) => ({ value: c.id, label: c.text || c.id }))} />}
      {!readOnly && (
        <div className="tab-acts">
          <ChangeKind />
          {node.kind !== 'start' && <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => { const copy = duplicateNodes(draft, [node.id]); edit(`duplicate ${node.title}`, () => copy.draft); select(copy.ids); }}>Duplicate step</Button>}
          <Button size="xs" variant="default" color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => { edit(`delete ${node.title}`, (d) => deleteNode(d, node.id)); select([]); say(`${node.title} deleted. Undo brings it back.`); }}>Delete step</Button>
        </div>
      )}
    </div>
  );
}

function ChangeKind() {
  const command = useCommand('kind');
  return command ? <Button size="xs" variant="default" leftSection={<IconReplace size={14} aria-hidden />} onClick={command.run}>Change its kind</Button> : null;
}
