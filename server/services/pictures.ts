// Pictures of versions, drafts and templates. Who may read a protocol may have its picture; each says at its foot what it shows.
import { DateTime } from 'luxon';
import type { Draft } from '../../protocol/draft.ts';
import { templateOf } from '../../protocol/templates/gallery.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';
import { beginningOf } from '../../picture/beginning.ts';
import { pictureOf } from '../../picture/compose.ts';
import type { Caption } from '../../picture/paint-caption.ts';
import { pictureFormats, type PictureFormat, type PictureQuery } from '../contract-pictures.ts';
import { pictureFile } from '../pictures/picture-file.ts';
import { ProblemError } from '../problems.ts';
import { protocol, version, type Doing } from './protocols.ts';

export interface PictureFile {
  readonly type: string;
  readonly name: string;
  readonly body: Buffer;
}
type Asked = PictureQuery & { readonly format: string };

const types: Readonly<Record<PictureFormat, string>> = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' };

export async function versionPicture(doing: Doing, id: string, asked: Asked): Promise<PictureFile> {
  const view = await version(doing, id);
  const zone = view.plan.unit.zone;
  return file(doing, asked, {
    draft: view.draft, context: { unit: view.plan.unit }, zone, name: `${view.key}-${view.number}`, at: Date.parse(view.publishedAt),
    caption: { title: `${view.title}, version ${view.number}`, lines: [`Published ${wallClock(Date.parse(view.publishedAt), zone)} by ${view.publishedBy.name}, ${view.publishedBy.agency.name}; sent to review by ${view.sentBy.name}${view.retired ? '; retired since' : ''}`, `Hash ${view.hash}`] },
  });
}

export async function draftPicture(doing: Doing, id: string, asked: Asked): Promise<PictureFile> {
  const view = await protocol(doing, id);
  const zone = view.context.unit?.zone ?? 'UTC';
  return file(doing, asked, {
    draft: view.draft, context: view.context, zone, name: `${view.key}-draft`, at: Date.parse(view.savedAt),
    caption: { title: `${view.title}, draft`, lines: [`Revision ${view.revision}, saved ${wallClock(Date.parse(view.savedAt), zone)} by ${view.savedBy.name}, ${view.savedBy.agency.name}`, 'Not published: no case runs on this.'] },
  });
}

export async function templatePicture(doing: Doing, key: string, asked: Asked): Promise<PictureFile> {
  const template = templateOf(key);
  if (template === undefined) throw new ProblemError('not_found');
  return file(doing, asked, { draft: template.draft, context: {}, zone: 'UTC', name: template.key, at: 0, caption: { title: template.title, lines: ['A template that ships with Handrail, to start from. Not legal advice.'] } });
}

// helpers

interface Subject {
  readonly draft: Draft;
  readonly context: ValidationContext;
  readonly zone: string;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly caption: Caption;
  /** When what is drawn came to be: two files of the same thing say the same. */
  readonly at: number;
}

async function file({ signed, now }: Doing, { format, paper, pages, show }: Asked, { draft, context, zone, name, caption, at }: Subject): Promise<PictureFile> {
  const wanted = pictureFormats.find((f) => f === format);
  if (wanted === undefined) throw new ProblemError('not_found');
  const printed = `Printed ${wallClock(now, zone)} by ${signed.person.name}`;
  const body = await pictureFile((under) => (show === 'beginning' ? beginningOf(pictureOf(draft, { context })) : pictureOf(draft, { context, ...(under ? { caption: under } : {}) })), { format: wanted, paper, pages, caption, printed, at });
  return { type: types[wanted], name: `${name}.${wanted}`, body };
}

export const wallClock = (at: number, zone: string): string => DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('ccc d LLL yyyy HH:mm ZZZZ');
