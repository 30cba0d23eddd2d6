import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const roles = [{ id: 'lead', title: 'Lead' }, { id: 'partner', title: 'Partner agency' }];
const outside = { partner: [{ id: 'p1', key: 'other_county' }] };
const asked = (role: string) => sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', { seats: [{ id: 's1', roles: [role], agencies: [], qualifications: [], substitutes: [] }] })], { roles });

it('takes seats of members', () => {
  expect(said('seat-outside-unit', asked('lead'), { outside })).toEqual([]);
});
it('names a seat of somebody outside the unit', () => {
  expect(said('seat-outside-unit', asked('partner'), { outside })).toMatchInlineSnapshot(`
    [
      "a seats.0.roles: seat 1 of "a" is for "Partner agency", a role of people outside the unit; ask them by a consult, and let a member approve",
    ]
  `);
});
it('lets people outside the unit be asked, also of one agency among several', () => {
  const given = (agency: string) => sample('start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end', [node('handoff', 'a', { to: ['partner'] })], { roles: [{ id: 'lead', title: 'Lead' }, { id: 'partner', title: 'Partner agency', agency }] });
  expect(said('handoff-outside-unit', given('other_county'), { agencies: ['sheriff'], outside })).toEqual([]);
  expect(said('handoff-outside-unit', given('nowhere'), { agencies: ['sheriff'], outside })).toHaveLength(1);
});
