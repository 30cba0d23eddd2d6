// A path that is pointed out on the canvas, as a row of its steps; pressing one goes there.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Marks } from '../flow.ts';
import { useEditor } from './editor-context.ts';

export function PathBar({ path, onClose }: { readonly path: readonly string[]; readonly onClose: () => void }) {
  const { draft, goTo } = useEditor();
  const steps = [...new Set(path)].flatMap((id) => draft.nodes.filter((n) => n.id === id));
  return (
    <nav className="path-bar" aria-label="Path that shows it">
      <span>Path that shows it:</span>
      <ol>{steps.map((step) => <li key={step.id}><button type="button" className="comparison-step" onClick={() => goTo({ node: step.id })}>{step.title || step.id}</button></li>)}</ol>
      <ActionIcon variant="subtle" color="gray" aria-label="Close the path" onClick={onClose}><IconX size={16} aria-hidden /></ActionIcon>
    </nav>
  );
}

/** Each step of a path with its place in it. */
export function marksOfPath(path: readonly string[]): Marks {
  const steps = [...new Set(path)];
  return Object.fromEntries(steps.map((id, i) => [id, { kind: 'path', words: `${i + 1} of ${steps.length}` }]));
}
