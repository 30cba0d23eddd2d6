// A picture as PDF: words stay words, each sheet says at its foot what it shows, and a reader program is told it in words. The
// same picture printed with the same words at the foot gives the same bytes.
import PDFDocument from 'pdfkit';
import type { Caption } from '../../picture/paint-caption.ts';
import { papers, sheetFoot, sheetMargin, sheetsOf, type Pages, type Paper, type Sheet } from '../../picture/paper.ts';
import type { Paint, Scene, Shape, TextShape } from '../../picture/scene.ts';
import { colours } from '../../picture/colours.ts';
import { fitted } from '../../picture/text.ts';
import { fontFile, fontParts, runsOf } from './fonts.ts';

export interface PdfOptions {
  readonly paper: Paper;
  readonly pages: Pages;
  readonly caption: Caption;
  /** Who printed it and when, in words; nothing where nobody is known. */
  readonly printed?: string;
  /** Of what the picture is a part, in words: "Before: version 3". */
  readonly part?: string;
  /** The instant the file says it was made at, epoch ms. */
  readonly at: number;
}
type Document = InstanceType<typeof PDFDocument>;

export function pdfOf(scene: Scene, options: PdfOptions): Promise<Buffer> {
  const document = openPdf(scene.title, options);
  drawPicture(document, scene, options);
  return closedPdf(document);
}

export function openPdf(title: string, { paper, at }: Pick<PdfOptions, 'paper' | 'at'>): Document {
  const { width, height } = papers[paper];
  const document = new PDFDocument({
    autoFirstPage: false, size: [width, height], margin: 0, font: '', tagged: true, lang: 'en', displayTitle: true, pdfVersion: '1.7', bufferPages: true,
    info: { Title: title, Producer: 'Handrail', Creator: 'Handrail', CreationDate: new Date(at), ModDate: new Date(at) },
  });
  for (const part of fontParts) for (const weight of [400, 600] as const) document.registerFont(fontName(part, weight), fontFile(part, weight));
  return document;
}

export function closedPdf(document: Document): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    document.end();
  });
}

export function drawPicture(document: Document, scene: Scene, { paper, pages, caption, printed, part }: PdfOptions): void {
  const { scale, rows, columns, sheets } = sheetsOf(scene, paper, pages);
  sheets.forEach((sheet, i) => {
    document.addPage();
    const label = `${part === undefined ? '' : `${part}. `}${scene.title}${sheets.length === 1 ? `: ${scene.description}` : `, part ${i + 1} of ${sheets.length}`}`;
    document.addStructure(document.struct('Figure', { alt: label }, () => {
      document.save();
      document.rect(sheetMargin, sheetMargin, sheet.width * scale, sheet.height * scale).clip();
      document.translate(sheetMargin, sheetMargin).scale(scale).translate(-sheet.x, -sheet.y);
      for (const shape of sheet.shapes) drawShape(document, shape);
      document.restore();
    }));
    drawFoot(document, { paper, caption, printed, place: `${part === undefined ? '' : `${part}. `}${placeWords(sheet, { number: i + 1, of: sheets.length, rows, columns })}` });
  });
}

export function drawShape(document: Document, shape: Shape): void {
  if (shape.kind === 'text') return drawText(document, shape);
  document.save();
  switch (shape.kind) {
    case 'rect':
      if (shape.radius === 0) document.rect(shape.x, shape.y, shape.width, shape.height);
      else document.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      break;
    case 'circle': document.circle(shape.x, shape.y, shape.r); break;
    case 'polygon': document.polygon(...shape.points.map((p) => [p.x, p.y])); break;
    case 'path': document.translate(shape.x, shape.y).scale(shape.scale).lineCap('round').lineJoin('round').path(shape.d); break;
  }
  paint(document, shape);
  document.restore();
}

export function drawText(document: Document, { text, x, y, anchor, size, weight, fill }: TextShape): void {
  const runs = runsOf(text, weight).map((run) => ({ ...run, width: document.font(fontName(run.part, weight)).fontSize(size).widthOfString(run.text) }));
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  let at = x - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width);
  for (const run of runs) {
    document.font(fontName(run.part, weight)).fontSize(size).fillColor(fill).text(run.text, at, y, { baseline: 'alphabetic', lineBreak: false });
    at += run.width;
  }
}

// helpers

const fontName = (part: string, weight: number): string => `${part} ${weight}`;

function paint(document: Document, { fill, stroke, strokeWidth = 1, dash }: Paint): void {
  if (stroke !== undefined) {
    document.lineWidth(strokeWidth).strokeColor(stroke);
    if (dash) document.dash(dash[0], { space: dash[1] });
  }
  if (fill !== undefined && stroke !== undefined) document.fillAndStroke(fill, stroke);
  else if (fill !== undefined) document.fill(fill);
  else if (stroke !== undefined) document.stroke();
}

function placeWords({ row, column }: Sheet, { number, of, rows, columns }: { readonly number: number; readonly of: number; readonly rows: number; readonly columns: number }): string {
  return of === 1 ? 'Page 1 of 1' : `Page ${number} of ${of}: row ${row} of ${rows}, column ${column} of ${columns}`;
}

interface Foot {
  readonly paper: Paper;
  readonly caption: Caption;
  readonly printed: string | undefined;
  readonly place: string;
}

export function drawFoot(document: Document, { paper, caption, printed, place }: Foot): void {
  const { width, height } = papers[paper];
  const top = height - sheetMargin - sheetFoot + 12;
  const room = width - 2 * sheetMargin;
  document.addStructure(document.struct('P', {}, () => {
    document.save().lineWidth(0.5).strokeColor(colours.line).moveTo(sheetMargin, top).lineTo(width - sheetMargin, top).stroke().restore();
    const line = (text: string, row: number, style: { readonly size: number; readonly weight: 400 | 600; readonly fill: string }, anchor: 'start' | 'end' = 'start'): void =>
      drawText(document, { kind: 'text', x: anchor === 'start' ? sheetMargin : width - sheetMargin, y: top + 13 + row * 11, anchor, text: fitted(text, anchor === 'start' ? room * 0.66 : room * 0.32, style), ...style });
    line(caption.title, 0, { size: 9, weight: 600, fill: colours.text });
    caption.lines.slice(0, 2).forEach((text, i) => line(text, i + 1, { size: 7.5, weight: 400, fill: colours.quiet }));
    line(place, 0, { size: 8, weight: 400, fill: colours.text }, 'end');
    if (printed !== undefined) line(printed, 1, { size: 7.5, weight: 400, fill: colours.quiet }, 'end');
  }));
}
