// Who holds a role for a time: stand-ins and the staffing plan at the unit's posture, seen and refused and ended by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approval, at, drawing, end, limit, outcome, seat, start, task } from '../../protocol/templates/sketch.ts';
import { startDemo } from './demo.ts';
import type { Demo } from './demo.ts';

let demo: Demo;
let unitId: string;
let versionId: string;
beforeAll(async () => {
  demo = await startDemo();
  unitId = (await demo.as('dana').get('session')).units[0]?.id ?? '';
  versionId = await demo.publish(draft);
});
afterAll(() => demo?.product.stop());

const four = limit([{ due: 'PT4H' }], [['PT0S', ['supervisor']]], 'of the test');
const role = (id: string) => ({ id, title: id.replaceAll('_', ' ') });
const draft = drawing({ key: 'staffed', title: 'Staffed', purpose: '', levels: [], facts: [], retention: [], forms: [], roles: ['unit_lead', 'supervisor', 'case_manager', 'commander'].map(role) }, [
  at([0, 0], start('start', 'Report'), { next: 'manage' }),
  at([1, 0], task('manage', 'Manage it', { roles: ['case_manager'], outcomes: [outcome('done', 'Done')], limit: four }), { done: 'agree' }),
  at([2, 0], approval('agree', 'Agree to it', { seats: [seat('one', ['supervisor']), seat('two', ['commander'])], notDoerOf: ['manage'], limit: four }), { approved: 'end', denied: 'end' }),
  at([3, 0], end('end', 'End', { outcome: 'done' })),
]);
const later = (ms: number): string => new Date(Date.now() + ms).toISOString();
const opened = (): Promise<string> => demo.open('marcus', versionId, 'A case');
const manages = async (login: string, caseId: string) => demo.refused(login, caseId, { kind: 'complete', step: await demo.stepAt('dana', caseId, 'manage'), outcome: 'done' });
const vote = async (caseId: string) => ({ kind: 'vote' as const, step: await demo.stepAt('dana', caseId, 'agree'), grants: true, content: {} });

describe('the posture of a unit', () => {
  it('lets others help in a role as its plan says, shows before what that means, and takes it back when its time is over', async () => {
    const ruth = demo.as('ruth');
    await ruth.get('setStaffingPlan', { params: { id: unitId }, body: { plan: [{ posture: 'elevated', role: 'case_manager', pools: ['analyst'], least: 4 }] } });
    const caseId = await opened();
    expect(await manages('marcus', caseId)).toBe('not_authorized');

    const preview = await ruth.get('previewStaffing', { params: { id: unitId }, body: { kind: 'posture', posture: 'elevated', until: later(60_000), reason: 'Looking' } });
    expect(preview.steps.find((s) => s.caseId === caseId)).toMatchObject({ title: 'Manage it', gain: [{ name: 'Marcus Reyes' }], lose: [], left: 3 });
    expect((await ruth.get('staffing', { params: { id: unitId } })).posture).toBe('routine');

    await ruth.get('setPosture', { params: { id: unitId }, body: { posture: 'elevated', until: later(6_000), reason: 'A march is announced.' } });
    expect(await demo.as('marcus').get('staffing', { params: { id: unitId } })).toMatchObject({ posture: 'elevated', now: { reason: 'A march is announced.', by: { name: 'Ruth Adler' } }, short: [{ role: 'case_manager', least: 4, holders: 3 }] });
    expect((await demo.as('marcus').get('tasks', { query: { scope: 'team' } })).items.find((row) => row.caseId === caseId)?.mayAct).toBe(true);
    expect(await manages('marcus', caseId)).toBeUndefined();

    const next = await opened();
    await expect.poll(async () => (await ruth.get('staffing', { params: { id: unitId } })).posture, { timeout: 15_000, interval: 300 }).toBe('routine');
    expect(await manages('marcus', next)).toBe('not_authorized');
    expect((await demo.as('marcus').get('tasks', { query: { scope: 'team' } })).items.find((row) => row.caseId === next)?.mayAct ?? false).toBe(false);
    expect(await manages('priya', next)).toBeUndefined();
  });

  it('has a reason and an end, and is set by whoever staffs the unit', async () => {
    const body = { posture: 'high' as const, until: later(60_000), reason: 'Because' };
    expect((await demo.as('dana').ask('setPosture', { params: { id: unitId }, body })).problem?.code).toBe('right_missing');
    expect((await demo.as('ruth').ask('setPosture', { params: { id: unitId }, body: { ...body, until: later(-1_000) } })).problem).toMatchObject({ code: 'bad_request', about: 'until' });
    expect((await demo.as('ruth').ask('setPosture', { params: { id: unitId }, body: { ...body, reason: ' ' } })).problem?.code).toBe('bad_request');
    expect((await demo.as('ruth').ask('setStaffingPlan', { params: { id: unitId }, body: { plan: [{ posture: 'high', role: 'nobody', pools: [], least: 0 }] } })).problem).toMatchObject({ code: 'bad_request', about: 'plan' });
  });
});

describe('a stand-in', () => {
  it('acts in the place of somebody absent until they are back, once and as themselves', async () => {
    const ruth = demo.as('ruth');
    const [ellen, marcus, priya] = [await demo.person('ellen'), await demo.person('marcus'), await demo.person('priya')];
    const caseId = await opened();
    await demo.take('priya', caseId, { kind: 'complete', step: await demo.stepAt('dana', caseId, 'manage'), outcome: 'done' });
    expect(await demo.refused('marcus', caseId, await vote(caseId))).toBe('not_authorized');

    const body = { absentId: ellen.personId, agencyId: ellen.agencyId, standInId: marcus.personId, until: later(600_000), reason: 'On leave' };
    const preview = await ruth.get('previewStaffing', { params: { id: unitId }, body: { kind: 'standIn', ...body } });
    expect(preview.steps.find((s) => s.caseId === caseId)).toMatchObject({ gain: [{ name: 'Marcus Reyes' }], lose: [{ name: 'Ellen Okafor' }] });
    const { standIns } = await ruth.get('addStandIn', { params: { id: unitId }, body });
    expect(standIns).toMatchObject([{ absent: { name: 'Ellen Okafor' }, standIn: { name: 'Marcus Reyes' }, reason: 'On leave', roles: ['supervisor'] }]);

    const page = await demo.stepView('marcus', caseId, 'agree');
    expect(page.row).toMatchObject({ mayAct: true });
    await demo.take('marcus', caseId, await vote(caseId));
    expect(await demo.refused('marcus', caseId, await vote(caseId))).toBe('already_approved');
    await demo.take('tom', caseId, await vote(caseId));
    expect((await demo.view('dana', caseId)).steps.find((s) => s.node === 'agree')).toMatchObject({ state: 'done', outcome: 'approved' });
    expect((await demo.as('dana').get('verify', { params: { id: caseId } })).ok).toBe(true);

    // The doer may not approve, whomever they stand in for; nor does standing in give rights over people and protocols.
    const second = await opened();
    await demo.take('priya', second, { kind: 'complete', step: await demo.stepAt('dana', second, 'manage'), outcome: 'done' });
    await ruth.get('endStandIn', { params: { id: unitId, sid: standIns[0]?.id ?? '' } });
    expect(await demo.refused('marcus', second, await vote(second))).toBe('not_authorized');
    await ruth.get('addStandIn', { params: { id: unitId }, body: { ...body, standInId: priya.personId } });
    expect(await demo.refused('priya', second, await vote(second))).toBe('separation_of_duties');
    expect((await demo.stepView('priya', second, 'agree')).whyNot?.code).toBe('separation_of_duties');
    expect((await demo.as('priya').get('session')).units[0]?.rights).not.toContain('publish');
  });

  it('is somebody else, of the same agency, who is there', async () => {
    const ruth = demo.as('ruth');
    const [grace, tom, self, dana] = [await demo.person('grace'), await demo.person('tom'), await demo.person('ruth'), await demo.person('dana')];
    const asked = async (more: object) => (await ruth.ask('addStandIn', { params: { id: unitId }, body: { absentId: tom.personId, agencyId: tom.agencyId, standInId: dana.personId, until: later(60_000), reason: 'Ill', ...more } })).problem;
    expect((await asked({ standInId: self.personId }))?.code).toBe('yourself');
    expect(await asked({ standInId: grace.personId })).toMatchObject({ code: 'bad_request', about: 'standInId' });
    expect(await asked({ standInId: tom.personId })).toMatchObject({ code: 'bad_request', about: 'standInId' });
    expect(await asked({ until: later(-1) })).toMatchObject({ code: 'bad_request', about: 'until' });
    expect(await asked({ standInId: (await demo.person('ellen')).personId })).toMatchObject({ code: 'bad_request', about: 'standInId' }); // absent herself
  });
});
