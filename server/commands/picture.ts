// `handrail picture`: a protocol of a file as SVG, PNG or PDF, drawn by what the server and the editor draw with. The same file
// gives the same picture, byte for byte, so that it can be kept beside the protocol and compared.
import { writeFileSync } from 'node:fs';
import { compile } from '../../protocol/compile.ts';
import type { Draft } from '../../protocol/draft.ts';
import { pictureOf } from '../../picture/compose.ts';
import type { Caption } from '../../picture/paint-caption.ts';
import { paperKeys, type Pages } from '../../picture/paper.ts';
import { pictureFormats } from '../contract-pictures.ts';
import { faultLine } from '../file-lines.ts';
import { pictureFile } from '../pictures/picture-file.ts';
import { isZone } from '../zone-offsets.ts';
import { readProtocol } from './protocol-file.ts';
import { shelfOf } from './unit.ts';

export interface PictureCommand {
  readonly files: readonly string[];
  /** The file to write; its ending says what sort of picture. */
  readonly to: string | undefined;
  readonly paper: string;
  readonly pages: Pages;
  readonly with: readonly string[];
  readonly zone: string;
  readonly now: number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export async function pictureCommand({ files, to, paper, pages, with: others, zone, now, out, err }: PictureCommand): Promise<0 | 2> {
  const wrong = (text: string): 2 => {
    err(text);
    return 2;
  };
  const format = pictureFormats.find((f) => to?.toLowerCase().endsWith(`.${f}`));
  const sheet = paperKeys.find((key) => key === paper.toLowerCase());
  if (files.length !== 1) return wrong('name one protocol: handrail picture FILE.json --to OUT.svg');
  if (to === undefined || format === undefined) return wrong('say what to write: --to OUT.svg, --to OUT.png or --to OUT.pdf');
  if (sheet === undefined) return wrong(`--paper ${paper} is no paper known here; write one of ${paperKeys.join(', ')}`);
  if (!isZone(zone)) return wrong(`--zone ${zone} is no zone of the IANA database; write one such as America/New_York`);
  const named = [...files, ...others];
  const read = named.map(readProtocol);
  const faults = read.flatMap((one, i) => (one.ok ? [] : one.faults.map((fault) => faultLine(named[i] ?? '', fault))));
  if (faults.length > 0) return wrong(faults.join('\n'));
  const [draft, ...more] = read.flatMap((one) => (one.ok ? [one.read.draft] : []));
  if (!draft) return 2;
  const shelf = shelfOf(draft, more, zone, now);
  const context = shelf.context(draft);
  const body = await pictureFile((caption) => pictureOf(draft, { context, ...(caption ? { caption } : {}) }), { format, paper: sheet, pages, caption: captionOf(draft, compile(draft, shelf.compile)), at: 0 });
  try {
    writeFileSync(to, body);
  } catch {
    return wrong(`${to} cannot be written; name a file in a folder that is there`);
  }
  out(`${to}: ${draft.title}, ${draft.nodes.length} steps, ${draft.edges.length} ways`);
  return 0;
}

/** A file has no version: the hash that publishing it would give stands for it, if it can be published. */
function captionOf(draft: Draft, compiled: ReturnType<typeof compile>): Caption {
  return { title: draft.title, lines: [`Protocol ${draft.key}, from a file`, compiled.ok ? `Hash ${compiled.hash}` : 'It has errors and cannot be published as it is.'] };
}
