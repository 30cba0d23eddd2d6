// What a drawn step may do on the page it stands on: nothing, unless the editor says so.
import { createContext } from 'react';

export interface CanvasActs {
  readonly editable: boolean;
  readonly onAppend: (node: string) => void;
  /** Puts a step into a way, asked beside a point of the window. */
  readonly onInsert: (edge: string, beside: { readonly x: number; readonly y: number }) => void;
  /** The step an edge would lead to, while somebody chooses by keyboard. */
  readonly target: string | null;
}
export const CanvasContext = createContext<CanvasActs>({ editable: false, onAppend: () => undefined, onInsert: () => undefined, target: null });
