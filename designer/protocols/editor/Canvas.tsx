// The drawing surface. What is drawn is the draft; React Flow keeps only where things are while a hand moves them, and hands
// it back once per gesture. Deleting, appending and connecting are ours, so that they are edits with names and focus stays.
import { applyNodeChanges, Background, Controls, ReactFlow, useReactFlow, type Connection, type Edge, type FinalConnectionState, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { disconnect } from '../../../protocol/edits/edges.ts';
import { deleteHandler } from '../../../protocol/edits/handlers.ts';
import { deleteNodes, moveNodes } from '../../../protocol/edits/nodes.ts';
import type { FindingPlace } from '../../../protocol/finding.ts';
import { legalSuccessors, type Successor } from '../../../protocol/successors.ts';
import { draw } from '../append.ts';
import { canvasLabels } from '../canvas-labels.ts';
import { positionsOf, toFlow, type DrawnNode, type WayEdge } from '../flow.ts';
import { CanvasContext } from '../nodes/canvas-context.ts';
import '../nodes/canvas.css';
import { edgeTypes, firstShown, nodeTypes, Overview, readable } from '../Picture.tsx';
import { AppendPanel, type AppendRequest } from './AppendPanel.tsx';
import { useEditor } from './editor-context.ts';

interface Props {
  readonly label: string;
  /** What a finding points at, and a number that changes with every press, so that the same one can be gone to twice. */
  readonly goal: { readonly place: FindingPlace; readonly press: number } | null;
}

export function Canvas({ label, goal }: Props) {
  const { draft, context, findings, marks, readOnly, selected, edit, select, say } = useEditor();
  const flow = useReactFlow<DrawnNode, WayEdge>();
  const drawn = useMemo(() => toFlow(draft, { context, findings, marks }), [draft, context, findings, marks]);
  const [nodes, setNodes] = useState<DrawnNode[]>([]);
  const [edge, setEdge] = useState<string | null>(null);
  const [request, setRequest] = useState<AppendRequest | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [hint, setHint] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const legal = useRef<{ key: string; list: readonly Successor[] }>({ key: '', list: [] });
  const dropped = useRef(false);

  useEffect(() => {
    setNodes((before) => {
      const known = new Map(before.map((n) => [n.id, n]));
      return drawn.nodes.map((n) => ({ ...n, ...(known.get(n.id)?.measured ? { measured: known.get(n.id)?.measured } : {}), selected: selected.includes(n.id) }));
    });
  }, [drawn, selected]);

  const edges = useMemo(() => drawn.edges.map((e) => ({ ...e, selected: e.id === edge })), [drawn, edge]);

  useEffect(() => {
    if (!goal) return;
    const at = goal.place.node ?? draft.edges.find((e) => e.id === goal.place.edge)?.from;
    const node = at === undefined ? undefined : flow.getInternalNode(at);
    if (node) void flow.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, { zoom: Math.max(0.7, flow.getZoom()), duration: stillness() ? 0 : 140 });
    if (goal.place.edge !== undefined) setEdge(goal.place.edge);
    // Only a press moves the picture: an edit must not.
  }, [goal]);

  // A path that is pointed out is shown whole.
  useEffect(() => {
    const steps = Object.entries(marks).filter(([, m]) => m.kind === 'path').map(([id]) => ({ id }));
    if (steps.length > 0) void flow.fitView({ nodes: steps, padding: 0.2, maxZoom: 1, duration: stillness() ? 0 : 140 });
  }, [marks, flow]);

  // A step that has just been added is brought into view, no further than needed.
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(drawn.nodes.map((n) => n.id));
    const added = before ? drawn.nodes.filter((n) => !before.has(n.id)) : [];
    const box = frame.current?.getBoundingClientRect();
    const [step] = added;
    if (!step || !box || added.length > 1) return;
    const { x, y, zoom } = flow.getViewport();
    const [dx, dy] = [shiftInto({ from: step.position.x * zoom + x, size: step.data.geometry.width * zoom, room: box.width }), shiftInto({ from: step.position.y * zoom + y, size: step.data.geometry.height * zoom, room: box.height })];
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: stillness() ? 0 : 140 });
  }, [drawn, flow]);

  const onNodesChange = useCallback((changes: NodeChange<DrawnNode>[]) => {
    setNodes((before) => applyNodeChanges(changes.filter((c) => c.type !== 'select' && c.type !== 'remove'), before));
    const picked = changes.filter((c) => c.type === 'select');
    if (picked.length > 0) {
      const next = new Set(selected);
      for (const change of picked) if (change.selected) next.add(change.id); else next.delete(change.id);
      select([...next]);
      if (next.size > 0) setEdge(null);
    }
    const ended = changes.filter((c) => c.type === 'position' && c.dragging === false && c.position);
    if (ended.length > 0) {
      const places = positionsOf(ended.flatMap((c) => (c.type === 'position' && c.position ? [{ id: c.id, position: c.position }] : [])));
      edit(ended.length === 1 ? 'move a step' : `move ${ended.length} steps`, (d) => moveNodes(d, places), `move:${Object.keys(places).sort().join()}`);
    }
  }, [edit, select, selected]);

  const successors = useCallback((node: string, port: string): readonly Successor[] => {
    const key = `${node}.${port}`;
    if (legal.current.key !== key) legal.current = { key, list: legalSuccessors(draft, { node, port }, context) };
    return legal.current.list;
  }, [draft, context]);
  useEffect(() => { legal.current = { key: '', list: [] }; }, [draft]);

  const isValid = useCallback((connection: Connection | Edge) => {
    const found = successors(connection.source, connection.sourceHandle ?? '').find((s) => s.node === connection.target);
    if (found && !found.legal) setHint(`Not possible: ${found.reason ?? ''}`);
    return found?.legal ?? false;
  }, [successors]);

  const onConnect = useCallback(({ source, sourceHandle, target: to }: Connection) => {
    dropped.current = true;
    setHint('');
    edit('connect two steps', (d) => draw(d, { from: source, port: sourceHandle ?? '', to }));
    say('Connected');
  }, [edit, say]);

  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (dropped.current || !state.fromNode) { dropped.current = false; return; }
    const point = 'clientX' in event ? event : event.changedTouches[0];
    const port = state.fromHandle?.id;
    if (!point || !port) return;
    // Let go anywhere over a step: it is meant, although no handle was hit.
    const over = document.elementFromPoint(point.clientX, point.clientY)?.closest('.react-flow__node')?.getAttribute('data-id') ?? state.toNode?.id;
    const found = over === undefined ? undefined : successors(state.fromNode.id, port).find((s) => s.node === over);
    if (found?.legal && found.node !== state.fromNode.id) {
      onConnect({ source: state.fromNode.id, sourceHandle: port, target: found.node, targetHandle: 'in' });
      dropped.current = false;
      return;
    }
    if (found) {
      if (found.legal) return;
      setHint(`Not possible: ${found.reason ?? ''}`);
      say(`Not possible: ${found.reason ?? ''}`);
      return;
    }
    setHint('');
    setRequest({ node: state.fromNode.id, port, mode: 'append', beside: { left: point.clientX, right: point.clientX, top: point.clientY, bottom: point.clientY }, at: flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }) });
  }, [flow, onConnect, say, successors]);

  const focusStep = useCallback((id: string | undefined) => {
    requestAnimationFrame(() => {
      const found = id === undefined ? null : frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      (found ?? frame.current)?.focus();
    });
  }, []);

  const ask = useCallback((mode: AppendRequest['mode'], id: string) => {
    const box = frame.current?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    select([id]);
    setRequest({ node: id, mode, beside: { left: box?.left ?? 300, right: box?.right ?? 300, top: box?.top ?? 200, bottom: box?.bottom ?? 300 } });
  }, [select]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const from = event.target instanceof HTMLElement ? event.target : null;
    if (readOnly || !from || from.closest('input, textarea, select, [role="dialog"]') || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = from.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
    const one = focused ?? selected[0];
    if (event.key === 'Delete' || event.key === 'Backspace') {
      const gone = selected.length > 0 ? selected : focused === undefined ? [] : [focused];
      event.preventDefault();
      if (gone.length > 0) remove(gone);
      else if (edge !== null) removeEdge(edge);
    } else if ((event.key === 'a' || event.key === 'A' || event.key === '+') && one !== undefined) {
      event.preventDefault();
      ask('append', one);
    } else if ((event.key === 'c' || event.key === 'C') && one !== undefined) {
      event.preventDefault();
      ask('connect', one);
    } else if (event.key === 'Escape') select([]);
  };

  const remove = (ids: readonly string[]): void => {
    const before = draft.edges.find((e) => ids.includes(e.to) && !ids.includes(e.from))?.from ?? draft.nodes.find((n) => !ids.includes(n.id))?.id;
    const title = [...draft.nodes, ...(draft.on ?? [])].find((n) => n.id === ids[0])?.title ?? '';
    edit(ids.length === 1 ? `delete ${title}` : `delete ${ids.length} steps`, (d) => ids.reduce(deleteHandler, deleteNodes(d, ids)));
    select([]);
    say(`${ids.length === 1 ? title : `${ids.length} steps`} deleted. Undo brings it back.`);
    focusStep(before);
  };
  const removeEdge = (id: string): void => {
    const from = draft.edges.find((e) => e.id === id)?.from;
    edit('delete a connection', (d) => disconnect(d, id));
    setEdge(null);
    say('Connection deleted. Undo brings it back.');
    focusStep(from);
  };

  const acts = useMemo(() => ({ editable: !readOnly, onAppend: (id: string) => ask('append', id), target }), [readOnly, ask, target]);
  return (
    <CanvasContext.Provider value={acts}>
      <div className="canvas-frame" ref={frame} tabIndex={-1} onKeyDown={onKeyDown} data-testid="canvas">
        <ReactFlow<DrawnNode, WayEdge>
          className={readOnly ? 'canvas is-still' : 'canvas'} aria-label={label} nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes}
          onNodesChange={onNodesChange} onConnect={onConnect} onConnectEnd={onConnectEnd} isValidConnection={isValid}
          onEdgeClick={(_event, pressed) => { select([]); setEdge(pressed.id); frame.current?.focus(); }} onPaneClick={() => { setEdge(null); setHint(''); select([]); }}
          nodesDraggable={!readOnly} nodesConnectable={!readOnly} edgesFocusable={false} elementsSelectable deleteKeyCode={null} connectionRadius={36} snapToGrid snapGrid={[10, 10]}
          fitView fitViewOptions={{ padding: 0.12, maxZoom: 1, ...firstShown(drawn.nodes) }} minZoom={0.1} maxZoom={2} ariaLabelConfig={canvasLabels(!readOnly)} selectionKeyCode="Shift" multiSelectionKeyCode={['Meta', 'Control']}
        >
          <Background gap={20} />
          <Controls showInteractive={false} position="bottom-left" fitViewOptions={{ padding: 0.1, maxZoom: 1 }} />
          {draft.nodes.length > readable && <Overview />}
        </ReactFlow>
        <div className="canvas-hint" role="status" hidden={hint === ''}>{hint}</div>
        {request && (
          <AppendPanel
            key={`${request.mode}:${request.node}`}
            request={request} onTarget={setTarget}
            onClose={(next) => { setRequest(null); setTarget(null); if (next !== undefined) select([next]); focusStep(next ?? request.node); }}
          />
        )}
      </div>
    </CanvasContext.Provider>
  );
}

/** How far a span must move to lie inside the room with a margin; its beginning wins when it is larger. */
function shiftInto({ from, size, room }: { readonly from: number; readonly size: number; readonly room: number }): number {
  const margin = 40;
  const over = Math.max(0, from + size + margin - room);
  return from - over < margin ? margin - from : -over;
}

const stillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
