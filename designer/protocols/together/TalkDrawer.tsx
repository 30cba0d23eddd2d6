// All that is said about a draft, open talk first, in one list: also what stands on steps that are gone, and on the draft as a whole.
import { Drawer } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { call } from '../../api.ts';
import { useEditor } from '../editor/editor-context.ts';
import { CompanyContext, openOf } from './company.ts';
import { Threads } from './Threads.tsx';
import { titleIn } from './titles.ts';
import { WriteComment } from './WriteComment.tsx';
import './together.css';

export function TalkDrawer({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { protocolId, threads, maySpeak } = useContext(CompanyContext);
  const { draft, goTo } = useEditor();
  const queries = useQueryClient();
  const where = { titleOf: titleIn(draft), goTo };
  const [open, settled] = [openOf(threads), threads.filter((t) => t.resolved !== null)];
  return (
    <Drawer opened={opened} onClose={onClose} position="right" withOverlay={false} lockScroll={false} trapFocus={false} title="Comments" closeButtonProps={{ 'aria-label': 'Close' }}>
      {threads.length === 0 && <p className="quiet">Nothing is said yet. Choose a step and comment on it under its properties, or say something about the whole draft here. What concerns a case belongs into the case, not here.</p>}
      <Threads threads={open} where={where} />
      {settled.length > 0 && <details><summary>{settled.length} settled</summary><Threads threads={settled} where={where} /></details>}
      {maySpeak && (
        <WriteComment about="draft" label="New comment on the draft" act="Comment" onSay={async ({ text, mentions }) => {
          const said = await call('beginThread', { params: { id: protocolId }, body: { node: null, field: null, text, mentions } });
          await queries.invalidateQueries({ queryKey: ['protocol', protocolId, 'threads'] });
          return said;
        }} />
      )}
    </Drawer>
  );
}
