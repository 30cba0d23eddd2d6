// In a review: what is still open about the draft, before somebody publishes it.
import { Button } from '@mantine/core';
import { useContext } from 'react';
import type { Draft } from '../../../protocol/draft.ts';
import { count } from '../../ui/words.ts';
import { CompanyContext, openOf } from './company.ts';
import { titleIn } from './titles.ts';

const shownAtMost = 5;

export function OpenTalk({ draft, onTalk }: { readonly draft: Draft; readonly onTalk: () => void }) {
  const open = openOf(useContext(CompanyContext).threads);
  const titleOf = titleIn(draft);
  if (open.length === 0) return null;
  return (
    <section aria-label="Open comments">
      <strong>{count(open.length, 'comment')} not settled</strong>
      <ul className="open-talk">
        {open.slice(0, shownAtMost).map(({ id, node, titled, comments: [first] }) => (
          <li key={id}>{node === null ? 'The draft' : (titleOf(node) ?? `A step that is gone${titled ? ` (“${titled}”)` : ''}`)}: {first?.by.name}, “{short(first?.text ?? '')}”</li>
        ))}
      </ul>
      <Button size="compact-xs" variant="default" onClick={onTalk}>Show the comments</Button>
    </section>
  );
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}...` : text);
