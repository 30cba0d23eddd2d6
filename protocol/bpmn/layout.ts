// Where the steps of another tool's drawing stand on our canvas: the same order and neighbourhood, with the room our cards need.
import type { Bounds } from './diagram.ts';

/** A task of most tools is 100 wide and 80 high, ours 232 and 116. */
const wider = 2.2;
const higher = 1.7;

export function placeFor(bounds: Bounds, from: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  const [middleX, middleY] = [bounds.x + bounds.width / 2 - from.x, bounds.y + bounds.height / 2 - from.y];
  return { x: toGrid(middleX * wider - 116), y: toGrid(middleY * higher - 58) };
}

export function cornerOf(bounds: Readonly<Record<string, Bounds>>): { readonly x: number; readonly y: number } {
  const all = Object.values(bounds);
  return { x: Math.min(...all.map((b) => b.x), Infinity), y: Math.min(...all.map((b) => b.y), Infinity) };
}

/** Without the minus zero that JSON does not keep. */
const toGrid = (at: number): number => Math.round(at / 10) * 10 + 0;
