import { expect, it } from 'vitest';
import { node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes a role of a member agency', () => {
  expect(said('handoff-outside-unit', sample(edges, [node('handoff', 'a', { to: ['school'] })], { roles: [{ id: 'school', title: 'School team', agency: 'district' }] }), { agencies: ['sheriff', 'district'] })).toEqual([]);
});
it('names a receiver outside the unit', () => {
  expect(said('handoff-outside-unit', sample(edges, [node('handoff', 'a', { to: ['school'] })], { roles: [{ id: 'school', title: 'School team', agency: 'district' }] }), { agencies: ['sheriff'] })).toMatchInlineSnapshot(`
    [
      "a to.0: "a" goes to "School team" of the agency "district", which has no members in this unit and nobody in that role; name a role of a member agency, or let the unit name who is asked there",
    ]
  `);
});
