import { describe, expect, it, test } from 'vitest';
import type { BoardRow } from '../../server/contract-cases.ts';
import { isShown } from './board.ts';
import { durationOf } from './duration.ts';
import { offeredOf } from './offered.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const agency = { id: 'a', name: 'Sheriff' };
const row = (more: Partial<BoardRow>): BoardRow => ({
  stepId: 's', caseId: 'c', caseReference: null, caseTitle: 't', unitId: null, protocol: 'p', run: 'r', node: 'n', title: 'x', kind: 'task', roles: [], agency, protocolTitle: 'P', roleTitles: [], levelTitle: null,
  openedAt: new Date(now).toISOString(), dueAt: null, warnAt: null, breachedAt: null, claimedBy: null, level: null, status: 'open', imminent: false, held: null, stoppedUntil: null, snoozedUntil: null, handoffState: null,
  mine: false, mayAct: false, act: 'complete', slackMs: null, waitingOn: [], nobody: false, stuck: false, owner: { id: 'o', name: 'O', agency }, ...more,
});

describe('a number of the board stands for', () => {
  test.each([
    ['overdue', row({ dueAt: new Date(now - 1).toISOString() }), true],
    ['overdue', row({ dueAt: new Date(now).toISOString() }), false],
    ['dueSoon', row({ dueAt: new Date(now + 7_200_000).toISOString() }), true],
    ['dueSoon', row({ dueAt: new Date(now + 7_200_001).toISOString() }), false],
    ['approvals', row({ kind: 'approval' }), true],
    ['handoffs', row({ kind: 'ownership' }), true],
    ['nobody', row({ nobody: true }), true],
    ['stuck', row({}), false],
  ] as const)('%s: %#', (shown, of, is) => expect(isShown(of, shown, now)).toBe(is));
});

it('reads how much later a limit shall be', () => {
  expect(durationOf('4', 'H')).toBe('PT4H');
  expect(durationOf('2', 'D')).toBe('PT48H');
  expect(durationOf('0', 'H')).toBeNull();
  expect(durationOf('two', 'H')).toBeNull();
});

it('offers first who may do most of the steps, then who has least to do', () => {
  const person = (id: string, openSteps: number) => ({ person: { id, name: id, agency }, roles: [], openSteps });
  expect(offeredOf([[person('busy', 5), person('one', 0)], [person('busy', 5), person('free', 1)]]).map((o) => o.candidate.person.id)).toEqual(['busy', 'one', 'free']);
});
