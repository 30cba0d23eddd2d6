// An old version as the draft again: a step of undo like any other, saved like any other, reviewed before it is anybody's.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { VersionRow } from '../../../server/contract-protocols.ts';
import { call, type PageProblem } from '../../api.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useEditor } from './editor-context.ts';

export function GoBack({ version, onDone }: { readonly version: VersionRow; readonly onDone: () => void }) {
  const { edit, say } = useEditor();
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const restore = async (): Promise<void> => {
    const answer = await call('version', { params: { id: version.id } });
    if (!answer.ok) return setProblem(answer.problem);
    edit(`draw version ${version.number} again`, () => answer.value.draft);
    say(`The draft is as version ${version.number} was. Undo brings back what you had.`);
    onDone();
  };
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => void restore()}>Draw version {version.number} again</Button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
