// A picture as PNG. Its letters are drawn as outlines, so that it looks the same on a machine that has no typeface at all.
import { renderAsync } from '@resvg/resvg-js';
import type { Scene, Shape, TextShape } from '../../picture/scene.ts';
import { svgOf } from '../../picture/svg.ts';
import { fontOf, runsOf } from './fonts.ts';

/** Twice as fine as a screen, as long as the picture stays one that programs open. */
const [finest, mostPixels] = [2, 24_000_000];

export async function pngOf(scene: Scene): Promise<Buffer> {
  const outlined: Scene = { ...scene, parts: scene.parts.map((part) => ({ ...part, shapes: part.shapes.flatMap((shape): readonly Shape[] => (shape.kind === 'text' ? outlinesOf(shape) : [shape])) })) };
  const zoom = Math.min(finest, Math.sqrt(mostPixels / (scene.width * scene.height)));
  const image = await renderAsync(svgOf(outlined), { fitTo: { mode: 'zoom', value: zoom }, font: { loadSystemFonts: false } });
  return image.asPng();
}

/** The outline of a letter at a size is the same in every picture. */
const paths = new Map<string, string>();
const mostPaths = 20_000;
function pathOf(key: string, draw: () => string): string {
  const before = paths.get(key);
  if (before !== undefined) return before;
  const path = draw();
  if (paths.size < mostPaths) paths.set(key, path);
  return path;
}

function outlinesOf({ text, x, y, anchor, size, weight, fill }: TextShape): readonly Shape[] {
  const scale = size / 2048;
  let at = 0;
  const glyphs = runsOf(text, weight).flatMap((run) => {
    const { glyphs: drawn, positions } = fontOf(run.part, weight).layout(run.text);
    return drawn.map((glyph, i) => {
      const from = at + (positions[i]?.xOffset ?? 0);
      at += positions[i]?.xAdvance ?? glyph.advanceWidth;
      return { d: pathOf(`${run.part} ${weight} ${glyph.id} ${size}`, () => glyph.path.scale(scale, -scale).toSVG()), from };
    });
  });
  const start = x - (anchor === 'start' ? 0 : anchor === 'middle' ? 0.5 : 1) * at * scale;
  return glyphs.filter(({ d }) => d !== '').map(({ d, from }): Shape => ({ kind: 'path', d, x: start + from * scale, y, scale: 1, fill }));
}
