// A new protocol: from a template, from nothing, or from a file: of Handrail's own, or BPMN 2.0 of another tool.
import { Button, FileInput, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { cleanId } from '../../protocol/edits/ids.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { BodyOf } from '../../server/contract-endpoints.ts';
import { call, type PageProblem } from '../api.ts';
import { useSession } from '../session.ts';
import { ProblemNotice } from '../ui/ProblemNotice.tsx';
import { CrossingList } from './bpmn/CrossingList.tsx';
import { templatesQuery } from './protocol-queries.ts';
import { readProtocolFile, type ReadFile } from './read-file.ts';

type From = 'template' | 'empty' | 'json';

export function NewProtocol({ template, onClose }: { readonly template: string | null; readonly onClose: () => void }) {
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const templates = useQuery(templatesQuery());
  const units = session.units.filter((u) => u.rights.includes('draw'));
  const [unitId, setUnitId] = useState(units[0]?.id ?? '');
  const [from, setFrom] = useState<From>(template === null ? 'empty' : 'template');
  const [chosen, setChosen] = useState(template ?? '');
  const base = templates.data?.items.find((t) => t.key === chosen);
  const [words, setWords] = useState<string | null>(null);
  const [keyTyped, setKeyTyped] = useState<string | null>(null);
  const [read, setRead] = useState<ReadFile | null>(null);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isSending, setSending] = useState(false);

  const imported = read && 'draft' in read ? read.draft : null;
  const title = words ?? (from === 'template' ? (base?.title ?? '') : from === 'json' ? (imported?.title ?? '') : '');
  const key = keyTyped ?? (from === 'template' && words === null ? chosen : from === 'json' && words === null ? (imported?.key ?? '') : title === '' ? '' : cleanId(title));
  const isReady = title.trim() !== '' && key !== '' && unitId !== '' && (from !== 'template' || base !== undefined) && (from !== 'json' || imported !== null);

  const make = async (): Promise<void> => {
    const start = startOf(from, { key, title: title.trim(), template: chosen, draft: imported });
    if (!start) return;
    setSending(true);
    setProblem(null);
    const answer = await call('createProtocol', { body: { unitId, from: start } });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    await queries.invalidateQueries({ queryKey: ['protocols'] });
    await navigate({ to: '/protocols/$protocolId', params: { protocolId: answer.value.id } });
  };
  return (
    <Modal opened onClose={onClose} title="New protocol">
      <form className="new-protocol" onSubmit={(event) => { event.preventDefault(); if (isReady) void make(); }}>
        <SegmentedControl aria-label="Start from" value={from} onChange={(value) => { setFrom(value as From); setProblem(null); }} data={[{ value: 'empty', label: 'Empty canvas' }, { value: 'template', label: 'Template' }, { value: 'json', label: 'File' }]} />
        {from === 'template' && <NativeSelect label="Template" value={chosen} onChange={(e) => { setChosen(e.currentTarget.value); setWords(null); setKeyTyped(null); }} data={[{ value: '', label: 'Choose a template' }, ...(templates.data?.items ?? []).map((t) => ({ value: t.key, label: t.title }))]} />}
        {from === 'json' && <FileInput label="File" description="A protocol exported as JSON, or a diagram of any tool exported as BPMN 2.0" accept="application/json,.json,.bpmn,.bpmn2,.xml,application/xml,text/xml" placeholder="Choose a file" error={read && 'fault' in read ? read.fault : undefined} onChange={(file) => { setWords(null); setKeyTyped(null); setRead(null); if (file) void readProtocolFile(file).then(setRead); }} />}
        {from === 'json' && read && 'draft' in read && read.notCrossed && <CrossingList items={read.notCrossed} none="All of the diagram came across." some={(count) => `${count === 1 ? 'One thing' : `${count} things`} did not come across whole. Note what matters; the list is not kept.`} />}
        <TextInput label="Title" value={title} maxLength={200} onChange={(e) => setWords(e.currentTarget.value)} data-autofocus />
        <TextInput label="Key" description="How other protocols call it. Letters, digits and _; it never changes." value={key} maxLength={64} onChange={(e) => setKeyTyped(e.currentTarget.value.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[^A-Za-z]+/, ''))} />
        {units.length > 1 && <NativeSelect label="Unit" value={unitId} onChange={(e) => setUnitId(e.currentTarget.value)} data={units.map((u) => ({ value: u.id, label: u.name }))} />}
        {problem && <ProblemNotice problem={problem} />}
        <div className="dialog-actions"><Button variant="default" onClick={onClose}>Not now</Button><Button type="submit" loading={isSending} disabled={!isReady}>Create protocol</Button></div>
      </form>
    </Modal>
  );
}

function startOf(from: From, { key, title, template, draft }: { readonly key: string; readonly title: string; readonly template: string; readonly draft: Draft | null }): BodyOf<'createProtocol'>['from'] | null {
  switch (from) {
    case 'empty': return { kind: 'empty', key, title };
    case 'template': return { kind: 'template', key: template, as: { key, title } };
    case 'json': return draft ? { kind: 'json', draft: { ...draft, key, title } } : null;
  }
}
