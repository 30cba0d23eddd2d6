// Starts a further protocol on an open case.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useAct } from '../act.ts';
import { serverNow } from '../api.ts';
import { caseQuery, openablesQuery } from '../queries.ts';
import { factsOf } from '../tasks/form-values.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { IntakeForm, type Intake } from './IntakeForm.tsx';

export function StartProtocolPage() {
  const { caseId } = useParams({ from: '/cases/$caseId/start' });
  const { version } = useSearch({ from: '/cases/$caseId/start' });
  const navigate = useNavigate();
  const view = useQuery(caseQuery(caseId));
  const openables = useQuery(openablesQuery());
  const act = useAct(caseId);
  const reference = view.data?.case.reference ?? 'the case';
  const onSend = async ({ openable, values, typedKey }: Intake): Promise<void> => {
    const result = await act.send({ kind: 'start', versionId: openable.versionId, ...(values && { values }) }, `Started “${openable.title}” in ${reference}`, typedKey);
    if (result.kind !== 'refused') await navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  return (
    <Page title={`Start a protocol in ${reference}`} crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }, { label: reference, link: { to: '/cases/$caseId', params: { caseId } } }]}>
      <Loaded from={openables} what="published protocols">
        {(data) => {
          const items = data.items.filter((one) => one.startsAt === null && (view.data === undefined || one.unitId === view.data.unit.id));
          return items.length === 0 ? <Empty title="No protocol can be started">Published protocols of the case’s unit stand here.</Empty> : (
            <IntakeForm openables={items} chosen={version} onChoose={(next) => void navigate({ to: '/cases/$caseId/start', params: { caseId }, search: { version: next }, replace: true })} hasTitle={false} button="Start it" keptAs={`start.${caseId}`} {...(view.data && { facts: factsOf(view.data, undefined, serverNow()) })} problem={act.problem} isSending={act.isSending} onSend={(intake) => void onSend(intake)} />
          );
        }}
      </Loaded>
    </Page>
  );
}
