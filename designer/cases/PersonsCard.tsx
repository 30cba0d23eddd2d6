// Who a case is about: persons of concern linked by people, and those it may be about, proposed with why. Restrictions come first.
import { Button, Modal, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { confidences, subjectParts, type CaseSubjects, type Confidence } from '../../server/contract-subjects.ts';
import { useChange } from '../administration/use-change.ts';
import { caseSubjectsQuery } from '../queries.ts';
import { emptyRecord, RecordForm } from '../subjects/RecordForm.tsx';
import { RestrictionChips } from '../subjects/Restrictions.tsx';
import { WhyAlike } from '../subjects/SamePerson.tsx';
import { confidenceWords, partWords } from '../subjects/subject-words.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { count, listing } from '../ui/words.ts';

type Dialog = { readonly kind: 'new' } | { readonly kind: 'link'; readonly id: string; readonly name: string } | { readonly kind: 'decline'; readonly id: string; readonly name: string } | { readonly kind: 'unlink'; readonly id: string; readonly name: string };

export function PersonsCard({ caseId, zone }: { readonly caseId: string; readonly zone: string }) {
  const found = useQuery(caseSubjectsQuery(caseId));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  if (found.data === undefined) return null;
  const { linked, persons, reports, mayWrite } = found.data;
  return (
    <Card title="People of concern">
      {linked.length === 0 && <p className="quiet">Nobody is recorded yet. Once a person is, earlier and later reports on them are found.</p>}
      <ul className={styles.plain}>{linked.map((one) => <Linked key={`${one.subjectId} ${one.part}`} one={one} mayWrite={mayWrite} onUnlink={() => setDialog({ kind: 'unlink', id: one.subjectId, name: one.name })} />)}</ul>
      {mayWrite && <div><Button size="xs" variant="default" onClick={() => setDialog({ kind: 'new' })}>Record a person</Button></div>}
      {persons.length > 0 && (
        <>
          <h3 style={{ fontSize: 14, fontWeight: 600 }}>It may be about</h3>
          <ul className={styles.plain}>
            {persons.map((one) => (
              <li key={one.id}>
                <Link className={styles.main} to="/persons/$personId" params={{ personId: one.id }}>{one.name}</Link>{one.birthDate && `, born ${one.birthDate}`}, {count(one.cases, 'case')}
                <WhyAlike why={one.why} against={one.against} />
                {mayWrite && (
                  <div className={styles.row} style={{ marginTop: 6 }}>
                    <Button size="xs" onClick={() => setDialog({ kind: 'link', id: one.id, name: one.name })} aria-label={`It is ${one.name}`}>It is</Button>
                    <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'decline', id: one.id, name: one.name })} aria-label={`It is not ${one.name}`}>It is not</Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {reports.length > 0 && (
        <>
          <h3 style={{ fontSize: 14, fontWeight: 600 }}>Other reports with the same names</h3>
          <ul className={styles.plain}>
            {reports.map((one) => (
              <li key={one.caseId}>
                <Link className={styles.main} to="/cases/$caseId" params={{ caseId: one.caseId }}>{one.reference ?? 'No number yet'}</Link> {one.title}
                <WhyAlike why={one.why} against={one.against} />
                {one.openedAt && <div className="quiet"><At at={one.openedAt} zone={zone} /></div>}
              </li>
            ))}
          </ul>
        </>
      )}
      {dialog?.kind === 'new' && <NewDialog caseId={caseId} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'link' && <LinkDialog caseId={caseId} id={dialog.id} name={dialog.name} onClose={() => setDialog(null)} />}
      {(dialog?.kind === 'decline' || dialog?.kind === 'unlink') && <ReasonDialog caseId={caseId} dialog={dialog} onClose={() => setDialog(null)} />}
    </Card>
  );
}

function Linked({ one, mayWrite, onUnlink }: { readonly one: CaseSubjects['linked'][number]; readonly mayWrite: boolean; readonly onUnlink: () => void }) {
  return (
    <li>
      <RestrictionChips of={one.restrictions} />
      <Link className={styles.main} to="/persons/$personId" params={{ personId: one.id }}>{one.name}</Link>{one.birthDate && `, born ${one.birthDate}`}
      {one.aliases.length > 0 && <div className={styles.sub}>also {listing(one.aliases)}</div>}
      <div className="quiet">{partWords[one.part]}, {confidenceWords[one.confidence].toLowerCase()}{one.otherCases > 0 && `; in ${count(one.otherCases, 'other case')}`}</div>
      {mayWrite && one.otherCases > 0 && <Button size="compact-xs" variant="subtle" onClick={onUnlink} aria-label={`Take ${one.name} off this case`}>Take off</Button>}
    </li>
  );
}

interface Chosen {
  readonly part: CaseSubjects['linked'][number]['part'];
  readonly confidence: Confidence;
}
function HowLinked({ value, onChange }: { readonly value: Chosen; readonly onChange: (value: Chosen) => void }) {
  return (
    <div className={styles.rowForm}>
      <NativeSelect label="In this case as" value={value.part} data={subjectParts.map((part) => ({ value: part, label: partWords[part] }))} onChange={(event) => onChange({ ...value, part: subjectParts.find((one) => one === event.target.value) ?? 'concern' })} />
      <NativeSelect label="How sure are we that it is them?" value={value.confidence} data={confidences.map((one) => ({ value: one, label: confidenceWords[one] }))} onChange={(event) => onChange({ ...value, confidence: confidences.find((one) => one === event.target.value) ?? 'possible' })} />
    </div>
  );
}

function NewDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const change = useChange();
  const [how, setHow] = useState<Chosen>({ part: 'concern', confidence: 'possible' });
  return (
    <Modal opened onClose={onClose} title="Record a person" size="lg">
      <RecordForm from={emptyRecord} button="Record" isSending={change.isSending} onLeave={onClose} onSend={(record) => void change.send('linkSubject', { params: { id: caseId }, body: { subject: { kind: 'new', record }, ...how } }, `${record.name} is recorded.`).then((done) => done && onClose())}>
        <HowLinked value={how} onChange={setHow} />
        {change.problem && <ProblemNotice problem={change.problem} />}
      </RecordForm>
    </Modal>
  );
}

function LinkDialog({ caseId, id, name, onClose }: { readonly caseId: string; readonly id: string; readonly name: string; readonly onClose: () => void }) {
  const change = useChange();
  const [how, setHow] = useState<Chosen>({ part: 'concern', confidence: 'probable' });
  return (
    <Modal opened onClose={onClose} title={`This case is about ${name}?`} size="lg">
      <Stack>
        <HowLinked value={how} onChange={setHow} />
        {change.problem && <ProblemNotice problem={change.problem} />}
        <div className={styles.row}>
          <Button loading={change.isSending} onClick={() => void change.send('linkSubject', { params: { id: caseId }, body: { subject: { kind: 'known', id }, ...how } }, `The case is linked to ${name}.`).then((done) => done && onClose())}>Link them</Button>
          <Button variant="default" onClick={onClose}>Leave it</Button>
        </div>
      </Stack>
    </Modal>
  );
}

function ReasonDialog({ caseId, dialog, onClose }: { readonly caseId: string; readonly dialog: Extract<Dialog, { kind: 'decline' | 'unlink' }>; readonly onClose: () => void }) {
  const change = useChange();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const { kind, id, name } = dialog;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError('Say on what facts.');
    const done = kind === 'decline'
      ? await change.send('declineSubject', { params: { id }, body: { than: { kind: 'case', id: caseId }, reason } }, `It is not ${name}.`)
      : await change.send('unlinkSubject', { params: { id: caseId, rid: id }, body: { reason } }, `${name} is taken off this case.`);
    if (done) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={kind === 'decline' ? `This case is not about ${name}?` : `Take ${name} off this case?`}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <p>{kind === 'decline' ? 'It is not proposed again here. That you said so stays in the history of the record.' : 'The link goes; that it was there, and why it went, stays in the history of the record.'}</p>
          <ReasonField value={reason} onChange={setReason} error={error} help="It stands in the history of the record under your name." autoFocus />
          {change.problem && <ProblemNotice problem={change.problem} />}
          <div className={styles.row}>
            <Button type="submit" loading={change.isSending}>{kind === 'decline' ? 'It is not' : 'Take off'}</Button>
            <Button variant="default" onClick={onClose}>Leave it</Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}
