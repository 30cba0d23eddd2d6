// What is seen and where one goes: the picture, the parts of the room, findings, steps; and saving, reviewing, exporting.
import { kindWords } from '../../../protocol/node-defaults.ts';
import type { Commands, Desk } from './desk.ts';

export const viewingCommands: Commands = (desk) => {
  const { editor, view, shown, stage } = desk;
  const { selected, readOnly, findings } = editor;
  const onCanvas = shown === 'canvas' ? undefined : 'The canvas is not shown.';
  return [
    { id: 'show', group: 'View', words: shown === 'canvas' ? 'Show the outline' : 'Show the canvas', keyWords: 'Canvas or outline', keys: ['o'], where: 'steps', run: () => { desk.show(shown === 'canvas' ? 'outline' : 'canvas'); stage.focusStep(selected[0]); } },
    { id: 'whole', group: 'View', words: 'Show the whole protocol', keys: ['1'], where: 'steps', whyNot: onCanvas, run: view.whole },
    { id: 'actual', group: 'View', words: 'Show at full size', keys: ['0'], where: 'steps', whyNot: onCanvas, run: view.actual },
    { id: 'toSelection', group: 'View', words: 'Show what is selected', keys: ['.'], where: 'steps', whyNot: onCanvas ?? (selected.length === 0 ? 'Select a step first.' : undefined), run: () => view.toSelection(selected) },
    { id: 'zoomIn', group: 'View', words: 'Zoom in', keys: ['='], where: 'steps', isMinor: true, whyNot: onCanvas, run: view.zoomIn },
    { id: 'zoomOut', group: 'View', words: 'Zoom out', keys: ['-'], where: 'steps', isMinor: true, whyNot: onCanvas, run: view.zoomOut },
    ...desk.folds.map((part) => ({ id: `fold:${part.name}`, group: 'View' as const, words: `${part.isFolded ? 'Show' : 'Fold'} ${part.name}`, where: 'page' as const, run: () => part.fold(!part.isFolded) })),
    { id: 'palette', group: 'Go to', words: 'Find a command', keys: ['$mod+k'], where: 'anywhere', run: () => desk.open('palette') },
    { id: 'find', group: 'Go to', words: 'Find a step, a field, a role', keys: ['$mod+f'], where: 'steps', run: () => desk.open('find') },
    { id: 'nextFinding', group: 'Go to', words: 'Next finding', keys: ['F8'], where: 'anywhere', whyNot: findings.length === 0 ? 'There are no findings.' : undefined, run: () => desk.nextFinding(1) },
    { id: 'previousFinding', group: 'Go to', words: 'Previous finding', keys: ['Shift+F8'], where: 'anywhere', whyNot: findings.length === 0 ? 'There are no findings.' : undefined, run: () => desk.nextFinding(-1) },
    { id: 'next', group: 'Go to', words: 'Next step, in reading order', keys: ['ArrowRight', 'ArrowDown'], where: 'steps', isMinor: true, run: () => step(desk, 1) },
    { id: 'previous', group: 'Go to', words: 'Previous step', keys: ['ArrowLeft', 'ArrowUp'], where: 'steps', isMinor: true, run: () => step(desk, -1) },
    { id: 'first', group: 'Go to', words: 'First step', keys: ['Home'], where: 'steps', isMinor: true, run: () => at(desk, desk.order[0]) },
    { id: 'last', group: 'Go to', words: 'Last step', keys: ['End'], where: 'steps', isMinor: true, run: () => at(desk, desk.order.at(-1)) },
    { id: 'settings', group: 'Go to', words: 'Settings of the protocol', where: 'page', run: () => editor.goTo({}) },
    { id: 'versions', group: 'Go to', words: 'Versions', where: 'page', run: () => desk.open('versions') },
    { id: 'talk', group: 'Go to', words: 'Comments', where: 'page', run: () => desk.open('talk') },
    { id: 'keys', group: 'Go to', words: 'All keys', keys: ['?'], where: 'page', run: () => desk.open('keys') },
    { id: 'save', group: 'Protocol', words: 'Save now', keys: ['$mod+s'], where: 'anywhere', whyNot: readOnly ? 'The protocol can only be read here.' : undefined, run: desk.saveNow },
    { id: 'review', group: 'Protocol', words: 'Send to review', keys: ['$mod+Enter'], where: 'anywhere', whyNot: readOnly ? 'The protocol can only be read here.' : undefined, run: desk.sendToReview },
    { id: 'rehearse', group: 'Protocol', words: desk.isRehearsing ? 'Close the rehearsal' : 'Rehearse', where: 'page', run: () => desk.rehearse(!desk.isRehearsing) },
    { id: 'whatIf', group: 'Protocol', words: 'What if: past cases on this draft', where: 'page', run: desk.whatIf },
    { id: 'export', group: 'Protocol', words: 'Export as JSON', where: 'page', run: desk.exportJson },
    { id: 'exportPicture', group: 'Protocol', words: 'Export as a picture: PDF, SVG, PNG', where: 'page', run: () => desk.open('picture') },
    { id: 'exportBpmn', group: 'Protocol', words: 'Export as BPMN 2.0', where: 'page', run: () => desk.open('bpmn') },
  ];
};

/** To the next step in reading order; what has the focus is selected, so that its properties stand beside it. */
function step(desk: Desk, by: 1 | -1): void {
  const now = desk.stage.focused() ?? desk.editor.selected[0];
  const index = now === undefined ? -1 : desk.order.indexOf(now);
  at(desk, index < 0 ? desk.order[0] : desk.order[index + by]);
}

function at(desk: Desk, id: string | undefined): void {
  if (id === undefined) {
    const end = desk.editor.draft.nodes.find((n) => n.id === desk.stage.focused());
    return desk.editor.say(end ? `No step beyond this ${kindWords[end.kind].toLowerCase()}` : 'No step beyond this one');
  }
  desk.editor.select([id]);
  desk.pickEdge(null);
  desk.stage.focusStep(id);
}
