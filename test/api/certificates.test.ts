// Certificates over the API: made for those who supervise, on record, and verified from the file alone.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../protocol/certificate/certificate.ts';
import { checkCertificate } from '../../protocol/certificate/check-certificate.ts';
import { people } from '../../prisma/seed-people.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { fingerprintOf, isSignedBy } from '../../server/ed25519.ts';
import { reportToClosure } from '../drawings/report-to-closure.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

const secret = 'He wrote it on the wall of the canteen.';
let demo: Demo;
let caseId: string;
let opened: number;
beforeAll(async () => {
  demo = await startDemo();
  const versionId = await demo.publish(reportToClosure);
  caseId = await demo.open('marcus', versionId, 'Certified', { received_at: new Date(Date.now() - 7_200_000).toISOString(), channel: 'web', reporter_kind: 'anonymous', subject_known: true, what_was_seen_or_said: secret, setting: 'workplace', school_related: false, threat_to_life: false, weapons_mentioned: false });
  opened = Date.now();
  await demo.complete('marcus', caseId, 'screen', 'done', { imminent: false, reasons: secret, identifiable_target: true, subject_location_known: true, federal_nexus: false });
  await demo.complete('marcus', caseId, 'history', 'done', { identity_confidence: 'confirmed', prior_reports: 0, existing_open_case: false, systems_checked: ['ours'] });
}, 240_000);
afterAll(() => demo?.product.stop());

const verify = (text: string, key: string) => checkCertificate(text, { isSignedBy, fingerprintOf, key });

describe('a certificate of a case', () => {
  it('is verified with the key that the installation shows to everybody, and says where the case stands', async () => {
    const made = await demo.as('ellen').get('certificate', { params: { id: caseId } });
    const key: { fingerprint: string } = await (await fetch(`${demo.product.url}/api/certificate-key`)).json();
    const checked = verify(made.text, key.fingerprint);
    expect(checked).toMatchObject({ kind: made.kind, fingerprint: made.fingerprint });
    // The report was two hours old when it came in, and is to be screened within less.
    expect([made.kind, made.departures.map((place) => place.words)]).toEqual(['deviates', [expect.stringMatching(/^The limit of "Screen for imminent danger" ran out .*; it was done .* late\.$/)]]);
    if (checked.kind !== 'conforms' && checked.kind !== 'deviates') throw new Error(checked.kind);
    const { journal, statement, names } = checked.certificate;
    expect(statement.steps.map((step) => [step.node, step.state])).toEqual(expect.arrayContaining([['screen', 'done'], ['history', 'done'], ['triage', 'open']]));
    expect(Object.values(names.persons)).toContain(people.find((person) => person.login === 'marcus')?.name);
    const rows = await demo.as('ellen').get('journal', { params: { id: caseId } });
    expect(journal.map((transition) => transition.hash)).toEqual(rows.items.map((row) => row.hash));
    expect(verify(made.text.replace('"done"', '"d0ne"'), key.fingerprint).kind).toBe('notGenuine');
  });

  it('is genuine of every case of the demo, whatever was done in it', async () => {
    const { items } = await demo.as('ellen').get('cases', { query: { status: 'all' } });
    expect(items.length).toBeGreaterThan(5);
    for (const { id, reference } of items) {
      const made = await demo.as('ellen').ask('certificate', { params: { id } });
      expect([reference, made.value?.kind, made.value && verify(made.value.text, made.value.fingerprint).kind]).toEqual([reference, made.value?.kind, made.value?.kind ?? 'conforms or deviates']);
    }
  });

  it('holds nothing that people wrote', async () => {
    const { text } = await demo.as('ellen').get('certificate', { params: { id: caseId } });
    for (const written of [secret, 'Certified', 'canteen']) expect(text).not.toContain(written);
  });

  it('is of the instant asked for: not before the case was opened, and not later than now', async () => {
    const ask = (at: number) => demo.as('ellen').ask('certificate', { params: { id: caseId }, query: { at: new Date(at).toISOString() } });
    const early = JSON.parse((await ask(opened)).value?.text ?? '') as Certificate;
    expect(early.statement.steps.map((step) => [step.node, step.state])).toEqual([['screen', 'open']]);
    expect((await ask(opened - 86_400_000)).problem).toMatchObject({ status: 422, code: 'bad_request', about: 'at', detail: 'The instant is before the case was opened; choose a later one.' });
    expect((await ask(Date.now() + 3_600_000)).problem).toMatchObject({ code: 'bad_request', detail: 'The instant is later than now; choose an instant that has passed.' });
  });

  it('is for those who supervise the unit of the case, and for nobody else', async () => {
    expect((await demo.as('marcus').ask('certificate', { params: { id: caseId } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await demo.as('grace').ask('certificate', { params: { id: caseId } })).problem?.status).toBeGreaterThanOrEqual(403);
    expect((await demo.as('ellen').ask('certificate', { params: { id: '00000000-0000-4000-8000-000000000000' } })).problem?.code).toBe('not_found');
  });

  it('stands in the audit, with the instant and the hash of the file', async () => {
    const { text } = await demo.as('ellen').get('certificate', { params: { id: caseId } });
    const { personId } = await demo.person('ellen');
    const rows = await withClient(demo.product.database.superuserUrl, (client) => client.query<{ person_id: string; payload: { sha256: string } }>(`select person_id, payload from audit_event where action = 'case.certify' and case_id = $1 order by at`, [caseId]));
    expect(rows.rows.at(-1)).toMatchObject({ person_id: personId, payload: { sha256: createHash('sha256').update(text).digest('hex') } });
  });

  it('is not made of a record that was changed', async () => {
    await withClient(demo.product.database.superuserUrl, async (client) => {
      await client.query('set session_replication_role = replica');
      await client.query(`update journal set entries = jsonb_set(entries, '{0,kind}', '"noteAdded"') where case_id = $1 and number = 2`, [caseId]);
    });
    expect((await demo.as('ellen').ask('certificate', { params: { id: caseId } })).problem).toMatchObject({ status: 409, code: 'record_broken' });
  });
});
