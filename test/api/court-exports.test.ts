// An export for a court on the built product: what can go out, who may send it, what is redacted, what is on record of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCourtExport } from '../../protocol/court-export/check-court-export.ts';
import type { BodyOf } from '../../server/contract-endpoints.ts';
import type { Exportable } from '../../server/contract-exports.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

const told = 'Neighbour Quill heard him say it.';
const intake = { received_at: '2026-03-02T09:00:00-05:00', channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: told, setting: 'workplace', school_related: true, threat_to_life: false, weapons_mentioned: false };
const why = { forWhom: 'Superior Court of Harlow', basis: 'Subpoena 26-114', reason: 'Hearing on 9 December' };

let demo: Demo;
let caseId = '';
beforeAll(async () => {
  demo = await startDemo();
  caseId = await demo.open('marcus', await demo.publish(reportToClosure), 'A man at the fence', intake);
  await demo.take('marcus', caseId, { kind: 'note', text: 'Quill asks not to be named.' });
});
afterAll(() => demo?.product.stop());

const params = () => ({ id: caseId });
const exportable = (login = 'ellen'): Promise<Exportable> => demo.as(login).get('exportable', { params: params() });
const itemsOf = (of: Exportable) => of.sections.flatMap((section) => section.items);
const make = (login: string, body: Partial<BodyOf<'makeCourtExport'>> & { readonly through: number }) => demo.as(login).ask('makeCourtExport', { params: params(), body: { ...why, redactions: [], ...body } });

describe('an export for a court', () => {
  it('has every field that was recorded and everything that happened, in words and in order', async () => {
    const of = await exportable();
    expect(of.sections.map((section) => section.title)).toEqual(['The case', expect.stringMatching(/^Form: /), 'What has happened']);
    expect(itemsOf(of).find((item) => item.value === told)).toMatchObject({ sensitivity: expect.any(String), at: null });
    expect(itemsOf(of).map((item) => item.value)).toContain('Quill asks not to be named.');
    expect(itemsOf(of).filter((item) => item.value?.startsWith('Marcus Reyes, ')).length).toBeGreaterThan(0);
    expect(new Set(itemsOf(of).map((item) => item.id)).size).toBe(itemsOf(of).length);
  });

  it('leaves out what is redacted and only that, whole and checkable from the file alone; who made it for whom stays on record', async () => {
    const of = await exportable();
    const hidden = itemsOf(of).filter((item) => item.value?.includes('Quill')).map((item) => item.id);
    expect(hidden.length).toBe(2);
    const { document, fileName } = await demo.as('ellen').get('makeCourtExport', { params: params(), body: { ...why, through: of.through, redactions: [{ reason: 'Identity of a source', items: hidden }] } });
    expect(fileName).toMatch(/^export-HC-.*\.json$/);
    expect(JSON.stringify(document)).not.toContain('Quill');
    expect(checkCourtExport(JSON.stringify(document))).toEqual({ kind: 'whole', sha256: document.sha256, items: itemsOf(of).length, redacted: 2 });
    expect(document).toMatchObject({ ...why, exportedBy: { name: 'Ellen Okafor' }, journal: { transitions: of.through } });
    const { items } = await demo.as('dana').get('courtExports', { params: params() });
    expect(items).toMatchObject([{ by: { name: 'Ellen Okafor' }, through: of.through, items: itemsOf(of).length, redacted: 2, sha256: document.sha256, purpose: why }]);

    // Told whole on another day, each item has the hash it had when it was redacted.
    const whole = (await demo.as('dana').get('makeCourtExport', { params: params(), body: { ...why, through: of.through, redactions: [] } })).document;
    const hashes = (one: typeof document) => one.sections.flatMap((section) => section.items.map((item) => item.hash));
    expect(hashes(whole)).toEqual(hashes(document));
    expect(whole.sha256).not.toBe(document.sha256);

    await withClient(demo.product.database.superuserUrl, async (client) => {
      const audited = await client.query<{ payload: object }>(`select payload from audit_event where action = 'case.export' and case_id = $1 order by at`, [caseId]);
      expect(audited.rows.map((row) => row.payload)).toMatchObject([{ sha256: document.sha256, redacted: 2 }, { sha256: whole.sha256, redacted: 0 }]);
      // Of why and of what was redacted nothing stands in the clear.
      const kept = await client.query<{ text: string }>(`select row_to_json(e)::text as text from court_export e union all select row_to_json(a)::text from audit_event a where action = 'case.export'`);
      expect(kept.rows.map((row) => row.text).join('\n')).not.toMatch(/Superior|Subpoena|Hearing|Identity/);
      await expect(client.query('update court_export set redacted = 0')).rejects.toThrow('append-only');
    });
  });

  it('is for who supervises the case: others of the unit are told so, everybody else finds nothing there', async () => {
    const { through } = await exportable();
    for (const [login, code, made] of [['marcus', 'right_missing', 'right_missing'], ['alma', 'not_found', 'right_missing'], ['victor', 'not_found', 'right_missing']] as const) {
      expect([login, (await demo.as(login).ask('exportable', { params: params() })).problem?.code]).toEqual([login, code]);
      expect([login, (await demo.as(login).ask('courtExports', { params: params() })).problem?.code]).toEqual([login, code]);
      expect([login, (await make(login, { through })).problem?.code]).toEqual([login, made]);
    }
  });

  it('is not made without for whom, basis and reason, of items that are none, or of a case that has gone on since it was looked at', async () => {
    const { through } = await exportable();
    for (const missing of ['forWhom', 'basis', 'reason'] as const) expect((await make('ellen', { through, [missing]: ' ' })).problem).toMatchObject({ code: 'bad_request', about: missing });
    expect((await make('ellen', { through, redactions: [{ reason: 'Privacy', items: ['form.99.0.name'] }] })).problem).toMatchObject({ code: 'bad_request', about: 'redactions' });
    expect((await make('ellen', { through, redactions: [{ reason: '', items: ['case.title'] }] })).problem?.code).toBe('bad_request');
    await demo.take('marcus', caseId, { kind: 'note', text: 'One more thing.' });
    expect((await make('ellen', { through })).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await make('ellen', { through: (await exportable()).through })).problem).toBeUndefined();
  });
});
