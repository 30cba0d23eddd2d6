// A handoff, seen from both sides: its package, what accepting means, accept and decline; or offer and withdraw.
import { Button, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseAct } from '../../server/contract-acts.ts';
import { useAct } from '../act.ts';
import { useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { handoffKindWords, handoffStateWords } from '../ui/labels.ts';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import { WhyNot, type PartProps } from './StepPage.tsx';
import { typedKey, useTyped } from './typed.ts';

export function HandoffPart({ step }: PartProps) {
  const { handoff } = step;
  if (!handoff) return <WhyNot step={step} />;
  return (
    <>
      <Card title={step.row.kind === 'ownership' ? 'Offer of ownership' : 'Handoff'}>
        <dl className={styles.facts}>
          <dt>State</dt><dd><strong style={{ fontWeight: 600 }}>{handoffStateWords[handoff.state] ?? handoff.state}</strong>{handoff.why && `: ${handoff.why}`}</dd>
          <dt>Kind</dt><dd>{handoffKindWords[handoff.kind]}</dd>
          <dt>To</dt><dd>{handoff.toPerson ? personWords(handoff.toPerson) : listing(handoff.to.map((role) => role.title), 'or')}</dd>
          {handoff.offeredBy && <><dt>Offered by</dt><dd>{personWords(handoff.offeredBy)}{handoff.offeredAt && <>, <At at={handoff.offeredAt} zone={step.zone} /></>}</dd></>}
          {handoff.expiresAt && <><dt>Expires</dt><dd><At at={handoff.expiresAt} zone={step.zone} /></dd></>}
          {handoff.legalBasis && <><dt>Legal basis</dt><dd>{handoff.legalBasis}</dd></>}
          {handoff.disclosure && <><dt>Disclosure</dt><dd>Each offer is registered as a disclosure.</dd></>}
        </dl>
      </Card>
      <Card title="Package">
        {handoff.message && <p className={styles.reading} style={{ whiteSpace: 'pre-wrap' }}>{handoff.message}</p>}
        {handoff.package.length === 0 ? <p className="quiet">Nothing is drawn as going along.</p> : (
          <dl className={styles.facts}>
            {handoff.package.map((item) => <div key={item.label} style={{ display: 'contents' }}><dt>{item.label}</dt><dd style={{ whiteSpace: 'pre-wrap' }}>{item.value ?? 'Not recorded'}</dd></div>)}
          </dl>
        )}
        {handoff.history.length > 0 && (
          <section aria-label="Earlier offers">
            <h3 style={{ fontSize: 14, fontWeight: 600 }}>Earlier offers of this step</h3>
            <ul className={styles.list}>{handoff.history.map((past, index) => <li key={index}>{handoffStateWords[past.state] ?? past.state}{past.by && ` by ${personWords(past.by)}`}{past.at && <>, <At at={past.at} zone={step.zone} /></>}{past.reason && `: ${past.reason}`}</li>)}</ul>
          </section>
        )}
      </Card>
      {step.state === 'open' && <Answer step={step} view={undefined} />}
    </>
  );
}

function Answer({ step }: PartProps) {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct(step.row.caseId);
  const key = typedKey(session.person.id, step.row.caseId, step.row.stepId);
  const typed = useTyped(key, { reason: '', message: '', legalBasis: '' });
  const [error, setError] = useState<string>();
  const handoff = step.handoff;
  if (!handoff) return null;
  const { stepId: id } = step.row;
  const reference = step.row.caseReference ?? step.row.caseTitle;
  const isTransfer = handoff.kind === 'transfer' || step.row.kind === 'ownership';
  const sendAct = async (what: CaseAct, words: string): Promise<void> => {
    const result = await act.send(what, `${words}: ${step.row.title}, ${reference}`, key);
    if (result.kind !== 'refused') await navigate({ to: '/tasks', search: {} });
  };
  const withReason = (kind: 'decline' | 'withdraw', words: string): void => {
    if (typed.value.reason.trim() === '') return setError(`To ${kind}, say why. The other side reads it.`);
    setError(undefined);
    void sendAct({ kind, step: id, reason: typed.value.reason }, words);
  };
  if (!handoff.mayAnswer && !handoff.mayOffer && !handoff.mayWithdraw) return step.whyNot ? <WhyNot step={step} /> : <Hint>Nothing is asked of you here. It waits for {handoff.toPerson ? handoff.toPerson.name : listing(handoff.to.map((role) => role.title), 'or')}.</Hint>;
  return (
    <Card title={handoff.mayAnswer ? 'Your answer' : 'Your side'}>
      {handoff.mayOffer && (
        <div className={styles.stack}>
          <Textarea label="Message to the receiver (may be left out)" autosize minRows={2} maxLength={8000} value={typed.value.message} onChange={(event) => typed.set({ ...typed.value, message: event.currentTarget.value })} />
          <Textarea label="Legal basis" description="Needed where it goes to another agency and none is drawn." autosize minRows={1} maxLength={2000} value={typed.value.legalBasis} onChange={(event) => typed.set({ ...typed.value, legalBasis: event.currentTarget.value })} />
          <div><Button size="md" loading={act.isSending} onClick={() => void sendAct({ kind: 'offer', step: id, ...(typed.value.message.trim() !== '' && { package: typed.value.message }), ...(typed.value.legalBasis.trim() !== '' && { legalBasis: typed.value.legalBasis }) }, 'Offered')}>Offer it</Button></div>
        </div>
      )}
      {handoff.mayAnswer && isTransfer && <Hint>If you accept, you are accountable for this case from that instant: you become its owner.</Hint>}
      {(handoff.mayAnswer || handoff.mayWithdraw) && <ReasonField label={handoff.mayAnswer ? 'Reason, if you decline' : 'Reason, if you withdraw'} needed={false} value={typed.value.reason} onChange={(reason) => typed.set({ ...typed.value, reason })} error={error} />}
      {act.problem && <ProblemNotice problem={act.problem}> Nothing you typed is lost.</ProblemNotice>}
      <div className={styles.row}>
        {handoff.mayAnswer && <Button size="md" loading={act.isSending} onClick={() => void sendAct({ kind: 'accept', step: id }, 'Accepted')}>{handoff.kind === 'inform' ? 'Confirm receipt' : 'Accept'}</Button>}
        {handoff.mayAnswer && <Button size="md" variant="default" loading={act.isSending} onClick={() => withReason('decline', 'Declined')}>Decline</Button>}
        {handoff.mayWithdraw && <Button size="md" variant="default" loading={act.isSending} onClick={() => withReason('withdraw', 'Withdrawn')}>Withdraw the offer</Button>}
      </div>
    </Card>
  );
}
