// One move, in the order in which it is done: what each step becomes, the dry run on every case, carrying it out.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { MigrationView } from '../../../server/contract-migrations.ts';
import { useSession, zoneOf } from '../../session.ts';
import { Chip } from '../../ui/Chips.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from '../../ui/ui.module.css';
import { count, recordTime } from '../../ui/words.ts';
import { migrationQuery } from '../protocol-queries.ts';
import { CarryOut } from './CarryOut.tsx';
import { CaseResults } from './CaseResults.tsx';
import { MappingTable, type Plan } from './MappingTable.tsx';
import { stateWords } from './move-words.ts';
import { useMove } from './use-move.ts';

export function MigrationPage() {
  const { migrationId } = useParams({ from: '/moves/$migrationId' });
  const migration = useQuery(migrationQuery(migrationId));
  return <Loaded from={migration} what="the move">{(view) => <Shown key={`${view.id} ${view.revision}`} view={view} />}</Loaded>;
}

const planOf = (view: MigrationView): Plan => ({ mapping: Object.fromEntries(view.steps.map((s) => [s.id, s.to])), clocks: Object.fromEntries(view.steps.filter((s) => s.clock !== 'keepElapsed').map((s) => [s.id, s.clock])), later: view.later });

function Shown({ view }: { readonly view: MigrationView }) {
  const zone = zoneOf(useSession(), view.unitId);
  const navigate = useNavigate();
  const move = useMove();
  const [plan, setPlan] = useState(() => planOf(view));
  const [isChanged, setChanged] = useState(false);
  const isBusy = view.state === 'looking' || view.state === 'moving';
  const isEditable = view.mayChange && !isBusy;
  useReadAgain(isBusy);
  const change = (next: Plan): void => {
    setPlan(next);
    setChanged(true);
  };
  const tryIt = async (): Promise<void> => {
    const saved = isChanged ? await move.send('changeMigration', { params: { id: view.id }, body: { revision: view.revision, ...plan } }) : { revision: view.revision };
    if (saved) await move.send('tryMigration', { params: { id: view.id }, body: { revision: saved.revision } });
  };
  const drop = async (): Promise<void> => {
    if (await move.send('dropMigration', { params: { id: view.id } })) await navigate({ to: '/versions/$versionId/move', params: { versionId: view.to.id } });
  };
  return (
    <Page
      title={`Move cases from version ${view.from.number} to version ${view.to.number}`}
      crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: view.title, link: { to: '/protocols/$protocolId', params: { protocolId: view.protocolId } } }, { label: `To version ${view.to.number}`, link: { to: '/versions/$versionId/move', params: { versionId: view.to.id } } }]}
      marks={<Chip {...(view.state === 'done' && { tone: 'done' as const })}>{stateWords[view.state]}</Chip>}
      actions={isEditable && <Button variant="default" onClick={() => void drop()}>Give this move up</Button>}
    >
      {move.problem && <ProblemNotice problem={move.problem} />}
      <Card title="1. What each step becomes">
        <p className="quiet">Drawn up by {view.plannedBy.name}, {recordTime(Date.parse(view.plannedAt), zone)}. {view.startedAt === null ? 'Whoever changes it has drawn it up; a second person carries it out.' : ''}</p>
        <MappingTable view={view} plan={plan} isEditable={isEditable} onChange={change} />
      </Card>
      <Card title={view.startedAt === null ? '2. Tried on every running case' : '2. Case by case'}>
        {view.startedAt === null && <>
          <p className="quiet">Nothing is changed by it. Each case says whether it fits, and what stands in the way where it does not.</p>
          {isEditable && <div><Button loading={move.isSending} onClick={() => void tryIt()}>{isChanged ? 'Save, and try it on the running cases' : 'Try it on the running cases'}</Button></div>}
        </>}
        {isChanged ? <p>What was found before was of another mapping. Try it again.</p> : <CaseResults view={view} zone={zone} />}
        {view.hidden > 0 && <p className={styles.note}>{count(view.hidden, 'further run')} on version {view.from.number} {view.hidden === 1 ? 'is of a case' : 'are of cases'} you may not see. They stay where they are.</p>}
      </Card>
      <CarryOut view={view} zone={zone} isReady={!isChanged && (view.state === 'looked' || view.state === 'done')} />
    </Page>
  );
}

/** While a server goes through the cases, how far it has come is asked for every second. */
function useReadAgain(isBusy: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: ['migration'] }), 1_000);
    return () => clearInterval(timer);
  }, [isBusy, queries]);
}
