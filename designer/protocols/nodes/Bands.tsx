// Phases as bands behind their steps. A band follows its steps, also while a hand moves one; it is no step, so neither the mouse
// nor the keyboard meets it, and the name of its phase stands in the step's own properties.
import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import type { ValidationContext } from '../../../protocol/validation-context.ts';
import { bandsAround, titlesOf } from '../../../picture/drawing.ts';
import type { DrawnNode } from '../flow.ts';

interface Props {
  readonly draft: Pick<Draft, 'phases' | 'roles' | 'key' | 'forms' | 'nodes'>;
  readonly context: ValidationContext;
  readonly nodes: readonly DrawnNode[];
}

export function Bands({ draft, context, nodes }: Props) {
  const titles = useMemo(() => titlesOf(draft, context), [draft, context]);
  const bands = bandsAround(draft, nodes.flatMap((n) => (n.type === 'step' ? [{ node: n.data.node, at: n.position, geometry: n.data.geometry }] : [])), titles);
  return (
    <ViewportPortal>
      {bands.map(({ id, title, clock, box }) => (
        <div key={id} className="phase-band" aria-hidden="true" style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}><strong>{title}</strong>{clock !== '' && <> {clock}</>}</div>
      ))}
    </ViewportPortal>
  );
}
