// Corrects a form: a new submission with a reason; the old one stays in the record, and approvals about it hear of it.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { candidatesQuery, caseQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { choicesOf, useCaseChoices } from '../tasks/choices.ts';
import { factsOf, faultsOf, typedOf, valuesOf, type Fault, type Typed } from '../tasks/form-values.ts';
import { FaultList, focusField, FormFields } from '../tasks/FormFields.tsx';
import { typedKey, useTyped } from '../tasks/typed.ts';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';

export function CorrectFormPage() {
  const { caseId, formId } = useParams({ from: '/cases/$caseId/forms/$formId' });
  const view = useQuery(caseQuery(caseId));
  const form = view.data?.forms.find((one) => one.id === formId);
  const reference = view.data?.case.reference ?? 'Case';
  return (
    <Page title={form ? `Correct “${form.title}”` : 'Correct a form'} crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }, { label: reference, link: { to: '/cases/$caseId', params: { caseId } } }]}>
      <Loaded from={view} what="the case">{(data) => (form ? <Correct view={data} form={form} /> : <Empty title="This form is not recorded">Only forms that have been filled in can be corrected.</Empty>)}</Loaded>
    </Page>
  );
}

function Correct({ view, form }: { readonly view: CaseView; readonly form: CaseView['forms'][number] }) {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct(view.case.id);
  const { zone } = view.unit;
  const key = typedKey(session.person.id, view.case.id, 'correct', form.id, form.submissionId);
  const typed = useTyped<{ readonly form: Typed; readonly reason: string }>(key, { form: typedOf(form.fields, form.values, zone), reason: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [reasonFault, setReasonFault] = useState<string>();
  const candidates = useQuery({ ...candidatesQuery(view.case.id), enabled: form.fields.some((field) => field.type === 'person' || field.type === 'agency' || field.type === 'measures') });
  const cases = useCaseChoices(form.fields.some((field) => field.type === 'case'));
  const facts = factsOf(view, undefined, serverNow());
  const correct = async (): Promise<void> => {
    const values = valuesOf(form.fields, typed.value.form, zone);
    const found = faultsOf(form, values, facts);
    setFaults(found);
    const isReasonMissing = typed.value.reason.trim() === '';
    setReasonFault(isReasonMissing ? 'Say what was wrong and how it is known now.' : undefined);
    if (found[0]) return focusField(form.id, found[0].field);
    if (isReasonMissing) return;
    const result = await act.send({ kind: 'correct', formId: form.id, values, reason: typed.value.reason }, `Corrected “${form.title}”, ${view.case.reference ?? view.case.title}`, key);
    if (result.kind !== 'refused') await navigate({ to: '/cases/$caseId', params: { caseId: view.case.id } });
  };
  return (
    <div style={{ maxWidth: 860 }}>
      <Card title={form.title}>
        <Hint>The earlier submission stays in the record. If a decision being made is about this form, its votes become void and the voters are told.</Hint>
        <FaultList form={form} faults={faults} />
        <FormFields form={form} typed={typed.value.form} onType={(next) => typed.set({ ...typed.value, form: next })} faults={faults} facts={facts} zone={zone} choices={choicesOf(candidates.data?.items ?? [], session, cases)} />
        <ReasonField label="Reason of the correction" value={typed.value.reason} onChange={(reason) => typed.set({ ...typed.value, reason })} error={reasonFault} />
        {act.problem && <ProblemNotice problem={act.problem}> Nothing you typed is lost.</ProblemNotice>}
        <div><Button size="md" loading={act.isSending} onClick={() => void correct()}>Record the correction</Button></div>
      </Card>
    </div>
  );
}
