// A note: kept as one types, recorded for good when it is added.
import { Button, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { useAct } from '../act.ts';
import { useSession } from '../session.ts';
import { typedKey, useTyped } from '../tasks/typed.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';

export function NoteForm({ caseId, reference }: { readonly caseId: string; readonly reference: string }) {
  const session = useSession();
  const key = typedKey(session.person.id, caseId, 'note');
  const typed = useTyped(key, '');
  const act = useAct(caseId);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (typed.value.trim() === '') return;
    const result = await act.send({ kind: 'note', text: typed.value }, `Note added, ${reference}`, key);
    if (result.kind !== 'refused') typed.clear();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)} className={styles.stack}>
      <Textarea label="Note" description="It stays in the record and cannot be taken back." autosize minRows={2} maxLength={8000} value={typed.value} onChange={(event) => typed.set(event.currentTarget.value)} />
      {act.problem && <ProblemNotice problem={act.problem}> Nothing you typed is lost.</ProblemNotice>}
      <div><Button type="submit" variant="default" loading={act.isSending} disabled={typed.value.trim() === ''}>Add the note</Button></div>
    </form>
  );
}
