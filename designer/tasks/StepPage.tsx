// One step with all that is needed to do it. Left what to do and the outcomes in the words of the protocol; right, staying
// in view, the clock, who else may act, where the case stands and what is known; below what has happened.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { CaseView, StepView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { CasePicture } from '../cases/CasePicture.tsx';
import { KnownForms } from '../cases/KnownForms.tsx';
import { ShownFields } from '../cases/ShownCase.tsx';
import { StillOpen } from '../cases/Measures.tsx';
import { PersonsCard } from '../cases/PersonsCard.tsx';
import { Timeline } from '../cases/Timeline.tsx';
import { caseQuery, planQuery, stepQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { Chip, Imminent, Status } from '../ui/Chips.tsx';
import { At, Due } from '../ui/Clock.tsx';
import { kindWords } from '../ui/labels.ts';
import { Markdown } from '../ui/Markdown.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, Loaded } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { listing, span } from '../ui/words.ts';
import { LeftBehind } from './LeftBehind.tsx';
import { WhyDue } from '../cases/WhyDue.tsx';
import { HandoffPart } from './HandoffPart.tsx';
import { OutcomePart } from './OutcomePart.tsx';
import { StepButtons } from './StepButtons.tsx';
import { VotePart } from './VotePart.tsx';
import { WaitPart } from './WaitPart.tsx';

export function StepPage() {
  const { caseId, stepId } = useParams({ from: '/cases/$caseId/steps/$stepId' });
  const step = useQuery(stepQuery(caseId, stepId));
  const view = useQuery({ ...caseQuery(caseId), retry: false, enabled: step.data?.outside !== true });
  const title = step.data?.row.title ?? 'Step';
  const row = step.data?.row;
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Tasks', link: { to: '/tasks', search: {} } }, ...(step.data?.outside === true ? [] : [{ label: row?.caseReference ?? row?.caseTitle ?? 'Case', link: { to: '/cases/$caseId' as const, params: { caseId } } }])]}
      marks={row && <span className={styles.chips}><Chip>{kindWords[row.kind]}</Chip><Status status={row.status} />{row.levelTitle && <Chip>{row.levelTitle}</Chip>}{row.imminent && <Imminent />}{step.data?.state === 'open' && <span className={styles.onlyNarrow}><Due row={row} zone={step.data.zone} /></span>}</span>}
    >
      <Loaded from={step} what="the step">{(data) => <Body step={data} view={view.data} />}</Loaded>
    </Page>
  );
}

export interface PartProps {
  readonly step: StepView;
  readonly view: CaseView | undefined;
}

function Body({ step, view }: PartProps) {
  const plan = useQuery({ ...planQuery(step.row.caseId, step.planHash), enabled: step.planHash !== '' });
  const act = useAct(step.row.caseId);
  return (
    <div className={styles.columns}>
      <div className={styles.stack} style={{ gap: 18 }}>
        {step.state !== 'open' && <NotOpen step={step} view={view} />}
        {step.state !== 'open' && <LeftBehind step={step} />}
        {(step.instructions.trim() !== '' || step.checklist.length > 0 || step.item?.text) && (
          <Card title="What to do">
            {step.item?.text && <p className={styles.reading}>{step.row.kind === 'measure' ? step.item.text : <>For <strong style={{ fontWeight: 600 }}>{step.item.text}</strong>, item {step.item.number} of {step.item.of}.</>}</p>}
            <Markdown text={step.instructions} />
            {step.checklist.length > 0 && <section aria-label="Checklist"><h3 style={{ fontSize: 14, fontWeight: 600 }}>Checklist</h3><ul className={styles.list}>{step.checklist.map((item) => <li key={item}>{item}</li>)}</ul></section>}
          </Card>
        )}
        {view && step.state === 'open' && <StillOpen view={view} plan={plan.data?.plan} node={step.row.node} />}
        <DoIt step={step} view={view} plan={plan.data?.plan} />
        {step.state === 'open' && <StepButtons step={step} act={act} />}
        {step.outside && step.shown.length > 0 && (step.handoff?.package.length ?? 0) === 0 && <ShownFields shown={step.shown} />}
        {!step.outside && <Card title="What has happened in the case"><Timeline caseId={step.row.caseId} zone={step.zone} newestFirst /></Card>}
      </div>
      <aside className={styles.side} aria-label="About this step">
        <ClockCard step={step} />
        <Card title="Who may act">
          {step.row.claimedBy && <p>Claimed by {personWords(step.row.claimedBy)}.</p>}
          <p>{step.roles.length > 0 ? listing(step.roles.map((role) => role.title), 'or') : 'The owner of the case'}</p>
          {step.holders.length > 0 ? <ul className={styles.list}>{step.holders.map((person) => <li key={`${person.id} ${person.agency.id}`}>{personWords(person)}</li>)}</ul> : <p>Nobody holds one of these roles now. A supervisor can assign the step.</p>}
        </Card>
        {step.outside ? <Hint>This case belongs to another unit. You see what you are asked and what was shown to you.</Hint> : <Card title="Where the case stands">
          <p>{[step.protocolTitle, step.row.caseReference].filter(Boolean).join(', ')}: {step.row.caseTitle}</p>
          {plan.data && view && <CasePicture plan={plan.data.plan} layout={plan.data.layout} steps={view.steps} run={step.row.run} caseId={step.row.caseId} height={230} />}
          <Link to="/cases/$caseId" params={{ caseId: step.row.caseId }}>Open the case</Link>
        </Card>}
        {!step.outside && <PersonsCard caseId={step.row.caseId} zone={step.zone} />}
        {view && view.forms.length > 0 && <Card title="What is known"><KnownForms view={view} isSmall /></Card>}
      </aside>
    </div>
  );
}

function DoIt({ step, view, plan }: PartProps & { readonly plan: Parameters<typeof OutcomePart>[0]['plan'] }) {
  if (step.approval) return <VotePart step={step} view={view} />;
  if (step.handoff || step.row.kind === 'ownership') return <HandoffPart step={step} view={view} plan={plan} />;
  if (step.state !== 'open') return null;
  if (step.row.act === 'complete') return <OutcomePart step={step} view={view} plan={plan} />;
  return <WaitPart step={step} view={view} />;
}

/** Somebody was quicker, or time was: who, when and what came of it, and that nothing typed is lost. */
function NotOpen({ step, view }: PartProps) {
  const session = useSession();
  const closed = view?.steps.find((s) => s.id === step.row.stepId);
  const who = closed?.closedBy ? (closed.closedBy.id === session.person.id ? 'you' : personWords(closed.closedBy)) : null;
  const outcome = step.outcomes.find((o) => o.id === closed?.outcome)?.label ?? closed?.outcome;
  return (
    <Hint>
      {step.state === 'done' ? 'This step is done' : 'This step was cancelled'}
      {who && ` by ${who}`}{closed?.closedAt && <> at <At at={closed.closedAt} zone={step.zone} /></>}{outcome && `, with “${outcome}”`}. Nothing can be sent for it any more. 
    </Hint>
  );
}

function ClockCard({ step }: { readonly step: StepView }) {
  const { clock, row } = step;
  return (
    <Card title="Clock">
      {step.state === 'open' ? <Due row={row} zone={clock.zone} stacked /> : <p className="quiet">The clock has stopped.</p>}
      {clock.rule !== '' && <p>{clock.rule}</p>}
      {clock.basis && <p className="quiet">Basis: {clock.basis}</p>}
      {clock.extendedByMs !== 0 && <p>Extended by {span(clock.extendedByMs)}.</p>}
      {clock.breachedAt && <p>The limit passed at <At at={clock.breachedAt} zone={clock.zone} />; it stays recorded as late.</p>}
      {clock.whatHappens !== '' && <p><strong style={{ fontWeight: 600 }}>When it runs out: </strong>{clock.whatHappens}</p>}
      {(clock.dueAt !== null || row.stoppedUntil !== null) && <WhyDue caseId={row.caseId} step={row.stepId} zone={clock.zone} />}
      <p className="quiet">Open since <At at={row.openedAt} zone={clock.zone} />.</p>
    </Card>
  );
}

/** Why this person cannot do it, in the words of the refusal. */
export function WhyNot({ step }: { readonly step: StepView }) {
  return step.whyNot === null ? null : <Hint><strong style={{ fontWeight: 600 }}>You cannot do this step.</strong> {step.whyNot.sentence}</Hint>;
}
