// When to begin: the list of initiation criteria of each agency. One's own agency's is changed here; each change is a version.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { cleanId, freshId } from '../../protocol/edits/ids.ts';
import type { CriteriaList, Criterion } from '../../server/contract-criteria.ts';
import { AdminTabs } from '../administration/AdminTabs.tsx';
import { useChange } from '../administration/use-change.ts';
import { criteriaQuery } from '../queries.ts';
import { hasRight, useSession } from '../session.ts';
import { At } from '../ui/Clock.tsx';
import { Card, Empty, Page } from '../ui/Page.tsx';
import { personWords } from '../ui/PersonName.tsx';
import { Loaded, ProblemNotice } from '../ui/ProblemNotice.tsx';
import styles from '../ui/ui.module.css';
import { kindTitles } from './kind-titles.ts';

export function CriteriaPage() {
  const session = useSession();
  const lists = useQuery(criteriaQuery());
  const [isEditing, setEditing] = useState(false);
  const mayMake = hasRight(session, 'administer');
  return (
    <Page title="When to begin">
      <AdminTabs />
      <p className="quiet">What makes an agency look into a report. Whoever works on a report says which criteria it meets, and on what facts; a report that is not opened says why.</p>
      <Loaded from={lists} what="criteria">
        {({ items }) => {
          const own = items.find((list) => list.mayChange);
          if (isEditing) return <ListForm key={own?.version ?? 0} list={own} onDone={() => setEditing(false)} />;
          return (
            <div className={styles.stack} style={{ gap: 18 }}>
              {mayMake && <div><Button variant="default" onClick={() => setEditing(true)}>{own ? 'Change the list' : 'Make a list'}</Button></div>}
              {items.length === 0 && <Empty title="No agency keeps a list yet">Without one, nobody is asked which criteria a report meets.</Empty>}
              {items.map((list) => <OneList key={list.agency.id} list={list} />)}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function OneList({ list }: { readonly list: CriteriaList }) {
  const session = useSession();
  return (
    <Card title={list.agency.name}>
      {kindTitles.map(({ kind, title }) => {
        const items = list.criteria.filter((one) => one.kind === kind);
        return items.length === 0 ? null : (
          <section key={kind} aria-label={title}>
            <h3 style={{ fontSize: 14, fontWeight: 600 }}>{title}</h3>
            <ul className={styles.list}>{items.map((one) => <li key={one.id}>{one.title}{one.guidance && <div className="quiet">{one.guidance}</div>}</li>)}</ul>
          </section>
        );
      })}
      <p className="quiet">Version {list.version}, {personWords(list.savedBy)}, <At at={list.savedAt} zone={session.units[0]?.zone ?? 'UTC'} />.</p>
    </Card>
  );
}

function ListForm({ list, onDone }: { readonly list: CriteriaList | undefined; readonly onDone: () => void }) {
  const change = useChange();
  const [items, setItems] = useState<readonly Criterion[]>(list?.criteria ?? [{ id: 'criterion', kind: 'behavior', title: '', guidance: '' }]);
  const [error, setError] = useState<string>();
  const put = (index: number, next: Partial<Criterion>): void => setItems(items.map((one, i) => (i === index ? { ...one, ...next } : one)));
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (items.some((one) => one.title.trim() === '')) return setError('Name each criterion, or take it off the list.');
    const known = new Set((list?.criteria ?? []).map((one) => one.id));
    const taken = new Set(known);
    // A criterion keeps its key for ever, so that counts go on; a new one gets a key from its name.
    const criteria = items.map((one) => {
      if (known.has(one.id)) return one;
      const id = freshId(taken, cleanId(one.title));
      taken.add(id);
      return { ...one, id };
    });
    const saved = await change.send('saveCriteria', { body: { version: list?.version ?? 0, criteria } }, `Criteria, version ${(list?.version ?? 0) + 1}`);
    if (saved) onDone();
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate className={styles.stack} style={{ maxWidth: 860, gap: 14 }}>
      {items.map((one, i) => (
        <Card key={one.id} title={one.title || 'New criterion'}>
          <TextInput label="What must be so" maxLength={200} value={one.title} onChange={(event) => put(i, { title: event.currentTarget.value })} error={one.title.trim() === '' ? error : undefined} />
          <NativeSelect label="Kind" value={one.kind} onChange={(event) => put(i, { kind: kindTitles.find(({ kind }) => kind === event.currentTarget.value)?.kind ?? 'behavior' })} data={kindTitles.map(({ kind, title }) => ({ value: kind, label: title }))} w={420} />
          <Textarea label="What counts" autosize minRows={1} maxLength={1000} value={one.guidance} onChange={(event) => put(i, { guidance: event.currentTarget.value })} />
          <div><Button size="xs" variant="default" disabled={items.length === 1} onClick={() => setItems(items.filter((_one, at) => at !== i))}>Take it off the list</Button></div>
        </Card>
      ))}
      <div><Button variant="default" onClick={() => setItems([...items, { id: freshId(items.map((one) => one.id), 'criterion'), kind: 'behavior', title: '', guidance: '' }])}>Add a criterion</Button></div>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={styles.row}>
        <Button type="submit" loading={change.isSending}>Save as version {(list?.version ?? 0) + 1}</Button>
        <Button variant="default" onClick={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
