// Reports of the public on the built product: off until an administrator switches the page on, a case with an owner at once, nothing
// looked up or told, bounded by address and by unit.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangePublicReport } from '../../server/contract-public-reports.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { apiClient, type ApiClient } from './client.ts';
import { startDemo, type Demo } from './demo.ts';

let demo: Demo;
let unitId: string;
let anybody: ApiClient;
beforeAll(async () => {
  demo = await startDemo();
  unitId = (await demo.as('ruth').get('units')).items[0]?.id ?? '';
  anybody = apiClient(demo.product.url);
});
afterAll(() => demo?.product.stop());

const setting: ChangePublicReport = {
  isOn: true, slug: 'harlow-county', protocolKey: 'intake_triage', welcome: 'Tell us what you saw.', emergency: 'If somebody may be hurt now, call 911.', perHour: 4,
  asked: [{ name: 'what_was_seen_or_said' }, { name: 'subject_ref', label: 'Whom is it about?' }, { name: 'threat_to_life' }, { name: 'reporter_contact' }],
  fixed: { channel: 'web', reporter_kind: 'anonymous', subject_known: false, setting: 'other', school_related: false, weapons_mentioned: false },
};
const change = (more: Partial<ChangePublicReport> = {}, login = 'ruth') => demo.as(login).ask('changePublicReport', { params: { id: unitId }, body: { ...setting, ...more } });
const page = () => anybody.ask('publicReport', { params: { slug: 'harlow-county' } });
const report = (values: Record<string, unknown> = {}, id: string = randomUUID()) =>
  anybody.ask('sendPublicReport', { params: { slug: 'harlow-county' }, body: { id, values: { what_was_seen_or_said: 'He said they would all be sorry.', threat_to_life: false, ...values } as never } });
const caseOf = async (receipt: string) => (await demo.as('ellen').get('cases', { query: { status: 'report', q: receipt } })).items[0];

describe('the public page', () => {
  it('answers nobody until an administrator of the unit has switched it on, nor after it was switched off', async () => {
    expect([(await page()).status, (await report()).status]).toEqual([404, 404]);
    for (const login of ['ellen', 'dana', 'marcus']) expect((await change({}, login)).problem, login).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await demo.as('marcus').ask('publicReportSetting', { params: { id: unitId } })).problem?.code).toBe('right_missing');
    await change({ isOn: false });
    expect((await page()).status).toBe(404);
    expect((await change()).value).toMatchObject({ setting: { isOn: true, setBy: { name: 'Ruth Adler' } }, whyClosed: null });
    expect((await page()).status).toBe(200);
  });

  it('asks what was chosen, in its own words, and tells nothing else of the unit', async () => {
    const shown = (await page()).value;
    expect(Object.keys(shown ?? {}).toSorted()).toEqual(['emergency', 'form', 'unit', 'welcome', 'zone']);
    expect(shown?.form.fields.map((field) => [field.name, field.label])).toEqual([
      ['reporter_contact', 'How can the reporter be reached?'], ['subject_ref', 'Whom is it about?'], ['what_was_seen_or_said', 'What was seen or said?'], ['threat_to_life', 'Could a life be at risk?'],
    ]);
    expect(shown?.form.fields.map((field) => field.help)).toEqual([undefined, undefined, expect.stringContaining('In the words'), expect.stringContaining('first impression')]);
    expect(JSON.stringify(shown)).not.toMatch(/means|pii|source"|retention/);
  });

  it('cannot be set to leave out what the protocol needs, or to ask for what would be looked up', async () => {
    const { channel: _left, ...fixed } = setting.fixed;
    expect((await change({ fixed })).problem).toMatchObject({ code: 'bad_request', about: 'channel' });
    expect((await change({ fixed: { ...setting.fixed, channel: 'pigeon' } })).problem).toMatchObject({ code: 'bad_request', about: 'channel' });
    expect((await change({ asked: [{ name: 'nothing_such' }] })).problem).toMatchObject({ code: 'bad_request', about: 'nothing_such' });
    expect((await change({ protocolKey: 'nothing_such' })).problem).toMatchObject({ code: 'bad_request', about: 'protocolKey' });
  });
});

describe('a report of the public', () => {
  it('is a case at once, owned by the duty supervisor, with its screening due; whoever reports learns a number only', async () => {
    const sent = await report({ subject_ref: 'Karl Weber' });
    expect(Object.keys(sent.value ?? {})).toEqual(['receipt']);
    expect(sent.value?.receipt).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const row = await caseOf(sent.value?.receipt ?? '');
    expect(row).toMatchObject({ title: `Public report ${sent.value?.receipt}`, owner: { name: 'Ellen Okafor' }, status: 'report' });
    expect(row?.nextDueAt).not.toBeNull();
    const view = await demo.view('ellen', row?.id ?? '');
    expect(view.forms[0]?.values).toMatchObject({ channel: 'web', reporter_kind: 'anonymous', what_was_seen_or_said: 'He said they would all be sorry.', received_at: expect.any(String) });
    expect(view.steps.find((step) => step.node === 'imminence_screen')).toMatchObject({ state: 'open' });
    expect(anybody.cookie()).toBe('');
  });

  it('is one report however often it is sent', async () => {
    const id = randomUUID();
    const [first, again] = [await report({}, id), await report({}, id)];
    expect(again.value).toEqual(first.value);
    expect((await demo.as('ellen').get('cases', { query: { status: 'report', q: first.value?.receipt ?? '' } })).items).toHaveLength(1);
  });

  it('says nothing but what is asked, and nothing that is answered for it', async () => {
    expect((await report({ weapons_mentioned: true })).problem).toMatchObject({ code: 'unknown_field', about: 'weapons_mentioned' });
    expect((await report({ what_was_seen_or_said: '' })).problem).toMatchObject({ status: 422 });
  });
});

describe('a report of another system', () => {
  const values = { channel: 'app', reporter_kind: 'confidential', subject_known: false, what_was_seen_or_said: 'A post with a date in it.', setting: 'online', school_related: true, threat_to_life: true, weapons_mentioned: false };
  const send = async (key: string, body: object = {}, id: string = randomUUID()) => {
    const response = await fetch(`${demo.product.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body: JSON.stringify({ id, title: 'From the tip line', values, ...body }) });
    return { status: response.status, json: (await response.json()) as { receipt?: string; code?: string; about?: string } };
  };
  const make = () => demo.as('ruth').get('makeIntakeKey', { params: { id: unitId }, body: { title: 'Tip line', protocolKey: 'intake_triage' } });

  it('is taken with a key that an administrator has made, is one report under its id, and its clock counts from when it came in', async () => {
    const { key } = await make();
    const id = randomUUID();
    const [first, again] = [await send(key, {}, id), await send(key, {}, id)];
    expect(first).toMatchObject({ status: 200, json: { receipt: expect.stringMatching(/^.{4}-.{4}$/) } });
    expect(again.json).toEqual(first.json);
    const rows = (await demo.as('ellen').get('cases', { query: { status: 'report', q: 'From the tip line' } })).items;
    expect(rows).toMatchObject([{ owner: { name: 'Ellen Okafor' }, title: 'From the tip line' }]);
    expect((await demo.view('ellen', rows[0]?.id ?? '')).forms[0]?.values).toMatchObject({ ...values, received_at: expect.any(String) });
    expect((await demo.as('ruth').get('intakeKeys', { params: { id: unitId } })).items[0]).toMatchObject({ title: 'Tip line', endedAt: null, usedAt: expect.any(String) });
  });

  it('is refused without a key, with a wrong or an ended one, and with fields the form has not', async () => {
    const { id, key } = await make();
    expect(await send('hrk_nothing-that-was-ever-made-here')).toMatchObject({ status: 401, json: { code: 'key_wrong' } });
    expect(await send(key, { values: { ...values, extra: 1 } })).toMatchObject({ status: 422, json: { code: 'unknown_field', about: 'extra' } });
    expect(await send(key, { values: { ...values, what_was_seen_or_said: undefined } })).toMatchObject({ status: 422, json: { code: 'missing_required' } });
    const reads = await fetch(`${demo.product.url}/api/cases`, { headers: { authorization: `Bearer ${key}` } });
    expect(reads.status).toBe(401);
    await demo.as('ruth').get('endIntakeKey', { params: { id: unitId, mid: id } });
    expect(await send(key)).toMatchObject({ status: 401, json: { code: 'key_wrong' } });
    expect((await demo.as('ruth').ask('endIntakeKey', { params: { id: unitId, mid: id } })).status).toBe(404);
  });

  it('has keys that only administrators of the unit make, see and end, and of which only the hash is kept', async () => {
    const { id, key } = await make();
    for (const login of ['ellen', 'dana', 'marcus', 'alma']) {
      expect((await demo.as(login).ask('intakeKeys', { params: { id: unitId } })).problem?.code, login).toBe('right_missing');
      expect((await demo.as(login).ask('makeIntakeKey', { params: { id: unitId }, body: { title: 'Mine', protocolKey: 'intake_triage' } })).problem?.code, login).toBe('right_missing');
      expect((await demo.as(login).ask('endIntakeKey', { params: { id: unitId, mid: id } })).problem?.code, login).toBe('right_missing');
    }
    await withClient(demo.product.database.superuserUrl, async (client) => {
      const { rows } = await client.query('select sha256 from intake_key where id = $1', [id]);
      expect(rows[0].sha256).not.toContain(key.slice(4));
      expect((await client.query('select 1 from intake_key t where t::text like $1', [`%${key.slice(4)}%`])).rowCount).toBe(0);
    });
  });
});

describe('the bounds of the page', () => {
  it('hold for the unit by the hour, whatever the address, and the refusal says whom to call', async () => {
    await change({ perHour: 1 });
    expect((await report()).problem).toMatchObject({ status: 429, code: 'too_many_reports', detail: expect.stringContaining('call 911') });
  });

  it('hold for one address by the minute', async () => {
    const answers: (string | undefined)[] = [];
    for (let i = 0; i < 11; i += 1) answers.push((await report({ nothing: i })).problem?.code);
    expect(answers.at(-1)).toBe('too_many_tries');
  });
});
