// What both files of the comparison ask for: that the two agree, and that what they were asked was worth asking.
import fc from 'fast-check';
import { expect } from 'vitest';
import { difference, told, type Case } from './compare.ts';

/** Runs on one core in about half a minute; `npm run break` goes on from there. */
export const runsAFile = 10_000;
const parts = 5;
export const eachPart = Array.from({ length: parts }, (_, i) => i + 1);

/** Adds to `seen` what came up. */
export function agree(cases: fc.Arbitrary<Case>, seen: Set<string>): void {
  fc.assert(fc.property(cases, (played) => {
    const found = difference(played, { seen: (kind) => seen.add(kind) });
    if (found) throw new Error(told(found));
  }), { numRuns: runsAFile / parts });
}

/** Entries of every kind, and most refusals: a comparison that never meets them says nothing of them. */
export function expectAllOf(seen: ReadonlySet<string>): void {
  for (const kind of often) expect(seen).toContain(kind);
}

const often = [
  'approvalGranted', 'approvalDenied', 'votesVoided', 'handoffAccepted', 'handoffWaiting', 'handoffExpired', 'handoffAnswered', 'handoffLeftBehind', 'deadlineWarned', 'deadlinePassed', 'escalated', 'stepLeftOverdue', 'endHeld', 'ownerChanged', 'dangerRepeated', 'retentionReached', 'tableDecided', 'eachEnded', 'handlerFired', 'measureOpened', 'measureEnded', 'measureGiven', 'taskAdded', 'stepSkipped', 'caseReopened', 'grantGiven', 'grantShows', 'grantLapsed', 'phaseBegan', 'phaseEnded', 'paused', 'resumed', 'stepCancelled', 'runCancelled',
  'refused: separation_of_duties', 'refused: already_approved', 'refused: stale_content', 'refused: claimed', 'refused: transfer_open', 'refused: not_active', 'refused: wrong_act', 'refused: not_sworn', 'refused: missing_required', 'refused: bad_outcome',
];
