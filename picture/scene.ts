// What a picture of a protocol is made of: a list of shapes with places, sizes and colours, and nothing of protocols. SVG, PNG
// and PDF are each written from it, so that none of them can show what another does not.
import type { Place } from './geometry.ts';
import type { Rect } from './route.ts';

export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly [number, number];
}
export interface TextShape {
  readonly kind: 'text';
  /** Where the line of the letters stands: its left end, its middle or its right end. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly weight: 400 | 600;
  readonly fill: string;
  readonly text: string;
}
export type Shape =
  | ({ readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius: number } & Paint)
  | ({ readonly kind: 'polygon'; readonly points: readonly Place[] } & Paint)
  | ({ readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number } & Paint)
  /** Paths in SVG's own writing, from a corner of their own and enlarged from there. */
  | ({ readonly kind: 'path'; readonly d: string; readonly x: number; readonly y: number; readonly scale: number } & Paint)
  | TextShape;

/** One thing of the protocol: `id` names it, `label` says it to who cannot see it. */
export interface Part {
  readonly kind: 'band' | 'way' | 'step' | 'handler' | 'label' | 'note' | 'caption';
  readonly id: string;
  readonly label: string;
  readonly shapes: readonly Shape[];
}
export interface Scene {
  readonly title: string;
  /** What is drawn in words, for a screen reader. */
  readonly description: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** What paper is not cut through, where that can be helped. */
  readonly bodies: readonly Rect[];
  /** From the back to the front. */
  readonly parts: readonly Part[];
}
