import { expect, it } from 'vitest';
import { namesOf } from './condition-words.ts';
import type { LedgerLine } from './deadline-ledger.ts';
import { officeHours, sample, unit } from './rules/sample.ts';
import { dayOf } from './read-calendar.ts';
import { localText } from './time.ts';
import { lineWords, type LedgerTelling } from './ledger-words.ts';

const tell: LedgerTelling = { names: namesOf(sample('')), time: (at) => localText(at, unit.offsets), calendar: () => officeHours.title };
const at = (iso: string): number => Date.parse(`${iso}-05:00`);
const line = (more: Partial<LedgerLine>): LedgerLine => ({
  transition: 1, at: at('2026-11-20T16:40'), why: 'opened', by: null, rule: 0, drawn: { due: { kind: 'workingTime', time: 'PT4H', calendar: 'sheriff.office' } }, anchorAt: at('2026-11-20T16:40'),
  calendar: { key: 'sheriff.office', version: 3 }, crossed: [], due: at('2026-11-23T11:40'), derived: at('2026-11-23T11:40'), ...more,
});
const day = dayOf('2026-11-26') ?? 0;

it('says why a limit is due then: rule, anchor, calendar and what of it was crossed', () => {
  expect(lineWords(line({}), undefined, tell)).toBe('Due Mon 23 Nov 2026 11:40: 4 h of working time after the step opens, in the calendar “Office hours”, version 3. Counted from Fri 20 Nov 2026 16:40, when the step opened.');
  const crossed = [{ kind: 'holiday' as const, title: 'Thanksgiving', from: day, to: day }, { kind: 'closure' as const, title: 'Burst pipe', from: (day + 1) * 1440 + 60, to: (day + 2) * 1440 }];
  expect(lineWords(line({ drawn: { due: { kind: 'workingDays', days: 3 }, from: { kind: 'field', ref: 'intake.seen' } }, crossed }), undefined, tell)).toContain('as recorded in “seen”. Holidays in between: Thanksgiving (2026-11-26). Closed in between: Burst pipe (2026-11-27).');
  expect(lineWords(line({ drawn: { due: 'PT4H' }, calendar: undefined, due: at('2026-11-20T20:40') }), undefined, tell)).toBe('Due Fri 20 Nov 2026 20:40: 4 h after the step opens. Counted from Fri 20 Nov 2026 16:40, when the step opened.');
});
it('says each change with what it did', () => {
  const before = line({});
  const stop = { from: at('2026-11-21T10:00'), to: at('2026-11-23T09:00'), reasonId: 'r' };
  expect(lineWords(line({ why: 'resumed', stop, due: at('2026-11-23T12:40') }), before, tell)).toBe('Its clock stood from Sat 21 Nov 2026 10:00 to Mon 23 Nov 2026 09:00; by the working time in between it moves to Mon 23 Nov 2026 12:40.');
  expect(lineWords(line({ why: 'resumed', stop }), before, tell)).toBe('Its clock stood from Sat 21 Nov 2026 10:00 to Mon 23 Nov 2026 09:00; no working time lies in between, so it stays as it was.');
  expect(lineWords(line({ why: 'extended', due: at('2026-11-23T13:40') }), before, tell)).toBe('Given 2 h more: Mon 23 Nov 2026 13:40.');
  expect(lineWords(line({ why: 'calendar', calendar: { key: 'sheriff.office', version: 4 }, due: at('2026-11-24T11:40') }), before, tell)).toBe('Counted again in version 4 of the calendar “Office hours”: Tue 24 Nov 2026 11:40 instead of Mon 23 Nov 2026 11:40.');
  expect(lineWords(line({ why: 'levelRaised', due: at('2026-11-23T09:40') }), before, tell)).toMatch(/^The level was raised, which brings it forward to Mon 23 Nov 2026 09:40: /);
  expect(lineWords(line({ why: 'opened', drawn: undefined, calendar: undefined }), undefined, tell)).toBe('Due Mon 23 Nov 2026 11:40, as the list of measures says.');
});
