// J and K go through the rows of a list, from whatever row has the focus; a row's link is what the focus stands on, so
// Enter opens it without our doing anything.
import { useEffect } from 'react';

export function useRowKeys(more: Readonly<Record<string, (row: string) => void>> = {}): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=application]')) return;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
      const here = rows.findIndex((row) => row.closest('tr, li')?.contains(document.activeElement) ?? false);
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') {
        const next = rows[key === 'j' ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0)];
        next?.focus();
        next?.scrollIntoView({ block: 'nearest' });
        if (next) event.preventDefault();
      }
      const row = rows[here]?.dataset['row'];
      if (row !== undefined && more[key]) more[key](row);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [more]);
}
