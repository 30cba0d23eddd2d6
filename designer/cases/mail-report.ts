// A mail file as the words of a report. It is read in the browser and goes nowhere from here: what the person sends is the form, with
// the mail's text in it. Attachments are named with their size, so that somebody asks for them; they are not kept.
import PostalMime from 'postal-mime';
import { longestText } from '../../protocol/check-form.ts';

/** Larger ones are mostly attachments, which are not kept anyway. */
export const largestMail = 10_000_000;

export interface MailReport {
  readonly subject: string;
  readonly text: string;
  readonly isCut: boolean;
}
export type ReadMail = { readonly kind: 'read'; readonly mail: MailReport } | { readonly kind: 'refused'; readonly why: string };

/** `textOf` reads a formatted text, for mails that have no other. */
export async function readMail(raw: Uint8Array, textOf: (html: string) => string): Promise<ReadMail> {
  if (raw.byteLength > largestMail) return { kind: 'refused', why: 'The mail file is larger than 10 MB. Save it without its attachments, or copy its text into the form.' };
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 30, maxHeadersSize: 200_000 }).catch(() => undefined);
  // A file that is no mail has no header lines that anybody wrote.
  if (mail === undefined || (mail.from === undefined && mail.subject === undefined)) return { kind: 'refused', why: 'This is no mail file, or it is damaged. Save the mail as a file that ends in .eml and choose that.' };
  const { from } = mail;
  const sender = from === undefined ? '' : from.address === undefined ? from.name : from.name ? `${from.name} <${from.address}>` : from.address;
  const attached = mail.attachments.map((one) => `${one.filename ?? 'without a name'} (${sizeWords(sizeOf(one.content))})`);
  const head = [sender && `From: ${sender}`, mail.date && `Sent: ${mail.date}`, mail.subject && `Subject: ${mail.subject}`].filter(Boolean).join('\n');
  const tail = attached.length === 0 ? '' : `\n\nAttached, and not kept here: ${attached.join(', ')}`;
  const body = (mail.text ?? textOf(mail.html ?? '')).replaceAll('\r\n', '\n').trim();
  const room = longestText - head.length - tail.length - cutWords.length - 4;
  const isCut = body.length > room;
  const text = `${head}\n\n${isCut ? `${body.slice(0, Math.max(0, room))}\n${cutWords}` : body}${tail}`.trim().slice(0, longestText);
  return { kind: 'read', mail: { subject: mail.subject ?? '', text, isCut } };
}

const cutWords = '[The mail is longer; the rest is not kept here.]';
const sizeOf = (content: ArrayBuffer | Uint8Array | string): number => (typeof content === 'string' ? content.length : content.byteLength);
const sizeWords = (bytes: number): string => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
