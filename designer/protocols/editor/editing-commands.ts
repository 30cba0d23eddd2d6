// Undo, the clipboard, what is selected, and what is done to it.
import { disconnect } from '../../../protocol/edits/edges.ts';
import { duplicateNodes } from '../../../protocol/edits/clip.ts';
import { deleteHandler } from '../../../protocol/edits/handlers.ts';
import { deleteNote } from '../../../protocol/edits/notes.ts';
import { deleteNodes, moveNodes } from '../../../protocol/edits/nodes.ts';
import { graphOf } from '../../../protocol/graph.ts';
import { wordsFor, type Commands, type Desk } from './desk.ts';

export const editingCommands: Commands = (desk) => {
  const { editor, stage, history, order, edge } = desk;
  const { selected, readOnly, draft } = editor;
  const still = readOnly ? 'The protocol can only be read here.' : undefined;
  const none = still ?? (selected.length === 0 ? 'Select a step first.' : undefined);
  return [
    ...(desk.isMoving ? moves(desk) : []),
    { id: 'undo', group: 'Edit', words: history.undoName === undefined ? 'Undo' : `Undo: ${history.undoName}`, keyWords: 'Undo', keys: ['$mod+z'], where: 'anywhere', whyNot: still ?? (history.undoName === undefined ? 'Nothing has been changed yet.' : undefined), run: () => stepBack(desk, history.undo(), `Undone: ${history.undoName ?? ''}`) },
    { id: 'redo', group: 'Edit', words: history.redoName === undefined ? 'Redo' : `Redo: ${history.redoName}`, keyWords: 'Redo', keys: ['$mod+Shift+z', '$mod+y'], where: 'anywhere', whyNot: still ?? (history.redoName === undefined ? 'Nothing has been undone.' : undefined), run: () => stepBack(desk, history.redo(), `Redone: ${history.redoName ?? ''}`) },
    { id: 'copy', group: 'Edit', words: `Copy ${wordsFor(editor, selected)}`, keyWords: 'Copy', keys: ['$mod+c'], where: 'steps', isNative: true, whyNot: selected.length === 0 ? 'Select a step first.' : undefined, run: desk.clipboard.copy },
    { id: 'cut', group: 'Edit', words: `Cut ${wordsFor(editor, selected)}`, keyWords: 'Cut', keys: ['$mod+x'], where: 'steps', isNative: true, whyNot: none, run: desk.clipboard.cut },
    { id: 'paste', group: 'Edit', words: 'Paste steps', keys: ['$mod+v'], where: 'steps', isNative: true, whyNot: still, run: desk.clipboard.paste },
    { id: 'duplicate', group: 'Edit', words: `Duplicate ${wordsFor(editor, selected)}`, keyWords: 'Duplicate', keys: ['$mod+d'], where: 'steps', whyNot: none ?? (selected.every((id) => draft.nodes.some((n) => n.id === id && n.kind === 'start')) ? 'A protocol has one start.' : undefined), run: () => duplicate(desk) },
    { id: 'delete', group: 'Edit', words: edge !== null && selected.length === 0 ? 'Delete the connection' : `Delete ${wordsFor(editor, selected)}`, keyWords: 'Delete; the way through it heals', keys: ['Delete', 'Backspace'], where: 'steps', whyNot: still ?? (selected.length === 0 && edge === null ? 'Select a step or a connection first.' : undefined), run: () => remove(desk) },
    { id: 'selectAll', group: 'Edit', words: 'Select all steps', keys: ['$mod+a'], where: 'steps', run: () => { editor.select(order); editor.say(`${order.length} steps selected`); } },
    { id: 'selectAfter', group: 'Edit', words: 'Select all that follows', keys: ['Shift+ArrowRight', 'Shift+ArrowDown'], where: 'steps', whyNot: selected.length === 0 ? 'Select a step first.' : undefined, run: () => spread(desk, 'out') },
    { id: 'selectBefore', group: 'Edit', words: 'Select all that leads here', keys: ['Shift+ArrowLeft', 'Shift+ArrowUp'], where: 'steps', whyNot: selected.length === 0 ? 'Select a step first.' : undefined, run: () => spread(desk, 'in') },
    { id: 'toggle', group: 'Edit', words: 'Add the focused step to the selection, or take it out', keys: [' '], where: 'steps', isMinor: true, run: () => toggle(desk) },
    { id: 'selectNone', group: 'Edit', words: 'Select nothing', keys: ['Escape'], where: 'steps', isMinor: true, run: () => (desk.isMoving ? endMoving(desk) : (editor.select([]), desk.pickEdge(null), stage.close())) },
    { id: 'move', group: 'Edit', words: desk.isMoving ? 'Stop moving' : 'Move with the arrow keys', keyWords: 'Move with the arrow keys (M or Escape ends it, Shift moves further, Alt finer)', keys: ['m'], where: 'steps', whyNot: still ?? (desk.shown === 'outline' ? 'The outline follows the ways; steps are moved on the canvas.' : selected.length === 0 && stage.focused() === undefined ? 'Select a step first.' : undefined), run: () => (desk.isMoving ? endMoving(desk) : beginMoving(desk)) },
  ];
};

/** What an undo brought back or changed is selected, unless it changed many. */
function stepBack({ editor: { select, say } }: Desk, changed: readonly string[], words: string): void {
  if (changed.length > 0 && changed.length <= 20) select(changed);
  say(words);
}

/** The steps a command means: those selected, else the one that has the focus. */
export const meant = ({ editor, stage }: Desk): readonly string[] => {
  const focused = stage.focused();
  return editor.selected.length > 0 ? editor.selected : focused === undefined ? [] : [focused];
};

export function remove(desk: Desk): void {
  const { editor: { draft, edit, select, say, selected }, edge, stage } = desk;
  if (selected.length === 0 && edge !== null) {
    const from = draft.edges.find((e) => e.id === edge)?.from;
    edit('delete a connection', (d) => disconnect(d, edge));
    desk.pickEdge(null);
    say('Connection deleted. Undo brings it back.');
    return stage.focusStep(from);
  }
  const gone = meant(desk);
  if (gone.length === 0) return;
  const before = draft.edges.find((e) => gone.includes(e.to) && !gone.includes(e.from))?.from ?? desk.order.find((id) => !gone.includes(id));
  const words = wordsFor(desk.editor, gone);
  edit(`delete ${words}`, (d) => gone.reduce((now, id) => deleteNote(deleteHandler(now, id), id), deleteNodes(d, gone)));
  select(before === undefined ? [] : [before]);
  say(`${words} deleted. Undo brings it back.`);
  stage.focusStep(before);
}

function duplicate({ editor: { draft, edit, select, say, selected }, editor, stage }: Desk): void {
  const copy = duplicateNodes(draft, selected);
  edit(`duplicate ${wordsFor(editor, selected)}`, () => copy.draft);
  select(copy.ids);
  say(`${wordsFor(editor, selected)} duplicated`);
  stage.focusStep(copy.ids[0]);
}

function spread({ editor: { draft, select, say, selected } }: Desk, way: 'in' | 'out'): void {
  const graph = graphOf(draft);
  const found = new Set(selected);
  for (const id of found) for (const e of way === 'out' ? graph.out(id) : graph.into(id)) found.add(way === 'out' ? e.to : e.from);
  select([...found]);
  say(`${found.size} steps selected`);
}

function toggle({ editor: { select, selected, say }, editor, stage }: Desk): void {
  const id = stage.focused();
  if (id === undefined) return;
  const isIn = selected.includes(id);
  select(isIn ? selected.filter((s) => s !== id) : [...selected, id]);
  say(`${wordsFor(editor, [id])} ${isIn ? 'taken out of the selection' : 'selected'}`);
}

function beginMoving(desk: Desk): void {
  const ids = meant(desk);
  desk.editor.select(ids);
  desk.setMoving(true);
  desk.editor.say(`Moving ${wordsFor(desk.editor, ids)}: arrow keys move, Shift further, Alt finer, M or Escape ends.`);
}

function endMoving(desk: Desk): void {
  desk.setMoving(false);
  desk.editor.say('Moving ended');
}

function moves(desk: Desk): ReturnType<Commands> {
  const directions = [['ArrowRight', 'right', 1, 0], ['ArrowLeft', 'left', -1, 0], ['ArrowDown', 'down', 0, 1], ['ArrowUp', 'up', 0, -1]] as const;
  const by = [['', 10], ['Shift+', 50], ['Alt+', 1]] as const;
  return directions.flatMap(([key, words, dx, dy]) => by.map(([mod, step]) => ({
    id: `move:${mod}${key}`, group: 'Edit' as const, words: `Move ${words} by ${step}`, keys: [`${mod}${key}`], where: 'steps' as const, isMinor: true,
    run: () => {
      const { edit, selected, say } = desk.editor;
      edit(`move ${wordsFor(desk.editor, selected)}`, (d) => moveNodes(d, Object.fromEntries(selected.flatMap((id) => { const p = d.layout[id]; return p ? [[id, { x: p.x + dx * step, y: p.y + dy * step }]] : []; }))), `keys:${selected.join()}`);
      say(`Moved ${words}`);
    },
  })));
}
