// Where each way out of a step leads, as selects: the whole protocol can be drawn here without a mouse. What cannot follow is
// listed as well, with the reason.
import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import type { DraftNode, NodeKind } from '../../../protocol/draft.ts';
import { disconnect } from '../../../protocol/edits/edges.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { portContextOf, portsOf, type Port } from '../../../protocol/ports.ts';
import { legalSuccessors } from '../../../protocol/successors.ts';
import { append, draw, nextKinds } from '../append.ts';
import { useEditor } from '../editor/editor-context.ts';

export function LeadsTo({ node }: { readonly node: DraftNode }) {
  const { draft, context } = useEditor();
  const ports = useMemo(() => {
    const known = portsOf(node, portContextOf(draft, context));
    const more = draft.edges.filter((e) => e.from === node.id && !known.some((p) => p.id === e.port));
    return [...known, ...more.map((e) => ({ id: e.port, label: e.port, mandatory: false, orDefault: false, time: false, aside: true }))];
  }, [draft, context, node]);
  if (node.kind === 'end') return null;
  return (
    <section aria-label="Leads to">
      <h3>Leads to</h3>
      {ports.map((port) => <PortRow key={port.id} node={node} port={port} />)}
    </section>
  );
}

function PortRow({ node, port }: { readonly node: DraftNode; readonly port: Port }) {
  const { draft, context, edit, findings, readOnly, select } = useEditor();
  const edge = draft.edges.find((e) => e.from === node.id && e.port === port.id);
  const targets = useMemo(() => legalSuccessors(draft, { node: node.id, port: port.id }, context), [draft, context, node.id, port.id]);
  const kinds = useMemo(() => nextKinds(draft, { node: node.id, port: port.id }, context).filter((k) => k.reason === undefined), [draft, context, node.id, port.id]);
  const titles = useMemo(() => titled(draft.nodes), [draft.nodes]);
  const found = findings.filter((f) => (f.at.node === node.id && (f.at.field === port.id || f.at.field === `ports.${port.id}`)) || (edge && f.at.edge === edge.id));
  const change = (value: string): void => {
    if (value === '') {
      if (edge) edit(`disconnect ${port.label}`, (d) => disconnect(d, edge.id));
    } else if (value.startsWith('new:')) {
      const kind = kinds.find((k) => `new:${k.kind}` === value)?.kind;
      if (!kind) return;
      const made = append(draft, { from: node.id, port: port.id, kind });
      edit(`add ${kindWords[kind].toLowerCase()} after ${node.title}`, () => made.draft);
      select([made.id]);
    } else edit(`connect ${port.label}`, (d) => draw(d, { from: node.id, port: port.id, to: value }));
  };
  const label = port.id === 'next' ? 'Next' : port.label;
  return (
    <NativeSelect
      label={`${label} leads to`} data-field={`ports.${port.id}`} disabled={readOnly} value={edge?.to ?? ''} onChange={(e) => change(e.currentTarget.value)}
      {...(found.length > 0 ? { error: found.map((f) => f.message).join('; ') } : {})}
      data={[
        { value: '', label: port.mandatory ? (port.orDefault ? 'as otherwise' : 'nowhere yet') : 'not drawn' },
        { group: 'Steps', items: targets.map((t) => ({ value: t.node, label: t.legal ? (titles.get(t.node) ?? t.node) : `${titles.get(t.node) ?? t.node}: ${t.reason ?? 'not possible'}`, disabled: !t.legal && t.node !== edge?.to })) },
        { group: 'A new step', items: kinds.map((k) => ({ value: `new:${k.kind}`, label: `New ${kindWords[k.kind as NodeKind].toLowerCase()}` })) },
      ]}
    />
  );
}

/** Titles, with the id where two steps have the same. */
export function titled(nodes: readonly DraftNode[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const n of nodes) count.set(n.title, (count.get(n.title) ?? 0) + 1);
  return new Map(nodes.map((n) => [n.id, n.title.trim() === '' ? n.id : (count.get(n.title) ?? 0) > 1 ? `${n.title} (${n.id})` : n.title]));
}
