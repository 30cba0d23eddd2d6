// What mends a finding, beside it: one press, one edit with a name.
import { useMemo } from 'react';
import { repairsOf, type Repair } from '../../../protocol/edits/repairs.ts';
import type { Finding } from '../../../protocol/finding.ts';
import { useEditor, type Editor } from './editor-context.ts';

export function Repairs({ finding, tab = 0 }: { readonly finding: Finding; readonly tab?: number }) {
  const editor = useEditor();
  const { draft, context, readOnly } = editor;
  const repairs = useMemo(() => (readOnly ? [] : repairsOf(draft, finding, context)), [draft, finding, context, readOnly]);
  if (repairs.length === 0) return null;
  return <span className="repairs">{repairs.map((repair) => <button key={repair.name} type="button" tabIndex={tab} className="repair" onClick={() => mend(editor, repair)}>{repair.name}</button>)}</span>;
}

export function mend({ edit, say }: Editor, repair: Repair): void {
  edit(repair.name.charAt(0).toLowerCase() + repair.name.slice(1), repair.apply);
  say(`Mended: ${repair.name}. Undo takes it back.`);
}
