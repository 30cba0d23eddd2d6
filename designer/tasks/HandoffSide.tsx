// What one may do about a handoff, from one's own side of it: accept, answer, decline; offer, withdraw, say who stayed silent;
// and from either side ask.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { HandoffKind } from '../../protocol/draft.ts';
import type { Plan } from '../../protocol/plan.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import { useAct } from '../act.ts';
import { useSession } from '../session.ts';
import { handoffKindWords } from '../ui/labels.ts';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import { useAnswerForm } from './AnswerForm.tsx';
import { OwnCaseSelect, useOwnCases } from './OwnCaseSelect.tsx';
import { WhyNot, type PartProps } from './StepPage.tsx';
import { typedKey, useTyped } from './typed.ts';

export function HandoffSide({ step, view, plan }: PartProps & { readonly plan: Plan | undefined }) {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct(step.row.caseId);
  const key = typedKey(session.person.id, step.row.caseId, step.row.stepId);
  const typed = useTyped(key, { reason: '', message: '', legalBasis: '', answer: '', question: '' });
  const form = useAnswerForm({ step, view, plan }, `${key}.form`);
  const [error, setError] = useState<{ readonly of: 'reason' | 'own' | 'answer' | 'question' | 'kind'; readonly text: string }>();
  const [kind, setKind] = useState<HandoffKind>();
  const [silent, setSilent] = useState('');
  const { handoff } = step;
  const ownCases = useOwnCases(step.outside && handoff?.kind === 'transfer' && handoff.mayAccept);
  const [own, setOwn] = useState('');
  if (!handoff) return null;
  const { stepId: id } = step.row;
  const { mayAccept, mayAnswer, mayDecline, mayOffer, mayWithdraw, mayAsk, mayNoAnswer } = handoff;
  if (![mayAccept, mayAnswer, mayDecline, mayOffer, mayWithdraw, mayAsk, mayNoAnswer].includes(true)) return step.whyNot ? <WhyNot step={step} /> : <Hint>Nothing is asked of you here. It waits for {handoff.toPerson ? handoff.toPerson.name : listing(handoff.to.map((role) => role.title), 'or')}.</Hint>;

  const sendAct = async (what: CaseAct, words: string, goes: 'on' | 'nowhere' = 'on'): Promise<void> => {
    setError(undefined);
    const result = await act.send(what, `${words}: ${step.row.title}, ${step.row.caseReference ?? step.row.caseTitle}`, key);
    if (result.kind === 'refused') return;
    if (goes === 'on') await navigate({ to: '/tasks', search: {} });
    else typed.clear();
  };
  const withReason = (what: 'decline' | 'withdraw', words: string): void => {
    if (typed.value.reason.trim() === '') return setError({ of: 'reason', text: `To ${what}, say why. The other side reads it.` });
    void sendAct({ kind: what, step: id, reason: typed.value.reason }, words);
  };
  const sendAnswer = (): void => {
    const text = typed.value.answer.trim();
    const values = form.values();
    if (values === 'faulty') return;
    if (values === undefined && text === '') return setError({ of: 'answer', text: 'Write the answer; it goes back to the sender.' });
    void sendAct({ kind: 'answer', step: id, ...(text !== '' && { text }), ...(values && { values }) }, 'Answered');
  };
  const offer = (): void => {
    const { message, legalBasis } = typed.value;
    if (handoff.kinds.length > 1 && kind === undefined) return setError({ of: 'kind', text: 'Choose what this is; what would decide it is not recorded.' });
    void sendAct({ kind: 'offer', step: id, ...(handoff.kinds.length > 1 && kind && { handoff: kind }), ...(message.trim() !== '' && { package: message }), ...(legalBasis.trim() !== '' && { legalBasis }) }, 'Offered');
  };
  const accept = (): void => {
    if (ownCases.length > 0 && own === '') return setError({ of: 'own', text: 'Choose what you go on with; your case is opened with it.' });
    void sendAct({ kind: 'accept', step: id, ...(own !== '' && { into: own }) }, 'Accepted', mayAnswer ? 'nowhere' : 'on');
  };
  const sayNoAnswer = (): void => {
    const person = handoff.places?.silent.find((one) => one.id === silent);
    if (person) void sendAct({ kind: 'noAnswer', step: id, personId: person.id, agencyId: person.agency.id }, `No answer from ${person.name}`, 'nowhere');
  };
  const isTransfer = handoff.kind === 'transfer' || step.row.kind === 'ownership';
  return (
    <>
      <Card title={mayDecline ? 'Your answer' : 'Your side'}>
        {mayOffer && (
          <div className={styles.stack}>
            {handoff.kinds.length > 1 && <NativeSelect label="Kind of handoff" error={error?.of === 'kind' && error.text} value={kind ?? ''} onChange={(event) => setKind(handoff.kinds.find((one) => one === event.currentTarget.value))} data={[{ value: '', label: 'Choose' }, ...handoff.kinds.map((one) => ({ value: one, label: handoffKindWords[one] ?? one }))]} />}
            <Textarea label="Message to the receiver (may be left out)" autosize minRows={2} maxLength={8000} value={typed.value.message} onChange={(event) => typed.set({ ...typed.value, message: event.currentTarget.value })} />
            <Textarea label="Legal basis" description="Needed where it goes to another agency and none is drawn." autosize minRows={1} maxLength={2000} value={typed.value.legalBasis} onChange={(event) => typed.set({ ...typed.value, legalBasis: event.currentTarget.value })} />
            <div><Button size="md" loading={act.isSending} onClick={offer}>Offer it</Button></div>
          </div>
        )}
        {mayAccept && isTransfer && <Hint>If you accept, you are accountable for this case from that instant: you become its owner.</Hint>}
        {mayAccept && ownCases.length > 0 && <OwnCaseSelect choices={ownCases} value={own} onChange={setOwn} error={error?.of === 'own' ? error.text : undefined} />}
        {mayAnswer && (
          <div className={styles.stack}>
            {form.fields}
            <Textarea label={step.form ? 'In words (may be left out)' : 'Answer'} description="It goes back to the sender and stands in the case’s journal under your name." error={error?.of === 'answer' && error.text} autosize minRows={3} maxLength={8000} value={typed.value.answer} onChange={(event) => typed.set({ ...typed.value, answer: event.currentTarget.value })} />
          </div>
        )}
        {(mayDecline || mayWithdraw) && <ReasonField label={mayDecline ? 'Reason, if you decline' : 'Reason, if you withdraw'} needed={false} value={typed.value.reason} onChange={(reason) => typed.set({ ...typed.value, reason })} error={error?.of === 'reason' ? error.text : undefined} />}
        {act.problem && <ProblemNotice problem={act.problem}> Nothing you typed is lost.</ProblemNotice>}
        <div className={styles.row}>
          {mayAnswer && <Button size="md" loading={act.isSending} onClick={sendAnswer}>Answer</Button>}
          {mayAccept && <Button size="md" variant={mayAnswer ? 'default' : 'filled'} loading={act.isSending} onClick={accept}>{handoff.kind === 'inform' ? 'Confirm receipt' : mayAnswer ? 'Take it on' : 'Accept'}</Button>}
          {mayDecline && <Button size="md" variant="default" loading={act.isSending} onClick={() => withReason('decline', 'Declined')}>Decline</Button>}
          {mayWithdraw && <Button size="md" variant="default" loading={act.isSending} onClick={() => withReason('withdraw', 'Withdrawn')}>Withdraw the offer</Button>}
        </div>
      </Card>
      {mayNoAnswer && handoff.places && handoff.places.silent.length > 0 && (
        <Card title="Somebody stays silent">
          <div className={styles.row} style={{ alignItems: 'flex-end' }}>
            <NativeSelect label="Who gives no answer" description="Silence is settled by you, never by the clock." value={silent} onChange={(event) => setSilent(event.currentTarget.value)} data={[{ value: '', label: 'Choose' }, ...handoff.places.silent.map((person) => ({ value: person.id, label: personWords(person) }))]} />
            <Button variant="default" disabled={silent === ''} loading={act.isSending} onClick={sayNoAnswer}>Record no answer</Button>
          </div>
        </Card>
      )}
      {mayAsk && (
        <Card title="Ask the other side">
          <div className={styles.stack}>
            <Textarea label="Question" description="It is told to the other side and moves nothing." error={error?.of === 'question' && error.text} autosize minRows={1} maxLength={8000} value={typed.value.question} onChange={(event) => typed.set({ ...typed.value, question: event.currentTarget.value })} />
            <div><Button variant="default" loading={act.isSending} onClick={() => (typed.value.question.trim() === '' ? setError({ of: 'question', text: 'Write the question first.' }) : void sendAct({ kind: 'ask', step: id, question: typed.value.question }, 'Asked', 'nowhere'))}>Ask</Button></div>
          </div>
        </Card>
      )}
    </>
  );
}
