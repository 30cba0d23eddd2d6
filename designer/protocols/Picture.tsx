// A protocol to look at, never to change: preview of a template, a published version, a case on its plan.
import { Background, Controls, MiniMap, ReactFlow, ReactFlowProvider, type EdgeTypes, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import type { Draft } from '../../protocol/draft.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { canvasLabels } from './canvas-labels.ts';
import type { DrawnNode, WayEdge } from './flow.ts';
import { Bands } from './nodes/Bands.tsx';
import { HandlerCard } from './nodes/HandlerCard.tsx';
import { NoteCard } from './nodes/NoteCard.tsx';
import { StepCard } from './nodes/StepCard.tsx';
import { Way } from './nodes/Way.tsx';
import './nodes/canvas.css';

export const nodeTypes: NodeTypes = { step: StepCard, handler: HandlerCard, note: NoteCard };
export const edgeTypes: EdgeTypes = { way: Way };

interface Props {
  readonly label: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly WayEdge[];
  readonly onStep?: (node: string) => void;
  /** Whose phases are shown as bands. */
  readonly of?: { readonly draft: Draft; readonly context: ValidationContext };
}

/** More steps than this cannot be read when all are shown: the picture then opens on what matters, with an overview. */
export const readable = 12;

export function Picture({ label, nodes, edges, onStep, of }: Props) {
  const drawn = useMemo(() => ({ nodes: [...nodes], edges: edges.map((e) => ({ ...e, selectable: false })) }), [nodes, edges]);
  return (
    <ReactFlowProvider>
      <ReactFlow
        className={`canvas${onStep ? ' can-press' : ''} is-still`} aria-label={label} nodes={drawn.nodes} edges={drawn.edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes}
        nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} elementsSelectable={onStep !== undefined} nodesFocusable deleteKeyCode={null}
        onNodeClick={(_event, node) => onStep?.(node.id)}
        fitView fitViewOptions={{ padding: 0.08, maxZoom: 1, ...firstShown(nodes) }} minZoom={0.1} maxZoom={1.5} zoomOnScroll={false} preventScrolling={false} ariaLabelConfig={canvasLabels(false)}
      >
        <Background gap={24} />
        <Controls showInteractive={false} fitViewOptions={{ padding: 0.1, maxZoom: 1 }} />
        {(of?.draft.phases?.length ?? 0) > 0 && of && <Bands {...of} nodes={nodes} />}
        {nodes.length > readable && <Overview />}
      </ReactFlow>
    </ReactFlowProvider>
  );
}

export function Overview() {
  return <MiniMap pannable position="bottom-right" className="canvas-overview" nodeColor="var(--hr-line-strong)" nodeStrokeWidth={0} maskColor="rgb(120 130 140 / 18%)" />;
}

/** All of a small protocol; of a large one what is open, or late, else its beginning. Nodes come in reading order. */
export function firstShown(nodes: readonly DrawnNode[]): { readonly nodes?: { id: string }[]; readonly minZoom?: number } {
  if (nodes.length <= readable) return {};
  const matters = nodes.filter((n) => (n.data.light && n.data.light.state !== 'done') || n.data.mark?.kind === 'late');
  // On a tablet the panels leave room for two; a third would push the beginning out of view.
  const first = nodes.slice(0, window.innerWidth < 1_100 ? 2 : 3);
  return { nodes: (matters.length > 0 ? matters : first).map(({ id }) => ({ id })), minZoom: 0.6 };
}
