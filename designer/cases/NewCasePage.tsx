// Opens a case by hand, with the intake form of the protocol it begins with.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { tell, tellTaken } from '../act.ts';
import type { PageProblem } from '../api.ts';
import { send } from '../outbox.ts';
import { openablesQuery } from '../queries.ts';
import { Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { IntakeForm, type Intake } from './IntakeForm.tsx';

export function NewCasePage() {
  const { version } = useSearch({ from: '/cases/new' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const openables = useQuery(openablesQuery());
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const onSend = async ({ openable, title, values, typedKey }: Intake): Promise<void> => {
    setSending(true);
    setProblem(null);
    const words = `Case opened: ${title}`;
    const result = await send({ endpoint: 'openCase', body: { id: crypto.randomUUID(), versionId: openable.versionId, title, ...(values && { values }) } }, words, typedKey);
    setSending(false);
    for (const key of ['cases', 'tasks', 'board']) void queries.invalidateQueries({ queryKey: [key] });
    if (result.kind === 'refused') return setProblem(result.problem);
    if (result.kind === 'unconfirmed') {
      tell('Not confirmed yet', `${words}. It is kept in this browser and sent again by itself; it has one effect only.`);
      return navigate({ to: '/tasks/not-confirmed' });
    }
    tellTaken(result, words);
    if (result.notYetShown) return navigate({ to: '/cases', search: { status: 'report' } });
    await navigate({ to: '/cases/$caseId', params: { caseId: result.caseId } });
  };
  return (
    <Page title="Open a case" crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }]}>
      <Loaded from={openables} what="published protocols">
        {(data) => {
          const items = data.items.filter((one) => one.startsAt === null);
          if (items.length === 0) return <Empty title="No protocol can be opened">A case begins with a published protocol of a unit in which you may open cases. One is drawn and published under <Link to="/protocols">Protocols</Link>.</Empty>;
          return <IntakeForm openables={items} chosen={version} onChoose={(next) => void navigate({ to: '/cases/new', search: { version: next }, replace: true })} hasTitle button="Open the case" keptAs="open" problem={problem} isSending={isSending} onSend={(intake) => void onSend(intake)} />;
        }}
      </Loaded>
    </Page>
  );
}
