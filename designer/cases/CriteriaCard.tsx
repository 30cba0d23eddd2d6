// When to begin: which of the agency's initiation criteria the report meets, said by a person with the facts, or why none.
import { Button, Checkbox, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CaseView } from '../../server/contract-cases.ts';
import type { CaseCriteria, Criterion } from '../../server/contract-criteria.ts';
import { useAct } from '../act.ts';
import { kindTitles } from '../criteria/kind-titles.ts';
import { At } from '../ui/Clock.tsx';
import { Card } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Hint, ProblemNotice } from '../ui/ProblemNotice.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import styles from '../ui/ui.module.css';

export function CriteriaCard({ view }: { readonly view: CaseView }) {
  const { criteria } = view;
  const [isCiting, setCiting] = useState(false);
  if (criteria === null) return null;
  const { cited } = criteria;
  const may = view.allowedActs.includes('citeCriteria');
  return (
    <Card title="Reasons to begin">
      {cited ? <Cited criteria={criteria} zone={view.unit.zone} /> : <Hint>Nobody has said yet which criteria of {criteria.agency.name} this report meets. Before that it is not put away as no case.</Hint>}
      {isCiting ? <CiteForm key={criteria.version} view={view} criteria={criteria} onDone={() => setCiting(false)} /> : may && <div><Button size="xs" variant="default" onClick={() => setCiting(true)}>{cited ? 'Judge again' : 'Say which are met'}</Button></div>}
    </Card>
  );
}

function Cited({ criteria: { cited, criteria }, zone }: { readonly criteria: CaseCriteria; readonly zone: string }) {
  if (cited === null) return null;
  const titleOf = (id: string): string => criteria.find((one) => one.id === id)?.title ?? id.replaceAll('_', ' ');
  return (
    <>
      {cited.met.length === 0 ? <p>None is met.</p> : <ul className={styles.list}>{cited.met.map((id) => <li key={id}>{titleOf(id)}</li>)}</ul>}
      {cited.reason && <p className={styles.reading}>{cited.reason}</p>}
      <p className="quiet">{personWords(cited.by)}, <At at={cited.at} zone={zone} />, by version {cited.version} of the list.</p>
    </>
  );
}

function CiteForm({ view, criteria, onDone }: { readonly view: CaseView; readonly criteria: CaseCriteria; readonly onDone: () => void }) {
  const act = useAct(view.case.id);
  const [met, setMet] = useState<string[]>(() => (criteria.cited?.met ?? []).filter((id) => criteria.criteria.some((one) => one.id === id)));
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setError(met.length === 0 ? 'Say why none of them is met.' : 'Say on what facts.');
    const result = await act.send({ kind: 'citeCriteria', version: criteria.version, met, reason }, `Criteria cited, ${view.case.reference ?? view.case.title}`);
    if (result.kind !== 'refused') onDone();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Stack>
        {kindTitles.map(({ kind, title }) => <Group key={kind} title={title} items={criteria.criteria.filter((one) => one.kind === kind)} met={met} onChange={setMet} />)}
        <ReasonField value={reason} onChange={setReason} error={error} />
        {act.problem && <ProblemNotice problem={act.problem} />}
        <div className={styles.row}>
          <Button type="submit" loading={act.isSending}>{met.length === 0 ? 'None is met' : 'These are met'}</Button>
          <Button variant="default" onClick={onDone}>Leave it</Button>
        </div>
      </Stack>
    </form>
  );
}

function Group({ title, items, met, onChange }: { readonly title: string; readonly items: readonly Criterion[]; readonly met: string[]; readonly onChange: (met: string[]) => void }) {
  if (items.length === 0) return null;
  return (
    <Checkbox.Group label={title} value={met} onChange={onChange}>
      <Stack gap={8} mt={8}>{items.map((one) => <Checkbox key={one.id} value={one.id} label={one.title} description={one.guidance || undefined} />)}</Stack>
    </Checkbox.Group>
  );
}
