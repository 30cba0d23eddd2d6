import { expect, it } from 'vitest';
import { draftSchema } from '../draft.ts';
import { node, sample } from '../rules/sample.ts';
import { prove } from '../prove/prove.ts';
import { addRule, deleteRule, newRule, ruleKinds, updateRule } from './rules.ts';

const draft = sample('start -> a; a.done -> p; p.approved -> end; p.denied -> a', [node('task', 'a'), node('approval', 'p')]);

it('a new rule of each kind is complete and can be proved', () => {
  for (const kind of ruleKinds) {
    const ruled = addRule(draft, newRule(draft, kind));
    expect(draftSchema.safeParse(ruled).success).toBe(true);
    expect(prove(ruled, {})).toHaveLength(1);
  }
});
it('rules are added once, changed and removed by id; ids do not repeat', () => {
  const one = addRule(draft, newRule(draft, 'cited'));
  const two = addRule(one, newRule(one, 'passes'));
  expect(two.rules?.map((r) => r.id)).toEqual(['rule_1', 'rule_2']);
  expect(addRule(two, newRule(draft, 'cited'))).toBe(two);
  const changed = updateRule(two, { id: 'rule_1', title: 'Other', kind: 'cited', kinds: ['task'] });
  expect(changed.rules?.[0]?.title).toBe('Other');
  expect(updateRule(two, { id: 'gone', title: '', kind: 'cited', kinds: [] })).toBe(two);
  expect(deleteRule(changed, 'rule_1').rules?.map((r) => r.id)).toEqual(['rule_2']);
  expect(deleteRule(changed, 'gone')).toBe(changed);
});
