// The commands as they can be used now, for buttons that stand far from where they are put together.
import { createContext, useContext } from 'react';
import type { Command } from './commands.ts';

export const CommandsContext = createContext<readonly Command[]>([]);

export function useCommand(id: string): Command | undefined {
  return useContext(CommandsContext).find((command) => command.id === id);
}
