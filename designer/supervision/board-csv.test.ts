import { describe, expect, it, test } from 'vitest';
import type { BoardRow } from '../../server/contract-cases.ts';
import { boardCsv, boardFileName } from './board-csv.ts';
import { groupOf } from './board.ts';
import { csvOf, disarmed } from './csv.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const agency = { id: 'a', name: 'Sheriff' };
const row = (more: Partial<BoardRow>): BoardRow => ({
  stepId: 's', caseId: 'c', caseReference: 'HC-2026-0001', caseTitle: 'Messages at the mill', unitId: 'u', protocol: 'p', run: 'r', node: 'n', title: 'Classify the threat', kind: 'task', roles: [], agency, protocolTitle: 'Initial response', roleTitles: [], levelTitle: 'High',
  openedAt: new Date(now).toISOString(), dueAt: new Date(now - 90_000).toISOString(), warnAt: null, breachedAt: null, claimedBy: null, level: 'high', status: 'open', imminent: false, held: null, stoppedUntil: null, snoozedUntil: null, handoffState: null,
  mine: false, mayAct: false, act: 'complete', slackMs: null, waitingOn: ['Dana', 'Ellen'], nobody: false, stuck: false, owner: { id: 'o', name: 'Olga', agency }, ...more,
});
const unitName = (): string => 'Lake County';
const lines = (rows: readonly BoardRow[]): string[] => boardCsv(rows, { now, unitName }).replace('\uFEFF', '').trimEnd().split('\r\n');

describe('a cell that a spreadsheet would run', () => {
  test.each(['=1+1', '+1', '-1', '@sum(a1)', ' =1+1', '\t=1', '\r\n=1', '\n plain', '\u200B=1', '\u202E=1', '＝1+1', '－1', '=HYPERLINK("http://x","y")'])('is shown as words: %j', (words) => expect(disarmed(words)).toBe(`'${words}`));
  test.each(['Classify', 'a=b', '3-4', '', 'Dana; Ellen'])('is left as it is when it is harmless: %j', (words) => expect(disarmed(words)).toBe(words));
});

it('keeps quotes, commas and line breaks of a cell inside the cell', () => {
  expect(csvOf(['a', 'b'], [['say "no", then\nleave', 3], [null, -2]])).toBe('\uFEFF"a","b"\r\n"say ""no"", then\nleave",3\r\n,-2\r\n');
});

describe('the board as a file', () => {
  it('has each row that is shown with its limit, whom it waits for and its owner', () => {
    const [head = '', line = ''] = lines([row({})]);
    expect(head.split(',')).toHaveLength(line.split(',').length);
    expect(line).toBe('"HC-2026-0001","Lake County","Sheriff","Initial response","Classify the threat","Task","High","","2026-11-24T12:00:00.000Z","2026-11-24T11:58:30.000Z",-2,,"Dana; Ellen",,"Olga","",""');
  });
  it('carries nothing that people wrote of a case: no title of a case, no words of a measure or an added task', () => {
    const text = lines([row({ kind: 'measure', title: 'Watch the house' }), row({ kind: 'added', title: 'Ring his sister' })]).join('\n');
    expect(text).not.toMatch(/mill|house|sister/);
    expect(text).toMatch(/"Measure","Measure"/);
  });
  it('is called by its minute, so that files stand in their order', () => expect(boardFileName(now)).toBe('board 2026-11-24 1200.csv'));
});

describe('rows are grouped', () => {
  test.each([
    ['step', row({}), 'Classify the threat · Initial response'],
    ['unit', row({}), 'Lake County'],
    ['person', row({}), 'Claimed by nobody'],
    ['person', row({ claimedBy: { id: 'd', name: 'Dana', agency } }), 'Dana'],
    ['person', row({ kind: 'end' }), 'Olga'],
    ['agency', row({}), 'Sheriff'],
    ['protocol', row({ protocolTitle: '' }), 'The case itself'],
  ] as const)('by %s: %#', (by, of, key) => expect(groupOf(of, by, unitName)).toBe(key));
});
