// Under the properties of a step: what is said about it. Settled talk is folded away.
import { useContext } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DraftNode } from '../../../protocol/draft.ts';
import { call } from '../../api.ts';
import { CompanyContext, openOf } from './company.ts';
import { fieldsOf } from './field-words.ts';
import { Threads } from './Threads.tsx';
import { WriteComment } from './WriteComment.tsx';
import './together.css';

export function StepTalk({ node }: { readonly node: DraftNode }) {
  const { protocolId, threads, maySpeak } = useContext(CompanyContext);
  const queries = useQueryClient();
  const own = threads.filter((thread) => thread.node === node.id);
  const [open, settled] = [openOf(own), own.filter((t) => t.resolved !== null)];
  if (own.length === 0 && !maySpeak) return null;
  return (
    <section className="talk" aria-label="Comments on this step">
      <h3>Comments{open.length > 0 ? ` (${open.length} open)` : ''}</h3>
      <Threads threads={open} />
      {settled.length > 0 && <details><summary>{settled.length} settled</summary><Threads threads={settled} /></details>}
      {maySpeak && (
        <WriteComment key={node.id} about={node.id} label="New comment" act="Comment" fields={fieldsOf(node)} onSay={async ({ text, mentions, field }) => {
          const said = await call('beginThread', { params: { id: protocolId }, body: { node: node.id, field, text, mentions } });
          await queries.invalidateQueries({ queryKey: ['protocol', protocolId, 'threads'] });
          return said;
        }} />
      )}
    </section>
  );
}
