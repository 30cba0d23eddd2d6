// A step as it is drawn everywhere: outline by kind, the kind's sign and word, the title, one quiet line. Handles are points
// of the geometry with a 24 px hit area; what they do by mouse the inspector does by select, so they are not tab stops.
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { IconAlertTriangle, IconBuildingCommunity, IconCheck, IconClock, IconClockExclamation, IconInfoCircle, IconPlus, IconUser, IconUsers, IconXboxX } from '@tabler/icons-react';
import { memo, useContext } from 'react';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { flagCut } from '../../../picture/geometry.ts';
import { handleReach } from '../../../picture/drawing.ts';
import type { StepData, StepNode } from '../flow.ts';
import { CompanyMarks } from '../together/CompanyMarks.tsx';
import { CanvasContext } from './canvas-context.ts';
import { KindIcon } from './kind-icons.tsx';

const hit = 24;

export const StepCard = memo(function StepCard({ id, data, selected }: NodeProps<StepNode>) {
  const { geometry, node, ports, drawnPorts, light } = data;
  const { editable, onAppend, target } = useContext(CanvasContext);
  const across = geometry.outline === 'card' || geometry.outline === 'pill' || geometry.outline === 'flag';
  const classes = ['step', `step-${geometry.outline}`, `kind-${node.kind}`, selected && 'is-selected', light && `is-${light.state}`, data.mark && `is-marked-${data.mark.kind}`, target === id && 'is-target', node.kind === 'handoff' && data.summary.agencies.length > 0 && 'is-elsewhere'];
  return (
    <div className={classes.filter(Boolean).join(' ')} data-testid={`step-${id}`}>
      <div className="step-shape" style={{ left: geometry.shape.x, top: geometry.shape.y, width: geometry.shape.width, height: geometry.shape.height }}>
        <Shape data={data} />
        {across ? <Words data={data} /> : <span className="step-sign"><KindIcon kind={node.kind} size={geometry.outline === 'bar' ? 12 : 22} /></span>}
        {geometry.outline === 'diamond' && <span className="visually-hidden">{kindWords[node.kind]}</span>}
      </div>
      {!across && <div className="step-caption" style={{ top: geometry.shape.height + 2 }}><Words data={data} /></div>}
      <Badge data={data} />
      <CompanyMarks id={id} />
      <Lit data={data} />
      {data.mark && <span className={`step-mark is-${data.mark.kind}`}>{data.mark.words}</span>}
      {geometry.target && <Handle type="target" id="in" position={Position.Left} isConnectableStart={false} isConnectable={editable} tabIndex={-1} aria-hidden="true" className="port port-in" style={{ left: geometry.target.x, top: geometry.target.y - hit / 2 }} />}
      {ports.map((port) => {
        const at = geometry.sources[port.id] ?? { x: geometry.width, y: geometry.height / 2 };
        const free = !drawnPorts.includes(port.id);
        return (
          <span key={port.id}>
            <Handle type="source" id={port.id} position={Position.Right} isConnectableEnd={false} isConnectable={editable} tabIndex={-1} aria-hidden="true" title={port.label} className={`port port-out${free ? ' is-free' : ''}${port.aside ? ' is-aside' : ''}`} style={{ left: at.x + handleReach - hit, top: at.y - hit / 2 }} />
            {free && editable && (port.mandatory || selected) && port.id !== 'next' && <span aria-hidden="true" className={`port-word${port.mandatory ? '' : ' is-optional'}`} style={{ left: at.x + 10, top: at.y - 9 }}>{port.label}</span>}
          </span>
        );
      })}
      {editable && selected && ports.length > 0 && (
        <button type="button" className="step-append nodrag nopan" tabIndex={-1} aria-label={`Add a step after ${node.title}`} title="Add a step after this one (A)" onClick={(event) => { event.stopPropagation(); onAppend(id); }}>
          <IconPlus size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
});

function Words({ data: { node, summary } }: { readonly data: StepData }) {
  return (
    <>
      <div className="step-kind"><KindIcon kind={node.kind} size={14} /> <span>{kindWords[node.kind]}{node.kind === 'handoff' && summary.note ? `: ${summary.note}` : ''}</span></div>
      <div className="step-title">{node.title || 'Without a title'}</div>
      <div className="step-line">
        {summary.who && <span className="step-fact is-who"><IconUser size={13} aria-hidden="true" /><span>{summary.who}</span></span>}
        {summary.clock && <span className="step-fact"><IconClock size={13} aria-hidden="true" />{summary.clock}</span>}
        {summary.quorum && <span className="step-fact"><IconUsers size={13} aria-hidden="true" />{summary.quorum}</span>}
        {summary.agencies.map((agency) => <span key={agency} className="step-fact is-agency"><IconBuildingCommunity size={13} aria-hidden="true" /><span>{agency}</span></span>)}
        {summary.note && node.kind !== 'handoff' && <span className="step-fact is-who"><span>{summary.note}</span></span>}
      </div>
    </>
  );
}

/** Drawn in SVG, so that a diamond has a real border and a stacked card a second edge. */
function Shape({ data: { geometry, node } }: { readonly data: StepData }) {
  const { width, height } = geometry.shape;
  if (geometry.outline === 'diamond')
    return <svg className="step-svg" width={width} height={height} aria-hidden="true"><polygon points={`${width / 2},1 ${width - 1},${height / 2} ${width / 2},${height - 1} 1,${height / 2}`} /></svg>;
  if (geometry.outline === 'disc' || geometry.outline === 'ring')
    return <svg className="step-svg" width={width} height={height} aria-hidden="true"><circle cx={width / 2} cy={height / 2} r={27} /></svg>;
  if (geometry.outline === 'flag')
    return <svg className="step-svg" width={width} height={height} aria-hidden="true"><polygon points={`1,1 ${width - 1},1 ${width - flagCut},${height / 2} ${width - 1},${height - 1} 1,${height - 1}`} /></svg>;
  if (node.kind === 'call' || node.kind === 'each') return <span className="step-behind" aria-hidden="true" />;
  return null;
}

function Badge({ data: { findings } }: { readonly data: StepData }) {
  if (!findings) return null;
  const Sign = findings.severity === 'error' ? IconXboxX : findings.severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return <span className={`step-badge is-${findings.severity}`} aria-hidden="true"><Sign size={14} />{findings.count}</span>;
}

function Lit({ data: { light } }: { readonly data: StepData }) {
  if (!light) return null;
  const Sign = light.state === 'done' ? IconCheck : light.state === 'late' ? IconClockExclamation : IconClock;
  const words = light.state === 'done' ? 'done' : light.state === 'late' ? `overdue${light.due ? `, due ${light.due}` : ''}` : light.due ? `due ${light.due}` : 'open';
  return <span className={`step-light is-${light.state}`}><Sign size={13} aria-hidden="true" />{words}</span>;
}
