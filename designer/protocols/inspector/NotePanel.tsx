// What a note says. It is for whoever draws: no case ever sees it.
import { Button, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Note } from '../../../protocol/draft.ts';
import { updateNote } from '../../../protocol/edits/notes.ts';
import { useCommand } from '../editor/commands-context.ts';
import { ScopeContext, useEditor } from '../editor/editor-context.ts';

export function NotePanel({ note }: { readonly note: Note }) {
  const { edit, readOnly } = useEditor();
  const remove = useCommand('delete');
  return (
    <ScopeContext.Provider value={{ node: note.id }}>
      <header className="inspector-head"><span>On the canvas</span><h2>Note</h2></header>
      <div className="tab-body">
        <Textarea data-field="title" label="Note" description="For whoever draws: it is never part of what is published. Markdown, no HTML." autosize minRows={4} maxRows={24} maxLength={4000} disabled={readOnly} value={note.text} onChange={(e) => { const text = e.currentTarget.value; edit('change a note', (d) => updateNote(d, { ...note, text }), `note:${note.id}`); }} />
        {!readOnly && <div className="tab-acts"><Button size="xs" variant="default" color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={remove?.run}>Delete note</Button></div>}
      </div>
    </ScopeContext.Provider>
  );
}
