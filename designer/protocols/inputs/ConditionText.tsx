// The same condition as text, in CEL: checked while it is typed, with names and values to choose from. Only a text without a
// fault changes the draft, and what the draft keeps is the condition, so the rows and the words beside it follow.
import { Button, Combobox, Textarea, useCombobox } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { completions, type Offer } from '../../../protocol/cel/complete.ts';
import type { Fault } from '../../../protocol/cel/fault.ts';
import { readCondition } from '../../../protocol/cel/read.ts';
import { conditionText } from '../../../protocol/cel/to-text.ts';
import type { Condition } from '../../../protocol/condition.ts';
import { useEditor } from '../editor/editor-context.ts';

interface Props {
  readonly label: string;
  readonly value: Condition | undefined;
  readonly onChange: (condition: Condition | undefined) => void;
}

export function ConditionText({ label, value, onChange }: Props) {
  const { draft, readOnly } = useEditor();
  const written = value ? conditionText(value) : '';
  // What is being typed; null: nobody types, and the text is that of the draft.
  const [typed, setTyped] = useState<string | null>(null);
  const [cursor, setCursor] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const faultsId = useId();
  const combobox = useCombobox();
  const text = typed ?? written;
  const reading = text.trim() === '' ? undefined : readCondition(text, draft);
  const faults = reading && !reading.ok ? reading.faults : [];
  const { from, offers } = completions(text, cursor, draft);

  const { selectFirstOption, dropdownOpened } = combobox;
  useEffect(() => { if (dropdownOpened) selectFirstOption(); }, [dropdownOpened, text, cursor, selectFirstOption]);

  const write = (next: string, at: number): void => {
    setTyped(next);
    setCursor(at);
    if (next.trim() === '') return onChange(undefined);
    const read = readCondition(next, draft);
    if (read.ok && conditionText(read.condition) !== written) onChange(read.condition);
  };
  const type = (next: string, at: number): void => {
    write(next, at);
    if (completions(next, at, draft).begun) combobox.openDropdown();
    else combobox.closeDropdown();
  };
  const choose = (offer: Offer): void => {
    const next = text.slice(0, from) + offer.text + text.slice(cursor);
    const at = from + offer.text.length;
    // The new text is in place before the cursor is set, and both before the next key: whoever types on loses no place.
    flushSync(() => write(next, at));
    combobox.closeDropdown();
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  return (
    <div className="condition-text">
      <Combobox store={combobox} onOptionSubmit={(key) => { const offer = offers[Number(key)]; if (offer) choose(offer); }}>
        <Combobox.Target targetType="input" withExpandedAttribute>
          <Textarea
            ref={area} size="xs" autosize minRows={1} maxRows={8} label="As text (CEL)" aria-label={`${label}, as text`} description={readOnly ? undefined : 'Ctrl+Space offers names and values'}
            spellCheck={false} autoComplete="off" autoCapitalize="off" disabled={readOnly} value={text} error={faults.length > 0} aria-describedby={faults.length > 0 ? faultsId : undefined}
            onChange={(e) => type(e.currentTarget.value, e.currentTarget.selectionStart)}
            onSelect={(e) => setCursor(e.currentTarget.selectionStart)}
            onKeyDown={(e) => { if (e.key === ' ' && e.ctrlKey) { e.preventDefault(); combobox.openDropdown(); } }}
            onBlur={() => { combobox.closeDropdown(); if (faults.length === 0) setTyped(null); }}
          />
        </Combobox.Target>
        {offers.length > 0 && (
          <Combobox.Dropdown>
            <Combobox.Options mah={240} style={{ overflowY: 'auto' }} aria-label="Names and values">
              {offers.map((offer, index) => <Combobox.Option key={offer.text} value={String(index)}><code>{offer.text}</code><span className="quiet"> {offer.label}</span></Combobox.Option>)}
            </Combobox.Options>
          </Combobox.Dropdown>
        )}
      </Combobox>
      <div id={faultsId} role="status">{faults.map((fault) => <FaultLine key={`${fault.from}:${fault.message}`} text={text} fault={fault} />)}</div>
      {faults.length > 0 && (
        <div className="condition-acts">
          <span className="quiet">The draft keeps the condition as it was until the text is right.</span>
          <Button size="compact-xs" variant="subtle" onClick={() => setTyped(null)}>Take the text back</Button>
        </div>
      )}
    </div>
  );
}

/** What is wrong, and the place in the text: what is meant stands out, and an end is shown as a gap. */
function FaultLine({ text, fault }: { readonly text: string; readonly fault: Fault }) {
  const [before, after] = [text.slice(Math.max(0, fault.from - 30), fault.from), text.slice(fault.to, fault.to + 30)];
  return (
    <div className="condition-fault">
      <p className="field-error">{fault.message}</p>
      <code>{fault.from > 30 ? '…' : ''}{before}<mark>{text.slice(fault.from, fault.to) || ' '}</mark>{after}{fault.to + 30 < text.length ? '…' : ''}</code>
    </div>
  );
}
