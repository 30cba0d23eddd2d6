// A picture as SVG. Each thing of the protocol is a group with its name, so that a screen reader reads the picture and a page
// finds a step in it. The typeface can be carried along; in a page of ours it is there already.
import type { Paint, Part, Scene, Shape } from './scene.ts';

export interface SvgFont {
  readonly weight: 400 | 600;
  readonly base64: string;
  readonly unicodeRange: string;
}

const family = "'Inter Variable', Inter, system-ui, sans-serif";

export function svgOf(scene: Scene, fonts: readonly SvgFont[] = []): string {
  const faces = fonts.map((f) => `@font-face{font-family:Inter;font-weight:${f.weight};src:url(data:font/woff2;base64,${f.base64}) format('woff2');unicode-range:${f.unicodeRange}}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[scene.x, scene.y, scene.width, scene.height].map(number).join(' ')}" width="${number(scene.width)}" height="${number(scene.height)}" role="img" aria-label="${escaped(`${scene.title}: ${scene.description}`)}">`,
    `<title>${escaped(scene.title)}</title>`,
    ...(faces.length > 0 ? [`<style>${faces.join('')}</style>`] : []),
    `<rect x="${number(scene.x)}" y="${number(scene.y)}" width="${number(scene.width)}" height="${number(scene.height)}" fill="${scene.background}"/>`,
    `<g font-family="${family}">`,
    ...scene.parts.map(partText),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function partText({ kind, id, label, shapes }: Part): string {
  return `<g data-${kind}="${escaped(id)}"><title>${escaped(label)}</title>${shapes.map(shapeText).join('')}</g>`;
}

function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': return `<rect x="${number(shape.x)}" y="${number(shape.y)}" width="${number(shape.width)}" height="${number(shape.height)}"${shape.radius === 0 ? '' : ` rx="${number(shape.radius)}"`}${paintText(shape)}/>`;
    case 'circle': return `<circle cx="${number(shape.x)}" cy="${number(shape.y)}" r="${number(shape.r)}"${paintText(shape)}/>`;
    case 'polygon': return `<polygon points="${shape.points.map((p) => `${number(p.x)},${number(p.y)}`).join(' ')}"${paintText(shape)}/>`;
    case 'path': return `<path d="${shape.d}"${shape.x === 0 && shape.y === 0 && shape.scale === 1 ? '' : ` transform="translate(${number(shape.x)} ${number(shape.y)})${shape.scale === 1 ? '' : ` scale(${number(shape.scale)})`}"`}${paintText(shape)} stroke-linecap="round" stroke-linejoin="round"/>`;
    case 'text': return `<text x="${number(shape.x)}" y="${number(shape.y)}" font-size="${number(shape.size)}"${shape.weight === 600 ? ' font-weight="600"' : ''}${shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`} fill="${shape.fill}">${escaped(shape.text)}</text>`;
  }
}

function paintText({ fill, stroke, strokeWidth, dash }: Paint): string {
  return ` fill="${fill ?? 'none'}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${number(strokeWidth ?? 1)}"`}${dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`}`;
}

/** Two places are enough for the eye, and the same everywhere. */
const number = (value: number): string => String(Math.round(value * 100) / 100 + 0);

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML has no way to write most control characters, so they are left out. */
const escaped = (text: string): string => withoutControls(text).replace(/[&<>"]/g, (c) => marks[c] ?? c);
function withoutControls(text: string): string {
  return [...text].filter((c) => {
    const point = c.codePointAt(0) ?? 0;
    return (point >= 32 || point === 9 || point === 10) && point !== 0xfffe && point !== 0xffff && !(point >= 0xd800 && point <= 0xdfff);
  }).join('');
}
