// The built product with its seeded demo: a case goes from a report to its closing through the API alone, by people of
// three agencies, and what is refused on the way is refused with its reason.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormValues } from '../../server/contract-acts.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { checkoutRoot } from '../../server/config.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { listen } from './listen.ts';

let demo: Demo;
let product: Demo['product'];
/** Of the protocol these cases run on: one from the report to the closing, small enough to walk through whole. */
let versionId = '';
const as: Demo['as'] = (login) => demo.as(login);
const view: Demo['view'] = (login, caseId) => demo.view(login, caseId);
const stepAt: Demo['stepAt'] = (login, caseId, node) => demo.stepAt(login, caseId, node);
const take: Demo['take'] = (login, caseId, act, id) => demo.take(login, caseId, act, id);
const complete: Demo['complete'] = (login, caseId, node, outcome, values) => demo.complete(login, caseId, node, outcome, values);
const personId = async (login: string): Promise<string> => (await demo.person(login)).personId;

beforeAll(async () => {
  demo = await startDemo();
  product = demo.product;
  versionId = await demo.publish(reportToClosure);
});
afterAll(() => product?.stop());

async function vote(login: string, caseId: string, node: string) {
  const step = await stepAt(login, caseId, node);
  const { approval } = await as(login).get('step', { params: { id: caseId, step } });
  const content = Object.fromEntries((approval?.content ?? []).map((c) => [c.form, c.hash]));
  return as(login).act(caseId, { kind: 'vote', step, grants: true, content, reason: 'Read and agreed.' });
}

const intake: FormValues = { received_at: '2026-03-02T09:00:00-05:00', channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: 'Something was said.', setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };
const screen: FormValues = { imminent: false, reasons: 'No plan.', identifiable_target: true, subject_location_known: true, federal_nexus: false };
const history: FormValues = { identity_confidence: 'confirmed', prior_reports: 0, existing_open_case: false, systems_checked: ['ours'] };
const triage: FormValues = { behaviors_observed: ['messages'], facts_vs_opinion: 'both', preliminary_concern: 'moderate', protected_expression_only: false, reason: 'to know more' };
const assessment: FormValues = { motives_and_goals: 'x', concerning_communications: 'x', weapons_access: 'no', stressors_and_losses: 'x', capacity_and_planning: 'x', protective_factors: 'x', information_gaps: 'x', level_of_concern: 'low', reason_for_level: 'x' };

const openCase = (login: string, title: string): Promise<string> => demo.open(login, versionId, title, intake);

describe('the seeded demo', () => {
  it('has the ten shipped protocols published, and finds nobody missing for any of them', async () => {
    const { items } = await as('dana').get('protocols');
    const shipped = items.filter((row) => row.key !== reportToClosure.key);
    expect(new Map(shipped.map((row) => [row.key, row.published?.number]))).toEqual(new Map(gallery.map(({ key }) => [key, 1])));
    for (const row of shipped) {
      const { findings } = await as('dana').get('protocol', { params: { id: row.id } });
      expect(findings.filter((finding) => finding.severity === 'error' || ['role-nobody-holds', 'quorum-too-high', 'approval-without-seats', 'handoff-outside-unit'].includes(finding.rule)), row.key).toEqual([]);
    }
  });

  it('has cases at every point, some late, some with something to decide, one closed', async () => {
    const all = await as('ellen').get('cases', { query: { status: 'all' } });
    expect(all.items.map((row) => row.status).toSorted()).toEqual(['closed', 'monitoring', 'monitoring', 'open', 'report', 'report', 'report', 'report', 'report']);
    expect(all.items.map((row) => row.reference)).toEqual(expect.arrayContaining([expect.stringMatching(/^HC-\d{4}-0001$/)]));
    const { rows, counts } = await as('ellen').get('board');
    const late = rows.filter((row) => row.breachedAt !== null);
    expect(late.map((row) => row.node)).toEqual(['imminence_screen']);
    expect(counts).toMatchObject({ approvals: 2, nobody: 0, stuck: 0 });
    expect(rows.filter((row) => row.kind === 'handoff').map((row) => row.waitingOn)).toEqual(expect.arrayContaining([['Samuel Ortiz'], ['Victor Hahn']]));
  });

  it('is the same after a second seeding', async () => {
    const transitions = async () => {
      const { items } = await as('ellen').get('cases', { query: { status: 'all' } });
      return Promise.all(items.map(async (row) => [row.reference, (await as('ellen').get('timeline', { params: { id: row.id } })).last]));
    };
    const before = await transitions();
    const { stdout } = await promisify(execFile)(process.execPath, [join(checkoutRoot(), 'dist', 'seed.mjs')], { env: { ...product.env, HANDRAIL_URL: product.url } });
    expect(stdout).toMatch(/^sign-in: as dana, .*, password handrail-demo-2026$/m);
    expect(await transitions()).toEqual(before);
  });

  it('gives every person work of their own agency only', async () => {
    const grace = await as('grace').get('tasks', { query: { scope: 'team' } });
    expect(grace.items.map((row) => row.node)).toEqual(['classify']);
    expect(grace.items[0]).toMatchObject({ act: 'complete', mayAct: true });
    const victor = await as('victor').get('tasks', { query: { scope: 'team' } });
    expect(victor.items.map((row) => row.node)).toEqual(['handoff_j']);
    expect(victor.items[0]).toMatchObject({ act: 'answer', mayAct: true, mine: true });
  });
});

describe('a case over the API', () => {
  it('goes from a report to its closing, and refuses what must be refused', async () => {
    const caseId = await openCase('marcus', 'A case of the test');
    await complete('marcus', caseId, 'screen', 'done', screen);

    const missing = await as('marcus').act(caseId, { kind: 'complete', step: await stepAt('marcus', caseId, 'history'), outcome: 'done', values: { ...history, prior_reports: 'many', nonsense: 1 } });
    expect(missing.problem).toMatchObject({ status: 422, code: 'bad_value', about: 'prior_reports' });
    expect(missing.problem?.fields?.map((f) => [f.field, f.code])).toEqual([['prior_reports', 'bad_value'], ['nonsense', 'unknown_field']]);

    await complete('marcus', caseId, 'history', 'done', history);
    expect((await as('priya').act(caseId, { kind: 'claim', step: await stepAt('priya', caseId, 'triage') })).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    await complete('marcus', caseId, 'triage', 'open_case', triage);

    expect((await vote('marcus', caseId, 'approve_open')).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    const stale = await as('ellen').act(caseId, { kind: 'vote', step: await stepAt('ellen', caseId, 'approve_open'), grants: true, content: { triage_assessment: 'other' } });
    expect(stale.problem).toMatchObject({ status: 409, code: 'stale_content' });
    expect((await vote('ellen', caseId, 'approve_open')).status).toBe(200);
    expect((await view('ellen', caseId)).case).toMatchObject({ status: 'open', owner: { name: 'Ellen Okafor' } });

    await take('grace', caseId, { kind: 'decline', step: await stepAt('grace', caseId, 'ask_school'), reason: 'Not a student of ours.' });
    await complete('priya', caseId, 'school_by_us', 'done');
    await take('samuel', caseId, { kind: 'accept', step: await stepAt('samuel', caseId, 'ask_mh') });
    await complete('samuel', caseId, 'mh_information', 'done', { consult_basis: 'no_phi', advice: 'Go slowly.' });
    await complete('marcus', caseId, 'records_check', 'done', { sources: ['ours'], weapons_registered_or_seen: 'no', summary: 'Nothing.' });
    await complete('priya', caseId, 'assess', 'assessed', assessment);
    await take('priya', caseId, { kind: 'accept', step: await stepAt('priya', caseId, 'to_manager') });
    expect((await view('priya', caseId)).case).toMatchObject({ owner: { name: 'Priya Nair' }, level: 'low' });
    await complete('priya', caseId, 'plan', 'planned', { subject_measures: ['talk'], target_measures: [], environment_measures: [], least_intrusive_reason: 'enough' });
    await take('priya', caseId, { kind: 'event', name: 'new_information' });
    await complete('priya', caseId, 'review', 'close', { contact_made: true, failed_contacts_in_a_row: 0, changes: 'Calm.', weapons_access: 'no', level_of_concern: 'low', reason_for_level: 'Calm.', measures_on_track: true });
    await complete('priya', caseId, 'request_closure', 'requested', { reason: 'concern_resolved', stressors_addressed: 'yes', weapons_access: 'no', last_contact_at: '2026-03-02T09:00:00-05:00', reporter_and_target_views: 'calm', residual_triggers: 'none' });
    expect((await vote('ellen', caseId, 'approve_close')).status).toBe(200);
    expect((await vote('dana', caseId, 'approve_close')).status).toBe(200);

    const closed = await view('dana', caseId);
    expect(closed.case).toMatchObject({ status: 'closed', openSteps: 0 });
    expect(closed.retention?.class).toBe('R_case_closed');
    expect(await as('dana').get('verify', { params: { id: caseId } })).toMatchObject({ ok: true, firstBad: null });
    const { items } = await as('dana').get('timeline', { params: { id: caseId } });
    const told = items.flatMap((item) => item.entries.map((entry) => entry.sentence)).join('\n');
    expect(told).toContain('Grace Holloway declined "');
    expect(told).toContain('was granted by Ellen Okafor and Dana Whitfield');
    expect(told).not.toMatch(/undefined|\[object/);
    expect(items.flatMap((item) => item.entries).find((entry) => entry.kind === 'handoffDeclined')?.text).toBe('Not a student of ours.');
  });

  it('writes a refusal down before the person hears of it', async () => {
    const caseId = await openCase('marcus', 'Refused');
    const step = await stepAt('marcus', caseId, 'screen');
    const { answer } = await holding('lock table audit_head in exclusive mode', async () => {
      const asked = as('priya').act(caseId, { kind: 'claim', step });
      expect(await Promise.race([asked, sleep(1_000, 'nothing yet')])).toBe('nothing yet');
      return { answer: asked };
    });
    expect((await answer).problem).toMatchObject({ status: 403, code: 'not_authorized' });
    const { rows } = await withClient(product.database.superuserUrl, (client) => client.query(`select action, outcome, code from audit_event where case_id = $1 and outcome <> 'taken'`, [caseId]));
    expect(rows).toEqual([{ action: 'case.claim', outcome: 'refused', code: 'not_authorized' }]);
  });

  it('says “taken, not yet shown” when the record is slow to be written, and shows it in the end', async () => {
    const caseId = await openCase('marcus', 'Slow');
    const id = randomUUID();
    // Whoever writes the record of the case waits for its row.
    const late = await holding(`select from "case" where id = '${caseId}' for no key update`, () => as('marcus').act(caseId, { kind: 'note', text: 'While it was slow.' }, id));
    expect(late).toMatchObject({ status: 202, value: { notYetShown: true } });
    const transition = late.value?.transition ?? 0;
    await expect.poll(async () => (await as('marcus').get('timeline', { params: { id: caseId } })).last, { timeout: 20_000 }).toBe(transition);
    expect(await take('marcus', caseId, { kind: 'note', text: 'While it was slow.' }, id)).toMatchObject({ transition, repeated: true });
  });

  it('gives the first answer again for an act sent twice, and nothing twice', async () => {
    const caseId = await openCase('marcus', 'Sent twice');
    const id = randomUUID();
    const first = await take('marcus', caseId, { kind: 'note', text: 'Called the reporter.' }, id);
    const again = await take('marcus', caseId, { kind: 'note', text: 'Called the reporter.' }, id);
    expect(again).toEqual({ ...first, repeated: true });
    const { items } = await as('marcus').get('timeline', { params: { id: caseId } });
    expect(items.flatMap((item) => item.entries).filter((entry) => entry.kind === 'noteAdded')).toHaveLength(1);
    expect((await as('ellen').act(caseId, { kind: 'note', text: 'Mine.' }, id)).problem?.code).toBe('conflict');
  });

  it('opens one case for a request sent twice', async () => {
    const body = { id: randomUUID(), versionId, title: 'Opened twice', values: intake };
    const [first, second] = [await as('marcus').get('openCase', { body }), await as('marcus').get('openCase', { body })];
    expect(second).toEqual(first);
  });

  it('refuses to open without the fields of the intake, and names them all', async () => {
    const { problem } = await as('marcus').ask('openCase', { body: { id: randomUUID(), versionId, title: 'Not complete', values: { channel: 'web' } } });
    expect(problem).toMatchObject({ status: 422, code: 'missing_required', about: 'received_at' });
    expect(problem?.fields?.length).toBeGreaterThan(3);
  });

  it('declares imminent danger from anywhere, and adds a second declaration to the running response', async () => {
    const caseId = await openCase('marcus', 'Danger');
    const first = await take('grace', caseId, { kind: 'declareDanger', reason: 'He is on his way.' });
    expect(first).toMatchObject({ repeated: false });
    expect((await view('ellen', caseId)).case.imminent).toBe(true);
    expect((await view('ellen', caseId)).dangerRun).not.toBeNull();
    expect(await take('tom', caseId, { kind: 'declareDanger', reason: 'Seen again.' })).toMatchObject({ code: 'already_running' });
    const notices = await as('ellen').get('notices');
    expect(notices.items.some((notice) => notice.caseId === caseId && notice.text.startsWith('Imminent danger'))).toBe(true);
    await as('ellen').get('readNotices', { body: { ids: notices.items.map((notice) => notice.id) } });
    expect((await as('ellen').get('notices')).unread).toBe(0);
  });

  it('shows supervisors the whole unit on the board, and nobody else', async () => {
    const board = await as('ellen').get('board');
    expect(board.rows.length).toBeGreaterThan(5);
    expect(board.counts.handoffs).toBeGreaterThan(0);
    expect(board.rows.find((row) => row.node === 'classify')?.waitingOn).toEqual(['Grace Holloway']);
    expect((await as('samuel').ask('board')).problem).toMatchObject({ status: 403, code: 'right_missing' });
  });

  it('tells other people at once, without being asked', async () => {
    const caseId = await openCase('marcus', 'Live');
    const heard = await listen(product.url, as('ellen'));
    const began = Date.now();
    await take('marcus', caseId, { kind: 'note', text: 'Something new.' });
    await heard.until((event) => event.topic === 'case' && event.caseId === caseId);
    expect(Date.now() - began).toBeLessThan(5_000);
    await heard.until((event) => event.topic === 'board');
    heard.stop();
  });

  it('moves ownership to the duty supervisor when the owner is disabled', async () => {
    const caseId = await openCase('marcus', 'Owner lost');
    await take('ellen', caseId, { kind: 'reassign', personId: await personId('tom'), agencyId: (await view('ellen', caseId)).case.owner.agency.id, reason: 'Yours.' });
    await take('tom', caseId, { kind: 'accept', step: await stepAt('tom', caseId, 'ownership') });
    expect((await view('ellen', caseId)).case.owner.name).toBe('Tom Brandt');
    const answer = await as('ruth').get('disablePerson', { params: { id: await personId('tom') } });
    expect(answer.ownerOf).toBe(1);
    expect((await view('ellen', caseId)).case).toMatchObject({ owner: { name: 'Ellen Okafor' }, ownerAlarm: true });
    expect((await as('tom').ask('tasks')).status).toBe(401);
  });
});

/** Does the work while another transaction holds a lock. */
async function holding<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  return withClient(product.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query(lock);
    try {
      return await work();
    } finally {
      await client.query('rollback');
    }
  });
}
