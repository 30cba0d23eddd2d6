// A table as CSV (RFC 4180), for a spreadsheet. People write titles, and a spreadsheet runs what looks like a formula: every cell
// of words that could begin one gets an apostrophe in front, which the spreadsheet shows as plain text. Numbers are ours and stay.
export type Cell = string | number | null;

/** What begins a formula, in front of it whatever a spreadsheet passes over: blanks, controls, marks of direction. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
/** A tab or a line break in front starts a cell of its own in some spreadsheets. */
const breaks = /^[\t\r\n]/;

export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => cells.map(written).join(',');
  return `\uFEFF${[head, ...rows].map(line).join('\r\n')}\r\n`; // the mark tells a spreadsheet that this is UTF-8
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return `"${disarmed(cell).replaceAll('"', '""')}"`;
}

export const disarmed = (words: string): string => (formula.test(words) || breaks.test(words) ? `'${words}` : words);
