// A list of things one adds, orders and removes; the same buttons with the same names wherever there is such a list.
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEditor } from '../editor/editor-context.ts';

interface Props<Item> {
  /** What one of them is called: "outcome", "seat". */
  readonly noun: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item, index: number) => string;
  readonly nameOf: (item: Item, index: number) => string;
  readonly render: (item: Item, index: number) => ReactNode;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
  readonly onMove?: (from: number, to: number) => void;
  readonly empty?: string;
  readonly addLabel?: string;
  /** One input a row: its buttons stand beside it. */
  readonly isInline?: boolean;
}

export function ListEditor<Item>({ noun, items, keyOf, nameOf, render, onAdd, onRemove, onMove, empty, addLabel, isInline = false }: Props<Item>) {
  const { readOnly } = useEditor();
  return (
    <div className="list-editor">
      {items.length === 0 && empty && <p className="quiet">{empty}</p>}
      {items.map((item, index) => (
        <div key={keyOf(item, index)} className={isInline ? 'list-item is-inline' : 'list-item'} role="group" aria-label={`${nameOf(item, index)} (${noun})`}>
          {!isInline && <span className="list-name" aria-hidden="true">{noun} {index + 1}</span>}
          <div className="list-body">{render(item, index)}</div>
          {!readOnly && (
            <div className="list-acts">
              {onMove && <ActionIcon variant="subtle" color="gray" aria-label={`Move ${noun} ${nameOf(item, index)} up`} disabled={index === 0} onClick={() => onMove(index, index - 1)}><IconArrowUp size={16} aria-hidden /></ActionIcon>}
              {onMove && <ActionIcon variant="subtle" color="gray" aria-label={`Move ${noun} ${nameOf(item, index)} down`} disabled={index === items.length - 1} onClick={() => onMove(index, index + 1)}><IconArrowDown size={16} aria-hidden /></ActionIcon>}
              <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${noun} ${nameOf(item, index)}`} onClick={() => onRemove(index)}><IconTrash size={16} aria-hidden /></ActionIcon>
            </div>
          )}
        </div>
      ))}
      {!readOnly && <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>{addLabel ?? `Add ${noun}`}</Button>}
    </div>
  );
}

export const replacedAt = <Item,>(items: readonly Item[], index: number, item: Item): Item[] => items.map((x, i) => (i === index ? item : x));
export const withoutAt = <Item,>(items: readonly Item[], index: number): Item[] => items.filter((_x, i) => i !== index);
export function movedTo<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = withoutAt(items, from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}
