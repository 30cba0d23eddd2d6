// Keeps a list still while it is read: rows stay in the place and the section they were seen in, until the list is shown anew.
import { useState } from 'react';
import type { TaskRow } from '../../server/contract-cases.ts';
import { calm, sectionsOf } from './inbox.ts';

/** `view` names what is looked at: another view begins anew. */
export function useCalm(fresh: readonly TaskRow[], { view, now }: { readonly view: string; readonly now: number }) {
  const anew = { view, rows: fresh, sections: sectionsOf(fresh, now) };
  const [kept, setKept] = useState<typeof anew | null>(anew);
  const seen = kept !== null && kept.view === view ? kept : anew;
  if (seen !== kept) setKept(seen);
  const { rows, added } = calm(seen.rows, fresh);
  return {
    rows, added, gone: rows.filter((row) => row.isGone).length,
    sections: seen.sections.map((section) => ({ key: section.key, rows: calm(section.rows, fresh).rows })),
    /** The next time it is drawn, with what is there then. */
    showAnew: () => setKept(null),
  };
}
