// Right of the canvas: the selected step in tabs, or, with none selected, the protocol itself. Going to a finding opens the
// tab of its field and puts the focus there.
import { Button, Tabs } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DraftNode } from '../../../protocol/draft.ts';
import type { FindingPlace } from '../../../protocol/finding.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { useCommand } from '../editor/commands-context.ts';
import { ScopeContext, useEditor } from '../editor/editor-context.ts';
import { protocolTabOf, tabOfField, tabsOf, type ProtocolTab, type Tab } from '../editor/tabs.ts';
import { KindIcon } from '../nodes/kind-icons.tsx';
import { StepTalk } from '../together/StepTalk.tsx';
import { ClockTab } from './ClockTab.tsx';
import { ConditionsTab } from './ConditionsTab.tsx';
import { FormTab } from './FormTab.tsx';
import { NotePanel } from './NotePanel.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { HandlerPanel } from './HandlerPanel.tsx';
import { ProtocolPanel } from './ProtocolPanel.tsx';
import { StepTab } from './StepTab.tsx';

interface Props {
  readonly goal: { readonly place: FindingPlace; readonly press: number } | null;
  /** Back to the step itself, on the canvas or in the outline. */
  readonly onBack: () => void;
}
const tabWords: Readonly<Record<Tab, string>> = { step: 'Step', people: 'People', clock: 'Clock', form: 'Form', conditions: 'Conditions' };

export function Inspector({ goal, onBack }: Props) {
  const { draft, selected } = useEditor();
  const [tab, setTab] = useState<Tab>('step');
  const [protocolTab, setProtocolTab] = useState<ProtocolTab>('about');
  const panel = useRef<HTMLDivElement>(null);
  const node = selected.length === 1 ? draft.nodes.find((n) => n.id === selected[0]) : undefined;
  const note = selected.length === 1 ? draft.notes?.find((n) => n.id === selected[0]) : undefined;
  const handler = selected.length === 1 ? draft.on?.find((h) => h.id === selected[0]) : undefined;

  useEffect(() => {
    if (!goal) return;
    const target = draft.nodes.find((n) => n.id === goal.place.node);
    if (target) setTab(goal.place.field === undefined ? 'step' : tabOfField(target, goal.place.field));
    else if (!draft.on?.some((h) => h.id === goal.place.node)) setProtocolTab(protocolTabOf(goal.place.field));
    if (goal.place.field === undefined) return;
    // After the tab has been drawn; a field whose own input is folded away is shown by what it lies in.
    const timer = setTimeout(() => focusField(panel.current, goal.place.field ?? ''), 60);
    return () => clearTimeout(timer);
    // Only a press moves the focus: an edit must not.
  }, [goal]);

  return (
    <aside className="inspector" aria-label="Inspector" ref={panel} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented && event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') !== 'true') onBack(); }}>
      <button type="button" className="inspector-back" onClick={onBack}><IconArrowLeft size={18} aria-hidden /> Back to the steps</button>
      {selected.length > 1 ? <Several count={selected.length} /> : node ? <StepPanel node={node} tab={tab} onTab={setTab} /> : handler ? <HandlerPanel key={handler.id} handler={handler} /> : note ? <NotePanel key={note.id} note={note} /> : <ProtocolPanel tab={protocolTab} onTab={setProtocolTab} />}
    </aside>
  );
}

function StepPanel({ node, tab, onTab }: { readonly node: DraftNode; readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const { findings } = useEditor();
  const tabs = tabsOf(node);
  const shown = tabs.includes(tab) ? tab : 'step';
  const count = (t: Tab): number => findings.filter((f) => f.at.node === node.id && tabOfField(node, f.at.field) === t).length;
  return (
    <ScopeContext.Provider value={{ node: node.id }}>
      <header className="inspector-head"><KindIcon kind={node.kind} /><span>{kindWords[node.kind]}</span><h2>{node.title || node.id}</h2></header>
      <General node={node} />
      <Tabs value={shown} onChange={(next) => { const found = tabs.find((t) => t === next); if (found) onTab(found); }} keepMounted={false}>
        <Tabs.List aria-label="Parts of the step">
          {tabs.map((t) => <Tabs.Tab key={t} value={t} rightSection={count(t) > 0 ? <span className="outline-count" title={`${count(t)} findings`}>{count(t)}</span> : undefined}>{tabWords[t]}</Tabs.Tab>)}
        </Tabs.List>
        {tabs.map((t) => <Tabs.Panel key={t} value={t}><TabBody key={node.id} node={node} tab={t} /></Tabs.Panel>)}
      </Tabs>
      <StepTalk node={node} />
    </ScopeContext.Provider>
  );
}

function TabBody({ node, tab }: { readonly node: DraftNode; readonly tab: Tab }): ReactNode {
  switch (tab) {
    case 'step': return <StepTab node={node} />;
    case 'people': return <PeopleTab node={node} />;
    case 'clock': return <ClockTab node={node} />;
    case 'form': return <FormTab node={node} />;
    case 'conditions': return <ConditionsTab node={node} />;
  }
}

/** Findings about the step as a whole, which no field shows. */
function General({ node }: { readonly node: DraftNode }) {
  const { findings } = useEditor();
  const found = findings.filter((f) => f.at.node === node.id && (f.at.field === undefined || f.at.field === ''));
  if (found.length === 0) return null;
  return <ul className="general-findings">{found.map((f, i) => <li key={i} className={`is-${f.severity}`}>{f.message}</li>)}</ul>;
}

/** What can be done to several at once, as buttons; the keys and the palette have the same. */
const together: readonly (readonly [string, readonly string[]])[] = [
  ['Line up', ['align:left', 'align:centre', 'align:right', 'align:top', 'align:middle', 'align:bottom']],
  ['Space out', ['distribute:across', 'distribute:down', 'tidyPart']],
  ['All of them', ['copy', 'cut', 'duplicate', 'delete']],
];

function Several({ count }: { readonly count: number }) {
  return (
    <div className="tab-body">
      <h2>{count} steps selected</h2>
      <p className="quiet">Drag one to move them together. Select one to change what it says.</p>
      {together.map(([title, ids]) => <section key={title} aria-label={title}><h3>{title}</h3><div className="several-acts">{ids.map((id) => <CommandButton key={id} id={id} />)}</div></section>)}
    </div>
  );
}

function CommandButton({ id }: { readonly id: string }) {
  const command = useCommand(id);
  if (!command) return null;
  return <Button size="xs" variant="default" disabled={command.whyNot !== undefined} title={command.whyNot ?? ''} onClick={command.run}>{command.words}</Button>;
}

/** The input of a field, or what it lies in when it is folded away; a way out of the step stands under Leads to. */
function focusField(panel: HTMLElement | null, field: string): void {
  if (!panel) return;
  const wider = (path: string): string[] => (path.includes('.') ? [path, ...wider(path.slice(0, path.lastIndexOf('.')))] : [path]);
  const found = [field, `ports.${field}`, ...wider(field).slice(1)].map((path) => panel.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`)).find((el) => el !== null) ?? panel.querySelector<HTMLElement>('.tab-body :is(input, textarea, select, button)');
  if (!found) return;
  if (found instanceof HTMLDetailsElement) found.open = true;
  if (found.tabIndex < 0) found.tabIndex = -1;
  found.scrollIntoView({ block: 'center' });
  found.focus();
}
