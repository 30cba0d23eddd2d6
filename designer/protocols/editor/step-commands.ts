// Drawing on: what follows a step, what it is called, what kind it is; and new steps that nothing leads to yet.
import { repairsOf } from '../../../protocol/edits/repairs.ts';
import { addNote, newNote } from '../../../protocol/edits/notes.ts';
import { kindWords } from '../../../protocol/node-defaults.ts';
import { addLoose } from '../append.ts';
import { kindOrder } from '../nodes/kind-icons.tsx';
import { wordsFor, type Commands, type Desk } from './desk.ts';
import { meant } from './editing-commands.ts';
import { mend } from './Repairs.tsx';

export const stepCommands: Commands = (desk) => {
  const { editor, stage, edge } = desk;
  const { draft, readOnly, edit, select, say, goTo } = editor;
  const still = readOnly ? 'The protocol can only be read here.' : undefined;
  const one = editor.selected.length === 1 ? editor.selected[0] : undefined;
  const title = one === undefined ? 'a step' : wordsFor(editor, [one]);
  const oneWhy = still ?? (editor.selected.length > 1 ? 'Select one step only.' : undefined);
  const withOne = (act: (id: string) => void) => (): void => {
    const [id] = meant(desk);
    if (id !== undefined) act(id);
    else say('Select a step first.');
  };
  const way = draft.edges.find((e) => e.id === edge);
  return [
    { id: 'append', group: 'Steps', words: `Add a step after ${title}`, keyWords: 'Add a step after this one', keys: ['a', '+'], where: 'steps', whyNot: oneWhy, run: withOne((id) => { select([id]); stage.ask('append', id); }) },
    { id: 'connect', group: 'Steps', words: `Connect ${title} to another step`, keyWords: 'Connect this step to another', keys: ['c'], where: 'steps', whyNot: oneWhy, run: withOne((id) => { select([id]); stage.ask('connect', id); }) },
    { id: 'insert', group: 'Steps', words: 'Put a step into the selected connection', keys: ['i'], where: 'steps', whyNot: still ?? (way ? undefined : 'Select a connection first, or add a step after the one it leaves.'), run: () => { if (way) stage.ask('append', way.from, { port: way.port }); } },
    { id: 'rename', group: 'Steps', words: `Rename ${title}`, keyWords: 'Rename', keys: ['F2', 'e'], where: 'steps', whyNot: oneWhy, run: withOne((id) => { select([id]); desk.open('rename'); }) },
    { id: 'kind', group: 'Steps', words: `Change the kind of ${title}`, keyWords: 'Change its kind', keys: ['r'], where: 'steps', whyNot: oneWhy ?? (one !== undefined && !draft.nodes.some((n) => n.id === one) ? 'A handler has no other kind.' : undefined), run: withOne((id) => { select([id]); desk.open('kind'); }) },
    { id: 'properties', group: 'Steps', words: `Properties of ${title}`, keyWords: 'Open its properties', keys: ['Enter'], where: 'steps', run: withOne((id) => goTo({ node: id, field: 'title' })) },
    ...(one === undefined || readOnly ? [] : editor.findings.filter((f) => f.at.node === one).flatMap((f) => repairsOf(draft, f, editor.context)).map((repair, i) => ({ id: `repair:${i}`, group: 'Steps' as const, words: `Mend: ${repair.name}`, where: 'page' as const, run: () => mend(editor, repair) }))),
    { id: 'add:note', group: 'Steps', words: 'Add a note', keys: ['n'], where: 'steps', whyNot: still, run: () => addNoteHere(desk) },
    ...kindOrder.map((kind) => ({
      id: `add:${kind}`, group: 'Steps' as const, words: `Add ${kindWords[kind].toLowerCase()}`, where: 'page' as const, isMinor: true, whyNot: still ?? (kind === 'start' && draft.nodes.some((n) => n.kind === 'start') ? 'A protocol has one start.' : undefined),
      run: () => {
        const made = addLoose(draft, kind, desk.view.middle());
        edit(`add ${kindWords[kind].toLowerCase()}`, () => made.draft);
        select([made.id]);
        say(`${kindWords[kind]} added. Nothing leads to it yet.`);
        stage.focusStep(made.id);
      },
    })),
  ];
};

/** On the canvas and in no plan; its words are asked for at once. */
function addNoteHere({ editor: { draft, edit, select, goTo, say }, view }: Desk): void {
  const note = newNote(draft);
  edit('add a note', (d) => addNote(d, { note, at: view.middle() }));
  select([note.id]);
  goTo({ node: note.id, field: 'title' });
  say('Note added. It is never part of what is published.');
}
