import { expect, it } from 'vitest';
import { said, sample } from './sample.ts';

const grant = { id: 'access', title: 'Access for lent staff', roles: ['analyst'], fields: ['intake.note'], ends: { kind: 'after' as const, after: 'P7D' } };
const given = (more: Partial<typeof grant> | { ends: { kind: 'field'; ref: string } }) => sample('start -> end', [], { grants: [{ ...grant, ...more }] });

it('takes access for a role with an end', () => {
  expect(said('grant-to-nobody', given({}))).toEqual([]);
});
it('names access for nobody, for a role that is unknown, to a field that is unknown, and an end that is no date', () => {
  expect(said('grant-to-nobody', given({ roles: [] }))).toMatchInlineSnapshot(`
    [
      "grants.access: the temporary access "Access for lent staff" is for nobody; name the roles that get it",
    ]
  `);
  expect(said('role-unknown', given({ roles: ['ghost'] }))).toMatchInlineSnapshot(`
    [
      "grants.access: the temporary access "Access for lent staff" names the role "ghost", which this protocol does not have; add the role, or name another",
    ]
  `);
  expect(said('unknown-field', given({ fields: ['intake.ghost', 'ghost'] }))).toMatchInlineSnapshot(`
    [
      "grants.access: no form of this protocol has the field "ghost"; add the form with it, or name another field",
      "grants.access: the form "Intake" has no field "ghost"; add the field, or name another",
    ]
  `);
  expect(said('wrong-type', given({ ends: { kind: 'field', ref: 'intake.urgent' } }))).toMatchInlineSnapshot(`
    [
      "grants.access: "urgent" of "Intake" is no date, so no access can end by it; name a field that holds a date",
    ]
  `);
  expect(said('wrong-type', given({ ends: { kind: 'field', ref: 'intake.seen' } }))).toEqual([]);
  expect(said('bad-duration', given({ ends: { kind: 'after', after: 'soon' } }))).toHaveLength(1);
});
