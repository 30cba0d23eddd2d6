// Words of a move of cases, in one place.
import type { ClockPolicy } from '../../../protocol/input.ts';
import type { StepOutlook } from '../../../protocol/migrate/dry-run.ts';
import type { MigrationCaseView, MigrationView } from '../../../server/contract-migrations.ts';
import { localTime } from '../../ui/words.ts';

export const stateWords: Readonly<Record<MigrationView['state'], string>> = { planned: 'planned', looking: 'being tried', looked: 'tried', moving: 'being carried out', done: 'carried out' };
export const caseWords: Readonly<Record<MigrationCaseView['state'], string>> = { waiting: 'Waits its turn', fits: 'Fits', misfits: 'Does not fit', moved: 'Moved', refused: 'Not moved', gone: 'Nothing to move any more' };
export const clockWords: Readonly<Record<ClockPolicy, string>> = { keepElapsed: 'Count what has passed', restart: 'Begin anew', earlier: 'Earlier of old and new' };
export const becauseWords: Readonly<Record<MigrationView['steps'][number]['because'], string>> = { id: 'proposed: the same step', title: 'proposed: the same title', onlyOne: 'proposed: the only one of its kind left', none: 'nothing like it was found' };

/** What becomes of one open step, and of its deadline. */
export function outlookWords(step: StepOutlook, titleOf: (node: string) => string, { zone, now }: { readonly zone: string; readonly now: number }): string {
  const { deadline } = step;
  const at = (instant: number): string => localTime(instant, zone, now);
  const becomes = step.becomes === 'goesOn' ? (step.from === step.to ? `“${step.title}” goes on` : `“${step.title}” goes on as “${titleOf(step.to)}”`) : `“${step.title}” is cancelled, and “${titleOf(step.to)}” opened anew`;
  const due = deadline === undefined || deadline.passed || deadline.was === deadline.is ? '' : deadline.is === null ? '; it has no limit any more' : deadline.was === null ? `; due ${at(deadline.is)}` : `; due ${at(deadline.is)} instead of ${at(deadline.was)}`;
  return `${becomes}${due}${deadline?.passed ? '; its limit has passed and stays passed' : ''}${step.votesVoided ? '; votes given so far no longer count' : ''}.`;
}
