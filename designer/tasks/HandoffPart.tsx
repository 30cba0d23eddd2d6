// A handoff, seen from both sides: what it is, its package, what was asked and answered so far, and what one may do about it.
import type { Plan } from '../../protocol/plan.ts';
import { At } from '../ui/Clock.tsx';
import { handoffKindWords, handoffStateWords } from '../ui/labels.ts';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import { Answers, Questions } from './HandoffTalk.tsx';
import { HandoffSide } from './HandoffSide.tsx';
import { WhyNot, type PartProps } from './StepPage.tsx';

export function HandoffPart({ step, view, plan }: PartProps & { readonly plan: Plan | undefined }) {
  const { handoff } = step;
  if (!handoff) return <WhyNot step={step} />;
  return (
    <>
      <Card title={step.row.kind === 'ownership' ? 'Offer of ownership' : 'Handoff'}>
        <dl className={styles.facts}>
          <dt>State</dt><dd><strong style={{ fontWeight: 600 }}>{stateWords(handoff)}</strong>{handoff.why && `: ${handoff.why}`}</dd>
          <dt>Kind</dt><dd>{handoff.kinds.length > 1 ? `Not settled yet: ${listing(handoff.kinds, 'or')}` : handoffKindWords[handoff.kind]}</dd>
          {handoff.places && <><dt>Places</dt><dd>{handoff.places.answers.length} of {handoff.places.count} answered; each person has one answer.</dd></>}
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
      <Answers step={step} />
      <Questions step={step} />
      {step.state === 'open' && <HandoffSide step={step} view={view} plan={plan} />}
    </>
  );
}

/** Of a consult, "accepted" means two things: somebody has taken it on, or it has been answered. */
function stateWords({ kind, state, answer }: NonNullable<PartProps['step']['handoff']>): string {
  if (kind === 'consult' && state === 'accepted') return answer ? 'Answered' : 'Taken on, its answer is awaited';
  return kind === 'inform' && state === 'accepted' ? 'Received' : (handoffStateWords[state] ?? state);
}
