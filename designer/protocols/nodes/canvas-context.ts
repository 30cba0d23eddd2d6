// What a drawn step may do on the page it stands on: nothing, unless the editor says so.
import { createContext } from 'react';

export interface CanvasActs {
  readonly editable: boolean;
  readonly onAppend: (node: string) => void;
  /** The step an edge would lead to, while somebody chooses by keyboard. */
  readonly target: string | null;
}
export const CanvasContext = createContext<CanvasActs>({ editable: false, onAppend: () => undefined, target: null });
