// The branches of a decision (first true one is taken) or a split (all that hold are started). Their conditions are on the
// tab of that name.
import { Switch, TextInput } from '@mantine/core';
import { conditionWords, namesOf } from '../../../protocol/condition-words.ts';
import type { NodeOf } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { reservedPorts } from '../../../protocol/ports.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';

type Node = NodeOf<'decision'> | NodeOf<'split'>;
interface Branch { readonly id: string; readonly label?: string; readonly when?: NodeOf<'decision'>['branches'][number]['when']; readonly detached?: boolean }

export function Branches({ node }: { readonly node: Node }) {
  const { draft, readOnly } = useEditor();
  const set = useStepEdit<Node>(node);
  const mark = useMark('branches');
  const branches: readonly Branch[] = node.branches;
  const put = (next: readonly Branch[], merge?: string): void => set('branches', (node.kind === 'decision' ? { branches: next.map(({ detached: _no, ...b }) => b) } : { branches: next.map((b) => ({ ...b, detached: b.detached ?? false })) }) as Partial<Node>, merge);
  const names = namesOf(draft);
  return (
    <section aria-label="Branches" data-field="branches" tabIndex={-1}>
      <h3>Branches</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="branch" items={branches} keyOf={(_b, i) => String(i)} nameOf={(b) => b.label || b.id}
        onAdd={() => put([...branches, { id: freshId([...branches.map((b) => b.id), ...reservedPorts[node.kind]], `branch_${branches.length + 1}`), label: `Branch ${branches.length + 1}` }])}
        onRemove={(i) => put(withoutAt(branches, i))} onMove={(from, to) => put(movedTo(branches, from, to))}
        render={(branch, i) => (
          <>
            <TextInput size="xs" label={`Branch ${i + 1}`} data-field={`branches.${i}.label`} disabled={readOnly} maxLength={200} value={branch.label ?? ''} onChange={(e) => put(replacedAt(branches, i, { ...branch, label: e.currentTarget.value }), `branches.${i}.label`)} />
            <p className="condition-words">{branch.when ? conditionWords(branch.when, names) : node.kind === 'decision' ? 'no condition yet' : 'always started'}</p>
            {node.kind === 'split' && <Switch size="xs" disabled={readOnly} data-field={`branches.${i}.detached`} label="Detached: nobody waits for it" checked={branch.detached ?? false} onChange={(e) => put(replacedAt(branches, i, { ...branch, detached: e.currentTarget.checked }))} />}
          </>
        )}
      />
    </section>
  );
}
