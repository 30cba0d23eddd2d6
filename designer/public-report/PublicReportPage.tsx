// The page on which anybody reports a concern to a unit, without signing in. Whom to call comes first; it looks nothing up, keeps
// nothing in the browser, and at the end gives a number and says what happens next.
import { Button } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { nothingKnown } from '../../protocol/check-form.ts';
import type { PublicReportPage as Shown } from '../../server/contract-public-reports.ts';
import { call, load, problemOf, type PageProblem } from '../api.ts';
import { faultsOf, valuesOf, type Fault, type Typed } from '../tasks/form-values.ts';
import { FaultList, focusField, FormFields } from '../tasks/FormFields.tsx';
import { useTitle } from '../ui/Page.tsx';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from './public-report.module.css';

export function PublicReportPage({ slug }: { readonly slug: string }) {
  const page = useQuery({ queryKey: ['publicReport', slug], queryFn: ({ signal }) => load('publicReport', { params: { slug }, signal }), staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false });
  if (page.data) return <Report slug={slug} page={page.data} />;
  if (page.error === null) return <Frame title="Report a concern"><p role="status">One moment.</p></Frame>;
  const problem = problemOf(page.error);
  if (problem.code !== 'not_found') return <Frame title="Report a concern"><ProblemNotice problem={problem} /></Frame>;
  return <Frame title="Nothing can be reported here"><p>There is no page for reports at this address, or it is switched off. If somebody may be hurt now, call the emergency number of your country. Otherwise call the unit or the police.</p></Frame>;
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useTitle(title);
  return <main className={styles.page}><h1>{title}</h1>{children}</main>;
}

function Emergency({ text }: { readonly text: string }) {
  return <p className={styles.emergency}><IconPhoneCall size={22} aria-hidden /><strong>{text}</strong></p>;
}

function Report({ slug, page }: { readonly slug: string; readonly page: Shown }) {
  const { form, zone, emergency } = page;
  // Made once: a report that is sent again because the answer was lost is one report.
  const id = useRef(crypto.randomUUID());
  const [typed, setTyped] = useState<Typed>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);
  const [receipt, setReceipt] = useState<string>();
  if (receipt !== undefined) return <Arrived receipt={receipt} page={page} />;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const values = valuesOf(form.fields, typed, zone);
    const found = faultsOf(form, values, nothingKnown);
    setFaults(found);
    setProblem(null);
    if (found[0]) return focusField(form.id, found[0].field);
    setSending(true);
    const answer = await call('sendPublicReport', { params: { slug }, body: { id: id.current, values } });
    setSending(false);
    if (answer.ok) setReceipt(answer.value.receipt);
    else setProblem(answer.problem);
  };
  return (
    <Frame title={`Report a concern to ${page.unit}`}>
      <Emergency text={emergency} />
      <p className={styles.welcome}>{page.welcome}</p>
      <form onSubmit={(event) => void onSubmit(event)} noValidate className={styles.form} aria-label="Report">
        <FaultList form={form} faults={faults} />
        <FormFields form={form} typed={typed} onType={setTyped} faults={faults} facts={nothingKnown} zone={zone} choices={{ person: [], agency: [], case: [] }} />
        {problem && <ProblemNotice problem={problem}> Nothing you typed is lost.</ProblemNotice>}
        <div><Button type="submit" size="md" loading={isSending}>Send the report</Button></div>
      </form>
      <p className="quiet">This page looks nothing up and keeps nothing on this device. What you send is read by {page.unit} and kept as their rules say.</p>
    </Frame>
  );
}

function Arrived({ receipt, page }: { readonly receipt: string; readonly page: Shown }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useTitle('Your report has arrived');
  return (
    <main className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>Your report has arrived</h1>
      <p>Its number is <strong className={styles.receipt}>{receipt}</strong>. Write it down: if you call or report again, give this number.</p>
      <h2>What happens next</h2>
      <p>From this moment one person of {page.unit} is responsible for your report, and it has to be looked at within the time their rules set. If you said how to reach you, they may call back. This page cannot tell you what becomes of it.</p>
      <p>If something changes, or you remember more, report again.</p>
      <Emergency text={page.emergency} />
    </main>
  );
}
