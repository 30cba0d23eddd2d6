// Left of the canvas: what can be added, and the outline, which is the canvas as a list.
import { Button } from '@mantine/core';
import { IconBolt, IconNote } from '@tabler/icons-react';
import { useContext, useMemo } from 'react';
import type { NodeKind } from '../../../protocol/draft.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { addLoose, addLooseHandler } from '../append.ts';
import type { Place } from '../../../picture/geometry.ts';
import { KindIcon, kindHelp, kindOrder } from '../nodes/kind-icons.tsx';
import { readingOrder } from '../../../picture/order.ts';
import { CompanyContext } from '../together/company.ts';
import { CompanyMarks } from '../together/CompanyMarks.tsx';
import { useCommand } from './commands-context.ts';
import { useEditor } from './editor-context.ts';

export function Palette({ middle }: { readonly middle: () => Place }) {
  const { draft, edit, readOnly, select, say } = useEditor();
  const note = useCommand('add:note');
  const add = (kind: NodeKind): void => {
    const made = addLoose(draft, kind, middle());
    edit(`add ${kindWords[kind].toLowerCase()}`, () => made.draft);
    select([made.id]);
    say(`${kindWords[kind]} added. Say in the inspector what leads to it.`);
  };
  const addHandler = (): void => {
    const made = addLooseHandler(draft, middle());
    edit('add a handler', () => made.draft);
    select([made.id]);
    say('Handler added. Say in the inspector what it waits for and what it does.');
  };
  const hasStart = draft.nodes.some((n) => n.kind === 'start');
  return (
    <section className="palette" aria-label="Add a step">
      <h2>Add a step</h2>
      <div className="palette-kinds">
        {kindOrder.map((kind) => (
          <Button
            key={kind} size="compact-sm" h={28} fw={400} variant="subtle" color="gray" justify="flex-start" fullWidth leftSection={<KindIcon kind={kind} />} aria-label={`Add ${kindWords[kind]}`}
            title={kind === 'start' && hasStart ? 'A protocol has one start' : kindHelp[kind]} disabled={readOnly || (kind === 'start' && hasStart)} onClick={() => add(kind)}
          >
            {kindWords[kind]}
          </Button>
        ))}
        <Button size="compact-sm" h={28} fw={400} variant="subtle" color="gray" justify="flex-start" fullWidth leftSection={<IconBolt size={16} stroke={1.8} aria-hidden />} title="When something happens, wherever the case stands: opens a step, starts a protocol, cancels" disabled={readOnly} onClick={addHandler}>When it happens</Button>
        <Button size="compact-sm" h={28} fw={400} variant="subtle" color="gray" justify="flex-start" fullWidth leftSection={<IconNote size={16} stroke={1.8} aria-hidden />} title="Words for whoever draws; never part of what is published" disabled={readOnly} onClick={note?.run}>Note</Button>
      </div>
    </section>
  );
}

export function Outline() {
  const { draft, context, findings, selected, goTo } = useEditor();
  const { spoken } = useContext(CompanyContext);
  const order = useMemo(() => readingOrder(draft, context), [draft, context]);
  return (
    <nav className="outline" aria-label="Outline of the protocol">
      <h2>Outline</h2>
      <ol>
        {order.map((node) => {
          const found = findings.filter((f) => f.at.node === node.id).length;
          return (
            <li key={node.id}>
              <button type="button" aria-current={selected.includes(node.id) ? 'step' : undefined} onClick={() => goTo({ node: node.id })}>
                <KindIcon kind={node.kind} size={14} />
                <span className="outline-title">{node.title || node.id}</span><CompanyMarks id={node.id} />{Object.hasOwn(spoken, node.id) && <span className="visually-hidden">, {spoken[node.id]}</span>}
                {found > 0 && <span className="outline-count" title={`${found} ${found === 1 ? 'finding' : 'findings'}`}>{found}</span>}
              </button>
            </li>
          );
        })}
        {(draft.on ?? []).map((handler) => {
          const found = findings.filter((f) => f.at.node === handler.id).length;
          return (
            <li key={handler.id}>
              <button type="button" aria-current={selected.includes(handler.id) ? 'step' : undefined} onClick={() => goTo({ node: handler.id })}>
                <IconBolt size={14} stroke={1.8} aria-hidden />
                <span className="outline-title">{handler.title || handler.id}</span>
                {found > 0 && <span className="outline-count" title={`${found} ${found === 1 ? 'finding' : 'findings'}`}>{found}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
