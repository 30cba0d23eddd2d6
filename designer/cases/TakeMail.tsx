// Takes a mail file into the report that is being written.
import { Button, FileButton } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { largestMail, readMail, type MailReport } from './mail-report.ts';

export function TakeMail({ onMail }: { readonly onMail: (mail: MailReport) => void }) {
  const [said, setSaid] = useState<string>();
  const [why, setWhy] = useState<string>();
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    // Read only as far as the bound: a larger one is refused by its size alone.
    const result = await readMail(new Uint8Array(await file.slice(0, largestMail + 1).arrayBuffer()), textOfHtml);
    setWhy(result.kind === 'refused' ? result.why : undefined);
    setSaid(result.kind === 'read' ? `The mail “${result.mail.subject}” stands in the form.${result.mail.isCut ? ' It was too long; its end is left out.' : ''} Read it before you send: its sender may have written anything.` : undefined);
    if (result.kind === 'read') onMail(result.mail);
  };
  return (
    <>
      <div><FileButton accept=".eml,message/rfc822" onChange={(file) => void take(file)} inputProps={{ 'aria-label': 'Mail file' }}>{(props) => <Button {...props} variant="default" size="xs" leftSection={<IconMail size={15} aria-hidden />}>Take in a mail file</Button>}</FileButton></div>
      {said && <div role="status"><Hint>{said}</Hint></div>}
      {why && <ProblemNotice problem={{ title: 'The mail was not taken in', detail: why }} />}
    </>
  );
}

/** A document of its own that is never shown: nothing in it runs, and nothing of it is loaded. */
function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const silent of body.querySelectorAll('script, style, template')) silent.remove();
  for (const end of body.querySelectorAll('br, p, div, li, tr, h1, h2, h3, h4, blockquote')) end.append('\n');
  for (const line of body.querySelectorAll('br')) line.replaceWith('\n');
  return (body.textContent ?? '').replaceAll(/[ \t]+/g, ' ').replaceAll(/\n\s*\n+/g, '\n\n');
}
