// A draft in review: who sent what, by its hash; a second person publishes exactly that, or it goes back.
import { Button, Modal, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProtocolView } from '../../../server/contract-protocols.ts';
import { tell } from '../../act.ts';
import { call, type PageProblem } from '../../api.ts';
import { useSession, zoneOf } from '../../session.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { recordTime } from '../../ui/words.ts';
import { rehearsalsQuery } from '../protocol-queries.ts';
import { OpenTalk } from '../together/OpenTalk.tsx';
import { BrokenRehearsals, unanswered, type Reasons } from '../rehearsal/BrokenRehearsals.tsx';

interface Props {
  readonly view: ProtocolView;
  readonly onBack: () => void;
  readonly onCompare: (versionId: string) => void;
  readonly onTalk: () => void;
}

export function ReviewBar({ view, onBack, onCompare, onTalk }: Props) {
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const [reasons, setReasons] = useState<Reasons>({});
  const rehearsals = useQuery({ ...rehearsalsQuery(view.id), enabled: view.review !== null });
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const { review } = view;
  const broken = (rehearsals.data?.items ?? []).filter((row) => row.finding !== null);
  if (!review) return null;
  const next = Math.max(0, ...view.versions.map((v) => v.number)) + 1;
  const live = view.versions.find((v) => v.retired === null);
  const open = view.versions.reduce((sum, v) => sum + v.openCases, 0);
  const isMine = review.sentBy.id === session.person.id;
  const isSaver = view.savedBy.id === session.person.id;

  const refresh = (): Promise<unknown> => Promise.all([['protocol', view.id], ['protocols'], ['openables']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const publish = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    const answer = await call('publish', { params: { id: view.id }, body: { hash: review.hash, ...(note.trim() === '' ? {} : { note: note.trim() }), ...(broken.length === 0 ? {} : { rehearsals: broken.map(({ id }) => ({ id, reason: (reasons[id] ?? '').trim() })) }) } });
    setSending(false);
    if (!answer.ok) {
      setAsking(false);
      setProblem(answer.problem);
      await refresh();
      return;
    }
    tell('Published', `${answer.value.title}, version ${answer.value.number}`);
    await refresh();
    await navigate({ to: '/versions/$versionId', params: { versionId: answer.value.id } });
  };
  const takeBack = async (): Promise<void> => {
    setSending(true);
    const answer = await call('takeBack', { params: { id: view.id } });
    setSending(false);
    if (!answer.ok) setProblem(answer.problem);
    else onBack();
    await refresh();
  };

  return (
    <section className="review-bar" aria-label="Review">
      <div>
        <strong>In review since {recordTime(Date.parse(review.at), zoneOf(session, view.unitId))}.</strong> Sent by {review.sentBy.name}, {review.sentBy.agency.name}. What you see is what will be published as version {next}; nobody can change it meanwhile.
        <div className="hash" title="SHA-256 of what will be published">Hash {review.hash}</div>
        {isMine || isSaver ? <p>{isMine ? 'You sent it' : 'You saved it last'}, so a second person publishes it. Somebody else with the right to publish opens this page and does so.</p> : !view.mayPublish && <p>You may look at it. Publishing takes the right to publish in this unit.</p>}
        <OpenTalk draft={view.draft} onTalk={onTalk} />
        {problem && <ProblemNotice problem={problem.code === 'same_person' ? { title: 'A second person publishes', detail: 'Whoever sent a draft to review, or saved it last, cannot publish it. Ask a colleague with the right to publish.' } : problem} />}
      </div>
      <div className="review-acts">
        {live && <Button variant="default" onClick={() => onCompare(live.id)}>What it changes of version {live.number}</Button>}
        {(view.mayDraw || view.mayPublish) && <Button variant="default" disabled={isSending} onClick={() => void takeBack()}>Withdraw from review</Button>}
        {view.mayPublish && !isMine && !isSaver && <Button disabled={isSending} onClick={() => { setProblem(null); setAsking(true); }}>Publish version {next}</Button>}
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title={`Publish version ${next}?`}>
        <p>{view.draft.title}, version {next}, becomes what new cases run on. {live ? `${open} open ${open === 1 ? 'case stays on the version it has' : 'cases stay on the versions they have'}.` : 'It is the first version.'} A version is never changed; it can be retired.</p>
        <BrokenRehearsals rows={broken} reasons={reasons} onReasons={setReasons} />
        <Textarea label="Note (may be left out)" description="Stands beside the version" autosize minRows={2} maxLength={2000} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
        <div className="dialog-actions"><Button variant="default" onClick={() => setAsking(false)}>Not yet</Button><Button loading={isSending} disabled={unanswered(broken, reasons) > 0} onClick={() => void publish()}>Publish version {next}</Button></div>
      </Modal>
    </section>
  );
}
