// Presses of keys become commands. Heard before anything else on the page, because React Flow would move a step by the arrow
// keys; what no command claims goes its way.
import { useEffect, useRef } from 'react';
import { commandOf, type Command } from './commands.ts';

export function useCommandKeys(commands: readonly Command[], { hasLetters, say }: { readonly hasLetters: boolean; readonly say: (words: string) => void }): void {
  const now = useRef({ commands, hasLetters });
  now.current = { commands, hasLetters };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (!target || document.querySelector('[aria-modal="true"]') !== null || event.isComposing) return;
      const inPanel = target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
      const isTyping = inPanel || target.closest('input, textarea, select, [contenteditable]') !== null;
      const isAtSteps = !isTyping && target.closest('[data-steps]') !== null && !isButtonKey(event, target);
      const command = commandOf(now.current.commands, event, { isTyping, isAtSteps, hasLetters: now.current.hasLetters });
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      if (command.whyNot !== undefined) say(command.whyNot);
      else command.run();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [say]);
}

/** Enter and Space press the button that has the focus. */
const isButtonKey = (event: KeyboardEvent, target: HTMLElement): boolean => (event.key === 'Enter' || event.key === ' ') && target.closest('button, a') !== null;
