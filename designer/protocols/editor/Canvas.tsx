// The drawing surface. What is drawn is the draft; React Flow keeps only where things are while a hand moves them, and hands
// it back once per gesture. What is done to steps are commands, so that they are edits with names and the focus stays. The
// whole canvas is one stop of Tab: arrow keys go from step to step in reading order.
import { applyNodeChanges, Background, Controls, ReactFlow, SelectionMode, useReactFlow, useViewport, type NodeChange } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { moveNodes } from '../../../protocol/edits/nodes.ts';
import type { FindingPlace } from '../../../protocol/finding.ts';
import { canvasLabels } from '../canvas-labels.ts';
import { positionsOf, toFlow, type DrawnNode, type WayEdge } from '../flow.ts';
import { helperLines, type HelperLines } from '../helper-lines.ts';
import { Bands } from '../nodes/Bands.tsx';
import { CanvasContext } from '../nodes/canvas-context.ts';
import '../nodes/canvas.css';
import { edgeTypes, firstShown, nodeTypes, Overview, readable } from '../Picture.tsx';
import { useFollow } from '../rehearsal/use-follow.ts';
import { CompanyContext } from '../together/company.ts';
import { plural, wordsFor } from './desk.ts';
import { useEditor } from './editor-context.ts';
import { useConnecting } from './use-connecting.ts';
import type { Stage } from './use-stage.ts';

interface Props {
  readonly label: string;
  /** What a finding points at, and a number that changes with every press, so that the same one can be gone to twice. */
  readonly goal: { readonly place: FindingPlace; readonly press: number } | null;
  readonly stage: Stage;
  readonly edge: string | null;
  readonly pickEdge: (edge: string | null) => void;
  readonly snaps: boolean;
  readonly hasOverview: boolean;
  /** Dragging on empty ground selects, for hands without a Shift key. */
  readonly boxes: boolean;
  readonly onRename: (step: string) => void;
}

export function Canvas({ label, goal, stage, edge, pickEdge, snaps, hasOverview, boxes, onRename }: Props) {
  const editor = useEditor();
  const { draft, context, findings, marks, lit, readOnly, selected, edit, select } = editor;
  const flow = useReactFlow<DrawnNode, WayEdge>();
  const { spoken } = useContext(CompanyContext);
  const drawn = useMemo(() => toFlow(draft, { context, findings, marks, spoken, ...(lit ?? {}) }), [draft, context, findings, marks, spoken, lit]);
  const [nodes, setNodes] = useState<DrawnNode[]>([]);
  const [lines, setLines] = useState<HelperLines | null>(null);
  const [stop, setStop] = useState<string | undefined>(undefined);
  const [isInside, setInside] = useState(false);
  const isLarge = drawn.nodes.length > drawnWhole;
  const frame = useRef<HTMLDivElement>(null);
  const connecting = useConnecting(stage);

  // One stop of Tab: the step that had the focus last, else what is selected, else the first.
  const tabStop = drawn.nodes.some((n) => n.id === stop) ? stop : (selected[0] ?? drawn.nodes[0]?.id);
  useEffect(() => {
    setNodes((before) => {
      const known = new Map(before.map((n) => [n.id, n]));
      return drawn.nodes.map((n) => ({ ...n, ...(known.get(n.id)?.measured ? { measured: known.get(n.id)?.measured } : {}), selected: selected.includes(n.id), domAttributes: { ...n.domAttributes, tabIndex: n.id === tabStop ? 0 : -1 } }));
    });
  }, [drawn, selected, tabStop]);

  const edges = useMemo(() => drawn.edges.map((e) => ({ ...e, selected: e.id === edge })), [drawn, edge]);

  useEffect(() => {
    if (!goal) return;
    const at = goal.place.node ?? draft.edges.find((e) => e.id === goal.place.edge)?.from;
    const node = at === undefined ? undefined : flow.getInternalNode(at);
    if (node) void flow.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, { zoom: Math.max(0.7, flow.getZoom()), duration: stillness() ? 0 : 140 });
    if (goal.place.edge !== undefined) pickEdge(goal.place.edge);
    // Only a press moves the picture: an edit must not.
  }, [goal]);

  // A path that is pointed out is shown whole.
  useEffect(() => {
    const steps = Object.entries(marks).filter(([, m]) => m.kind === 'path').map(([id]) => ({ id }));
    if (steps.length > 0) void flow.fitView({ nodes: steps, padding: 0.2, maxZoom: 1, duration: stillness() ? 0 : 140 });
  }, [marks, flow]);

  useFollow(lit, frame);

  /** Brings a step into view, no further than needed. */
  const reveal = useCallback((step: DrawnNode | undefined) => {
    const box = frame.current?.getBoundingClientRect();
    if (!step || !box) return;
    const { x, y, zoom } = flow.getViewport();
    const [dx, dy] = [shiftInto({ from: step.position.x * zoom + x, size: step.data.geometry.width * zoom, room: box.width }), shiftInto({ from: step.position.y * zoom + y, size: step.data.geometry.height * zoom, room: box.height })];
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: stillness() ? 0 : 140 });
  }, [flow]);

  // Of a large drawing only what is in view is drawn, so what is selected must come into view to get the focus.
  useEffect(() => {
    if (isLarge && selected.length === 1) reveal(drawn.nodes.find((n) => n.id === selected[0]));
    // Not when something is edited: only a new selection moves the picture.
  }, [selected, isLarge]);

  // A step that has just been added is brought into view.
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(drawn.nodes.map((n) => n.id));
    const added = before ? drawn.nodes.filter((n) => !before.has(n.id)) : [];
    if (added.length === 1) reveal(added[0]);
  }, [drawn, reveal]);

  const onNodesChange = useCallback((changes: NodeChange<DrawnNode>[]) => {
    const moved = changes.filter((c) => c.type === 'position' && c.dragging);
    const snapped = moved.length === 1 ? snappedTo(nodes, moved[0]) : null;
    setLines(snapped?.lines ?? null);
    // At its end a drag leaves the step where it was shown, which the snap may have moved.
    const kept = changes.filter((c) => c.type !== 'select' && c.type !== 'remove' && !(c.type === 'position' && c.dragging === false));
    setNodes((before) => applyNodeChanges(kept.map((c) => (snapped && c === moved[0] ? snapped.change : c)), before));
    const picked = changes.filter((c) => c.type === 'select');
    if (picked.length > 0) {
      const next = new Set(selected);
      for (const change of picked) if (change.selected) next.add(change.id); else next.delete(change.id);
      select([...next]);
      if (next.size > 0) pickEdge(null);
    }
    const ended = changes.flatMap((c) => (c.type === 'position' && c.dragging === false && c.position ? [c.id] : []));
    if (ended.length > 0) {
      // Where it stands on the screen, a helper line's snap included.
      const places = positionsOf(nodes.filter((n) => ended.includes(n.id)));
      edit(`move ${wordsFor(editor, ended)}`, (d) => moveNodes(d, places));
    }
  }, [edit, editor, nodes, pickEdge, select, selected]);

  const acts = useMemo(() => ({
    editable: !readOnly, target: stage.target, onAppend: (id: string) => { select([id]); stage.ask('append', id); },
    onInsert: (id: string, beside: { readonly x: number; readonly y: number }) => {
      const way = draft.edges.find((e) => e.id === id);
      if (way) stage.ask('append', way.from, { port: way.port, beside: { left: beside.x, right: beside.x, top: beside.y, bottom: beside.y } });
    },
  }), [readOnly, stage, select, draft.edges]);
  return (
    <CanvasContext.Provider value={acts}>
      <div
        className="canvas-frame" ref={frame} tabIndex={isLarge && !isInside ? 0 : -1} {...(isLarge ? { role: 'group', 'aria-label': label } : {})} data-testid="canvas" data-steps="canvas" onBlur={() => setInside(false)}
        onFocus={(event) => {
          setInside(true);
          if (isLarge && event.target === frame.current && event.target.matches(':focus-visible') && tabStop !== undefined) { select([tabStop]); stage.focusStep(tabStop); }
          const id = event.target.closest('.react-flow__node')?.getAttribute('data-id');
          if (id === null || id === undefined) return;
          setStop(id);
          if (event.target.matches(':focus-visible')) {
            if (selected.length === 0) select([id]);
            reveal(nodes.find((n) => n.id === id));
          }
        }}
      >
        <ReactFlow<DrawnNode, WayEdge>
          className={`canvas${readOnly ? ' is-still' : ''}${selected.length > 1 ? ' has-several' : ''}`} aria-label={`${label}, ${plural(drawn.nodes.length, 'step')}`} nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes}
          onNodesChange={onNodesChange} onConnect={connecting.onConnect} onConnectEnd={connecting.onConnectEnd} isValidConnection={connecting.isValid}
          onEdgeClick={(_event, pressed) => { select([]); pickEdge(pressed.id); frame.current?.focus(); }} onPaneClick={() => { pickEdge(null); connecting.forget(); select([]); }} onNodeClick={(event, node) => { if (selected.length > 1 && !event.shiftKey && !event.ctrlKey && !event.metaKey) select([node.id]); }}
          onNodeDoubleClick={(_event, node) => { if (!readOnly) onRename(node.id); }}
          nodesDraggable={!readOnly} nodesConnectable={!readOnly} edgesFocusable={false} elementsSelectable deleteKeyCode={null} connectionRadius={36} snapToGrid={snaps} snapGrid={grid} zoomOnDoubleClick={false}
          fitView fitViewOptions={{ padding: 0.12, maxZoom: 1, ...(selected.length > 0 ? { nodes: selected.map((id) => ({ id })), minZoom: 0.6 } : firstShown(drawn.nodes)) }} minZoom={0.1} maxZoom={2} ariaLabelConfig={canvasLabels(!readOnly)} selectionKeyCode="Shift" multiSelectionKeyCode={several} selectionMode={SelectionMode.Partial}
          onlyRenderVisibleElements={isLarge} selectionOnDrag={boxes} panOnDrag={!boxes}
        >
          <Background gap={20} />
          <Controls showInteractive={false} position="bottom-left" fitViewOptions={{ padding: 0.1, maxZoom: 1 }} />
          {hasOverview && draft.nodes.length > readable && <Overview />}
          {(draft.phases?.length ?? 0) > 0 && <Bands draft={draft} context={context} nodes={nodes} />}
          {lines && <Lines lines={lines} />}
        </ReactFlow>
        <div className="canvas-hint" role="status" hidden={connecting.hint === ''}>{connecting.hint}</div>
      </div>
    </CanvasContext.Provider>
  );
}

/** More steps than this are drawn only while they are in view. */
const drawnWhole = 150;
const grid: [number, number] = [10, 10];
const several = ['Meta', 'Control', 'Shift'];

function Lines({ lines }: { readonly lines: HelperLines }) {
  const { x, y, zoom } = useViewport();
  return (
    <div className="helper-lines" aria-hidden="true">
      {lines.upright !== undefined && <span className="is-upright" style={{ left: lines.upright * zoom + x }} />}
      {lines.level !== undefined && <span className="is-level" style={{ top: lines.level * zoom + y }} />}
    </div>
  );
}

type Position = Extract<NodeChange<DrawnNode>, { type: 'position' }>;

/** The dragged step where it comes to stand in line with another. */
function snappedTo(nodes: readonly DrawnNode[], change: NodeChange<DrawnNode> | undefined): { readonly change: Position; readonly lines: HelperLines } | null {
  if (change?.type !== 'position' || !change.position) return null;
  const dragged = nodes.find((n) => n.id === change.id);
  if (!dragged) return null;
  const shapeAt = (n: DrawnNode, at: { readonly x: number; readonly y: number }) => ({ x: at.x + n.data.geometry.shape.x, y: at.y + n.data.geometry.shape.y, width: n.data.geometry.shape.width, height: n.data.geometry.shape.height });
  const lines = helperLines(shapeAt(dragged, change.position), nodes.filter((n) => n.id !== change.id).map((n) => shapeAt(n, n.position)));
  return { change: { ...change, position: { x: change.position.x + lines.dx, y: change.position.y + lines.dy } }, lines };
}

/** How far a span must move to lie inside the room with a margin; its beginning wins when it is larger. */
function shiftInto({ from, size, room }: { readonly from: number; readonly size: number; readonly room: number }): number {
  const margin = 40;
  const over = Math.max(0, from + size + margin - room);
  return from - over < margin ? margin - from : -over;
}

export const stillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
