// Protocols that ship with the product, to look at and to start from: each drawn, with what it is for and what it rests on.
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Draft } from '../../protocol/draft.ts';
import type { TemplateRow } from '../../server/contract-protocols.ts';
import { endpoints } from '../../server/contract-endpoints.ts';
import { addressOf } from '../api.ts';
import { Loaded } from '../ui/ProblemNotice.tsx';
import { toFlow } from './flow.ts';
import { Picture } from './Picture.tsx';
import { templateQuery, templatesQuery } from './protocol-queries.ts';

export function TemplateGallery({ onUse }: { readonly onUse: ((key: string) => void) | null }) {
  const templates = useQuery(templatesQuery());
  const [shown, setShown] = useState<TemplateRow | null>(null);
  return (
    <section aria-label="Templates" className="gallery">
      <h2>Templates</h2>
      <Loaded from={templates} what="the templates">
        {({ items }) => (
          <ul>
            {items.map((t) => (
              <li key={t.key} className="gallery-card">
                <button type="button" className="gallery-picture" tabIndex={-1} aria-hidden="true" onClick={() => setShown(t)}><img src={addressOf(endpoints.templatePicture.path, { key: t.key, format: 'svg' }, { show: 'beginning' })} alt="" loading="lazy" /></button>
                <h3>{t.title}</h3>
                <p>{t.purpose}</p>
                <p className="quiet">{t.nodes} steps, {t.roles.length} roles{t.startsAt === 'danger' ? ', starts when imminent danger is declared' : t.startsAt === 'retentionReviewDue' ? ', starts when a record is due for its retention review' : ''}</p>
                <Sources of={t} />
                <div className="gallery-acts">
                  <Button size="xs" variant="default" aria-label={`Preview ${t.title}`} onClick={() => setShown(t)}>Preview</Button>
                  {onUse && <Button size="xs" variant="default" aria-label={`Start from this: ${t.title}`} onClick={() => onUse(t.key)}>Start from this</Button>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {shown && (
        <Modal opened onClose={() => setShown(null)} size="90%" title={shown.title}>
          <Preview template={shown} />
          {onUse && <div className="dialog-actions"><Button onClick={() => { setShown(null); onUse(shown.key); }}>Start from this</Button></div>}
        </Modal>
      )}
    </section>
  );
}

function Sources({ of }: { readonly of: TemplateRow }) {
  if (of.sources.length === 0) return <p className="quiet">Rests on no public source; its times are illustrative.</p>;
  return (
    <details className="gallery-sources">
      <summary>Sources ({of.sources.length}) <span className="visually-hidden">of {of.title}</span></summary>
      <ul>{of.sources.map(({ kind, text }) => <li key={text}><span className="quiet">{kind}:</span> {text}</li>)}</ul>
    </details>
  );
}

function Preview({ template }: { readonly template: TemplateRow }) {
  const found = useQuery(templateQuery(template.key));
  return <Loaded from={found} what="the template">{({ draft }) => <Drawn title={template.title} draft={draft} />}</Loaded>;
}

function Drawn({ title, draft }: { readonly title: string; readonly draft: Draft }) {
  const { nodes, edges } = useMemo(() => toFlow(draft), [draft]);
  return <div className="picture-large"><Picture label={`Template ${title}`} nodes={nodes} edges={edges} /></div>;
}
