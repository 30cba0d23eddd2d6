// The difference of two versions as a report to print: what changes, in words, then both pictures with their marks. Each page says
// which two versions it is about.
import { changeWords } from '../../protocol/compare/change.ts';
import type { Comparison } from '../../protocol/compare/compare.ts';
import { reportOf, reportSummary } from '../../protocol/compare/report.ts';
import { colours } from '../../picture/colours.ts';
import type { TwoPictures } from '../../picture/compared.ts';
import { markSigns } from '../../picture/paint-mark.ts';
import { papers, sheetFoot, sheetMargin } from '../../picture/paper.ts';
import { baseline, wrapped } from '../../picture/text.ts';
import { closedPdf, drawFoot, drawPicture, drawText, openPdf, type PdfOptions } from './pdf.ts';

export interface ReportOptions extends PdfOptions {
  /** "Intake, what version 4 changes of version 3". */
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

export function reportPdf(pictures: TwoPictures, comparison: Comparison, options: ReportOptions): Promise<Buffer> {
  const document = openPdf(options.title, options);
  const pages = pagesOf(linesOf(comparison, options), options);
  pages.forEach((page, i) => {
    document.addPage();
    document.addStructure(document.struct('Sect', {}, () => {
      for (const { line, top } of page) {
        const style = styles[line.kind];
        drawText(document, { kind: 'text', x: sheetMargin + style.indent, y: baseline(top, style.height, style.size), anchor: 'start', size: style.size, weight: style.weight, fill: line.fill ?? style.fill, text: line.text });
      }
    }));
    drawFoot(document, { paper: options.paper, caption: options.caption, printed: options.printed, place: `In words, page ${i + 1} of ${pages.length}` });
  });
  drawPicture(document, pictures.before, { ...options, part: `Before: ${options.before}` });
  drawPicture(document, pictures.after, { ...options, part: `After: ${options.after}` });
  return closedPdf(document);
}

// helpers

interface Line {
  readonly kind: 'title' | 'lead' | 'step' | 'change' | 'more';
  readonly text: string;
  readonly fill?: string;
}
const styles = {
  title: { size: 16, weight: 600, height: 24, indent: 0, fill: colours.text },
  lead: { size: 10, weight: 400, height: 16, indent: 0, fill: colours.quiet },
  step: { size: 10.5, weight: 600, height: 22, indent: 0, fill: colours.text },
  change: { size: 9.5, weight: 400, height: 14, indent: 12, fill: colours.text },
  more: { size: 9.5, weight: 400, height: 13, indent: 24, fill: colours.text },
} as const;

function linesOf(comparison: Comparison, { title, paper }: ReportOptions): readonly Line[] {
  const room = papers[paper].width - 2 * sheetMargin;
  const fit = (kind: Line['kind'], text: string, more: Line['kind'] = kind, fill?: string): readonly Line[] =>
    wrapped(text, room - styles[more].indent, styles[kind], 60).map((part, i) => ({ kind: i === 0 ? kind : more, text: part, ...(fill === undefined ? {} : { fill }) }));
  return [
    ...fit('title', title),
    ...fit('lead', reportSummary(comparison)),
    ...fit('lead', '+ new, − gone, ~ changed, ↑ tighter, ↓ looser. Steps that were only moved are not told.'),
    ...reportOf(comparison).flatMap(({ title: of, detail, changes }) => [
      ...fit('step', `${of}${detail === '' ? '' : ` (${detail})`}`),
      ...changes.flatMap((change) => {
        const said = change.tendency === 'tighter' || change.tendency === 'looser' ? change.tendency : null;
        return fit('change', `${said ? markSigns[said] : '·'} ${changeWords(change)}`, 'more', change.tendency === 'looser' ? colours.soon : undefined);
      }),
    ]),
  ];
}

interface PlacedLine {
  readonly line: Line;
  readonly top: number;
}

/** A step's name never stands alone at the foot of a page. */
function pagesOf(lines: readonly Line[], { paper }: ReportOptions): readonly (readonly PlacedLine[])[] {
  const bottom = papers[paper].height - sheetMargin - sheetFoot;
  const pages: PlacedLine[][] = [[]];
  let top = sheetMargin;
  lines.forEach((line, i) => {
    const { height } = styles[line.kind];
    const next = line.kind === 'step' ? lines[i + 1] : undefined;
    if (top + height + (next ? styles[next.kind].height : 0) > bottom) {
      pages.push([]);
      top = sheetMargin;
    }
    pages.at(-1)?.push({ line, top });
    top += height;
  });
  return pages;
}
