// Drawing a way with the mouse or a finger: only what is legal can be hit, what is not says why, and letting go over empty
// ground asks what is to stand there.
import type { Connection, Edge, FinalConnectionState } from '@xyflow/react';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { legalSuccessors, type Successor } from '../../../protocol/successors.ts';
import { draw } from '../append.ts';
import { useEditor } from './editor-context.ts';
import type { Stage } from './use-stage.ts';

export interface Connecting {
  readonly hint: string;
  readonly forget: () => void;
  readonly isValid: (connection: Connection | Edge) => boolean;
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
}

export function useConnecting(stage: Stage): Connecting {
  const { draft, context, edit, say } = useEditor();
  const flow = useReactFlow();
  const [hint, setHint] = useState('');
  const legal = useRef<{ key: string; list: readonly Successor[] }>({ key: '', list: [] });
  const dropped = useRef(false);
  useEffect(() => { legal.current = { key: '', list: [] }; }, [draft]);

  const successors = useCallback((node: string, port: string): readonly Successor[] => {
    const key = `${node}.${port}`;
    if (legal.current.key !== key) legal.current = { key, list: legalSuccessors(draft, { node, port }, context) };
    return legal.current.list;
  }, [draft, context]);

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
    stage.ask('append', state.fromNode.id, { port, beside: { left: point.clientX, right: point.clientX, top: point.clientY, bottom: point.clientY }, at: flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }) });
  }, [flow, onConnect, say, stage, successors]);

  return { hint, forget: useCallback(() => setHint(''), []), isValid, onConnect, onConnectEnd };
}
