// A task, an intake or a decision by hand: the form and the outcomes as buttons, in the words of the protocol.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { nothingKnown } from '../../protocol/check-form.ts';
import type { Plan } from '../../protocol/plan.ts';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { candidatesQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { Card } from '../ui/Page.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';
import { listing } from '../ui/words.ts';
import { choicesOf, useCaseChoices } from './choices.ts';
import { factsOf, faultsOf, faultWords, typedOf, valuesOf, type Fault, type Typed } from './form-values.ts';
import { FaultList, focusField, FormFields } from './FormFields.tsx';
import { WhyNot, type PartProps } from './StepPage.tsx';
import { typedKey, useTyped } from './typed.ts';

interface TypedStep {
  readonly form: Typed;
  readonly reason: string;
}

export function OutcomePart({ step, view, plan }: PartProps & { readonly plan: Plan | undefined }) {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct(step.row.caseId);
  const key = typedKey(session.person.id, step.row.caseId, step.row.stepId);
  const form = step.form;
  const typed = useTyped<TypedStep>(key, { form: form ? typedOf(form.fields, form.values, step.zone) : {}, reason: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [reasonFault, setReasonFault] = useState<string>();
  const candidates = useQuery({ ...candidatesQuery(step.row.caseId), enabled: form?.fields.some((field) => field.type === 'person' || field.type === 'agency' || field.type === 'measures') ?? false });
  const cases = useCaseChoices(form?.fields.some((field) => field.type === 'case') ?? false);
  const facts = view ? factsOf(view, plan, serverNow()) : nothingKnown;
  const isMine = step.whyNot === null;
  const anyReason = step.outcomes.some((outcome) => outcome.needsReason);
  const { problem } = act;

  // The server may know better (another form was corrected meanwhile): its faults are shown where they belong.
  useEffect(() => {
    if (!problem?.fields || !form) return;
    setFaults(problem.fields.map((fault) => {
      const field = form.fields.find((f) => f.name === fault.field);
      return { field: fault.field, label: field?.label ?? fault.field, message: field ? faultWords(field, fault.code) : fault.message };
    }));
  }, [problem, form]);

  const complete = async (outcome: { readonly id: string; readonly label: string; readonly needsReason: boolean }): Promise<void> => {
    const values = form ? valuesOf(form.fields, typed.value.form, step.zone) : undefined;
    const found = form && values ? faultsOf(form, values, facts) : [];
    const isReasonMissing = outcome.needsReason && typed.value.reason.trim() === '';
    setFaults(found);
    setReasonFault(isReasonMissing ? `“${outcome.label}” needs a reason. Write one, then press it again.` : undefined);
    if (found[0] && form) return focusField(form.id, found[0].field);
    if (isReasonMissing) return;
    const result = await act.send(
      { kind: 'complete', step: step.row.stepId, outcome: outcome.id, ...(values && { values }), ...(typed.value.reason.trim() !== '' && { reason: typed.value.reason }) },
      `“${outcome.label}” for ${step.row.title}, ${step.row.caseReference ?? step.row.caseTitle}`,
      key,
    );
    if (result.kind !== 'refused') await navigate({ to: '/tasks', search: {} });
  };

  if (!isMine) {
    return (
      <Card title={form ? form.title : 'Outcome'}>
        <WhyNot step={step} />
        {form && <details><summary>What the form asks</summary><ul className={styles.list} style={{ marginTop: 8 }}>{form.fields.map((field) => <li key={field.name}>{field.label || field.name}</li>)}</ul></details>}
        <p className="quiet">It ends with {listing(step.outcomes.map((outcome) => `“${outcome.label || outcome.id}”`), 'or')}.</p>
      </Card>
    );
  }
  return (
    <Card title={form ? form.title : 'Outcome'}>
      {typed.keptSince !== null && (
        <Hint>
          This is what you typed before; it was not sent. <Button size="compact-sm" variant="subtle" onClick={() => { typed.clear(); setFaults([]); }}>Begin anew</Button>
        </Hint>
      )}
      {form && <FaultList form={form} faults={faults} />}
      <div className={styles.stack}>
        {form && <FormFields form={form} typed={typed.value.form} onType={(next) => typed.set({ ...typed.value, form: next })} faults={faults} facts={facts} zone={step.zone} choices={choicesOf(candidates.data?.items ?? [], session, cases)} />}
        <ReasonField label="Reason" needed={false} help={anyReason ? `Needed for ${step.outcomes.filter((o) => o.needsReason).map((o) => `“${o.label}”`).join(', ')}. It stands in the case’s journal under your name.` : 'It stands in the case’s journal under your name.'} value={typed.value.reason} onChange={(reason) => typed.set({ ...typed.value, reason })} error={reasonFault} />
        {problem && <ProblemNotice problem={problem}> Nothing you typed is lost.</ProblemNotice>}
        <div className={styles.row} role="group" aria-label="Outcomes">
          {step.outcomes.map((outcome, index) => (
            <Button key={outcome.id} size="md" variant={index === 0 ? 'filled' : 'default'} onClick={() => void complete(outcome)} loading={act.isSending}>{outcome.label || outcome.id}</Button>
          ))}
        </div>
      </div>
    </Card>
  );
}
