// Why a limit is due then, in words: one sentence for the setting of a deadline and one for each change. Pure; names and
// times are handed in.
import { list } from './case-words.ts';
import { durationWords, ruleWords, type Names } from './condition-words.ts';
import type { LedgerLine } from './deadline-ledger.ts';
import type { Anchor } from './draft.ts';
import { isInCalendar } from './due-at.ts';
import { dayText } from './read-calendar.ts';
import type { Crossed } from './working-time.ts';

export interface LedgerTelling {
  readonly names: Names;
  /** An instant in the unit's zone. */
  readonly time: (at: number) => string;
  readonly calendar: (key: string) => string;
}

/** A line as it is told; whether it is derived again as recorded is another question. */
type Line = Omit<LedgerLine, 'derived'>;

export function lineWords(line: Line, before: Line | undefined, tell: LedgerTelling): string {
  const due = tell.time(line.due);
  switch (line.why) {
    case 'opened': return line.drawn === undefined ? `Due ${due}, as the list of measures says.` : `Due ${due}: ${countedWords(line, tell)}`;
    case 'resubmitted': return `Due ${due}, as the list of measures says since it was handed in again.`;
    case 'levelRaised': return `The level was raised, which brings it forward to ${due}: ${countedWords(line, tell)}`;
    case 'extended': return `Given ${durationWords(`PT${Math.round((line.due - (before?.due ?? line.due)) / 1000)}S`)} more: ${due}.`;
    case 'resumed': return line.stop === undefined ? `Due ${due} after its clock stood.` : `Its clock stood from ${tell.time(line.stop.from)} to ${tell.time(line.stop.to)}${moved(line, before, tell)}`;
    case 'migrated': return `Counted in the new version of the protocol${before === undefined ? '' : `, ${tell.time(before.due)} before`}: ${due}: ${countedWords(line, tell)}`;
    case 'calendar': return `Counted again in version ${line.calendar?.version ?? 0} of the calendar “${tell.calendar(line.calendar?.key ?? '')}”: ${due} instead of ${tell.time(before?.due ?? line.due)}.${crossedWords(line.crossed)}`;
  }
}

// helpers

function countedWords({ drawn, anchorAt, calendar, crossed }: Line, tell: LedgerTelling): string {
  if (drawn === undefined) return '';
  const rule = ruleWords(drawn, tell.names);
  const counted = calendar === undefined ? '' : `, in the calendar “${tell.calendar(calendar.key)}”, version ${calendar.version}`;
  return `${rule}${counted}. Counted from ${tell.time(anchorAt)}, ${fromWords(drawn.from, tell.names)}.${crossedWords(crossed)}`;
}

function fromWords(anchor: Anchor | undefined, names: Names): string {
  switch (anchor?.kind) {
    case undefined: case 'opened': return 'when the step opened';
    case 'runStarted': return 'when the protocol started';
    case 'caseOpened': return 'when the case was opened';
    case 'reportReceived': return 'when the report was received';
    case 'field': return `as recorded in “${names.field(anchor.ref).label}”`;
  }
}

function moved(line: Line, before: Line | undefined, tell: LedgerTelling): string {
  const inCalendar = line.drawn !== undefined && isInCalendar(line.drawn.due);
  if (before !== undefined && before.due === line.due) return inCalendar ? '; no working time lies in between, so it stays as it was.' : '; it had been due before that, so it stays as it was.';
  return `; ${inCalendar ? 'by the working time in between it moves' : 'by as long it moves'} to ${tell.time(line.due)}.`;
}

function crossedWords(crossed: readonly Crossed[]): string {
  const of = (kind: Crossed['kind']): readonly string[] => crossed.filter((c) => c.kind === kind).map((c) => `${c.title || kind} (${dayText(kind === 'holiday' ? c.from : Math.floor(c.from / 1440))})`);
  const [holidays, closures] = [of('holiday'), of('closure')];
  return `${holidays.length > 0 ? ` Holidays in between: ${list(holidays)}.` : ''}${closures.length > 0 ? ` Closed in between: ${list(closures)}.` : ''}`;
}

