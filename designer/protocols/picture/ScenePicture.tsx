// A picture in a page: the same shapes that are written into files, as elements. What it shows of itself is given, so that two
// of them can show the same part.
import { memo } from 'react';
import { colours } from '../../../picture/colours.ts';
import type { Rect } from '../../../picture/route.ts';
import type { Paint, Part, Scene, Shape } from '../../../picture/scene.ts';
import { outlineOf } from '../../../picture/shape-box.ts';

export function ScenePicture({ scene, view, lit, label }: { readonly scene: Scene; readonly view: Rect; readonly lit: string | null; readonly label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} preserveAspectRatio="xMidYMid meet" fontFamily="'Inter Variable', system-ui, sans-serif">
      <Parts parts={scene.parts} />
      {scene.parts.filter((p) => p.id === lit && (p.kind === 'step' || p.kind === 'handler')).map((p) => <Ring key={p.kind} part={p} />)}
    </svg>
  );
}

/** Drawn once: panning moves the window, not the picture. */
const Parts = memo(function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return <>{parts.map((part) => <g key={`${part.kind} ${part.id}`} data-part={part.kind} data-id={part.id}><title>{part.label}</title>{part.shapes.map((shape, i) => <ShapeElement key={i} shape={shape} />)}</g>)}</>;
});

function ShapeElement({ shape }: { readonly shape: Shape }) {
  switch (shape.kind) {
    case 'rect': return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={shape.radius} {...painted(shape)} />;
    case 'circle': return <circle cx={shape.x} cy={shape.y} r={shape.r} {...painted(shape)} />;
    case 'polygon': return <polygon points={shape.points.map((p) => `${p.x},${p.y}`).join(' ')} {...painted(shape)} />;
    case 'path': return <path d={shape.d} transform={`translate(${shape.x} ${shape.y}) scale(${shape.scale})`} strokeLinecap="round" strokeLinejoin="round" {...painted(shape)} />;
    case 'text': return <text x={shape.x} y={shape.y} fontSize={shape.size} fontWeight={shape.weight} textAnchor={shape.anchor} fill={shape.fill}>{shape.text}</text>;
  }
}

const painted = ({ fill, stroke, strokeWidth, dash }: Paint) => ({ fill: fill ?? 'none', ...(stroke === undefined ? {} : { stroke, strokeWidth }), ...(dash === undefined ? {} : { strokeDasharray: dash.join(' ') }) });

function Ring({ part }: { readonly part: Part }) {
  const place = outlineOf(part);
  return place && <rect x={place.x - 16} y={place.y - 22} width={place.width + 32} height={place.height + 40} rx={14} fill="none" stroke={colours.focus} strokeWidth={4} />;
}
