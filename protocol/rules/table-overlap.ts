// Rows of a decision table that get in each other's way: one that can never be chosen, because rows before it cover all of it,
// and two that both apply to something, say different things, and neither of which is the special case of the other.
import type { Draft, NodeOf } from '../draft.ts';
import type { Report, Rule } from './rule.ts';
import { sampleWords } from './table-words.ts';
import { spaceOf, type TableSpace } from './table-space.ts';
import { titled } from './words.ts';

export const tableOverlap: Rule = {
  id: 'table-overlap',
  check: ({ draft }, report) => {
    for (const node of draft.nodes) {
      const space = node.kind === 'table' && node.hit === 'first' ? spaceOf(draft, node) : undefined;
      if (space && node.kind === 'table') node.rules.forEach((_rule, row) => checkRow(node, { draft, space, row }, report));
    }
  },
};

// helpers

function checkRow(node: NodeOf<'table'>, { draft, space, row }: { readonly draft: Draft; readonly space: TableSpace; readonly row: number }, report: Report): void {
  const at = { node: node.id, field: `rules.${row}` };
  if (space.isHidden(row)) {
    report(at, `row ${row + 1} of ${titled(node)} can never be chosen, because the rows before it cover all of it; move it up, or delete it`);
    return;
  }
  const other = node.rules.findIndex((rule, i) => i < row && !isSame(rule.values, node.rules[row]?.values ?? []) && space.overlap(i, row) !== undefined && !space.covers(i, row) && !space.covers(row, i));
  const both = other < 0 ? undefined : space.overlap(other, row);
  if (both) report(at, `rows ${other + 1} and ${row + 1} of ${titled(node)} both apply when ${sampleWords(draft, node, both)}, and say different things; row ${other + 1} counts, so say in one of them what sets them apart`);
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);
