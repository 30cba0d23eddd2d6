// What happens at and after the limit, one after the other: tell roles, let further roles act, take a claim back.
import { Switch } from '@mantine/core';
import type { DraftNode, Escalation, Limit } from '../../../protocol/draft.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { DurationInput } from '../inputs/DurationInput.tsx';
import { ListEditor, movedTo, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';

type Due = Extract<Limit, { kind: 'due' }>;
interface Props {
  readonly node: DraftNode & { readonly limit?: Limit };
  readonly limit: Due;
  readonly onChange: (limit: Due, merge?: string) => void;
}

export function EscalationChain({ node, limit, onChange }: Props) {
  const { readOnly } = useEditor();
  const mark = useMark('limit.escalate');
  const put = (escalate: Escalation[], merge?: string): void => onChange({ ...limit, escalate }, merge);
  const roles = (i: number, e: Escalation, which: 'notify' | 'letIn') => (
    <RolesInput
      label={which === 'notify' ? `Escalation ${i + 1}: tell` : `Escalation ${i + 1}: let act too`} path={`limit.escalate.${i}.${which}`} value={e[which]}
      onChange={(draft, chosen) => updateNode(draft, { ...node, limit: { ...limit, escalate: replacedAt(limit.escalate, i, { ...e, [which]: chosen }) } } as DraftNode)}
    />
  );
  return (
    <section aria-label="Escalation" data-field="limit.escalate" tabIndex={-1}>
      <h3>Escalation</h3>
      {mark.error && <p className="field-error" role="note">{mark.error}</p>}
      <ListEditor
        noun="escalation" items={limit.escalate} keyOf={(_e, i) => String(i)} nameOf={(_e, i) => String(i + 1)} empty="Nobody is told when the limit passes."
        onAdd={() => put([...limit.escalate, { after: limit.escalate.length === 0 ? 'PT0S' : 'PT1H', notify: [], letIn: [], release: false }])}
        onRemove={(i) => put(withoutAt(limit.escalate, i))} onMove={(from, to) => put(movedTo(limit.escalate, from, to))}
        render={(e, i) => (
          <>
            <DurationInput label={`Escalation ${i + 1}: after the limit`} path={`limit.escalate.${i}.after`} value={e.after} onChange={(after) => put(replacedAt(limit.escalate, i, { ...e, after }), `escalate.${i}.after`)} />
            {roles(i, e, 'notify')}
            {roles(i, e, 'letIn')}
            <Switch size="xs" disabled={readOnly} data-field={`limit.escalate.${i}.release`} label="Take a claim back" checked={e.release} onChange={(event) => put(replacedAt(limit.escalate, i, { ...e, release: event.currentTarget.checked }))} />
          </>
        )}
      />
    </section>
  );
}
