// The part of the Step tab that differs by kind.
import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { DraftNode, NodeOf } from '../../../protocol/draft.ts';
import { useEditor, useMark, useStepEdit } from '../editor/editor-context.ts';
import { Branches } from './Branches.tsx';
import { Checklist } from './Checklist.tsx';
import { EachKind } from './EachKind.tsx';
import { EffectsEditor } from './EffectsEditor.tsx';
import { HandoffKind } from './HandoffKind.tsx';
import { WaitEvents } from './WaitEvents.tsx';
import { titled } from './LeadsTo.tsx';
import { Outcomes } from './Outcomes.tsx';
import { ServiceKind } from './ServiceKind.tsx';
import { TableKind } from './TableKind.tsx';
import { ProtocolSelect } from './ProtocolSelect.tsx';

export function StepKind({ node }: { readonly node: DraftNode }) {
  switch (node.kind) {
    case 'start': return <StartKind node={node} />;
    case 'task': return <TaskKind node={node} />;
    case 'each': return <EachKind node={node} />;
    case 'approval': return <ApprovalKind node={node} />;
    case 'handoff': return <HandoffKind node={node} />;
    case 'decision': return <Branches node={node} />;
    case 'table': return <TableKind node={node} />;
    case 'split': return <SplitKind node={node} />;
    case 'wait': return <WaitEvents node={node} />;
    case 'service': return <ServiceKind node={node} />;
    case 'notify': return <NotifyKind node={node} />;
    case 'call': return <CallKind node={node} />;
    case 'end': return <EndKind node={node} />;
    case 'join': return <JoinKind node={node} />;
    case 'milestone': return null;
  }
}

function StartKind({ node }: { readonly node: NodeOf<'start'> }) {
  const set = useStepEdit(node);
  return <EffectsEditor path="effects" effects={node.effects} onChange={(effects, merge) => set('effects', { effects }, merge)} when="When the run begins" />;
}

function TaskKind({ node }: { readonly node: NodeOf<'task'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const titles = titled(draft.nodes);
  const others = draft.nodes.filter((n) => n.id !== node.id && (n.kind === 'task' || n.kind === 'each' || n.kind === 'start' || n.kind === 'handoff'));
  return (
    <>
      <Outcomes node={node} />
      <Checklist node={node} />
      <NativeSelect
        {...useMark('assign')} label="Given to" value={node.assign.kind === 'doerOf' ? `doer:${node.assign.step}` : node.assign.kind}
        onChange={(e) => {
          const value = e.currentTarget.value;
          if (value.startsWith('doer:')) set('assignment', { assign: { kind: 'doerOf', step: value.slice(5) } });
          else if (value === 'leastLoad' || value === 'inTurn' || value === 'claim') set('assignment', { assign: { kind: value } });
        }}
        data={[{ value: 'claim', label: 'whoever claims it' }, { value: 'leastLoad', label: 'whoever has the least to do' }, { value: 'inTurn', label: 'one after the other' }, ...others.map((n) => ({ value: `doer:${n.id}`, label: `whoever did ${titles.get(n.id) ?? n.id}` }))]}
      />
    </>
  );
}

function ApprovalKind({ node }: { readonly node: NodeOf<'approval'> }) {
  const set = useStepEdit(node);
  return <EffectsEditor path="onApproved" effects={node.onApproved} onChange={(onApproved, merge) => set('effects', { onApproved }, merge)} when="When it is approved" mayOwn />;
}

function SplitKind({ node }: { readonly node: NodeOf<'split'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const titles = titled(draft.nodes);
  const taken = new Set(draft.nodes.flatMap((n) => (n.kind === 'split' && n.id !== node.id && n.join !== undefined ? [n.join] : [])));
  const joins = draft.nodes.filter((n) => n.kind === 'join' && !taken.has(n.id));
  return (
    <>
      <Branches node={node} />
      <NativeSelect {...useMark('join')} label="Joined at" description="Where its attached branches meet" value={node.join ?? ''} onChange={(e) => set('join', { join: e.currentTarget.value === '' ? undefined : e.currentTarget.value })} data={[{ value: '', label: 'nowhere: all branches are detached' }, ...joins.map((n) => ({ value: n.id, label: titles.get(n.id) ?? n.id }))]} />
    </>
  );
}

function JoinKind({ node }: { readonly node: NodeOf<'join'> }) {
  const { draft } = useEditor();
  const set = useStepEdit(node);
  const split = draft.nodes.find((n) => n.kind === 'split' && n.join === node.id);
  const attached = split?.kind === 'split' ? split.branches.filter((b) => !b.detached).length : 0;
  const counts = Array.from({ length: Math.max(attached - 1, node.first ?? 0) }, (_, i) => i + 1);
  return (
    <NativeSelect
      {...useMark('first')} label="Goes on when" description="The other branches are cancelled then" value={node.first === undefined ? '' : String(node.first)}
      onChange={(e) => set('join', { first: e.currentTarget.value === '' ? undefined : Number(e.currentTarget.value) })}
      data={[{ value: '', label: 'all branches that were started have come' }, ...counts.map((n) => ({ value: String(n), label: n === 1 ? 'the first branch has come' : `the first ${n} branches have come` }))]}
    />
  );
}

function NotifyKind({ node }: { readonly node: NodeOf<'notify'> }) {
  const set = useStepEdit(node);
  return (
    <>
      <Textarea {...useMark('message')} label="Message" autosize minRows={2} maxLength={1000} value={node.message} onChange={(e) => set('message', { message: e.currentTarget.value }, 'message')} />
      <EffectsEditor path="effects" effects={node.effects} onChange={(effects, merge) => set('effects', { effects }, merge)} when="When it is sent" />
    </>
  );
}

function CallKind({ node }: { readonly node: NodeOf<'call'> }) {
  const set = useStepEdit(node);
  return (
    <>
      <ProtocolSelect path="protocol" label="Protocol" value={node.protocol} onChange={(protocol) => set('protocol', { protocol })} />
      <NativeSelect {...useMark('mode')} label="How" value={node.mode} onChange={(e) => set('mode', { mode: e.currentTarget.value === 'spawn' ? 'spawn' : 'wait' })} data={[{ value: 'wait', label: 'Wait for its outcome' }, { value: 'spawn', label: 'Start it and go on' }]} />
    </>
  );
}

function EndKind({ node }: { readonly node: NodeOf<'end'> }) {
  const set = useStepEdit(node);
  return (
    <>
      <Switch {...useMark('outcome')} label="End of a detached branch, without an outcome" checked={node.outcome === null} onChange={(e) => set('outcome', { outcome: e.currentTarget.checked ? null : 'done' })} />
      {node.outcome !== null && <OutcomeName node={node} outcome={node.outcome} />}
      <EffectsEditor path="effects" effects={node.effects} onChange={(effects, merge) => set('effects', { effects }, merge)} when="When the run ends here" />
      <Switch {...useMark('stopsOthers')} label="Ends the run although other branches are open" checked={node.stopsOthers} onChange={(e) => set('stopping', { stopsOthers: e.currentTarget.checked })} />
    </>
  );
}

function OutcomeName({ node, outcome }: { readonly node: NodeOf<'end'>; readonly outcome: string }) {
  const set = useStepEdit(node);
  return <TextInput {...useMark('outcome')} label="Outcome" description="What a caller or a report reads of this run" maxLength={64} value={outcome} onChange={(e) => set('outcome', { outcome: e.currentTarget.value }, 'outcome')} />;
}

