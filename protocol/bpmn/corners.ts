// The corners of a flow as other tools draw it: to the right and into the left side, or down and back when it leads backwards.
import type { Bounds } from './diagram.ts';

type Place = { readonly x: number; readonly y: number };

export function cornersOf(from: Bounds | undefined, to: Bounds | undefined, leavesBelow: boolean): readonly Place[] {
  if (!from || !to) return [];
  const target = { x: to.x, y: to.y + to.height / 2 };
  const lead = 18;
  if (leavesBelow) {
    const source = { x: from.x + from.width / 2, y: from.y + from.height };
    const below = source.y + lead;
    return target.x - lead > source.x && target.y > below ? [source, { x: source.x, y: target.y }, target] : [source, { x: source.x, y: below }, { x: target.x - lead, y: below }, { x: target.x - lead, y: target.y }, target];
  }
  const source = { x: from.x + from.width, y: from.y + from.height / 2 };
  if (source.y === target.y && target.x > source.x) return [source, target];
  if (target.x >= source.x + 2 * lead) {
    const middle = Math.round((source.x + target.x) / 2);
    return [source, { x: middle, y: source.y }, { x: middle, y: target.y }, target];
  }
  const below = Math.max(from.y + from.height, to.y + to.height) + 30;
  return [source, { x: source.x + lead, y: source.y }, { x: source.x + lead, y: below }, { x: target.x - lead, y: below }, { x: target.x - lead, y: target.y }, target];
}
