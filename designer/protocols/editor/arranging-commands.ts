// Where steps stand: tidied, lined up, spaced out. Each is one edit, whatever number of steps it moves.
import { moveNodes } from '../../../protocol/edits/nodes.ts';
import { aligned, boxesOf, distributed, type Alignment, type Spread } from '../arrange.ts';
import { wordsFor, type Commands, type Desk } from './desk.ts';

const alignments: readonly (readonly [Alignment, string])[] = [['left', 'left edges'], ['centre', 'centres, one under the other'], ['right', 'right edges'], ['top', 'top edges'], ['middle', 'middles, side by side'], ['bottom', 'bottom edges']];
const spreads: readonly (readonly [Spread, string])[] = [['across', 'across'], ['down', 'down']];

export const arrangingCommands: Commands = (desk) => {
  const { editor } = desk;
  const { draft, context, edit, selected, say, readOnly } = editor;
  const still = readOnly ? 'The protocol can only be read here.' : undefined;
  const atLeast = (n: number): string | undefined => still ?? (selected.length < n ? `Select at least ${n} steps first.` : undefined);
  const what = wordsFor(editor, selected);
  return [
    { id: 'tidy', group: 'Arrange', words: 'Tidy up', keys: ['Shift+t'], where: 'steps', whyNot: still, run: () => void tidyUp(desk, null) },
    { id: 'tidyPart', group: 'Arrange', words: `Tidy up ${selected.length > 1 ? what : 'the selected steps'}`, keys: ['t'], where: 'steps', whyNot: atLeast(2), run: () => void tidyUp(desk, selected) },
    ...alignments.map(([alignment, words]) => ({ id: `align:${alignment}`, group: 'Arrange' as const, words: `Align ${words}`, where: 'page' as const, whyNot: atLeast(2), run: () => { edit(`align ${what}`, (d) => moveNodes(d, aligned(boxesOf(draft, selected, context), alignment))); say(`${what} aligned`); } })),
    ...spreads.map(([spread, words]) => ({ id: `distribute:${spread}`, group: 'Arrange' as const, words: `Distribute ${words}`, where: 'page' as const, whyNot: atLeast(3), run: () => { edit(`distribute ${what}`, (d) => moveNodes(d, distributed(boxesOf(draft, selected, context), spread))); say(`${what} distributed`); } })),
    { id: 'snap', group: 'Arrange', words: desk.snaps ? 'Do not snap to the grid' : 'Snap to the grid', where: 'page', whyNot: still, run: () => desk.setSnaps(!desk.snaps) },
  ];
};

/** A large draft is laid out beside the page: it is one edit when it is done, of what stands then. */
async function tidyUp({ editor, work, view }: Desk, ids: readonly string[] | null): Promise<void> {
  const what = ids === null ? '' : ` ${wordsFor(editor, ids)}`;
  const answer = work.tidy(editor.draft, ids);
  if (answer instanceof Promise) editor.say('Tidying up');
  const places = answer instanceof Promise ? await answer : answer;
  editor.edit(`tidy up${what}`, (d) => moveNodes(d, places));
  editor.say(`Tidied up${what}`);
  if (ids === null) setTimeout(view.whole, 60);
}
