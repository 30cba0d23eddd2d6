// Where a case went another way than drawn, or something happened that whoever judges it will want to look at. A place that
// counts makes the case deviate; the others are what the protocols and the language allow for: declared danger, a limit left by
// the way drawn for it, more time that was not needed in the end.
import type { Entry, EntryKind, Transition } from '../entry.ts';
import { inTimeMs } from '../settle.ts';
import type { CertifiedDeadline } from './deadlines.ts';
import type { CertifiedRecord } from './statement.ts';
import { saidOf, type Story } from './story.ts';

interface Common {
  readonly counts: boolean;
  readonly transition: number;
  readonly at: number;
  readonly step: string | null;
}
export type Place = Common &
  (
    /** Its limit ran out; ended when it was done all the same, null if it is open. */
    | { readonly kind: 'ranOut'; readonly due: number; readonly ended: number | null; readonly doneLate: boolean }
    /** Kept, but not within the limit as it was counted (`due`): by the time that somebody gave beyond it. */
    | { readonly kind: 'keptByMore'; readonly due: number; readonly ended: number | null }
    /** What is drawn for a limit that runs out was done later than it should have been, because no host was there. */
    | { readonly kind: 'handledLate'; readonly due: number; readonly handledAt: number }
    /** Counted again from what is in the record, it would have been due at another instant. */
    | { readonly kind: 'countedOtherwise'; readonly due: number; readonly derived: number | null }
    /** An entry of the journal: the transition's, at this index. */
    | { readonly kind: 'entry'; readonly entry: EntryKind; readonly index: number }
  );

export function placesIn(record: CertifiedRecord, { story, deadlines }: { readonly story: Story; readonly deadlines: readonly CertifiedDeadline[] }): readonly Place[] {
  const places = [
    ...record.journal.flatMap((transition) => transition.entries.flatMap((entry, index) => placeOf(transition, entry, index))),
    ...deadlines.flatMap((deadline) => limitPlaces(record, story, deadline)),
  ];
  return places.sort((a, b) => a.transition - b.transition || a.at - b.at);
}

/** Entries that are a place wherever they stand, and whether they count. */
const always: Readonly<Partial<Record<EntryKind, boolean>>> = {
  caseSeeded: true, stepSkipped: true, caseCancelled: true, approvalChangedSince: true, notDelivered: true,
  stepLeftOverdue: false, escalated: false, deadlineExtended: false, paused: false, formCorrected: false, dangerDeclared: false, dangerRepeated: false, caseReopened: false,
  runMigrated: false, taskAdded: false, handoffLeftBehind: false, calendarBrought: false, caseParked: false,
};

function placeOf(transition: Transition, entry: Entry, index: number): readonly Place[] {
  const counts = always[entry.kind] ?? countsHere(transition, entry);
  if (counts === undefined) return [];
  return [{ kind: 'entry', entry: entry.kind, index, counts, transition: transition.number, at: transition.at, step: 'step' in entry && entry.step !== undefined ? entry.step : null }];
}

/** Entries that are a place only where a person did it outside what is drawn. */
function countsHere({ input }: Transition, entry: Entry): boolean | undefined {
  const target = input.kind === 'cancel' ? input.target : undefined;
  switch (entry.kind) {
    case 'stepCancelled': return target?.kind === 'step' && target.step === entry.step ? true : undefined;
    case 'runCancelled': return target?.kind === 'run' && target.run === entry.run ? true : undefined;
    case 'levelSet': return input.kind === 'setLevel' ? false : undefined;
    case 'ownerChanged': return entry.how === 'lost' ? false : undefined;
    case 'measureEnded': return entry.how === 'notDone' ? false : undefined;
    case 'caseClosed': return (entry.openMeasures ?? 0) > 0 ? false : undefined;
    default: return undefined;
  }
}

function limitPlaces({ journal, asOf }: CertifiedRecord, { steps }: Story, deadline: CertifiedDeadline): readonly Place[] {
  const story = steps.get(deadline.step);
  if (!story) return [];
  const ended = story.ended?.at ?? null;
  const here = { step: deadline.step, counts: true };
  const places: Place[] = [];
  const passed = deadline.fired.find((f) => f.what === 'passed');
  const isLeft = saidOf(story, 'stepLeftOverdue').length > 0;
  if (passed && !isLeft) places.push({ kind: 'ranOut', ...here, transition: passed.transition, at: passed.due, due: passed.due, ended, doneLate: story.row.state === 'done' });
  const isUnhandled = deadline.outcome === 'ranOut' && story.row.breachedAt === null;
  if (isUnhandled) places.push({ kind: 'ranOut', ...here, transition: journal.length, at: deadline.due, due: deadline.due, ended: null, doneLate: false });
  const without = deadline.due - deadline.extendedBy;
  if (deadline.extendedBy > 0 && !passed && !isUnhandled && deadline.outcome !== 'dropped' && without < (ended ?? asOf)) places.push({ kind: 'keptByMore', ...here, transition: story.ended?.number ?? journal.length, at: ended ?? asOf, due: without, ended });
  for (const { what, transition, at, due, handledAt } of deadline.fired) {
    const from = deadline.lines.filter((line) => line.transition <= transition).reduce((latest, line) => Math.max(latest, line.at), due);
    if (what !== 'warned' && handledAt - from > inTimeMs) places.push({ kind: 'handledLate', ...here, transition, at, due, handledAt });
  }
  for (const { transition, at, due, derived } of deadline.lines) if (derived !== due) places.push({ kind: 'countedOtherwise', ...here, transition, at, due, derived });
  return places;
}
