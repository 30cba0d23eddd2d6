// A published protocol with what happens at each of its steps over all cases: on the picture as words, below it as a table. A step
// leads to the board, where its open ones stand.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { VersionView } from '../../server/contract-protocols.ts';
import type { Heat } from '../../server/contract-timeliness.ts';
import '../protocols/editor/editor.css';
import { toFlow } from '../protocols/flow.ts';
import { Picture } from '../protocols/Picture.tsx';
import { protocolQuery, versionQuery } from '../protocols/protocol-queries.ts';
import { heatQuery } from '../queries.ts';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded } from '../ui/ProblemNotice.tsx';
import ui from '../ui/ui.module.css';
import { count } from '../ui/words.ts';
import { marksOfHeat } from './heat.ts';
import { PeriodForm } from './PeriodForm.tsx';
import { spreadWords } from './timeliness.ts';

export function HeatPage() {
  const { versionId } = useParams({ from: '/versions/$versionId/heat' });
  const version = useQuery(versionQuery(versionId));
  return <Loaded from={version} what="the version">{(view) => <Shown key={view.id} view={view} />}</Loaded>;
}

function Shown({ view }: { readonly view: VersionView }) {
  const { from, until, versions = 'this' } = useSearch({ from: '/versions/$versionId/heat' });
  const found = useQuery(heatQuery(view.id, { versions, ...(from !== undefined && until !== undefined && { from, until }) }));
  return (
    <Page title={`How ${view.title}, version ${view.number}, goes`} crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: `${view.title}, version ${view.number}`, link: { to: '/versions/$versionId', params: { versionId: view.id } } }]}>
      <Loaded from={found} what="the figures">{(heat) => <HeatBody key={`${heat.from} ${heat.until}`} view={view} heat={heat} />}</Loaded>
    </Page>
  );
}

function HeatBody({ view, heat }: { readonly view: VersionView; readonly heat: Heat }) {
  const navigate = useNavigate();
  const protocol = useQuery(protocolQuery(view.protocolId));
  const context = useMemo(() => ({ unit: view.plan.unit }), [view.plan]);
  const { nodes, edges } = useMemo(() => toFlow(view.draft, { context, marks: marksOfHeat(heat.steps) }), [view.draft, context, heat]);
  const order = new Map(nodes.map((node, index) => [node.id, index]));
  const steps = heat.steps.toSorted((a, b) => (order.get(a.node) ?? nodes.length) - (order.get(b.node) ?? nodes.length));
  const search = { from: heat.from, until: heat.until, versions: heat.versions };
  return (
    <>
      <PeriodForm days={heat} onShow={({ from, until }) => void navigate({ to: '/versions/$versionId/heat', params: { versionId: view.id }, search: { ...search, from, until }, replace: true })}>
        <NativeSelect label="Version drawn" value={view.id} data={(protocol.data?.versions ?? [view]).map((one) => ({ value: one.id, label: `Version ${one.number}` }))} onChange={(event) => void navigate({ to: '/versions/$versionId/heat', params: { versionId: event.target.value }, search })} />
        <NativeSelect label="Cases on" value={heat.versions} data={[{ value: 'this', label: 'This version' }, { value: 'all', label: 'Any version' }]} onChange={(event) => void navigate({ to: '/versions/$versionId/heat', params: { versionId: view.id }, search: { ...search, versions: event.target.value === 'all' ? 'all' : 'this' }, replace: true })} />
      </PeriodForm>
      {steps.length === 0 ? <Empty title="No case has run on it">As soon as one does, each step says how many stand there, how many are late and how long it takes.</Empty> : (
        <>
          <p className="quiet">{count(heat.cases, 'case')} of your unit. Open and late now are as of this minute; the rest is of the days from {heat.from} to {heat.until}. Press a step to see its open ones on the board.</p>
          <div className="picture-large"><Picture label={`${view.title}, with what happens at each step`} nodes={nodes} edges={edges} of={{ draft: view.draft, context }} onStep={(node) => void navigate({ to: '/supervision', search: { of: view.key, node } })} /></div>
          <Card title="Step by step">
            <div className={ui.tableWrap}>
              <table className={ui.table}>
                <thead><tr><th scope="col">Step</th><th scope="col">Open now</th><th scope="col">Late now</th><th scope="col">Took</th><th scope="col">Limits passed</th><th scope="col">Escalations</th><th scope="col">Denied or declined</th></tr></thead>
                <tbody>
                  {steps.map((step) => (
                    <tr key={step.node}>
                      <th scope="row"><Link to="/supervision" search={{ of: view.key, node: step.node }}>{step.title}</Link>{!order.has(step.node) && <div className={ui.sub}>Not in the version drawn</div>}</th>
                      <td>{step.open}</td><td>{step.lateNow}</td><td>{spreadWords(step.done)}</td><td>{step.late}</td><td>{step.escalated}</td><td>{step.refused}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        </>
      )}
    </>
  );
}
