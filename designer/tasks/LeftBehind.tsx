// What this person had typed for a step that somebody or time ended first. It was not sent and cannot be any more, so it is
// shown, to be copied into a note or a correction, until they throw it away.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { StepView } from '../../server/contract-cases.ts';
import { ValueList } from '../cases/KnownForms.tsx';
import { serverNow } from '../api.ts';
import { useSession } from '../session.ts';
import { Card } from '../ui/Page.tsx';
import styles from '../ui/ui.module.css';
import { valuesOf, type Typed } from './form-values.ts';
import { typedKey, useTyped } from './typed.ts';

interface TypedAnyhow {
  readonly form?: Typed;
  readonly reason?: string;
  readonly message?: string;
  readonly legalBasis?: string;
}
const nothing: TypedAnyhow = {};

export function LeftBehind({ step }: { readonly step: StepView }) {
  const session = useSession();
  const typed = useTyped<TypedAnyhow>(typedKey(session.person.id, step.row.caseId, step.row.stepId), nothing);
  const { form, reason, message, legalBasis } = typed.value;
  const fields = (step.form?.fields ?? []).filter((field) => form?.[field.name] !== undefined);
  const texts = [['Reason', reason], ['Message', message], ['Legal basis', legalBasis]].filter(([, text]) => text !== undefined && text.trim() !== '');
  if (typed.keptSince === null || (fields.length === 0 && texts.length === 0)) return null;
  return (
    <Card title="What you had typed, not sent">
      {fields.length > 0 && <ValueList caseId={step.row.caseId} fields={fields} values={valuesOf(fields, form ?? {}, step.zone)} zone={step.zone} now={serverNow()} />}
      {texts.length > 0 && <dl className={styles.facts}>{texts.map(([label, text]) => <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd style={{ whiteSpace: 'pre-wrap' }}>{text}</dd></div>)}</dl>}
      <p className="quiet">It is kept in this browser. Copy what still matters into a note or a correction on <Link to="/cases/$caseId" params={{ caseId: step.row.caseId }}>the page of the case</Link>.</p>
      <div><Button variant="default" onClick={typed.clear}>Throw it away</Button></div>
    </Card>
  );
}
