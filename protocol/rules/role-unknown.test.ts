import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

it('takes roles of protocol and unit', () => {
  expect(said('role-unknown', sample('start -> a; a.done -> end', [node('task', 'a')]), { roleHolders: { analyst: 0, lead: 0 } })).toEqual([]);
});
it('names roles that protocol, unit or its agencies do not have', () => {
  expect(said('role-unknown', sample('start -> a; a.done -> end', [node('task', 'a', { roles: ['ghost'] })]))).toMatchInlineSnapshot(`
    [
      "a roles: "a" names the role "ghost", which this protocol does not have; add the role, or name another",
    ]
  `);
  expect(said('role-unknown', sample('start -> a; a.done -> end', [node('task', 'a')]), { roleHolders: { lead: 1 } })).toMatchInlineSnapshot(`
    [
      "roles.analyst: "Analyst" is no role of this unit; add it to the unit's roles, or name one of them",
    ]
  `);
  expect(said('role-unknown', sample('start -> a; a.done -> end', [node('task', 'a')], { roles: [{ id: 'analyst', title: 'Analyst', agency: 'moon' }, { id: 'lead', title: 'Lead' }] }), { agencies: ['sheriff'] })).toMatchInlineSnapshot(`
    [
      "roles.analyst: "Analyst" is fixed to an agency that has no members in this unit; choose a member agency, or none",
    ]
  `);
});
