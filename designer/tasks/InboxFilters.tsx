// Filters of the inbox. They stand in the address, so a view is sent as a link; under a name it is kept for oneself.
import { Button, Menu, Modal, NativeSelect, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type RefObject } from 'react';
import { stepKinds, type TaskRow } from '../../server/contract-cases.ts';
import { inboxBands, type InboxSearch } from '../../server/contract-inbox.ts';
import { tell } from '../act.ts';
import { call } from '../api.ts';
import { viewsQuery } from '../queries.ts';
import { useSession } from '../session.ts';
import { kindWords } from '../ui/labels.ts';
import styles from '../ui/ui.module.css';

const bandWords = { overdue: 'Overdue', soon: 'Due soon', ahead: 'Has time', none: 'No limit' } as const;

export function InboxFilters({ search, rows, field }: { readonly search: InboxSearch; readonly rows: readonly TaskRow[]; readonly field: RefObject<HTMLInputElement | null> }) {
  const session = useSession();
  const navigate = useNavigate();
  const set = (more: Partial<InboxSearch>): void => void navigate({ to: '/tasks', search: { ...search, ...more }, replace: true });
  const protocols = [...new Set(rows.map((row) => row.protocolTitle))].filter(Boolean).sort();
  const kinds = stepKinds.filter((kind) => rows.some((row) => row.kind === kind) || kind === search.kind);
  return (
    <div className={styles.rowForm} role="search" aria-label="Filter the tasks">
      <TextInput ref={field} label="Find" description="Words of the step, the case or the person. Key: /" value={search.q ?? ''} onChange={(event) => set({ q: event.currentTarget.value || undefined })} />
      <NativeSelect label="Time" value={search.band ?? ''} data={[{ value: '', label: 'Any' }, ...inboxBands.map((value) => ({ value, label: bandWords[value] }))]} onChange={(event) => set({ band: inboxBands.find((one) => one === event.target.value) })} />
      <NativeSelect label="Kind" value={search.kind ?? ''} data={[{ value: '', label: 'Any' }, ...kinds.map((value) => ({ value, label: kindWords[value] }))]} onChange={(event) => set({ kind: stepKinds.find((one) => one === event.target.value) })} />
      <NativeSelect label="Protocol" value={search.protocol ?? ''} data={[{ value: '', label: 'Any' }, ...[...new Set([...protocols, ...(search.protocol ? [search.protocol] : [])])].map((value) => ({ value, label: value }))]} onChange={(event) => set({ protocol: event.target.value || undefined })} />
      {session.units.length > 1 && <NativeSelect label="Unit" value={search.unit ?? ''} data={[{ value: '', label: 'Any' }, ...session.units.map((unit) => ({ value: unit.id, label: unit.name }))]} onChange={(event) => set({ unit: event.target.value || undefined })} />}
      <Views search={search} />
    </div>
  );
}

function Views({ search }: { readonly search: InboxSearch }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const views = useQuery(viewsQuery());
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['views'] });
  const onKeep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await call('saveView', { body: { name, search } });
    if (!answer.ok) return tell(answer.problem.title, answer.problem.detail);
    setNaming(false);
    tell('Kept', `The view ${name} stands under Views.`);
    await changed();
  };
  const drop = async (which: string): Promise<void> => {
    const answer = await call('dropView', { params: { name: which } });
    if (!answer.ok) tell(answer.problem.title, answer.problem.detail);
    await changed();
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href).then(() => tell('Copied', 'Whoever opens the link sees what they may see of it.'), () => tell('Not copied', 'Copy the address of this page instead; it has the whole view.'));
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>Views</Button></Menu.Target>
        <Menu.Dropdown>
          {(views.data?.items ?? []).map((view) => <Menu.Item key={view.name} onClick={() => void navigate({ to: '/tasks', search: view.search })}>{view.name}</Menu.Item>)}
          {(views.data?.items ?? []).length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setNaming(true)}>Keep this view</Menu.Item>
          <Menu.Item onClick={() => void copy()}>Copy the link of this view</Menu.Item>
          <Menu.Item onClick={() => void navigate({ to: '/tasks', search: { of: search.of } })}>Show everything</Menu.Item>
          {(views.data?.items ?? []).map((view) => <Menu.Item key={view.name} onClick={() => void drop(view.name)}>Drop “{view.name}”</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isNaming} onClose={() => setNaming(false)} title="Keep this view">
        <form className={styles.rowForm} onSubmit={(event) => void onKeep(event)}>
          <TextInput label="Name of the view" value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
          <Button type="submit">Keep</Button>
        </form>
      </Modal>
    </>
  );
}
