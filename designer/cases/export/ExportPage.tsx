// A case for a court: choose what is redacted and why, say for whom and on which basis, make the file and print it. Who has made one
// before stands below.
import { Button, Group, TextInput, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { AnswerOf } from '../../../server/contract-endpoints.ts';
import type { Exportable } from '../../../server/contract-exports.ts';
import { call, type PageProblem } from '../../api.ts';
import { saveFile } from '../../protocols/editor/download-json.ts';
import { courtExportsQuery, exportableQuery } from '../../queries.ts';
import { useSession } from '../../session.ts';
import { typedKey, useTyped } from '../../tasks/typed.ts';
import { At } from '../../ui/Clock.tsx';
import { Card, Page } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from '../../ui/ui.module.css';
import { CheckFile } from './CheckFile.tsx';
import { ChooseItems } from './ChooseItems.tsx';
import { CourtSheet } from './CourtSheet.tsx';
import own from './export.module.css';
import { sentRedactions, type Redactions } from './redacting.ts';

type Made = AnswerOf<'makeCourtExport'>;
type Wanted = { readonly forWhom: string; readonly basis: string; readonly reason: string; readonly redactions: Redactions };
const nothingYet: Wanted = { forWhom: '', basis: '', reason: '', redactions: {} };

export function ExportPage() {
  const { caseId } = useParams({ from: '/cases/$caseId/export' });
  const of = useQuery(exportableQuery(caseId));
  const [made, setMade] = useState<Made | null>(null);
  const reference = of.data?.reference ?? 'Case';
  return (
    <Page title={`Export ${reference} for a court`} crumbs={[{ label: 'Cases', link: { to: '/cases', search: {} } }, { label: reference, link: { to: '/cases/$caseId', params: { caseId } } }]}>
      {made ? <MadeExport made={made} onAnother={() => setMade(null)} /> : (
        <>
          <Loaded from={of} what="the case">{(data) => <Prepare caseId={caseId} of={data} onReload={() => void of.refetch()} onMade={setMade} />}</Loaded>
          {of.data && <Before caseId={caseId} zone={of.data.zone} />}
          {of.data && <CheckFile />}
        </>
      )}
    </Page>
  );
}

interface PrepareProps {
  readonly caseId: string;
  readonly of: Exportable;
  readonly onReload: () => void;
  readonly onMade: (made: Made) => void;
}

function Prepare({ caseId, of, onReload, onMade }: PrepareProps) {
  const session = useSession();
  const queries = useQueryClient();
  const typed = useTyped<Wanted>(typedKey(session.person.id, caseId, 'export'), nothingYet);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isMaking, setMaking] = useState(false);
  const { forWhom, basis, reason, redactions } = typed.value;
  const fault = (name: 'forWhom' | 'basis' | 'reason', words: string): string | undefined => (problem?.fields?.some((field) => field.field === name) ? words : undefined);
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMaking(true);
    const answer = await call('makeCourtExport', { params: { id: caseId }, body: { through: of.through, forWhom, basis, reason, redactions: sentRedactions(redactions, of) } });
    setMaking(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    typed.clear();
    void queries.invalidateQueries({ queryKey: courtExportsQuery(caseId).queryKey });
    onMade(answer.value);
  };
  return (
    <>
      <ChooseItems of={of} redactions={redactions} onChange={(next) => typed.set({ ...typed.value, redactions: next })} />
      <Card title="For whom and why">
        <form onSubmit={(event) => void make(event)} className={own.fields}>
          <TextInput label="For whom" description="The court or office that gets it." value={forWhom} maxLength={200} error={fault('forWhom', 'Say who gets it.')} onChange={(event) => typed.set({ ...typed.value, forWhom: event.currentTarget.value })} />
          <TextInput label="Basis" description="The order, subpoena or clause that asks for it." value={basis} maxLength={500} error={fault('basis', 'Say what it is based on.')} onChange={(event) => typed.set({ ...typed.value, basis: event.currentTarget.value })} />
          <Textarea label="Reason" description="It stands in the export and on record under your name." autosize minRows={2} maxLength={2000} value={reason} error={fault('reason', 'Say why it is exported.')} onChange={(event) => typed.set({ ...typed.value, reason: event.currentTarget.value })} />
          {problem && <ProblemNotice problem={problem}>{problem.code === 'conflict' && <div style={{ marginTop: 8 }}><Button size="xs" variant="default" onClick={onReload}>Load it again</Button> Your redactions stay.</div>}</ProblemNotice>}
          <p className="quiet">That you made it, when, for whom and why is recorded. The file itself is kept nowhere here: download it.</p>
          <div><Button type="submit" loading={isMaking}>Make the export</Button></div>
        </form>
      </Card>
    </>
  );
}

function MadeExport({ made, onAnother }: { readonly made: Made; readonly onAnother: () => void }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <>
      <div className="no-print" ref={top} tabIndex={-1} style={{ outline: 'none' }}>
        <Hint>The export is made and recorded. Download the file and print it now: it is not kept here. Whoever gets the paper can hold it to the file by its hash.</Hint>
        <Group mt={12}>
          <Button onClick={() => saveFile(made.fileName, `${JSON.stringify(made.document, null, 2)}\n`, 'application/json')}>Download the file</Button>
          <Button variant="default" onClick={() => window.print()}>Print, or save as PDF</Button>
          <Button variant="default" onClick={onAnother}>Make another</Button>
        </Group>
      </div>
      <CourtSheet document={made.document} />
    </>
  );
}

function Before({ caseId, zone }: { readonly caseId: string; readonly zone: string }) {
  const before = useQuery(courtExportsQuery(caseId));
  return (
    <Card title="Exports made before">
      <Loaded from={before} what="the exports">
        {({ items }) => items.length === 0 ? <p className="quiet">None yet. Each stands here with who made it, when, for whom and why.</p> : (
          <ul className={styles.plain}>
            {items.map((row) => (
              <li key={row.id}>
                <PersonName person={row.by} />, <At at={row.at} zone={zone} />{row.purpose && <>: for {row.purpose.forWhom}, on the basis of {row.purpose.basis}. “{row.purpose.reason}”</>}
                <div className="quiet">{row.redacted} of {row.items} items redacted, up to transition {row.through}</div>
                <div className={styles.hash}>{row.sha256}</div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
