import { expect, it } from 'vitest';
import { field, is, node, said, sample } from './sample.ts';

const forms = [{ id: 'intake', title: 'Intake', fields: [field('urgent', 'boolean')] }, { id: 'visit', title: 'Visit', fields: [field('calm', 'boolean')] }];
const ask = node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: is('visit.calm', true) }] });

it('takes a field that a step fills in', () => {
  expect(said('field-from-elsewhere', sample('start -> a; a.done -> d; d.yes -> end; d.default -> end', [node('task', 'a', { form: 'visit' }), ask], { forms }))).toEqual([]);
});
it('names a field that no step fills in', () => {
  expect(said('field-from-elsewhere', sample('start -> d; d.yes -> end; d.default -> end', [ask], { forms }))).toMatchInlineSnapshot(`
    [
      "d branches.0.when: no step of this protocol fills in "calm" of "Visit"; it has a value only where another protocol of the case recorded it, so add a step with this form if that is not meant",
    ]
  `);
});
