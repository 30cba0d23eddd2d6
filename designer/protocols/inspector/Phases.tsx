// Phases: bands of steps, each with a limit of its own, and who is told when it has passed.
import { Switch, TextInput } from '@mantine/core';
import { freshId } from '../../../protocol/edits/ids.ts';
import { addPhase, deletePhase, updatePhase } from '../../../protocol/edits/protocol.ts';
import type { Phase } from '../../../protocol/phases-drawn.ts';
import { useEditor, useMark } from '../editor/editor-context.ts';
import { ListEditor } from '../inputs/ListEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';
import { LimitRules } from './LimitRules.tsx';

export function Phases() {
  const { draft, edit } = useEditor();
  const phases = draft.phases ?? [];
  const taken = [...draft.nodes, ...(draft.on ?? []), ...phases].map((one) => one.id);
  return (
    <section aria-label="Phases" data-field="phases" tabIndex={-1}>
      <h3>Phases</h3>
      <p className="quiet">A phase begins when the first of its steps opens and ends when none of them is open any more. Say at a step which phase it stands in.</p>
      <ListEditor
        noun="phase" addLabel="Add a phase" items={phases} keyOf={(p) => p.id} nameOf={(p) => p.title || p.id} empty="None: steps have limits, bands of steps have none."
        onAdd={() => edit('add a phase', (d) => addPhase(d, { id: freshId(taken, `phase_${phases.length + 1}`), title: `Phase ${phases.length + 1}` }))}
        onRemove={(i) => { const id = phases[i]?.id; if (id !== undefined) edit('delete a phase', (d) => deletePhase(d, id)); }}
        render={(phase) => <OnePhase phase={phase} />}
      />
    </section>
  );
}

function OnePhase({ phase }: { readonly phase: Phase }) {
  const { edit, readOnly } = useEditor();
  const { error } = useMark(`phases.${phase.id}`);
  const { limit } = phase;
  const put = (next: Phase, merge?: string): void => edit('change a phase', (d) => updatePhase(d, next), merge);
  const setLimited = (isLimited: boolean): void => {
    const { limit: _before, ...rest } = phase;
    put(isLimited ? { ...rest, limit: { rules: [{ due: 'P7D' }], escalate: [] } } : rest);
  };
  return (
    <>
      {error && <p className="field-error" role="note">{error}</p>}
      <TextInput size="xs" label="Name of the phase" disabled={readOnly} maxLength={200} value={phase.title} onChange={(e) => put({ ...phase, title: e.currentTarget.value }, `phase.${phase.id}`)} />
      <Switch size="xs" label="It has a limit" disabled={readOnly} checked={limit !== undefined} onChange={(e) => setLimited(e.currentTarget.checked)} />
      {limit && (
        <>
          <LimitRules rules={limit.rules} path={`phases.${phase.id}.limit.rules`} mayWarn onChange={(rules, merge) => put({ ...phase, limit: { ...limit, rules } }, merge)} />
          <RolesInput label="Told when it has passed" path={`phases.${phase.id}.limit.escalate`} value={limit.escalate[0]?.notify ?? []} onChange={(d, notify) => updatePhase(d, { ...phase, limit: { ...limit, escalate: notify.length === 0 ? limit.escalate.slice(1) : [{ after: limit.escalate[0]?.after ?? 'PT0S', notify }, ...limit.escalate.slice(1)] } })} />
        </>
      )}
    </>
  );
}
