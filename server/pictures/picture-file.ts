// A scene as a file of the wanted sort: what the server sends and the command writes are made by the same function.
import type { Caption } from '../../picture/paint-caption.ts';
import type { Pages, Paper } from '../../picture/paper.ts';
import type { Scene } from '../../picture/scene.ts';
import { svgOf } from '../../picture/svg.ts';
import type { PictureFormat } from '../contract-pictures.ts';
import { fontsFor } from './fonts.ts';
import { pdfOf } from './pdf.ts';
import { pngOf } from './png.ts';

export interface FileOptions {
  readonly format: PictureFormat;
  readonly paper: Paper;
  readonly pages: Pages;
  readonly caption: Caption;
  readonly printed?: string;
  /** The instant a PDF says it was made at, epoch ms. */
  readonly at: number;
}

/** `picture` draws the protocol, with a caption under it or without: a PDF has it at the foot of each page. */
export async function pictureFile(picture: (caption?: Caption) => Scene, { format, caption, ...paper }: FileOptions): Promise<Buffer> {
  switch (format) {
    case 'svg': {
      const scene = picture(caption);
      return Buffer.from(svgOf(scene, fontsFor(scene)), 'utf8');
    }
    case 'png': return pngOf(picture(caption));
    case 'pdf': return pdfOf(picture(), { ...paper, caption });
  }
}
