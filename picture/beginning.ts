// The beginning of a picture, for a preview as large as a card: as much of it as can still be made out, from where a case starts.
import { isOn } from './paper.ts';
import type { Scene } from './scene.ts';
import { outlineOf } from './shape-box.ts';

const window = { width: 1_240, height: 520 } as const;

export function beginningOf(scene: Scene): Scene {
  // Steps come in reading order.
  const first = scene.parts.find((part) => part.kind === 'step');
  const start = first && outlineOf(first);
  const height = Math.min(window.height, scene.height);
  const middle = start ? start.y + start.height / 2 : scene.y + scene.height / 2;
  const y = Math.max(scene.y, Math.min(scene.y + scene.height - height, middle - height / 2));
  const shown = { x: scene.x, y, width: Math.min(window.width, scene.width), height };
  return { ...scene, ...shown, parts: scene.parts.map((part) => ({ ...part, shapes: part.shapes.filter((shape) => isOn(shape, shown)) })).filter((part) => part.shapes.length > 0) };
}
