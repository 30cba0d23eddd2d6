// Declaring imminent danger, from anywhere. It needs no approval: it acts first, review follows. On the page of a case that
// case is chosen already.
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { createContext, useContext, useState, type FormEvent, type ReactNode } from 'react';
import type { CaseRow } from '../../server/contract-cases.ts';
import { useAct } from '../act.ts';
import { caseQuery, casesQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';

const DangerContext = createContext<(caseId?: string) => void>(() => undefined);
/** Opens the dialog; without a case it takes that of the page, or asks. */
export const useDeclareDanger = (): ((caseId?: string) => void) => useContext(DangerContext);

export function DangerProvider({ children }: { readonly children: ReactNode }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const onPage = /^\/cases\/([0-9a-f-]{36})/.exec(path)?.[1];
  return (
    <DangerContext.Provider value={(caseId) => setChosen(caseId ?? onPage ?? null)}>
      {children}
      <Modal opened={chosen !== undefined} onClose={() => setChosen(undefined)} title="Declare imminent danger" size="lg">
        {chosen !== undefined && <DangerForm first={chosen} onDone={() => setChosen(undefined)} />}
      </Modal>
    </DangerContext.Provider>
  );
}

/** The newest cases, those that fit what is typed, and the one the page is about: every open case can be found. */
function useOpenCases(search: string, first: string | null): readonly CaseRow[] {
  const [settled] = useDebouncedValue(search.trim(), 250);
  const newest = useQuery(casesQuery({ status: 'all' }));
  const found = useQuery({ ...casesQuery({ status: 'all', q: settled }), enabled: settled !== '' });
  const present = useQuery({ ...caseQuery(first ?? ''), enabled: first !== null });
  const rows = [...(present.data ? [present.data.case] : []), ...(newest.data?.items ?? []), ...(found.data?.items ?? [])];
  return [...new Map(rows.filter((row) => row.closedAt === null).map((row) => [row.id, row])).values()];
}

function DangerForm({ first, onDone }: { readonly first: string | null; readonly onDone: () => void }) {
  const session = useSession();
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<CaseRow | null>(null);
  const found = useOpenCases(search, first);
  const rows = chosen === null || found.some((row) => row.id === chosen.id) ? found : [chosen, ...found];
  const caseId = chosen?.id ?? first;
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | undefined>();
  const act = useAct(caseId ?? '');
  const picked = rows.find((row) => row.id === caseId);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (caseId === null) return setError('Choose the case it is about.');
    if (reason.trim() === '') return setError('Say what is known and where. One sentence is enough.');
    setError(undefined);
    const result = await act.send({ kind: 'declareDanger', reason }, `Imminent danger declared in ${picked?.reference ?? 'the case'}`);
    if (result.kind === 'refused') return;
    onDone();
    await navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack>
        <p>The agency’s protocol for imminent danger starts in this case at once, everybody on it is alerted, and the red bar stands on every page until it has ended. It needs no approval. If it runs already, what you say is added and all are alerted again.</p>
        <Select label="Case" value={caseId} onChange={(id) => setChosen(rows.find((row) => row.id === id) ?? null)} allowDeselect={false} searchable searchValue={search} onSearchChange={setSearch} data={rows.map((row) => ({ value: row.id, label: `${row.reference ?? 'No number yet'} ${row.title}` }))} nothingFoundMessage="No open case has this in its number or title" error={caseId === null ? error : undefined} />
        {hasRight(session, 'open') && <p className="quiet">Not a case yet? <Link to="/cases/new" search={{}} onClick={onDone}>Open it first</Link> with its intake form.</p>}
        <ReasonField label="What is known" value={reason} onChange={setReason} error={caseId === null ? undefined : error} autoFocus={first !== null} />
        {act.problem && <ProblemNotice problem={act.problem} />}
        <Group>
          <Button type="submit" color="red" loading={act.isSending}>Declare imminent danger</Button>
          <Button variant="default" onClick={onDone}>Leave it</Button>
        </Group>
      </Stack>
    </form>
  );
}
