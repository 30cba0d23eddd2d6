// Persons of concern on the built product: recorded in a case, found as written and as it sounds, proposed with why, made one and
// parted by two persons, kept from who is not of the unit, and gone with the last case that knew them.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../prisma/connect.ts';
import { draftSchema } from '../../protocol/draft.ts';
import type { SubjectRecord } from '../../server/contract-subjects.ts';
import { withClient } from '../../server/embedded/database-roles.ts';
import { startDemo, type Demo } from './demo.ts';

let demo: Demo;
let versionId: string;
const draft = draftSchema.parse({
  schemaVersion: 1, key: 'short_report', title: 'Short report', levels: [], roles: [{ id: 'analyst', title: 'Analyst' }, { id: 'supervisor', title: 'Supervisor' }],
  forms: [{ id: 'heard', title: 'What was heard', fields: [{ name: 'who', label: 'Who', type: 'string', sensitivity: 'pii' }, { name: 'what', label: 'What', type: 'text' }] }],
  nodes: [
    { id: 'start', kind: 'start', title: 'Start', form: 'heard' },
    { id: 'look', kind: 'task', title: 'Look at it', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: { kind: 'due', rules: [{ due: 'PT24H' }], escalate: [{ after: 'PT0S', notify: ['supervisor'] }] } },
    { id: 'end', kind: 'end', title: 'End', outcome: 'done' },
  ],
  edges: [['start', 'next', 'look'], ['look', 'done', 'end']].map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
});
beforeAll(async () => {
  demo = await startDemo();
  versionId = await demo.publish(draft);
});
afterAll(() => demo?.product.stop());

const record = (name: string, more: Partial<SubjectRecord> = {}): SubjectRecord => ({ name, aliases: [], birthDate: null, identifiers: [], identity: 'probable', restrictions: [], ...more });
const report = (title: string, who = 'Not known'): Promise<string> => demo.open('marcus', versionId, title, { who, what: 'He said it would end soon.' });
const recordIn = async (caseId: string, one: SubjectRecord, login = 'marcus'): Promise<string> =>
  (await demo.as(login).get('linkSubject', { params: { id: caseId }, body: { subject: { kind: 'new', record: one }, part: 'concern', confidence: 'probable' } })).id;
const personsOf = (caseId: string, login = 'marcus') => demo.as(login).get('caseSubjects', { params: { id: caseId } });
const person = (id: string, login = 'marcus') => demo.as(login).get('subject', { params: { id } });
const named = async (q: string, login = 'marcus') => (await demo.as(login).get('subjects', { query: { q } })).items.map((row) => row.name);

describe('a person of concern', () => {
  it('is recorded in a case and found by a name as written or as it sounds, by date of birth and by number', async () => {
    const caseId = await report('Said at the counter');
    const id = await recordIn(caseId, record('Karl Weber', { aliases: ['Charly'], birthDate: '1987-03-02', identifiers: [{ kind: 'license plate', value: 'HX 42-17' }], restrictions: [{ kind: 'doNotContact', note: 'Not before the plan is approved.' }] }));
    for (const q of ['weber', 'Carl Webber', 'charly', '1987-03-02', 'Weber 1987-03-02', 'hx4217']) expect(await named(q), q).toEqual(['Karl Weber']);
    expect(await named('Weber 1990-01-01')).toEqual([]);
    expect(await person(id)).toMatchObject({ record: { name: 'Karl Weber', restrictions: [{ kind: 'doNotContact' }] }, cases: [{ caseId, part: 'concern', confidence: 'probable', linkedBy: { name: 'Marcus Reyes' } }], history: [{ sentence: expect.stringContaining('Marcus Reyes recorded the person in HC-') }] });
    expect(await personsOf(caseId, 'ellen')).toMatchObject({ mayWrite: true, linked: [{ id, name: 'Karl Weber', otherCases: 0 }] });
  });

  it('is corrected on top of what one has read, and what it said before is kept', async () => {
    const id = await recordIn(await report('A note at the door'), record('Priska Amstutz'));
    await demo.as('priya').get('changeSubject', { params: { id }, body: { revision: 1, record: record('Priska Amstutz-Keller') } });
    expect((await demo.as('marcus').ask('changeSubject', { params: { id }, body: { revision: 1, record: record('Somebody else') } })).problem?.code).toBe('conflict');
    expect(await person(id)).toMatchObject({ revision: 2, history: [{ sentence: 'Priya Nair changed the record. What it said before is kept.' }, {}] });
    expect(await named('keller')).toEqual(['Priska Amstutz-Keller']);
  });

  it('is seen by nobody who is not of the unit, and nobody without a session', async () => {
    const caseId = await report('For the unit alone');
    const id = await recordIn(caseId, record('Tilda Brandis'));
    for (const login of ['alma', 'victor', 'iris']) {
      expect(await named('Brandis', login), login).toEqual([]);
      expect((await demo.as(login).ask('subject', { params: { id } })).status, login).toBe(404);
      expect((await demo.as(login).ask('caseSubjects', { params: { id: caseId } })).status, login).toBe(404);
      expect((await demo.as(login).ask('changeSubject', { params: { id }, body: { revision: 1, record: record('Mine') } })).status, login).toBe(404);
      expect((await demo.as(login).ask('linkSubject', { params: { id: caseId }, body: { subject: { kind: 'new', record: record('Mine') }, part: 'concern', confidence: 'possible' } })).status, login).toBe(404);
    }
  });

  it('lies in the database without a readable word, whether recorded or searched for', async () => {
    await recordIn(await report('Sealed'), record('Quirin Zwetschgenbaum', { birthDate: '1971-12-24' }));
    await named('Zwetschgenbaum');
    await withClient(demo.product.database.superuserUrl, async (client) => {
      const tables = ['subject', 'subject_token', 'subject_entry', 'subject_merge', 'case_subject', 'case_token', 'audit_event'];
      for (const table of tables) {
        const { rows } = await client.query(`select count(*)::int as hits from ${table} t where lower(t::text) like '%zwetschgen%' or t::text like '%1971-12-24%' or encode(convert_to(t::text, 'UTF8'), 'hex') like '%' || encode('wetschgen', 'hex') || '%'`);
        expect([table, rows[0].hits]).toEqual([table, 0]);
      }
    });
  });

  it('stays on file in at least one case, and is taken off another with a reason that is kept', async () => {
    const [first, second] = [await report('First'), await report('Second')];
    const id = await recordIn(first, record('Ulla Ferenc'));
    const off = (caseId: string) => demo.as('marcus').ask('unlinkSubject', { params: { id: caseId, rid: id }, body: { reason: 'The caller meant her sister.' } });
    expect((await off(first)).problem).toMatchObject({ code: 'conflict' });
    await demo.as('ellen').get('linkSubject', { params: { id: second }, body: { subject: { kind: 'known', id }, part: 'concern', confidence: 'possible' } });
    expect((await demo.as('ellen').ask('linkSubject', { params: { id: second }, body: { subject: { kind: 'known', id }, part: 'concern', confidence: 'possible' } })).problem?.code).toBe('conflict');
    expect((await off(second)).status).toBe(200);
    expect((await person(id)).history[0]).toMatchObject({ sentence: expect.stringContaining('took the person off'), text: 'The caller meant her sister.' });
  });
});

describe('what may be the same person', () => {
  it('is proposed when a report names somebody recorded before, and is linked or declined by a person', async () => {
    const id = await recordIn(await report('Seen at the fence'), record('Jonathan Merriweather'));
    const [again, other] = [await report('Called again', 'Jonathon Meriwether, of Orchard Street'), await report('A namesake', 'Jonathan Merriweather, the elder')];
    expect((await personsOf(again)).persons).toMatchObject([{ id, cases: 1, why: ['The report has a name like “Jonathan Merriweather”.'] }]);
    expect((await personsOf(again)).linked).toEqual([]);
    await demo.as('marcus').get('linkSubject', { params: { id: again }, body: { subject: { kind: 'known', id }, part: 'concern', confidence: 'confirmed' } });
    expect(await personsOf(again)).toMatchObject({ linked: [{ id, confidence: 'confirmed', otherCases: 1 }], persons: [] });
    expect((await demo.as('marcus').ask('declineSubject', { params: { id }, body: { than: { kind: 'case', id: other }, reason: ' ' } })).problem?.code).toBe('bad_request');
    await demo.as('marcus').get('declineSubject', { params: { id }, body: { than: { kind: 'case', id: other }, reason: 'This one is eighty.' } });
    expect((await personsOf(other)).persons).toEqual([]);
    expect((await person(id)).history[0]).toMatchObject({ sentence: expect.stringContaining('is not about this person'), text: 'This one is eighty.' });
  });

  it('are earlier reports with the same names, though nobody was recorded in them', async () => {
    const first = await report('Came over the phone', 'Benedikt Szymanski');
    const second = await report('Came by mail', 'Benedict Shimanski, a welder');
    expect((await personsOf(second)).reports).toMatchObject([{ caseId: first, title: 'Came over the phone' }]);
    expect((await personsOf(await report('Another', 'Benedikt Orlov'))).reports).toEqual([]);
  });

  it('are records with a like name and the same date of birth; who says no is not asked again', async () => {
    const a = await recordIn(await report('Record a'), record('Catherine Smythe', { birthDate: '1990-05-06' }));
    const b = await recordIn(await report('Record b'), record('Kathryn Smith', { birthDate: '1990-05-06' }));
    expect((await person(a)).proposals).toMatchObject([{ id: b, why: ['A similar name: “Catherine Smythe” and “Kathryn Smith”.', 'The same date of birth.'], against: [] }]);
    await demo.as('marcus').get('declineSubject', { params: { id: b }, body: { than: { kind: 'subject', id: a }, reason: 'Twins.' } });
    expect([(await person(a)).proposals, (await person(b)).proposals]).toEqual([[], []]);
  });
});

describe('two records', () => {
  it('become one by two persons, and part again as they were', async () => {
    const [caseA, caseB] = [await report('Of a'), await report('Of b')];
    const a = await recordIn(caseA, record('Olaf Tjernberg', { birthDate: '1960-01-01' }));
    const b = await recordIn(caseB, record('Olav Tjernberg', { aliases: ['Ole'], restrictions: [{ kind: 'doNotContact', note: 'Without counsel.' }] }));
    const before = await person(b);
    const ask = { params: { id: a }, body: { kind: 'merge' as const, otherId: b, reason: 'The brother knows both names.' } };
    const { id: merge } = await demo.as('ellen').get('askMerge', ask);
    expect((await demo.as('dana').ask('askMerge', ask)).problem?.code).toBe('conflict');
    expect((await demo.as('ellen').ask('carryOutMerge', { params: { id: merge } })).problem).toMatchObject({ status: 403, code: 'same_person' });
    expect((await demo.as('marcus').ask('carryOutMerge', { params: { id: merge } })).problem).toMatchObject({ status: 403, code: 'right_missing' });
    expect((await person(a)).merged).toEqual([]);
    await demo.as('dana').get('carryOutMerge', { params: { id: merge } });
    expect(await person(a)).toMatchObject({ merged: [{ id: b, record: { name: 'Olav Tjernberg' } }], proposals: [], asked: [] });
    expect((await person(a)).cases.map((row) => row.caseId).toSorted()).toEqual([caseA, caseB].toSorted());
    expect(await named('ole tjernberg')).toEqual(['Olaf Tjernberg']);
    expect((await personsOf(caseB)).linked).toMatchObject([{ id: a, name: 'Olaf Tjernberg', aliases: ['Olav Tjernberg', 'Ole'], otherCases: 1, restrictions: [{ kind: 'doNotContact' }] }]);
    expect((await demo.as('marcus').get('subjects', { query: { q: 'Tjernberg' } })).items).toMatchObject([{ restrictions: [{ note: 'Without counsel.' }], cases: 2 }]);
    expect((await person(a)).history.filter((line) => line.sentence.includes('made one record'))).toHaveLength(1);
    expect((await demo.as('marcus').ask('changeSubject', { params: { id: b }, body: { revision: 1, record: record('Olav') } })).problem?.code).toBe('conflict');

    const { id: split } = await demo.as('dana').get('askMerge', { params: { id: a }, body: { kind: 'split', otherId: b, reason: 'They are cousins.' } });
    expect((await demo.as('dana').ask('carryOutMerge', { params: { id: split } })).problem?.code).toBe('same_person');
    await demo.as('ellen').get('carryOutMerge', { params: { id: split } });
    const after = await person(b);
    expect({ ...after, history: [], proposals: [] }).toEqual({ ...before, history: [], proposals: [] });
    expect(after.history.slice(0, 2).map((line) => [line.sentence.split(' ').slice(0, 3).join(' '), line.text])).toEqual([['Ellen Okafor parted', 'They are cousins.'], ['Dana Whitfield asked', 'They are cousins.']]);
    expect((await personsOf(caseB)).linked).toMatchObject([{ id: b, otherCases: 0 }]);
  });

  it('stay two when the second person leaves it, with the reason on record', async () => {
    const a = await recordIn(await report('Left a'), record('Wanda Iversen'));
    const b = await recordIn(await report('Left b'), record('Wanda Iversen'));
    const { id } = await demo.as('marcus').get('askMerge', { params: { id: a }, body: { kind: 'merge', otherId: b, reason: 'The same name.' } });
    expect((await demo.as('priya').ask('dropMerge', { params: { id }, body: { reason: 'No.' } })).problem?.code).toBe('right_missing');
    await demo.as('ellen').get('dropMerge', { params: { id }, body: { reason: 'A name is not enough.' } });
    expect((await demo.as('dana').ask('carryOutMerge', { params: { id } })).problem?.code).toBe('conflict');
    expect(await person(b)).toMatchObject({ mergedInto: null, history: [{ text: 'A name is not enough.' }, { text: 'The same name.' }, {}] });
  });

  it('cannot become one by one person, nor by a row of the application, whatever it forgets', async () => {
    const a = await recordIn(await report('Forged a'), record('Rolf Aagaard'));
    const b = await recordIn(await report('Forged b'), record('Rolf Aagaard'));
    const { id } = await demo.as('ellen').get('askMerge', { params: { id: a }, body: { kind: 'merge', otherId: b, reason: 'The same name.' } });
    const [ellen, dana] = [await demo.person('ellen'), await demo.person('dana')];
    const unitId = (await person(a)).unit.id;
    const db = connect(demo.product.databaseUrl, { connections: 1 });
    const change = (who: typeof ellen, sql: string) => db.withActor({ ...who, units: [unitId] }, (tx) => tx.$executeRawUnsafe(sql));
    await expect(change(ellen, `update subject_merge set state = 'done', decided_by = '${ellen.personId}' where id = '${id}'`)).rejects.toThrow(/two_persons/);
    await expect(change(ellen, `update subject_merge set state = 'done', decided_by = '${dana.personId}' where id = '${id}'`)).rejects.toThrow(/own name/);
    await expect(change(dana, `update subject set merged_into = '${a}' where id = '${b}'`)).rejects.toThrow(/permission denied/);
    await expect(change(dana, `delete from subject_entry where subject_id = '${b}'`)).rejects.toThrow(/permission denied|append-only/);
    await expect(change(dana, `delete from subject where id = '${b}'`)).rejects.toThrow(/permission denied/);
    expect(await change({ ...dana, agencyId: randomUUID() }, `update subject_merge set unit_id = unit_id where false`).catch((error: unknown) => String(error))).toMatch(/permission denied/);
    await db.close();
    expect((await person(b)).mergedInto).toBeNull();
  });
});

describe('a purge', () => {
  it('takes the names of a case and a person whom no other case knows, and leaves one whom another knows', async () => {
    const [gone, kept] = [await report('Purged', 'Emil Nachtigall'), await report('Kept')];
    const alone = await recordIn(gone, record('Emil Nachtigall'));
    const shared = await recordIn(gone, record('Greta Nachtigall'));
    await demo.as('marcus').get('linkSubject', { params: { id: kept }, body: { subject: { kind: 'known', id: shared }, part: 'target', confidence: 'confirmed' } });
    await demo.as('marcus').get('askMerge', { params: { id: shared }, body: { kind: 'merge', otherId: alone, reason: 'Siblings, or one.' } });
    expect((await demo.as('ellen').get('subjects')).items[0]).toMatchObject({ id: shared, waits: true });
    const db = connect(demo.product.databaseUrl, { connections: 1 });
    await db.asProjector((tx) => tx.$executeRawUnsafe(`update "case" set status = 'purged' where id = '${gone}'`));
    await db.close();
    expect((await demo.as('marcus').ask('subject', { params: { id: alone } })).status).toBe(404);
    expect(await named('Nachtigall')).toEqual(['Greta Nachtigall']);
    expect(await person(shared)).toMatchObject({ asked: [], proposals: [] });
    await withClient(demo.product.database.superuserUrl, async (client) => {
      for (const [table, column] of [['data_key', 'case_id'], ['subject_token', 'subject_id']] as const) expect((await client.query(`select 1 from ${table} where ${column} = $1`, [alone])).rowCount, table).toBe(0);
      expect((await client.query('select 1 from case_token where case_id = $1', [gone])).rowCount).toBe(0);
    });
  });
});
