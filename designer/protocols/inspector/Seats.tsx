// The seats of an approval: each is taken by a different person; substitutes count while nobody eligible holds the seat.
import { MultiSelect, NumberInput } from '@mantine/core';
import type { NodeOf, Seat } from '../../../protocol/draft.ts';
import { freshId } from '../../../protocol/edits/ids.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { ListEditor, replacedAt, withoutAt } from '../inputs/ListEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';
import { Separation, Sworn } from './PeopleTab.tsx';

export function Seats({ node }: { readonly node: NodeOf<'approval'> }) {
  const { context } = useEditor();
  const set = useStepEdit(node);
  const [needed, denials, seats] = [useMark('needed'), useMark('denials'), useMark('seats')];
  const agencies = context.unit?.agencies ?? [];
  const roles = (i: number, seat: Seat, which: 'roles' | 'substitutes') => (
    <RolesInput
      label={which === 'roles' ? `Seat ${i + 1}: roles` : `Seat ${i + 1}: substitutes`} path={`seats.${i}.${which}`} value={seat[which]}
      onChange={(draft, chosen) => updateNode(draft, { ...node, seats: replacedAt(node.seats, i, { ...seat, [which]: chosen }) })}
    />
  );
  return (
    <>
      <section aria-label="Seats" data-field="seats" tabIndex={-1}>
        <h3>Seats</h3>
        {seats.error && <p className="field-error" role="note">{seats.error}</p>}
        <ListEditor
          noun="seat" items={node.seats} keyOf={(s) => s.id} nameOf={(_s, i) => String(i + 1)} empty="Without a seat nobody can approve."
          onAdd={() => set('seats', { seats: [...node.seats, { id: freshId(node.seats.map((s) => s.id), `seat${node.seats.length + 1}`), roles: [], agencies: [], qualifications: [], substitutes: [] }] })}
          onRemove={(i) => set('seats', { seats: withoutAt(node.seats, i), ...(node.needed !== undefined && node.needed >= node.seats.length ? { needed: undefined } : {}) })}
          render={(seat, i) => (
            <>
              {roles(i, seat, 'roles')}
              {agencies.length > 1 && <SeatAgencies label={`Seat ${i + 1}: only of`} path={`seats.${i}.agencies`} seat={seat} onChange={(next) => set('seats', { seats: replacedAt(node.seats, i, next) })} />}
              {roles(i, seat, 'substitutes')}
            </>
          )}
        />
      </section>
      <div className="pair">
        <NumberInput {...needed} label="Approvals needed" description={node.needed === undefined ? 'every seat' : `of ${node.seats.length}`} min={1} max={Math.max(1, node.seats.length)} value={node.needed ?? node.seats.length} onChange={(n) => set('number needed', { needed: n === '' || Number(n) === node.seats.length ? undefined : Number(n) }, 'needed')} />
        <NumberInput {...denials} label="Denials that end it" description="each with a reason" min={1} max={10} value={node.denials} onChange={(n) => { if (n !== '') set('denials', { denials: Number(n) }, 'denials'); }} />
      </div>
      <Separation node={node} />
      <Sworn node={node} />
    </>
  );
}

function SeatAgencies({ label, path, seat, onChange }: { readonly label: string; readonly path: string; readonly seat: Seat; readonly onChange: (next: Seat) => void }) {
  const { context } = useEditor();
  const agencies = context.unit?.agencies ?? [];
  const lost = seat.agencies.filter((key) => !agencies.some((a) => a.key === key)).map((key) => ({ value: key, label: `${key} (no agency of the unit)` }));
  return <MultiSelect {...useMark(path)} label={label} placeholder={seat.agencies.length === 0 ? 'any agency' : ''} value={seat.agencies} onChange={(keys) => onChange({ ...seat, agencies: keys })} data={[...lost, ...agencies.map((a) => ({ value: a.key, label: a.name }))]} />;
}
