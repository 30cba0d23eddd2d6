// Where a rehearsed case stands is brought into view when it has moved on, and only if it is not in view already.
import { useReactFlow } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import type { Lit } from '../editor/editor-context.ts';

export function useFollow(lit: Lit | null, frame: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const standing = Object.entries(lit?.lights ?? {}).filter(([, light]) => light.state !== 'done').map(([id]) => id).join(' ');
  useEffect(() => {
    const ids = standing.split(' ').filter((id) => id !== '');
    const box = frame.current?.getBoundingClientRect();
    const { x, y, zoom } = flow.getViewport();
    const isSeen = (id: string): boolean => {
      const node = flow.getInternalNode(id);
      if (node === undefined || box === undefined) return true;
      const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
      return left >= 0 && top >= 0 && left + (node.width ?? 0) * zoom <= box.width && top + (node.height ?? 0) * zoom <= box.height;
    };
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (ids.length > 0 && !ids.every(isSeen)) void flow.fitView({ nodes: ids.map((id) => ({ id })), padding: 0.3, minZoom: 0.4, maxZoom: Math.max(0.7, zoom), duration: still ? 0 : 140 });
  }, [standing, flow, frame]);
}
