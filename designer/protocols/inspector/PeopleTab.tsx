// Who does it: roles of a task, seats of an approval, both sides of a handoff, who may raise an event, who is told.
import { MultiSelect, Switch } from '@mantine/core';
import type { Draft, DraftNode, NodeOf } from '../../../protocol/draft.ts';
import { updateNode } from '../../../protocol/edits/nodes.ts';
import { useEditor, useStepEdit } from '../editor/editor-context.ts';
import { RolesInput } from '../inputs/RolesInput.tsx';
import { HandoffPeople, LegalBasis } from './HandoffPeople.tsx';
import { Seats } from './Seats.tsx';

export function PeopleTab({ node }: { readonly node: DraftNode }) {
  switch (node.kind) {
    case 'start': return <div className="tab-body"><Roles node={node} description="Without a role it never waits: the intake form comes with the report or the step is passed" /></div>;
    case 'task': return <div className="tab-body"><Roles node={node} description="Whoever holds one of them may claim it" /><Sworn node={node} /></div>;
    case 'each': return <div className="tab-body"><Roles node={node} description="Whoever holds one of them may claim an item" /></div>;
    case 'approval': return <div className="tab-body"><Seats node={node} /></div>;
    case 'handoff': return <div className="tab-body"><HandoffPeople node={node} /></div>;
    case 'notify': return <div className="tab-body"><NotifyPeople node={node} /></div>;
    case 'wait': return <div className="tab-body"><EventRoles node={node} /></div>;
    default: return null;
  }
}

function Roles({ node, description }: { readonly node: NodeOf<'start'> | NodeOf<'task'> | NodeOf<'each'>; readonly description: string }) {
  return <RolesInput label="Roles" path="roles" description={description} value={node.roles} onChange={(draft, roles) => put(draft, { ...node, roles })} />;
}

/** Some work takes a sworn officer, whatever role the person holds. */
export function Sworn({ node }: { readonly node: NodeOf<'task'> | NodeOf<'approval'> }) {
  const { readOnly } = useEditor();
  const set = useStepEdit(node);
  return <Switch disabled={readOnly} data-field="sworn" label="Takes a sworn officer" checked={node.sworn === true} onChange={(e) => set('sworn officer', { sworn: e.currentTarget.checked })} />;
}

function NotifyPeople({ node }: { readonly node: NodeOf<'notify'> }) {
  const { readOnly } = useEditor();
  const set = useStepEdit(node);
  return (
    <>
      <RolesInput label="Tell" path="to" value={node.to} onChange={(draft, to) => put(draft, { ...node, to })} />
      <Switch disabled={readOnly} data-field="disclosure" label="Registered as a disclosure" checked={node.disclosure === true} onChange={(e) => set('disclosure', { disclosure: e.currentTarget.checked })} />
      {node.disclosure === true && <LegalBasis node={node} />}
    </>
  );
}

function EventRoles({ node }: { readonly node: NodeOf<'wait'> }) {
  if (node.events.length === 0) return <p className="quiet">This wait ends by time alone. Add an event on the Step tab to let people end it.</p>;
  return (
    <>
      {node.events.map((event, i) => (
        <RolesInput key={event.name} label={`Who may raise ${event.label ?? event.name}`} path={`events.${i}.roles`} description="None: anybody assigned to the case" value={event.roles} onChange={(draft, roles) => put(draft, { ...node, events: node.events.map((e, j) => (j === i ? { ...e, roles } : e)) })} />
      ))}
    </>
  );
}

/** The step as it now is, with its new roles; the rest of it comes from the draft, which may have just got a role. */
export const put = (draft: Draft, node: DraftNode): Draft => updateNode(draft, node);

/** Whoever did one of these may not vote. */
export function Separation({ node }: { readonly node: NodeOf<'approval'> }) {
  const { draft, edit, readOnly } = useEditor();
  const set = (what: string, change: Partial<NodeOf<'approval'>>): void => edit(what, (d) => put(d, { ...node, ...change }));
  const own = draft.nodes.filter((n) => n.kind === 'task' || n.kind === 'each' || n.kind === 'start' || n.kind === 'handoff').map((n) => ({ value: n.id, label: n.title || n.id }));
  const elsewhere = node.notDoerOf.filter((ref) => !own.some((o) => o.value === ref)).map((ref) => ({ value: ref, label: ref }));
  return (
    <section aria-label="Separation of duties">
      <h3>Separation of duties</h3>
      <Switch disabled={readOnly} data-field="notRequester" label="Not whoever started the run" checked={node.notRequester} onChange={(e) => set('separation', { notRequester: e.currentTarget.checked })} />
      <Switch disabled={readOnly} data-field="notOwner" label="Not the owner of the case" checked={node.notOwner} onChange={(e) => set('separation', { notOwner: e.currentTarget.checked })} />
      <MultiSelect disabled={readOnly} data-field="notDoerOf" label="Not whoever did" value={node.notDoerOf} onChange={(notDoerOf) => set('separation', { notDoerOf })} data={[...own, ...elsewhere]} placeholder={node.notDoerOf.length === 0 ? 'Choose steps' : ''} />
    </section>
  );
}
