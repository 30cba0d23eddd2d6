// A decision by several persons: what it is about (with the hash that the vote is bound to), the seats, who has voted, and
// one's own vote with its reason.
import { Button, Radio, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { count, listing } from '../ui/words.ts';
import { ValueList } from '../cases/KnownForms.tsx';
import type { PartProps } from './StepPage.tsx';
import { typedKey, useTyped } from './typed.ts';

export function VotePart({ step }: PartProps) {
  const { approval } = step;
  if (!approval) return null;
  return (
    <>
      <Card title="What is decided about">
        {approval.content.length === 0 ? <p>No form is attached. The decision is about the case as it stands.</p> : approval.content.map((form) => (
          <section key={form.form} aria-label={form.title} className={styles.stack}>
            <h3 style={{ fontSize: 15, fontWeight: 600 }}>{form.title}</h3>
            <ValueList caseId={step.row.caseId} fields={form.fields} values={form.values} zone={step.zone} now={serverNow()} />
            <p className="quiet">By {personWords(form.by)}, <At at={form.at} zone={step.zone} exact />. Your vote is bound to exactly this: <span className={styles.hash}>{form.hash}</span></p>
          </section>
        ))}
      </Card>
      <Card title="Seats and votes">
        <p>Granted when {approval.needed === approval.seats.length ? 'every seat is' : `${count(approval.needed, 'of the seats is', 'of the seats are')}`} filled by a different person; {approval.denials === 1 ? 'one denial with a reason ends it' : `${approval.denials} denials with reasons end it`}.</p>
        <ol className={styles.list}>
          {approval.seats.map((seat) => (
            <li key={seat.id}>{listing(seat.roles.map((role) => role.title), 'or') || 'Anybody who may decide'}{seat.substitutes.length > 0 && <span className="quiet"> (while nobody can: {listing(seat.substitutes.map((role) => role.title), 'or')})</span>}</li>
          ))}
        </ol>
        {approval.separation.length > 0 && <p>Who may not decide: {listing(approval.separation, 'and')}.</p>}
        {approval.votes.length === 0 ? <p className="quiet">Nobody has voted yet. Votes stand here with their reasons.</p> : (
          <ul className={styles.plain}>
            {approval.votes.map((vote) => (
              <li key={`${vote.person.id} ${vote.at} ${vote.state}`}>
                <strong style={{ fontWeight: 600 }}>{vote.grants ? 'Approves' : 'Denies'}</strong>, {personWords(vote.person)}, <At at={vote.at} zone={step.zone} />
                {vote.state !== 'counted' && <span className="quiet"> ({vote.state === 'withdrawn' ? 'withdrawn' : 'void: what it was about has changed'})</span>}
                {vote.reason && <div className="quiet">{vote.reason}</div>}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {step.state === 'open' && <Vote step={step} view={undefined} />}
    </>
  );
}

function Vote({ step }: PartProps) {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct(step.row.caseId);
  const approval = step.approval;
  const key = typedKey(session.person.id, step.row.caseId, step.row.stepId);
  const typed = useTyped(key, { choice: '', reason: '' });
  const [faults, setFaults] = useState<{ readonly choice?: string; readonly reason?: string }>({});
  if (!approval) return null;
  const mine = approval.votes.find((vote) => vote.person.id === session.person.id && vote.state === 'counted');
  const reference = step.row.caseReference ?? step.row.caseTitle;
  if (mine) {
    return (
      <Card title="Your vote">
        <p>You {mine.grants ? 'approved' : 'denied'} this. Until the decision is made you can take your vote back.</p>
        {act.problem && <ProblemNotice problem={act.problem} />}
        <div><Button variant="default" loading={act.isSending} onClick={() => void act.send({ kind: 'withdrawVote', step: step.row.stepId }, `Vote withdrawn: ${step.row.title}, ${reference}`)}>Withdraw my vote</Button></div>
      </Card>
    );
  }
  if (!approval.mayVote.ok) return <ProblemNotice problem={{ title: 'You cannot decide this', detail: approval.mayVote.refusal.sentence }} />;
  const vote = async (): Promise<void> => {
    if (typed.value.choice === '') return setFaults({ choice: 'Choose whether you approve or deny.' });
    if (typed.value.choice === 'deny' && typed.value.reason.trim() === '') return setFaults({ reason: 'A denial needs a reason. Write why, and what would change it.' });
    setFaults({});
    const grants = typed.value.choice === 'approve';
    const result = await act.send(
      { kind: 'vote', step: step.row.stepId, grants, content: Object.fromEntries(approval.content.map((form) => [form.form, form.hash])), ...(typed.value.reason.trim() !== '' && { reason: typed.value.reason }) },
      `${grants ? 'Approved' : 'Denied'}: ${step.row.title}, ${reference}`,
      key,
    );
    if (result.kind !== 'refused') await navigate({ to: '/tasks', search: {} });
  };
  return (
    <Card title="Your vote">
      <Stack>
        {step.node?.kind === 'approval' && step.node.onApproved.some((effect) => effect.kind === 'owner') && <Hint>With the deciding vote you accept to be accountable for this case: you become its owner.</Hint>}
        <Radio.Group label="Your decision" value={typed.value.choice} onChange={(choice) => typed.set({ ...typed.value, choice })} size="md" error={faults.choice}>
          <Stack gap={8} mt={8}>
            <Radio value="approve" label="Approve" size="md" />
            <Radio value="deny" label="Deny" size="md" />
          </Stack>
        </Radio.Group>
        <ReasonField value={typed.value.reason} onChange={(reason) => typed.set({ ...typed.value, reason })} needed={typed.value.choice === 'deny'} error={faults.reason} />
        {act.problem && <ProblemNotice problem={act.problem}> Nothing you typed is lost.</ProblemNotice>}
        <div><Button size="md" loading={act.isSending} onClick={() => void vote()}>{typed.value.choice === 'deny' ? 'Record my denial' : typed.value.choice === 'approve' ? 'Record my approval' : 'Record my vote'}</Button></div>
      </Stack>
    </Card>
  );
}
