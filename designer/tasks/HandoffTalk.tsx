// What the two sides of a handoff have said so far: questions, the answer, and where several are asked who answered how.
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import type { PartProps } from './StepPage.tsx';

type Props = Pick<PartProps, 'step'>;
const howWords = { accepted: 'accepted', declined: 'declined', noAnswer: 'gave no answer' } as const;

export function Answers({ step }: Props) {
  const { handoff, zone } = { handoff: step.handoff, zone: step.zone };
  if (!handoff) return null;
  const { answer, places } = handoff;
  return (
    <>
      {answer && (
        <Card title="Answer">
          {answer.text !== null ? <p className={styles.reading} style={{ whiteSpace: 'pre-wrap' }}>{answer.text}</p> : <p>It was given in the form of this step.</p>}
          <p className="quiet">{personWords(answer.by)}, <At at={answer.at} zone={zone} /></p>
        </Card>
      )}
      {places && (
        <Card title="Answers">
          {places.answers.length === 0 ? <p className="quiet">Nobody has answered yet.</p> : (
            <ul className={styles.list}>
              {places.answers.map((place) => <li key={place.person.id}>{personWords(place.person)} {howWords[place.how]}{place.how === 'noAnswer' && `, recorded by ${personWords(place.by)}`}, <At at={place.at} zone={zone} />{place.text && `: ${place.text}`}</li>)}
            </ul>
          )}
          {step.state === 'open' && places.silent.length > 0 && <p className="quiet">Without an answer: {listing(places.silent.map(personWords))}.</p>}
        </Card>
      )}
    </>
  );
}

export function Questions({ step }: Props) {
  const questions = step.handoff?.questions ?? [];
  if (questions.length === 0) return null;
  return (
    <Card title="Questions">
      <ul className={styles.list}>
        {questions.map((question, index) => (
          <li key={index}>
            <span className="quiet">{personWords(question.by)} to {question.side === 'receiver' ? 'the sender' : 'the receiver'}, <At at={question.at} zone={step.zone} />: </span>
            <span style={{ whiteSpace: 'pre-wrap' }}>{question.text}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
