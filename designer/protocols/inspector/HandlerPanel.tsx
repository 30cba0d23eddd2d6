// A handler: what it waits for, who may say so, and what it does then.
import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { namesOf } from '../../../protocol/condition-words.ts';
import type { Handler } from '../../../protocol/draft.ts';
import { disconnect } from '../../../protocol/edits/edges.ts';
import { deleteHandler, updateHandler } from '../../../protocol/edits/handlers.ts';
import { cleanId, freshId } from '../../../protocol/edits/ids.ts';
import { eventsOf, mayBeOpen } from '../../../protocol/node-parts.ts';
import { legalSuccessors } from '../../../protocol/successors.ts';
import { draw } from '../append.ts';
import { ScopeContext, useEditor, useMark } from '../editor/editor-context.ts';
import { ConditionEditor } from '../inputs/ConditionEditor.tsx';
import { RolesInput } from '../inputs/RolesInput.tsx';
import { whenWords } from '../../../picture/summary.ts';
import { titled } from './LeadsTo.tsx';
import { OpenCalled } from './OpenCalled.tsx';
import { ProtocolSelect } from './ProtocolSelect.tsx';

type When = Handler['when'];
type Put = (what: string, change: Partial<Handler>, merge?: string) => void;

export function HandlerPanel({ handler }: { readonly handler: Handler }) {
  const { draft, edit, select, readOnly, say, findings } = useEditor();
  const put: Put = (what, change, merge) => edit(what === 'title' ? `rename ${handler.title || handler.id}` : `change ${what} of ${handler.title || handler.id}`, (d) => {
    const now = d.on?.find((h) => h.id === handler.id);
    return now ? updateHandler(d, { ...now, ...change }) : d;
  }, merge === undefined ? undefined : `${handler.id}:${merge}`);
  const general = findings.filter((f) => f.at.node === handler.id && f.at.field === undefined && f.at.edge === undefined);
  return (
    <ScopeContext.Provider value={{ node: handler.id }}>
      <header className="inspector-head"><span>When {whenWords(handler, namesOf(draft))}</span><h2>{handler.title || handler.id}</h2></header>
      {general.length > 0 && <ul className="general-findings">{general.map((f, i) => <li key={i} className={`is-${f.severity}`}>{f.message}</li>)}</ul>}
      <div className="tab-body">
        <Title handler={handler} put={put} />
        <WhenInput handler={handler} put={put} />
        <Opens handler={handler} />
        <Starts handler={handler} put={put} />
        <Cancels handler={handler} put={put} />
        {!readOnly && <div className="tab-acts"><Button size="xs" variant="default" color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => { edit(`delete ${handler.title}`, (d) => deleteHandler(d, handler.id)); select([]); say(`${handler.title} deleted. Undo brings it back.`); }}>Delete handler</Button></div>}
      </div>
    </ScopeContext.Provider>
  );
}

interface Part {
  readonly handler: Handler;
  readonly put: Put;
}

function Title({ handler, put }: Part) {
  return <TextInput {...useMark('title')} label="Title" value={handler.title} maxLength={200} onChange={(e) => put('title', { title: e.currentTarget.value }, 'title')} />;
}

function WhenInput({ handler, put }: Part) {
  const { draft } = useEditor();
  const { when } = handler;
  const mark = useMark('when');
  const first = (kind: string): When => {
    if (kind === 'condition') return { kind, if: { kind: 'compare', left: { kind: 'case', name: 'everHigh' }, op: 'eq', right: { kind: 'value', value: true } } };
    return kind === 'level' ? { kind, change: 'raised' } : { kind: 'event', name: freshId(eventsOf(draft).map((e) => e.name), 'event_1'), roles: [] };
  };
  return (
    <>
      <NativeSelect {...mark} label="Waits for" value={when.kind} onChange={(e) => put('waiting', { when: first(e.currentTarget.value) })} data={[{ value: 'event', label: 'an event that somebody says has happened' }, { value: 'condition', label: 'a condition to become true' }, { value: 'level', label: 'a change of the level of concern' }]} />
      {when.kind === 'event' && <EventInput handler={handler} when={when} put={put} />}
      {when.kind === 'condition' && <ConditionEditor label="It takes effect when this becomes true" path="when.if" value={when.if} none="never" onChange={(next) => put('condition', { when: { kind: 'condition', if: next ?? { kind: 'any', of: [] } } })} />}
      {when.kind === 'level' && <LevelInput when={when} put={put} />}
    </>
  );
}

function EventInput({ handler, when, put }: Part & { readonly when: Extract<When, { kind: 'event' }> }) {
  const { draft, readOnly } = useEditor();
  const others = eventsOf({ nodes: draft.nodes, on: (draft.on ?? []).filter((h) => h.id !== handler.id) }).map((e) => e.name);
  return (
    <>
      <TextInput
        {...useMark('when.name')} label="What happens" description="As people read it when they say so" maxLength={200} value={when.label ?? ''} onChange={(e) => put('event', { when: { ...when, label: e.currentTarget.value } }, 'event')}
        onBlur={() => { if (!readOnly && /^event_\d+$/.test(when.name) && (when.label ?? '').trim() !== '') put('event', { when: { ...when, name: freshId(others, cleanId(when.label ?? '')) } }, 'event'); }}
      />
      <RolesInput label="Who may say so" path="when.roles" description="None: anybody assigned to the case" value={when.roles} onChange={(d, roles) => updateHandler(d, { ...handler, when: { ...when, roles } })} />
    </>
  );
}

function LevelInput({ when, put }: { readonly when: Extract<When, { kind: 'level' }>; readonly put: Put }) {
  const { draft } = useEditor();
  const lost = when.to !== undefined && !draft.levels.some((l) => l.id === when.to) ? [{ value: when.to, label: `${when.to} (gone)` }] : [];
  return (
    <>
      <NativeSelect {...useMark('when.change')} label="Which change" value={when.change} onChange={(e) => { const change = (['any', 'raised', 'lowered'] as const).find((c) => c === e.currentTarget.value); if (change) put('change', { when: { ...when, change } }); }} data={[{ value: 'any', label: 'any' }, { value: 'raised', label: 'it is raised' }, { value: 'lowered', label: 'it is lowered' }]} />
      <NativeSelect {...useMark('when.to')} label="To which level" value={when.to ?? ''} onChange={(e) => put('level', { when: { ...when, to: e.currentTarget.value === '' ? undefined : e.currentTarget.value } })} data={[{ value: '', label: 'whichever' }, ...lost, ...draft.levels.map((l) => ({ value: l.id, label: l.title || l.id }))]} />
    </>
  );
}

function Opens({ handler }: { readonly handler: Handler }) {
  const { draft, context, edit } = useEditor();
  const edge = draft.edges.find((e) => e.from === handler.id && e.port === 'next');
  const targets = useMemo(() => legalSuccessors(draft, { node: handler.id, port: 'next' }, context), [draft, handler.id, context]);
  const titles = titled(draft.nodes);
  return (
    <NativeSelect
      {...useMark('ports.next')} label="Opens the step" description="Nothing waits for it, and the protocol may end before it" value={edge?.to ?? ''}
      onChange={(e) => { const to = e.currentTarget.value; edit(`lead ${handler.title} on`, (d) => (to === '' ? (edge ? disconnect(d, edge.id) : d) : draw(d, { from: handler.id, port: 'next', to }))); }}
      data={[{ value: '', label: 'none' }, ...targets.map((t) => ({ value: t.node, label: t.legal ? (titles.get(t.node) ?? t.node) : `${titles.get(t.node) ?? t.node}: ${t.reason ?? 'not possible'}`, disabled: !t.legal && t.node !== edge?.to }))]}
    />
  );
}

function Starts({ handler, put }: Part) {
  const mark = useMark('starts');
  return (
    <>
      <NativeSelect {...mark} label="Starts a protocol" value={handler.protocol === undefined ? 'no' : 'yes'} onChange={(e) => put('protocol', { protocol: e.currentTarget.value === 'yes' ? 'choose' : undefined })} data={[{ value: 'no', label: 'no' }, { value: 'yes', label: 'yes, beside this one' }]} />
      {handler.protocol !== undefined && <ProtocolSelect path="protocol" label="Which protocol" value={handler.protocol} onChange={(protocol) => put('protocol', { protocol })} />}
      {handler.protocol !== undefined && <div><OpenCalled protocol={handler.protocol} step={handler.id} /></div>}
    </>
  );
}

function Cancels({ handler, put }: Part) {
  const { draft } = useEditor();
  const waits = draft.nodes.filter(mayBeOpen);
  const titles = titled(draft.nodes);
  const lost = handler.cancels.filter((id) => !waits.some((n) => n.id === id)).map((id) => ({ value: id, label: `${id} (gone)` }));
  return <MultiSelect {...useMark('cancels')} label="Cancels open steps" value={handler.cancels} onChange={(cancels) => put('cancelled steps', { cancels })} data={[...lost, ...waits.map((n) => ({ value: n.id, label: titles.get(n.id) ?? n.id }))]} placeholder={handler.cancels.length === 0 ? 'none' : ''} />;
}
