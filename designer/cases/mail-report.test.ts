import { describe, expect, it } from 'vitest';
import { longestText } from '../../protocol/check-form.ts';
import { largestMail, readMail } from './mail-report.ts';

/** Mails with a formatted text only are read by the browser: test/e2e/reports.test.ts. */
const none = (): string => '';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll('\n', '\r\n'));
const read = async (text: string) => {
  const result = await readMail(bytes(text), none);
  if (result.kind === 'refused') throw new Error(result.why);
  return result.mail;
};
const head = 'From: =?utf-8?q?J=C3=BCrg?= <juerg@mill.example>\nDate: Tue, 24 Nov 2026 16:40:00 -0500\nSubject: What he said today\n';

describe('a mail file', () => {
  it('becomes the words of a report, with who wrote it and when, whatever its encoding', async () => {
    const mail = await read(`${head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHe said: =E2=80=9Csoon=E2=80=9D.\n`);
    expect(mail).toMatchObject({ subject: 'What he said today', isCut: false });
    expect(mail.text).toBe('From: Jürg <juerg@mill.example>\nSent: 2026-11-24T21:40:00.000Z\nSubject: What he said today\n\nHe said: “soon”.');
  });

  it('has its attachments named and not kept', async () => {
    const mail = await read(`${head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the photo.\n--b\nContent-Type: image/png; name="van.png"\nContent-Disposition: attachment; filename="van.png"\nContent-Transfer-Encoding: base64\n\n${Buffer.alloc(3000, 7).toString('base64')}\n--b--\n`);
    expect(mail.text).toContain('See the photo.');
    expect(mail.text).toContain('Attached, and not kept here: van.png (3 kB)');
    expect(mail.text).not.toContain(Buffer.alloc(30, 7).toString('base64'));
  });

  it('is cut where a form takes no more, and says so', async () => {
    const mail = await read(`${head}Content-Type: text/plain\n\n${'word '.repeat(10_000)}\n`);
    expect(mail.isCut).toBe(true);
    expect(mail.text.length).toBeLessThanOrEqual(longestText);
    expect(mail.text).toContain('the rest is not kept here');
  });

  it('is refused with what to do when it is none, damaged or too large', async () => {
    expect(await readMail(bytes(''), none)).toMatchObject({ kind: 'refused', why: expect.stringContaining('no mail file') });
    expect(await readMail(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 1, 2, 3]), none)).toMatchObject({ kind: 'refused' });
    expect(await readMail(new Uint8Array(largestMail + 1), none)).toMatchObject({ kind: 'refused', why: expect.stringContaining('10 MB') });
  });
});
