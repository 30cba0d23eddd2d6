// One line to type in, and under it what it may mean: commands with their keys, and all one can go to. What cannot be done now
// stays in the list with the reason, so that nobody looks for it elsewhere.
import { Modal } from '@mantine/core';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { keyName, type Command } from './commands.ts';
import { useEditor } from './editor-context.ts';
import { best, fit, placesIn } from './search.ts';

interface Props {
  /** `find`: what one can go to, without commands. */
  readonly opened: 'palette' | 'find' | null;
  readonly commands: readonly Command[];
  readonly order: readonly string[];
  readonly onClose: () => void;
}
interface Row {
  readonly id: string;
  readonly words: string;
  readonly aside: string;
  readonly whyNot?: string | undefined;
  readonly act: () => void;
}

export function CommandPalette({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened !== null} onClose={rest.onClose} title={opened === 'find' ? 'Find in this protocol' : 'Commands'} size="lg" yOffset="8vh" returnFocus padding="sm">
      {opened !== null && <List opened={opened} {...rest} />}
    </Modal>
  );
}

function List({ opened, commands, order, onClose }: Props) {
  const { draft, goTo, say } = useEditor();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const rows = useMemo((): readonly Row[] => {
    const places = placesIn(draft, order).map((p): Row & { more: string } => ({ id: p.id, words: p.words, aside: p.what, more: p.more, act: () => goTo(p.place) }));
    const acts = commands.filter((c) => c.id !== 'palette').map((c): Row & { more: string; isMinor: boolean } => ({ id: c.id, words: c.words, aside: (c.keys ?? []).slice(0, 1).map(keyName).join(), more: `${c.group} ${c.keyWords ?? ''}`, whyNot: c.whyNot, isMinor: c.isMinor ?? false, act: c.run }));
    const all = opened === 'find' ? places : asked.trim() === '' ? acts.filter((c) => !c.isMinor) : [...acts, ...places];
    return best<Row & { more: string }>(all, (row) => fit(asked, row.words, row.more) * (row.whyNot === undefined ? 2 : 1));
  }, [draft, order, commands, opened, asked, goTo]);
  const current = rows[Math.min(at, rows.length - 1)];
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [at, rows]);

  const take = (row: Row | undefined): void => {
    if (!row) return;
    if (row.whyNot !== undefined) return say(row.whyNot);
    onClose();
    // After the dialog has given the focus back, so that a command puts it where it belongs.
    setTimeout(row.act, 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setAt((now) => Math.max(0, Math.min(rows.length - 1, now + step)));
    else if (event.key === 'Enter') take(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className="command-palette">
      <input
        role="combobox" aria-label={opened === 'find' ? 'Find a step, a field, a role' : 'Find a command or a step'} aria-expanded aria-controls={`${id}-list`} aria-activedescendant={current ? `${id}-${current.id}` : undefined} aria-autocomplete="list" data-autofocus
        value={asked} placeholder={opened === 'find' ? 'Words of a step, a form, a field, a role' : 'What to do, or where to go'} onChange={(event) => { setAsked(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={opened === 'find' ? 'Found' : 'Commands'} ref={list}>
        {rows.map((row, i) => (
          // The keyboard reaches it through the line above.
          <li key={row.id} id={`${id}-${row.id}`} role="option" aria-selected={row === current} aria-disabled={row.whyNot !== undefined} onMouseMove={() => setAt(i)} onClick={() => take(row)}>
            <span className="command-words">{row.words}{row.whyNot !== undefined && <span className="command-why">{row.whyNot}</span>}</span>
            {row.aside !== '' && <span className="command-aside">{row.aside}</span>}
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">{rows.length === 0 ? 'Nothing fits these words.' : `${rows.length} ${rows.length === 1 ? 'entry' : 'entries'}. Arrow keys choose, Enter takes.`}</p>
    </div>
  );
}
