// Saying something about a draft, and to whom. What is typed is kept in this browser until it is said.
import { Button, MultiSelect, NativeSelect, Textarea } from '@mantine/core';
import { useContext, useState } from 'react';
import { type PageProblem, type Answer } from '../../api.ts';
import { useSession } from '../../session.ts';
import { typedKey, useTyped } from '../../tasks/typed.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { CompanyContext } from './company.ts';

interface Typed {
  readonly text: string;
  readonly mentions: readonly string[];
}
const nothing: Typed = { text: '', mentions: [] };

interface Props {
  /** What it is about, for keeping what is typed. */
  readonly about: string;
  readonly label: string;
  readonly act: string;
  /** The fields it may be about; none: the step or draft as a whole, or an answer. */
  readonly fields?: readonly { readonly value: string; readonly label: string }[];
  readonly onSay: (said: { readonly text: string; readonly mentions: string[]; readonly field: string | null }) => Promise<Answer<unknown>>;
}

export function WriteComment({ about, label, act, fields = [], onSay }: Props) {
  const { protocolId, people } = useContext(CompanyContext);
  const session = useSession();
  const typed = useTyped<Typed>(typedKey(session.person.id, 'talk', protocolId, about), nothing);
  const [field, setField] = useState('');
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const { text, mentions } = typed.value;
  const say = async (): Promise<void> => {
    setSending(true);
    const answer = await onSay({ text: text.trim(), mentions: mentions.filter((id) => people.some((p) => p.id === id)), field: field === '' ? null : field });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    setField('');
    typed.clear();
  };
  return (
    <form className="talk-write" onSubmit={(event) => { event.preventDefault(); if (text.trim() !== '') void say(); }}>
      {fields.length > 0 && <NativeSelect size="xs" label="About" value={field} onChange={(e) => setField(e.currentTarget.value)} data={[{ value: '', label: 'The step' }, ...fields]} />}
      <Textarea size="xs" label={label} autosize minRows={2} maxRows={8} maxLength={4000} value={text} onChange={(e) => typed.set({ text: e.currentTarget.value, mentions })} />
      {text !== '' && <MultiSelect size="xs" label="Mention" description="They are told under Notices" placeholder={mentions.length === 0 ? 'Nobody' : ''} data={people.filter((p) => p.id !== session.person.id).map((p) => ({ value: p.id, label: p.name }))} value={[...mentions]} onChange={(next) => typed.set({ text, mentions: next })} searchable />}
      {problem && <ProblemNotice problem={problem} />}
      <div><Button size="xs" type="submit" variant="default" loading={isSending} disabled={text.trim() === ''}>{act}</Button></div>
    </form>
  );
}
