// Whether a case was handled as its protocols are drawn, as of an instant: said here, and as a file that whoever gets it
// verifies without this installation.
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { AnswerOf } from '../../server/contract-endpoints.ts';
import { call, serverNow, type PageProblem } from '../api.ts';
import { saveFile } from '../protocols/editor/download-json.ts';
import { At } from '../ui/Clock.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count, instantOfWall, listing, wallClock } from '../ui/words.ts';

interface CertificateDialogProps {
  readonly caseId: string;
  readonly reference: string;
  readonly zone: string;
  readonly onClose: () => void;
}
type Certificate = AnswerOf<'certificate'>;

export function CertificateDialog({ caseId, reference, zone, onClose }: CertificateDialogProps) {
  const [when, setWhen] = useState<'now' | 'at'>('now');
  const [at, setAt] = useState(() => wallClock(serverNow(), zone));
  const [error, setError] = useState<string>();
  const [made, setMade] = useState<Certificate | null>(null);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isMaking, setMaking] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const instant = when === 'now' ? undefined : instantOfWall(at, zone);
    const isWrong = when === 'at' && (instant === undefined || Date.parse(instant) > serverNow());
    setError(isWrong ? 'Choose a time that has passed.' : undefined);
    if (isWrong) return;
    setMaking(true);
    const answer = await call('certificate', { params: { id: caseId }, query: instant === undefined ? {} : { at: instant } });
    setMaking(false);
    setMade(answer.ok ? answer.value : null);
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <Modal opened onClose={onClose} title={`Certificate of ${reference}`} size="xl">
      <Stack>
        <form onSubmit={(event) => void onSubmit(event)}>
          <Stack>
            <p>It says whether the case was handled as its protocols are drawn, and where not: every step with who, when and by which rule, each limit, approval and handoff. Nothing that people wrote stands in it. That it was made is on record.</p>
            <Radio.Group label="As of" value={when} onChange={(value) => setWhen(value === 'at' ? 'at' : 'now')}>
              <Group mt={6}>
                <Radio value="now" label="now" />
                <Radio value="at" label="an earlier time" />
              </Group>
            </Radio.Group>
            {when === 'at' && <TextInput type="datetime-local" label={`Time (${zone})`} value={at} onChange={(event) => setAt(event.currentTarget.value)} error={error} w={260} />}
            <Group>
              <Button type="submit" variant={made ? 'default' : 'filled'} loading={isMaking}>{made ? 'Make it again' : 'Make the certificate'}</Button>
              {!made && <Button variant="default" onClick={onClose}>Leave it</Button>}
            </Group>
          </Stack>
        </form>
        {problem && <ProblemNotice problem={problem} />}
        {made && <Made key={made.text} made={made} zone={zone} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Made({ made, zone, onClose }: { readonly made: Certificate; readonly zone: string; readonly onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { kind, verdict, departures, alsoHappened, fingerprint } = made;
  const covered = listing(([[made.steps, 'step'], [made.limits, 'limit'], [made.approvals, 'approval'], [made.handoffs, 'handoff']] as const).flatMap(([number, what]) => (number === 0 ? [] : [count(number, what)])));
  return (
    <section className={styles.stack} aria-label="What it says">
      <h2 ref={heading} tabIndex={-1} className={styles.row} style={{ fontSize: 16, outline: 'none' }}>
        {kind === 'conforms' ? <IconCircleCheck size={19} aria-hidden /> : <IconAlertTriangle size={19} aria-hidden />}
        {kind === 'conforms' ? 'Conforms' : 'Deviates'}, as of <At at={made.asOf} zone={zone} exact />
      </h2>
      <p>{verdict.replace(/^\w+: (.)/, (_all, first: string) => first.toUpperCase())}{covered !== '' && ` It covers ${covered}.`}</p>
      {departures.length > 0 && <Places places={departures} zone={zone} />}
      {alsoHappened.length > 0 && (
        <details open={departures.length === 0}>
          <summary>Also happened, as the protocols allow ({alsoHappened.length})</summary>
          <Places places={alsoHappened} zone={zone} />
        </details>
      )}
      <p className="quiet">Sealed with the key of this installation: <code style={{ overflowWrap: 'anywhere' }}>{fingerprint}</code>. Tell it to whoever gets the file, by another way than the file; they verify both with <code>handrail verify certificate FILE --key …</code>, which needs no server.</p>
      <Group>
        <Button onClick={() => saveFile(made.fileName, made.text, 'application/json')}>Download the certificate</Button>
        <Button variant="default" onClick={onClose}>Close</Button>
      </Group>
    </section>
  );
}

function Places({ places, zone }: { readonly places: Certificate['departures']; readonly zone: string }) {
  return (
    <ol className={styles.list} style={{ marginTop: 6 }}>
      {places.map((place, i) => (
        <li key={`${place.transition} ${i}`}>
          {place.words}
          <div className="quiet"><At at={place.at} zone={zone} />, transition {place.transition}</div>
        </li>
      ))}
    </ol>
  );
}
