// What the commands of the editor act on: the draft and what is selected, its history, the middle, and the parts of the room
// that open and fold.
import type { Command } from './commands.ts';
import type { Editor } from './editor-context.ts';
import type { DraftWork } from './use-draft-work.ts';
import type { Stage } from './use-stage.ts';
import type { DraftHistory } from './use-history.ts';
import type { Place } from '../../../picture/geometry.ts';

export type Shown = 'canvas' | 'outline';
export type Dialog = 'versions' | 'keys' | 'palette' | 'find' | 'kind' | 'rename' | 'bpmn' | 'picture' | 'talk';

export interface Desk {
  readonly editor: Editor;
  readonly stage: Stage;
  readonly history: Pick<DraftHistory, 'undo' | 'redo' | 'undoName' | 'redoName'>;
  readonly work: DraftWork;
  /** Steps and handlers in reading order. */
  readonly order: readonly string[];
  /** The way that is selected. */
  readonly edge: string | null;
  readonly pickEdge: (edge: string | null) => void;
  /** Arrow keys move the selected steps until it ends. */
  readonly isMoving: boolean;
  readonly setMoving: (moving: boolean) => void;
  readonly shown: Shown;
  readonly show: (shown: Shown) => void;
  readonly open: (dialog: Dialog) => void;
  readonly view: {
    readonly whole: () => void;
    readonly actual: () => void;
    readonly toSelection: (ids: readonly string[]) => void;
    readonly zoomIn: () => void;
    readonly zoomOut: () => void;
    readonly middle: () => Place;
  };
  readonly folds: readonly Fold[];
  readonly snaps: boolean;
  readonly setSnaps: (snaps: boolean) => void;
  readonly clipboard: { readonly copy: () => void; readonly cut: () => void; readonly paste: () => void };
  readonly saveNow: () => void;
  readonly sendToReview: () => void;
  readonly isRehearsing: boolean;
  readonly rehearse: (on: boolean) => void;
  /** Saves, and leaves for the past cases on it. */
  readonly whatIf: () => void;
  readonly exportJson: () => void;
  readonly nextFinding: (by: 1 | -1) => void;
}

/** A part of the room that folds: "palette and outline". */
export interface Fold {
  readonly name: string;
  readonly isFolded: boolean;
  readonly fold: (folded: boolean) => void;
}
export type Commands = (desk: Desk) => readonly Command[];

export const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** "“Look”", or "3 steps". */
export function wordsFor({ draft }: Editor, ids: readonly string[]): string {
  if (ids.length === 0) return 'steps';
  if (ids.length > 1) return plural(ids.length, 'step');
  if (draft.notes?.some((n) => n.id === ids[0])) return 'the note';
  const found = [...draft.nodes, ...(draft.on ?? [])].find((n) => n.id === ids[0]);
  return `“${found?.title || ids[0] || ''}”`;
}
