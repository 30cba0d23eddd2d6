// An edge: orthogonal, with the words of its port on a pill at its beginning; dotted where time or a refusal leaves by it.
// The route drawn ahead is used while its ends stand where they stood; during a drag a plain one follows the hand.
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import type { WayEdge } from '../flow.ts';
import { middleOf, roundedPath } from '../../../picture/route.ts';
import { CanvasContext } from './canvas-context.ts';

export const Way = memo(function Way({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, selected, markerEnd }: EdgeProps<WayEdge>) {
  const { editable, onInsert } = useContext(CanvasContext);
  const points = data?.points ?? [];
  const [first, last] = [points[0], points.at(-1)];
  const fits = first && last && near(first.x, sourceX) && near(first.y, sourceY) && near(last.x, targetX) && near(last.y, targetY);
  const path = fits ? roundedPath(points) : getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 10, offset: 22 })[0];
  return (
    <>
      <BaseEdge id={id} path={path} {...(markerEnd ? { markerEnd } : {})} interactionWidth={16} className={`way${data?.aside ? ' is-aside' : ''}${data?.onPath ? ' is-on-path' : ''}${data?.isNever ? ' is-never' : ''}${selected ? ' is-selected' : ''}`} />
      {editable && fits && <Insert at={middleOf(points)} onPress={(beside) => onInsert(id, beside)} />}
      {data && data.label !== '' && (
        <EdgeLabelRenderer>
          <span className={`way-label${data.aside ? ' is-aside' : ''}${selected ? ' is-selected' : ''}`} style={{ transform: `translate(0, -50%) translate(${sourceX + 5}px, ${sourceY}px)` }} title={data.label}>{data.label}</span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** A plus on the way, for the mouse and the finger; commands and the inspector do the same by keyboard. */
function Insert({ at, onPress }: { readonly at: { readonly x: number; readonly y: number }; readonly onPress: (beside: { readonly x: number; readonly y: number }) => void }) {
  return (
    <g className="way-insert" transform={`translate(${at.x} ${at.y})`} aria-hidden="true" onClick={(event) => { event.stopPropagation(); onPress({ x: event.clientX, y: event.clientY }); }}>
      <title>Put a step in between</title>
      <circle r={12} />
      <path d="M -5 0 H 5 M 0 -5 V 5" />
    </g>
  );
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 3;
