// Reopens a case that has ended: for a reason, with a protocol that starts.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { caseQuery, openablesQuery } from '../queries.ts';
import { factsOf } from '../tasks/form-values.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Hint, Loaded } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { IntakeForm, type Intake } from './IntakeForm.tsx';

export function ReopenPage() {
  const { caseId } = useParams({ from: '/cases/$caseId/reopen' });
  const { version } = useSearch({ from: '/cases/$caseId/reopen' });
  const navigate = useNavigate();
  const view = useQuery(caseQuery(caseId));
  const openables = useQuery(openablesQuery());
  const act = useAct(caseId);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const reference = view.data?.case.reference ?? 'the case';
  const onSend = async ({ openable, values, typedKey }: Intake): Promise<void> => {
    if (reason.trim() === '') return setError('Say why the case is reopened.');
    const result = await act.send({ kind: 'reopen', versionId: openable.versionId, reason, ...(values && { values }) }, `Reopened ${reference} with “${openable.title}”`, typedKey);
    if (result.kind !== 'refused') await navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  return (
    <Page title={`Reopen ${reference}`} crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }, { label: reference, link: { to: '/cases/$caseId', params: { caseId } } }]}>
      <Hint>The case is open again and the protocol you choose starts. What was done stays done: it is repeated or corrected, never reopened. The date on which its record would be looked at is off until the case ends again.</Hint>
      <Loaded from={openables} what="published protocols">
        {(data) => {
          const items = data.items.filter((one) => one.startsAt === null && (view.data === undefined || one.unitId === view.data.unit.id));
          return items.length === 0 ? <Empty title="No protocol can be started">Published protocols of the case’s unit stand here.</Empty> : (
            <IntakeForm openables={items} chosen={version} onChoose={(next) => void navigate({ to: '/cases/$caseId/reopen', params: { caseId }, search: { version: next }, replace: true })} hasTitle={false} button="Reopen the case" keptAs={`reopen.${caseId}`} {...(view.data && { facts: factsOf(view.data, undefined, serverNow()) })} problem={act.problem} isSending={act.isSending} onSend={(intake) => void onSend(intake)}>
              <ReasonField value={reason} onChange={setReason} error={error} />
            </IntakeForm>
          );
        }}
      </Loaded>
    </Page>
  );
}
