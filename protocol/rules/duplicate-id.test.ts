import { expect, it } from 'vitest';
import { node, outcome, said, sample } from './sample.ts';

it('takes distinct ids', () => {
  expect(said('duplicate-id', sample('start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
});
it('names doubled ids and ids with a meaning of their own', () => {
  expect(said('duplicate-id', sample('start -> a; a.overdue -> end; a.done -> end', [node('task', 'a', { outcomes: [outcome('done'), outcome('done'), outcome('overdue')] }), node('task', 'a')], { roles: [{ id: 'lead', title: 'Lead' }, { id: 'lead', title: 'Boss' }] }))).toMatchInlineSnapshot(`
    [
      "roles.lead: two roles have the id "lead"; give one of them another",
      "a: two steps have the id "a"; give one of them another",
      "a outcomes: "overdue" has a meaning of its own and cannot be among the outcomes of "a"; choose another id",
      "a outcomes: two outcomes of "a" have the id "done"; give one of them another",
    ]
  `);
});
