// What goes out, item by item, as it will be read: each can be redacted with a reason, or all that are shown after looking for a word.
import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Exportable } from '../../../server/contract-exports.ts';
import { Chip } from '../../ui/Chips.tsx';
import { At } from '../../ui/Clock.tsx';
import { Card } from '../../ui/Page.tsx';
import styles from '../../ui/ui.module.css';
import { count } from '../../ui/words.ts';
import own from './export.module.css';
import { isFound, protectedAs, redact, tellAgain, usualReasons, type ExportableItem, type Redactions } from './redacting.ts';

interface ChooseItemsProps {
  readonly of: Exportable;
  readonly redactions: Redactions;
  readonly onChange: (next: Redactions) => void;
}

export function ChooseItems({ of, redactions, onChange }: ChooseItemsProps) {
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const sections = of.sections.map((section) => ({ ...section, items: section.items.filter((item) => isFound(item, words)) })).filter((section) => section.items.length > 0);
  const shown = sections.flatMap((section) => section.items.map((item) => item.id));
  const all = of.sections.flatMap((section) => section.items);
  const redacted = all.filter((item) => redactions[item.id] !== undefined).length;
  const hide = (items: readonly string[]): void => {
    setError(reason.trim() === '' ? 'Say why it is redacted.' : undefined);
    if (reason.trim() === '') return document.getElementById('redaction-reason')?.focus();
    onChange(redact(redactions, items, reason));
  };
  return (
    <Card title="What goes out">
      <div className={styles.rowForm}>
        <TextInput label="Show items with" placeholder="A name, a word, Health, Source" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        <Autocomplete id="redaction-reason" label="Reason to redact" data={[...usualReasons]} value={reason} onChange={setReason} error={error} maxLength={300} />
        <Button variant="default" disabled={shown.length === 0} onClick={() => hide(shown)}>Redact {words.trim() === '' ? 'all' : 'those shown'} ({shown.length})</Button>
        <Button variant="default" disabled={!shown.some((item) => redactions[item] !== undefined)} onClick={() => onChange(tellAgain(redactions, shown))}>Tell those shown again</Button>
      </div>
      <p role="status" className="quiet">{redacted === 0 ? `Nothing of ${count(all.length, 'item')} is redacted.` : `${redacted} of ${count(all.length, 'item')} redacted.`}{words.trim() !== '' && ` ${count(shown.length, 'item')} shown.`}</p>
      {sections.length === 0 && <p className="quiet">No item has these words.</p>}
      {sections.map((section, index) => (
        <section key={`${section.title} ${index}`} aria-label={section.title}>
          <h3 style={{ fontSize: 15, fontWeight: 600 }}>{section.title}</h3>
          <ul className={own.pick}>{section.items.map((item) => <Item key={item.id} item={item} zone={of.zone} reason={redactions[item.id]} onRedact={() => hide([item.id])} onTell={() => onChange(tellAgain(redactions, [item.id]))} />)}</ul>
        </section>
      ))}
    </Card>
  );
}

interface ItemProps {
  readonly item: ExportableItem;
  readonly zone: string;
  readonly reason: string | undefined;
  readonly onRedact: () => void;
  readonly onTell: () => void;
}

function Item({ item, zone, reason, onRedact, onTell }: ItemProps) {
  const kind = protectedAs(item.sensitivity);
  return (
    <li>
      <div>
        <div className={own.label}>{item.label}{item.at !== null && <>, <At at={item.at} zone={zone} exact /></>} {kind && <Chip tone="soon">{kind}</Chip>}</div>
        {reason !== undefined ? <p className={own.redacted}><span>Redacted</span> {reason}</p> : item.value === null ? <p className="quiet">Purged: it is not kept any more.</p> : <p className={own.value}>{item.value}</p>}
      </div>
      {reason === undefined
        ? <Button size="compact-sm" variant="default" onClick={onRedact} aria-label={`Redact: ${item.label}, ${(item.value ?? '').slice(0, 60)}`}>Redact</Button>
        : <Button size="compact-sm" variant="default" onClick={onTell} aria-label={`Tell it: ${item.label}`}>Tell it</Button>}
    </li>
  );
}
