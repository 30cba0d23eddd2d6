// Calendars and clocks through the built product: an agency keeps a calendar, a protocol counts in it, a case is paused and
// goes on, and a newer version of the calendar reaches limits that are open.
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Calendar, Draft } from '../../protocol/draft.ts';
import type { CaseAct } from '../../server/contract-acts.ts';
import type { CaseStep, CaseView } from '../../server/contract-cases.ts';
import type { CalendarRow, LedgerDeadlineView } from '../../server/contract-clocks.ts';
import type { ApiClient } from './client.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
const as = (login: string): ApiClient => demo.as(login);
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.product.stop());

/** A room that never closes, but for closures from a day ago on; so the test does not depend on the time of day. */
const hour = 3_600_000;
const local = (hoursFromNow: number): string => DateTime.now().setZone('America/New_York').plus({ hours: hoursFromNow }).toFormat("yyyy-MM-dd'T'HH:mm");
const room = (closedForHours?: number): Calendar => ({
  key: 'room', title: 'Watch room', lastYear: DateTime.now().year + 2, holidays: [],
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: '00:00', closes: '24:00' })),
  closures: closedForHours === undefined ? [] : [{ from: local(-24), to: local(closedForHours), title: 'Burst pipe' }],
});
const rowOf = async (login: string, key: string): Promise<CalendarRow> => {
  const row = (await as(login).get('calendars')).items.find((one) => one.key === key);
  if (row === undefined) throw new Error(`${login} sees no calendar ${key}`);
  return row;
};
async function changeRoom(calendar: Calendar): Promise<number> {
  const { version } = await rowOf('ruth', 'room');
  return (await as('ruth').get('changeCalendar', { params: { key: 'room' }, body: { version, calendar } })).version;
}

const draft: Draft = {
  schemaVersion: 1, key: 'clocks', title: 'Clocks', purpose: '', levels: [], facts: [], retention: [], citations: [], forms: [], layout: {},
  roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start', instructions: '', citations: [], roles: [], effects: [] },
    { id: 'fan', kind: 'split', title: 'Both', instructions: '', citations: [], join: 'meet', branches: [{ id: 'a', detached: false }, { id: 'b', detached: false }] },
    ...(['look', 'law'] as const).map((id) => ({
      id, kind: 'task' as const, title: id === 'look' ? 'Look at it' : 'Answer by law', instructions: '', citations: [], roles: ['analyst'], checklist: [], assign: { kind: 'claim' as const }, outcomes: [{ id: 'done', label: 'Done', effects: [], needsReason: false }],
      limit: { kind: 'due' as const, rules: [{ due: { kind: 'workingTime' as const, time: 'PT4H', calendar: 'room' } }], escalate: [{ after: 'PT0S', notify: ['supervisor'], letIn: [], release: false }], onOverdue: 'stay' as const, ...(id === 'law' && { statutory: true }) },
    })),
    { id: 'meet', kind: 'join', title: 'Join', instructions: '', citations: [] },
    { id: 'end', kind: 'end', title: 'End', instructions: '', citations: [], outcome: 'done', effects: [], stopsOthers: false },
  ],
  edges: [['start', 'next', 'fan'], ['fan', 'a', 'look'], ['fan', 'b', 'law'], ['look', 'done', 'meet'], ['law', 'done', 'meet'], ['meet', 'next', 'end']].map(([from = '', port = '', to = ''], i) => ({ id: `e${i}`, from, port, to })),
};
const open = async (versionId: string, title: string): Promise<string> => (await as('dana').get('openCase', { body: { id: randomUUID(), versionId, title } })).caseId;
const view = (caseId: string): Promise<CaseView> => as('dana').get('case', { params: { id: caseId } });
async function step(caseId: string, node: string): Promise<CaseStep> {
  const found = (await view(caseId)).steps.find((s) => s.node === node);
  if (found === undefined) throw new Error(`the case has no step ${node}`);
  return found;
}
const take: Demo['take'] = (login, caseId, act) => demo.take(login, caseId, act);
const dueOf = async (caseId: string, node: string): Promise<number> => Date.parse((await step(caseId, node)).dueAt ?? '');
async function ledgerOf(caseId: string, node: string): Promise<LedgerDeadlineView> {
  const { id } = await step(caseId, node);
  const found = (await as('dana').get('ledger', { params: { id: caseId } })).items.find((deadline) => deadline.step === id);
  if (found === undefined) throw new Error(`no ledger of ${node}`);
  return found;
}

describe('the calendars of an agency', () => {
  it('are seen by everybody in its units, and the oldest is used where a limit names none', async () => {
    expect(await rowOf('grace', 'office')).toMatchObject({ version: 1, usual: true, mayChange: false, calendar: { title: 'Office hours' } });
    expect(await rowOf('ruth', 'office')).toMatchObject({ mayChange: true });
  });
  it('are made and changed by those who administer, each change a new version on top of the last', async () => {
    expect((await as('marcus').ask('createCalendar', { body: { calendar: room() } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect(await as('ruth').get('createCalendar', { body: { calendar: room() } })).toEqual({ key: 'room', version: 1 });
    expect((await as('ruth').ask('createCalendar', { body: { calendar: room() } })).problem).toMatchObject({ status: 409, code: 'key_taken' });
    expect(await as('ruth').get('changeCalendar', { params: { key: 'room' }, body: { version: 1, calendar: { ...room(), title: 'The watch room' } } })).toEqual({ key: 'room', version: 2 });
    expect((await as('ruth').ask('changeCalendar', { params: { key: 'room' }, body: { version: 1, calendar: room() } })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await rowOf('ruth', 'room')).toMatchObject({ version: 2, usual: false, calendar: { title: 'The watch room' } });
  });
  it('are refused with every field that cannot be counted in', async () => {
    const { problem } = await as('ruth').ask('createCalendar', { body: { calendar: { ...room(), key: 'bad', weekly: [{ day: 1, opens: '9', closes: '17:00' }], holidays: [{ date: '2026-02-30', title: '' }] } } });
    expect(problem).toMatchObject({ status: 422, code: 'bad_request' });
    expect(problem?.fields?.map((f) => f.field)).toEqual(['calendar.weekly.0', 'calendar.holidays.0.date']);
  });
});

describe('a protocol that counts in one', () => {
  let versionId: string;
  it('carries it in its plan, as it was when it was published', async () => {
    versionId = await demo.publish(draft);
    const { plan } = await as('dana').get('version', { params: { id: versionId } });
    expect(plan.calendars).toMatchObject({ 'sheriff.room': { version: 2, title: 'The watch room' } });
    expect(plan.nodes['look']).toMatchObject({ limit: { rules: [{ due: { kind: 'workingTime', time: 'PT4H', calendar: 'sheriff.room' } }] } });
  });

  it('is paused for a reason until an end, but for its statutory limits, and goes on moved by the span', async () => {
    const caseId = await open(versionId, 'A paused case');
    const before = await dueOf(caseId, 'look');
    const pause: CaseAct = { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', time: 'PT48H' }, reason: 'Waiting for the court.' };
    expect((await as('marcus').act(caseId, pause)).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    await take('ellen', caseId, pause);
    expect(await step(caseId, 'look')).toMatchObject({ dueAt: null });
    expect(Date.parse((await step(caseId, 'look')).stoppedUntil ?? '') - Date.now()).toBeGreaterThan(47 * hour);
    expect(await step(caseId, 'law')).toMatchObject({ stoppedUntil: null, dueAt: new Date(before).toISOString() });
    expect(await view(caseId)).toMatchObject({ case: { pausedUntil: expect.any(String) } });
    expect((await as('marcus').get('tasks', { query: { scope: 'team' } })).items.find((row) => row.caseId === caseId && row.node === 'look')).toMatchObject({ dueAt: null, stoppedUntil: expect.any(String) });

    await take('ellen', caseId, { kind: 'resume', target: { kind: 'case' } });
    const { lines } = await ledgerOf(caseId, 'look');
    expect(lines.map((line) => [line.by?.name, line.reason, line.agrees])).toEqual([['Dana Whitfield', null, true], ['Ellen Okafor', 'Waiting for the court.', true]]);
    expect(lines[0]?.words).toMatch(/^Due .*: 4 h of working time after the step opens, in the calendar “The watch room”, version 2\. Counted from .*, when the step opened\.$/);
    expect(lines[1]?.words).toMatch(/^Its clock stood from .* to .*; by the working time in between it moves to .*\.$/);
    expect(await dueOf(caseId, 'look')).toBe(Date.parse(lines[1]?.due ?? ''));
    expect(await dueOf(caseId, 'look')).toBeGreaterThan(before);
    expect((await as('dana').get('timeline', { params: { id: caseId } })).items.flatMap((item) => item.entries).filter((e) => e.kind === 'paused' || e.kind === 'resumed').map((e) => [e.kind, e.text])).toEqual([['paused', 'Waiting for the court.'], ['resumed', null]]);
  });

  it('pauses one step and leaves the others', async () => {
    const caseId = await open(versionId, 'A paused step');
    const { id } = await step(caseId, 'look');
    expect(await as('ellen').get('step', { params: { id: caseId, step: id } })).toMatchObject({ mayPause: true, mayResume: false });
    expect((await as('ellen').act(caseId, { kind: 'pause', target: { kind: 'step', step: (await step(caseId, 'law')).id }, end: { kind: 'budget', time: 'PT1H' }, reason: 'No.' })).problem).toMatchObject({ status: 409, code: 'wrong_act' });
    await take('ellen', caseId, { kind: 'pause', target: { kind: 'step', step: id }, end: { kind: 'at', at: new Date(Date.now() + hour).toISOString() }, reason: 'Waiting for the lab.' });
    expect(await as('ellen').get('step', { params: { id: caseId, step: id } })).toMatchObject({ mayPause: false, mayResume: true, row: { dueAt: null } });
    expect(await view(caseId)).toMatchObject({ case: { pausedUntil: null } });
  });

  it('counts in a newer version when it is brought: earlier always, later only by somebody who may extend', async () => {
    const closed = await changeRoom(room(48));
    const caseId = await open(versionId, 'A burst pipe');
    const drawn = await dueOf(caseId, 'look');
    expect(drawn - Date.now()).toBeLessThan(5 * hour);
    expect((await rowOf('ellen', 'room')).behind.cases).toBeGreaterThanOrEqual(1);

    const bring = async (login: string, version: number, later: boolean) => (await as(login).get('bringCalendar', { params: { key: 'room' }, body: { version, later, reason: 'The room is under water.' } })).cases.find((one) => one.id === caseId);
    expect(await bring('ruth', closed, false)).toMatchObject({ moved: 0, kept: 2, refused: null });
    expect(await dueOf(caseId, 'look')).toBe(drawn);
    expect(await bring('ruth', closed, true)).toMatchObject({ moved: 0, refused: expect.stringContaining('None of your roles') });
    expect(await bring('ellen', closed, true)).toMatchObject({ moved: 2, kept: 0, refused: null });
    const later = await dueOf(caseId, 'look');
    expect(later - Date.now()).toBeGreaterThan(51 * hour);

    expect(await bring('ruth', await changeRoom(room(24)), false)).toMatchObject({ moved: 2, kept: 0, refused: null });
    expect(await dueOf(caseId, 'look')).toBe(later - 24 * hour);
    const { lines } = await ledgerOf(caseId, 'look');
    expect(lines.map((line) => [line.by?.name, line.reason, line.agrees])).toEqual([['Dana Whitfield', null, true], ['Ellen Okafor', 'The room is under water.', true], ['Ruth Adler', 'The room is under water.', true]]);
    expect(lines[1]?.words).toMatch(/^Counted again in version 3 of the calendar “The watch room”: .* Closed in between: Burst pipe \(/);
    expect((await as('ruth').ask('bringCalendar', { params: { key: 'room' }, body: { version: closed, later: false, reason: 'Too late.' } })).problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('is brought to a case once, however often it is asked', async () => {
    const { version } = await rowOf('ruth', 'room');
    expect((await rowOf('ruth', 'room')).behind).toEqual(expect.objectContaining({ limits: expect.any(Number) }));
    const first = await as('ellen').get('bringCalendar', { params: { key: 'room' }, body: { version, later: true, reason: 'All of them.' } });
    expect(first.cases.every((one) => one.refused === null)).toBe(true);
    expect((await rowOf('ellen', 'room')).behind).toEqual({ limits: 0, cases: 0 });
    expect((await as('ellen').get('bringCalendar', { params: { key: 'room' }, body: { version, later: true, reason: 'All of them.' } })).cases).toEqual([]);
  });
});
