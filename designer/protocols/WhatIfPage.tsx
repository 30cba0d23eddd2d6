// What the draft would have made of cases that are over: added up, on the picture, and case by case. Pages of cases come one after
// the other, so that the first are seen while the last are being replayed.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { changes } from '../../protocol/what-if/what-if.ts';
import { summaryOf, type WhatIfSummary } from '../../protocol/what-if/summary.ts';
import { whatIfWords } from '../../protocol/what-if/words.ts';
import type { ProtocolView } from '../../server/contract-protocols.ts';
import type { WhatIfCase } from '../../server/contract-what-if.ts';
import { call, type PageProblem } from '../api.ts';
import { useSession, zoneOf } from '../session.ts';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { count, localDay } from '../ui/words.ts';
import './editor/editor.css';
import { toFlow } from './flow.ts';
import { Picture } from './Picture.tsx';
import { protocolQuery } from './protocol-queries.ts';
import { marksOfSummary } from './what-if-marks.ts';

const howMany = [25, 100, 500, 2_000] as const;

export function WhatIfPage() {
  const { protocolId } = useParams({ from: '/protocols/$protocolId/what-if' });
  const protocol = useQuery(protocolQuery(protocolId));
  return <Loaded from={protocol} what="the protocol">{(view) => <Shown key={view.id} view={view} />}</Loaded>;
}

function Shown({ view }: { readonly view: ProtocolView }) {
  const zone = zoneOf(useSession(), view.unitId);
  const [most, setMost] = useState<number>(100);
  const { cases, total, isOver, problem } = useWhatIf(view.id, { most, revision: view.revision });
  const [all, setAll] = useState(false);
  const summary = useMemo(() => summaryOf(cases.map((one) => one.what)), [cases]);
  const { nodes, edges } = useMemo(() => toFlow(view.draft, { context: view.context, marks: marksOfSummary(view.draft.key, summary) }), [view.draft, view.context, summary]);
  const shown = all ? cases : cases.filter((one) => changes(one.what));
  return (
    <Page
      title={`What if: ${view.title}`} crumbs={[{ label: 'Protocols', link: { to: '/protocols' } }, { label: view.title, link: { to: '/protocols/$protocolId', params: { protocolId: view.id } } }]}
      actions={<NativeSelect size="sm" aria-label="How many cases" value={String(most)} onChange={(event) => setMost(Number(event.currentTarget.value))} data={howMany.map((number) => ({ value: String(number), label: `The ${number.toLocaleString('en-US')} closed last` }))} />}
    >
      <p>Closed cases of this protocol that you may see, with what was done in them handled again on the draft as it is saved (revision {view.revision}). Where the draft asks for something nobody did or recorded then, the rest of that case is unknown; nothing is guessed, and no case is changed.</p>
      {problem && <ProblemNotice problem={problem.code === 'has_errors' ? { title: 'A draft with errors cannot be tried on past cases', detail: 'Mend what stands under Findings first, then come back.' } : problem} />}
      {total !== null && <p role="status">{isOver ? `${count(cases.length, 'case')} replayed${total > cases.length ? ` of ${total}` : ''}.` : `${cases.length} of ${Math.min(total, most)} replayed so far.`}</p>}
      {total === 0 && <Empty title="No case of this protocol has been closed yet">Once some are, this page says what would have been otherwise in each of them.</Empty>}
      {cases.length > 0 && (
        <>
          <Summary summary={summary} />
          <div className="picture-large"><Picture label={`${view.title}, with what would have been otherwise`} nodes={nodes} edges={edges} /></div>
          {summary.steps.length > 0 && <Card title="By step"><StepCounts summary={summary} /></Card>}
          <Card title="By case" actions={<Button size="compact-sm" variant="default" aria-pressed={all} onClick={() => setAll(!all)}>{all ? 'Only those that differ' : 'Also those that stay the same'}</Button>}>
            {shown.length === 0 ? <p>Nothing would have been otherwise in any of them.</p> : <Cases cases={shown} zone={zone} />}
          </Card>
        </>
      )}
    </Page>
  );
}

function Summary({ summary }: { readonly summary: WhatIfSummary }) {
  return (
    <dl className={styles.facts}>
      <dt>The same to the end</dt><dd className="numbers">{summary.same}</dd>
      <dt>Otherwise</dt><dd className="numbers">{summary.changed}</dd>
      <dt>With a step late that was not</dt><dd className="numbers">{summary.late}</dd>
      <dt>Unknown from some step on</dt><dd className="numbers">{summary.unknown}</dd>
    </dl>
  );
}

const columns = [['appears', 'Would have opened'], ['vanishes', 'Would not have been there'], ['late', 'Would have been late'], ['inTime', 'Would not have been late'], ['refused', 'Act not taken'], ['unknown', 'Unknown from here']] as const;

function StepCounts({ summary }: { readonly summary: WhatIfSummary }) {
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label="What would have been otherwise, by step">
      <table className={styles.table}>
        <thead><tr><th scope="col">Step</th>{columns.map(([key, words]) => <th key={key} scope="col">{words}</th>)}</tr></thead>
        <tbody>{summary.steps.map((step) => <tr key={`${step.protocol}.${step.node}`}><th scope="row">{step.title}</th>{columns.map(([key]) => <td key={key} className="numbers">{step[key] || ''}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Cases({ cases, zone }: { readonly cases: readonly WhatIfCase[]; readonly zone: string }) {
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label="What would have been otherwise, by case">
      <table className={styles.table}>
        <thead><tr><th scope="col">Case</th><th scope="col">Closed</th><th scope="col">On this draft</th></tr></thead>
        <tbody>
          {cases.map(({ caseId, reference, title, closedAt, what }) => {
            const words = whatIfWords(what);
            return (
              <tr key={caseId}>
                <th scope="row"><Link to="/cases/$caseId" params={{ caseId }}>{title}</Link>{reference && <div className={styles.sub}>{reference}</div>}</th>
                <td><time dateTime={closedAt}>{localDay(Date.parse(closedAt), zone)}</time></td>
                <td>{words.length === 0 ? 'The same' : words.map((line, i) => <div key={i}>{line}</div>)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface Replayed {
  readonly cases: readonly WhatIfCase[];
  readonly total: number | null;
  readonly isOver: boolean;
  readonly problem: PageProblem | null;
}
const none: Replayed = { cases: [], total: null, isOver: false, problem: null };

/** Page after page, until there are enough or no more; begun again when another revision has been saved. */
function useWhatIf(protocolId: string, { most, revision }: { readonly most: number; readonly revision: number }): Replayed {
  const [replayed, setReplayed] = useState<Replayed>(none);
  useEffect(() => {
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      setReplayed(none);
      const cases: WhatIfCase[] = [];
      for (let after: string | undefined; ; ) {
        const answer = await call('whatIf', { params: { id: protocolId }, query: { limit: Math.min(25, most - cases.length), ...(after === undefined ? {} : { after }) }, signal: leaving.signal });
        if (leaving.signal.aborted) return;
        if (!answer.ok) {
          setReplayed((before) => ({ ...before, isOver: true, problem: answer.problem }));
          return;
        }
        cases.push(...answer.value.items);
        after = answer.value.next;
        const isOver = after === undefined || cases.length >= most;
        setReplayed({ cases: [...cases], total: answer.value.total, isOver, problem: null });
        if (isOver) return;
      }
    };
    void read();
    return () => leaving.abort();
  }, [protocolId, most, revision]);
  return replayed;
}
