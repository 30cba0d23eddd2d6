// The facts of a case at a glance, its limits, and the check of its record.
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnswerOf } from '../../server/contract-endpoints.ts';
import type { CaseView } from '../../server/contract-cases.ts';
import { call, type PageProblem } from '../api.ts';
import { Chip } from '../ui/Chips.tsx';
import { bySlack } from '../tasks/slack.ts';
import { At, Due } from '../ui/Clock.tsx';
import { statusWord } from '../ui/labels.ts';
import { Card } from '../ui/Page.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count } from '../ui/words.ts';
import { WhyDue } from './WhyDue.tsx';

export function CaseFacts({ view }: { readonly view: CaseView }) {
  const { case: row, unit, levels, retention } = view;
  return (
    <Card title="At a glance">
      <dl className={styles.facts}>
        <dt>Owner</dt><dd><PersonName person={row.owner} /></dd>
        <dt>Status</dt><dd>{statusWord(row.status)}</dd>
        <dt>Level</dt><dd>{levels.find((level) => level.id === row.level)?.title ?? row.level ?? 'Not set'}{row.everHigh && !levels.find((level) => level.id === row.level)?.high && <span className="quiet">; was high before</span>}</dd>
        <dt>Unit</dt><dd>{unit.name}, {row.agency.name}</dd>
        <dt>Opened</dt><dd><At at={row.openedAt} zone={unit.zone} /></dd>
        {row.closedAt && <><dt>Closed</dt><dd><At at={row.closedAt} zone={unit.zone} /></dd></>}
        <dt>Late so far</dt><dd>{row.breaches === 0 ? 'Never' : count(row.breaches, 'time')}</dd>
        {retention && <><dt>Kept</dt><dd>{retention.class.replaceAll('_', ' ')}{retention.reviewAt && <>, review <At at={retention.reviewAt} zone={unit.zone} /></>}</dd></>}
      </dl>
    </Card>
  );
}

export function Deadlines({ view }: { readonly view: CaseView }) {
  const timed = bySlack(view.steps.filter((step) => step.state === 'open' && (step.dueAt !== null || step.stoppedUntil !== null)));
  return (
    <Card title="Limits">
      {timed.length === 0 ? <p className="quiet">No open step has a limit.</p> : (
        <ul className={styles.plain}>
          {timed.map((step) => {
            const changed = view.deadlines.filter((deadline) => deadline.step === step.id).at(-1)?.why ?? 'opened';
            return (
              <li key={step.id}>
                <div>{step.kind === 'added' ? (step.measure ?? step.title) : step.title} {step.kind === 'phase' && <Chip>Phase</Chip>} {changedWords[changed] && <Chip>{changedWords[changed]}</Chip>}</div>
                <Due row={step} zone={view.unit.zone} stacked />
                {step.breachedAt !== null && <div className="quiet">Passed <At at={step.breachedAt} zone={view.unit.zone} /></div>}
                <WhyDue caseId={view.case.id} step={step.id} zone={view.unit.zone} />
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

const changedWords: Readonly<Record<string, string>> = { extended: 'extended', levelRaised: 'level was raised', resumed: 'was paused', calendar: 'new calendar' };

/** The chain of the journal, checked by the server now. */
export function Record({ caseId }: { readonly caseId: string }) {
  const [result, setResult] = useState<AnswerOf<'verify'> | null>(null);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isChecking, setChecking] = useState(false);
  const check = async (): Promise<void> => {
    setChecking(true);
    const answer = await call('verify', { params: { id: caseId } });
    setChecking(false);
    setResult(answer.ok ? answer.value : null);
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <Card title="Record">
      <p className="quiet">Every act and limit is a transition in a chained journal: a change of an earlier one shows.</p>
      {result?.ok && <p role="status" className={styles.row}><IconCircleCheck size={17} aria-hidden /> {count(result.checked, 'transition')} checked, the chain holds.</p>}
      {result && !result.ok && <ProblemNotice problem={{ title: 'The chain does not hold', detail: `From transition ${result.firstBad ?? '?'} on the record does not fit. ${result.why ?? ''} Call the administrator; nothing was changed by checking.` }} />}
      {problem && <ProblemNotice problem={problem} />}
      <div><Button size="xs" variant="default" loading={isChecking} onClick={() => void check()}>Check the record</Button></div>
    </Card>
  );
}
