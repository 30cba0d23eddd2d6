// One person of concern across cases: what is known and how sure, what restricts it, which cases know them, who may be the same,
// and everything that was done to the record.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubjectRecord, SubjectView } from '../../server/contract-subjects.ts';
import { useChange } from '../administration/use-change.ts';
import { subjectQuery } from '../queries.ts';
import { Status } from '../ui/Chips.tsx';
import { At } from '../ui/Clock.tsx';
import { Card, Page } from '../ui/Page.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { Hint, Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { AskedMerges, SamePerson } from './SamePerson.tsx';
import { RecordForm } from './RecordForm.tsx';
import { Restrictions } from './Restrictions.tsx';
import { confidenceWords, partWords } from './subject-words.ts';

export function PersonPage() {
  const { personId } = useParams({ from: '/persons/$personId' });
  const view = useQuery(subjectQuery(personId));
  return (
    <Page title={view.data?.record.name ?? 'Person of concern'} crumbs={[{ label: 'People of concern', link: { to: '/persons', search: {} } }]}>
      <Loaded from={view} what="the person">{(data) => <Body key={data.id} view={data} />}</Loaded>
    </Page>
  );
}

function Body({ view }: { readonly view: SubjectView }) {
  const { zone } = view.unit;
  return (
    <div className={styles.columns}>
      <div className={styles.stack} style={{ gap: 18 }}>
        {view.mergedInto && <Hint>This record has become one with <Link to="/persons/$personId" params={{ personId: view.mergedInto.id }}>{view.mergedInto.name}</Link>. Look there; this one is kept as it was.</Hint>}
        <Restrictions of={[...view.record.restrictions, ...view.merged.flatMap((one) => one.record.restrictions)]} />
        <AskedMerges view={view} />
        <SamePerson view={view} />
        <Card title="Cases">
          {view.cases.length === 0 ? <p className="quiet">No case that you may see knows this person.</p> : (
            <div className={styles.tableWrap}>
              <table className={styles.table}>
                <thead><tr><th scope="col">Case</th><th scope="col">Status</th><th scope="col">As</th><th scope="col">Linked</th></tr></thead>
                <tbody>
                  {view.cases.map((row) => (
                    <tr key={`${row.caseId} ${row.subjectId} ${row.part}`}>
                      <td><Link className={styles.main} to="/cases/$caseId" params={{ caseId: row.caseId }}>{row.reference ?? 'No number yet'}</Link> {row.title}</td>
                      <td><Status status={row.status} /></td>
                      <td>{partWords[row.part]}<div className={styles.sub}>{confidenceWords[row.confidence].toLowerCase()}</div></td>
                      <td><PersonName person={row.linkedBy} /><div className={styles.sub}><At at={row.linkedAt} zone={zone} /></div></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
        <Card title="What was done to this record">
          <ul className={styles.plain}>
            {view.history.map((line) => (
              <li key={`${line.subjectId} ${line.number}`}>
                {line.sentence}
                {line.text && <p className={styles.reading} style={{ whiteSpace: 'pre-wrap' }}>{line.text}</p>}
                <div className="quiet"><At at={line.at} zone={zone} />, {line.by.agency.name}</div>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <aside className={styles.side} aria-label="About this person">
        <Known view={view} />
      </aside>
    </div>
  );
}

function Known({ view }: { readonly view: SubjectView }) {
  const change = useChange();
  const [isChanging, setChanging] = useState(false);
  const send = async (record: SubjectRecord): Promise<void> => {
    if (await change.send('changeSubject', { params: { id: view.id }, body: { revision: view.revision, record } }, `The record of ${record.name}`)) setChanging(false);
  };
  return (
    <>
      <Card title="What is known">
        {isChanging ? <RecordForm from={view.record} button="Save" isSending={change.isSending} onSend={(record) => void send(record)} onLeave={() => setChanging(false)}>{change.problem && <ProblemNotice problem={change.problem} />}</RecordForm> : (
          <>
            <Facts record={view.record} />
            <p className="quiet">Recorded by <PersonName person={view.recordedBy} />, <At at={view.recordedAt} zone={view.unit.zone} />, for {view.unit.name}.</p>
            {view.mergedInto === null && <div><Button size="xs" variant="default" onClick={() => setChanging(true)}>Correct the record</Button></div>}
          </>
        )}
      </Card>
      {view.merged.map((one) => <Card key={one.id} title="Known before as"><Facts record={one.record} /></Card>)}
    </>
  );
}

function Facts({ record }: { readonly record: SubjectRecord }) {
  return (
    <dl className={styles.facts}>
      <dt>Name</dt><dd>{record.name}</dd>
      {record.aliases.length > 0 && <><dt>Other names</dt><dd>{record.aliases.map((alias) => <div key={alias}>{alias}</div>)}</dd></>}
      <dt>Born</dt><dd>{record.birthDate ?? 'Not known'}</dd>
      {record.identifiers.map((one) => <Fact key={`${one.kind} ${one.value}`} label={one.kind} value={one.value} />)}
      <dt>Identity</dt><dd>{confidenceWords[record.identity]}</dd>
    </dl>
  );
}
const Fact = ({ label, value }: { readonly label: string; readonly value: string }) => <><dt>{label}</dt><dd>{value}</dd></>;
