// What people wrote of the tasks they added. The rows of lists keep no content; its words are read for whoever may see them.
import type { Tx } from '../../prisma/connect.ts';
import type { TaskRow } from '../contract-cases.ts';
import type { Content } from './content.ts';

/** The same rows, added tasks called by what is to be done. Somebody who may not read that sees the plain title. */
export async function withTheirWords<Row extends Pick<TaskRow, 'kind' | 'caseId' | 'node' | 'title'>>({ tx, content }: { readonly tx: Tx; readonly content: Content }, rows: readonly Row[]): Promise<Row[]> {
  const added = rows.filter((row) => row.kind === 'added');
  const words = new Map<string, string>();
  for (const caseId of new Set(added.map((row) => row.caseId))) {
    const stored = await content.read(tx, caseId, added.flatMap((row) => (row.caseId === caseId ? [row.node] : [])));
    for (const [id, { value }] of stored) if (typeof value === 'string') words.set(id, value);
  }
  return rows.map((row) => (row.kind === 'added' ? { ...row, title: words.get(row.node) ?? row.title } : row));
}
