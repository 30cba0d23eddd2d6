// The case drawn on each protocol it runs; live runs first, one shown at a time.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import { planQuery } from '../queries.ts';
import { Card } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { CasePicture } from './CasePicture.tsx';

export function RunPictures({ view }: { readonly view: CaseView }) {
  const runs = [...view.runs].sort((a, b) => Number(b.state === 'live') - Number(a.state === 'live') || Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const [chosen, setChosen] = useState<string>();
  const run = runs.find((one) => one.id === chosen) ?? runs[0];
  const plan = useQuery({ ...planQuery(view.case.id, run?.planHash ?? ''), enabled: run !== undefined });
  if (!run) return null;
  const words = (one: typeof run): string => `${one.title}, version ${one.version}${one.state === 'live' ? '' : one.state === 'ended' ? ` (ended${one.outcome ? `: ${one.outcome}` : ''})` : ' (cancelled)'}`;
  return (
    <Card title="Where it stands">
      {runs.length > 1 ? <NativeSelect label="Protocol" value={run.id} onChange={(event) => setChosen(event.currentTarget.value)} data={runs.map((one) => ({ value: one.id, label: words(one) }))} maw={520} /> : <p className="quiet">{words(run)}</p>}
      <Loaded from={plan} what="the picture">{(data) => <CasePicture plan={data.plan} layout={data.layout} steps={view.steps} run={run.id} caseId={view.case.id} height={420} />}</Loaded>
    </Card>
  );
}
