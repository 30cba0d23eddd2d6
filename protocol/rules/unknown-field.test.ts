import { expect, it } from 'vitest';
import { is, node, said, sample } from './sample.ts';

const edges = 'start -> a; a.accepted -> end; a.declined -> end; a.withdrawn -> end';

it('takes forms, fields and labels', () => {
  expect(said('unknown-field', sample(edges, [node('handoff', 'a', { package: [{ ref: 'intake', required: true }, { ref: 'intake.seen', required: false }, { ref: 'photographs', required: false }] })]))).toEqual([]);
});
it('names fields, facts and required labels that are never recorded', () => {
  expect(said('unknown-field', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'all', of: [is('intake.gone', true), is('other.x', 1), { kind: 'fact', id: 'f' }] } }] })]))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: no form of this protocol has the field "other.x"; add the form with it, or name another field",
      "d branches.0.when: the form "Intake" has no field "gone"; add the field, or name another",
      "d branches.0.when: this condition asks for the fact "f", which the protocol does not have; add the fact, or ask for another",
    ]
  `);
  expect(said('unknown-field', sample(edges, [node('handoff', 'a', { package: [{ ref: 'intake.gone', required: false }, { ref: 'photographs', required: true }], legalBasis: { kind: 'field', ref: 'intake.basis' } })]))).toMatchInlineSnapshot(`
    [
      "a legalBasis: the form "Intake" has no field "basis"; add the field, or name another",
      "a package.0: the form "Intake" has no field "gone"; add the field, or name another",
      "a package.1: the package requires "photographs", which is no form or field and so never recorded; name a form or a field, or do not require it",
    ]
  `);
});
