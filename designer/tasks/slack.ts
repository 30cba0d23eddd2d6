// Slack: the time left of a step. Lists are sorted by it, rows are marked by it, and the bar of the board is drawn from it.
export type Band = 'overdue' | 'soon' | 'ahead' | 'none';
export interface Timed {
  readonly dueAt: string | null;
  readonly warnAt?: string | null;
  readonly openedAt: string;
  /** Its clock stands, until then at the latest. */
  readonly stoppedUntil?: string | null;
}

/** Without its own warning, a step is due soon in its last quarter, at most in its last two hours. */
const soonAtMostMs = 2 * 3_600_000;

export const dueOf = (row: Timed): number | null => (row.dueAt === null ? null : Date.parse(row.dueAt));

export function slackMs(row: Timed, now: number): number | null {
  const due = dueOf(row);
  return due === null ? null : due - now;
}

export function bandOf(row: Timed, now: number): Band {
  const due = dueOf(row);
  if (due === null) return 'none';
  if (now > due) return 'overdue';
  const warn = row.warnAt ? Date.parse(row.warnAt) : due - Math.min(soonAtMostMs, (due - Date.parse(row.openedAt)) / 4);
  return now >= warn ? 'soon' : 'ahead';
}

/** Least time left first; what has no limit comes last, oldest first. */
export function bySlack<Row extends Timed>(rows: readonly Row[]): readonly Row[] {
  const openedAt = (row: Row): number => Date.parse(row.openedAt);
  return [...rows].sort((a, b) => {
    const [dueA, dueB] = [dueOf(a), dueOf(b)];
    if (dueA === dueB) return openedAt(a) - openedAt(b);
    return dueA === null ? 1 : dueB === null ? -1 : dueA - dueB;
  });
}

/** How much of the time given is used, 0 to 1; over 1 is late. Null without a limit. */
export function used(row: Timed, now: number): number | null {
  const due = dueOf(row);
  if (due === null) return null;
  const given = due - Date.parse(row.openedAt);
  return given <= 0 ? (now >= due ? 1 : 0) : Math.max(0, (now - Date.parse(row.openedAt)) / given);
}

/** Groups keep the order in which their first row comes, so the most urgent group stands first. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly { readonly key: string; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: members }));
}
