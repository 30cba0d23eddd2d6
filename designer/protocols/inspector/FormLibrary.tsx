// The agency's library in the editor: taking a form from it, hearing of a newer version, putting one's own in.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Form } from '../../../protocol/draft.ts';
import { forLibrary, isChanged, isKeptAs, takeForm, takeNewer, type KeptForm } from '../../../protocol/edits/library.ts';
import { call, type PageProblem } from '../../api.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useEditor } from '../editor/editor-context.ts';
import { libraryQuery } from '../protocol-queries.ts';

/** What the server answers names its version. */
const keptIn = (form: Form): KeptForm[] => (form.library ? [{ ...form, library: form.library }] : []);

export function AddFromLibrary() {
  const { edit, say, draft } = useEditor();
  const forms = useQuery(libraryQuery()).data?.items ?? [];
  if (forms.length === 0) return null;
  const take = (index: number): void => {
    const kept = forms[index]?.versions.slice(0, 1).flatMap((v) => keptIn(v.form))[0];
    if (!kept) return;
    edit(`take the form ${kept.title} from the library`, (d) => takeForm(d, kept).draft);
    say(`“${kept.title}” is taken from the library, as ${takeForm(draft, kept).id}.`);
  };
  return <NativeSelect size="xs" label="From the library" value="" onChange={(e) => { if (e.currentTarget.value !== '') take(Number(e.currentTarget.value)); }} data={[{ value: '', label: 'Choose a form' }, ...forms.map((f, i) => ({ value: String(i), label: `${f.versions[0]?.form.title || f.key}, version ${f.versions[0]?.version ?? 0}, ${f.agency.name}` }))]} />;
}

export function LibraryPart({ form }: { readonly form: Form }) {
  const { edit, say, readOnly } = useEditor();
  const queries = useQueryClient();
  const forms = useQuery(libraryQuery());
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const versions = (forms.data?.items ?? []).find((f) => f.key === form.library?.key)?.versions.flatMap((v) => keptIn(v.form)) ?? [];
  const from = versions.find((v) => v.library.version === form.library?.version);
  const newest = versions[0];
  if (readOnly && !form.library) return null;
  const isBehind = from !== undefined && newest !== undefined && newest.library.version > from.library.version;
  const hasOwn = from !== undefined && isChanged(form, from);
  const takeIn = (): void => {
    if (!from || !newest) return;
    let stayed: readonly string[] = [];
    edit(`take version ${newest.library.version} of ${form.title}`, (d) => {
      const taken = takeNewer(d, form.id, { from, to: newest });
      stayed = taken.stayed;
      return taken.draft;
    });
    say(stayed.length === 0 ? `Version ${newest.library.version} is taken in.` : `Version ${newest.library.version} is taken in. Yours stayed where both changed the same: ${stayed.join(', ')}.`);
  };
  const keep = async (): Promise<void> => {
    const key = form.library?.key ?? form.id;
    const answer = await call('keepForm', { body: { key, after: newest?.library.version ?? 0, form: forLibrary(form, key) } });
    await queries.invalidateQueries({ queryKey: ['forms'] });
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    edit(`keep ${form.title} in the library`, (d) => isKeptAs(d, form.id, answer.value));
    say(`“${form.title}” stands in the library as version ${answer.value.version}.`);
  };
  return (
    <section aria-label="Library">
      {form.library && <p className="quiet">From the library, version {form.library.version}{hasOwn ? ', changed here' : ''}.{isBehind ? ` Version ${newest.library.version} is there.` : ''}</p>}
      {problem && <ProblemNotice problem={problem} />}
      {!readOnly && (
        <div className="tab-acts">
          {isBehind && <Button size="xs" variant="default" onClick={takeIn}>Take version {newest.library.version}</Button>}
          {forms.isSuccess && !isBehind && (hasOwn || !form.library) && <Button size="xs" variant="default" onClick={() => void keep()}>{form.library ? `Keep as version ${form.library.version + 1}` : 'Keep in the library'}</Button>}
        </div>
      )}
    </section>
  );
}
