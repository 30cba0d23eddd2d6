// A handler on the canvas: what it waits for and what it does. No edge leads to it; the step it opens hangs on its dotted way.
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { IconAlertTriangle, IconBolt, IconInfoCircle, IconPlus, IconXboxX } from '@tabler/icons-react';
import { memo, useContext } from 'react';
import { handleReach } from '../../../picture/drawing.ts';
import type { HandlerNode } from '../flow.ts';
import { CanvasContext } from './canvas-context.ts';

const hit = 24;

export const HandlerCard = memo(function HandlerCard({ id, data, selected }: NodeProps<HandlerNode>) {
  const { editable, onAppend } = useContext(CanvasContext);
  const { geometry, handler, when, does, findings, drawnPorts } = data;
  const at = geometry.sources['next'] ?? { x: geometry.width, y: geometry.height / 2 };
  const Sign = findings?.severity === 'error' ? IconXboxX : findings?.severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={`step step-card kind-handler${selected ? ' is-selected' : ''}`} data-testid={`step-${id}`}>
      <div className="step-shape" style={{ left: 0, top: 0, width: geometry.width, height: geometry.height }}>
        <div className="step-kind"><IconBolt size={14} stroke={1.8} aria-hidden="true" /> <span>When {when}</span></div>
        <div className="step-title">{handler.title || 'Without a title'}</div>
        {does !== '' && <div className="step-line"><span className="step-fact is-who"><span>{does}</span></span></div>}
      </div>
      {findings && <span className={`step-badge is-${findings.severity}`} aria-hidden="true"><Sign size={14} />{findings.count}</span>}
      <Handle type="source" id="next" position={Position.Right} isConnectableEnd={false} isConnectable={editable} tabIndex={-1} aria-hidden="true" title="opens" className={`port port-out is-aside${drawnPorts.includes('next') ? '' : ' is-free'}`} style={{ left: at.x + handleReach - hit, top: at.y - hit / 2 }} />
      {editable && selected && (
        <button type="button" className="step-append nodrag nopan" tabIndex={-1} aria-label={`Add a step that ${handler.title} opens`} title="Add the step that this opens (A)" onClick={(event) => { event.stopPropagation(); onAppend(id); }}>
          <IconPlus size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
});
