// What was said, thread by thread: answered, settled and opened again here. A thread whose step is gone says so and what it was called.
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import type { DraftThread } from '../../../server/contract-together.ts';
import { tell } from '../../act.ts';
import { call } from '../../api.ts';
import { At } from '../../ui/Clock.tsx';
import { CompanyContext } from './company.ts';
import { fieldWords } from './field-words.ts';
import { WriteComment } from './WriteComment.tsx';
import './together.css';

interface Props {
  readonly threads: readonly DraftThread[];
  /** Where each is, where not all are of one step; pressing it goes there. */
  readonly where?: { readonly titleOf: (node: string) => string | undefined; readonly goTo: (place: { node?: string; field?: string }) => void };
}

export function Threads({ threads, where }: Props) {
  return <ul className="talk-threads">{threads.map((thread) => <li key={thread.id}><Thread thread={thread} {...(where ? { where } : {})} /></li>)}</ul>;
}

function Thread({ thread, where }: { readonly thread: DraftThread; readonly where?: Props['where'] }) {
  const { protocolId, zone, maySpeak } = useContext(CompanyContext);
  const queries = useQueryClient();
  const [isAnswering, answer] = useState(false);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['protocol', protocolId, 'threads'] });
  const settle = async (resolved: boolean): Promise<void> => {
    const done = await call('settleThread', { params: { id: protocolId, tid: thread.id }, body: { resolved } });
    if (!done.ok) tell(done.problem.title, done.problem.detail);
    await refresh();
  };
  return (
    <article className={`talk-thread${thread.resolved ? ' is-settled' : ''}`} aria-label={`Comment of ${thread.comments[0]?.by.name ?? ''}`}>
      <Where thread={thread} {...(where ? { where } : {})} />
      <ol>
        {thread.comments.map((comment) => (
          <li key={comment.id} className="talk-comment">
            <div className="talk-by"><strong>{comment.by.name}</strong>, {comment.by.agency.name}, <At at={comment.at} zone={zone} /></div>
            <p>{comment.text}</p>
            {comment.mentions.length > 0 && <div className="talk-by">Mentions {comment.mentions.map((m) => m.name).join(', ')}</div>}
          </li>
        ))}
      </ol>
      {thread.resolved && <div className="talk-by">Settled by {thread.resolved.by.name}, <At at={thread.resolved.at} zone={zone} /></div>}
      {maySpeak && !isAnswering && (
        <div className="talk-acts">
          {!thread.resolved && <Button size="compact-xs" variant="default" onClick={() => answer(true)}>Answer</Button>}
          <Button size="compact-xs" variant="default" onClick={() => void settle(thread.resolved === null)}>{thread.resolved ? 'Open again' : 'Settle'}</Button>
        </div>
      )}
      {isAnswering && (
        <div className="talk-acts"><WriteComment about={thread.id} label="Answer" act="Answer" onSay={async ({ text, mentions }) => {
          const said = await call('addComment', { params: { id: protocolId, tid: thread.id }, body: { text, mentions } });
          if (said.ok) answer(false);
          await refresh();
          return said;
        }} /></div>
      )}
    </article>
  );
}

function Where({ thread: { node, field, titled }, where }: { readonly thread: DraftThread; readonly where?: Props['where'] }) {
  const on = field === null ? '' : `, ${fieldWords(field).toLowerCase()}`;
  if (!where) return field === null ? null : <header className="quiet">On {fieldWords(field).toLowerCase()}</header>;
  if (node === null) return <header className="quiet">On the draft{on}</header>;
  const title = where.titleOf(node);
  if (title === undefined) return <header className="quiet">On a step that is gone{titled ? `: “${titled}”` : ''}{on}</header>;
  return <header><button type="button" className="comparison-step" onClick={() => where.goTo({ node, ...(field === null ? {} : { field }) })}>{title}</button><span className="quiet">{on}</span></header>;
}
