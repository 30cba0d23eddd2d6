import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft } from '../../test/arbitraries/draft.ts';
import type { Draft } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { field, node, sample } from '../rules/sample.ts';
import { validate } from '../validate.ts';
import { repairsOf } from './repairs.ts';

const same = (a: Finding, b: Finding): boolean => a.rule === b.rule && a.at.node === b.at.node && a.at.field === b.at.field && a.at.edge === b.at.edge;
const said = (draft: Draft, rule: string): Finding | undefined => validate(draft).find((f) => f.rule === rule);
const mended = (draft: Draft, rule: string): readonly string[] => {
  const finding = said(draft, rule);
  expect(finding, `${rule} is found`).toBeDefined();
  if (!finding) return [];
  const repairs = repairsOf(draft, finding);
  for (const repair of repairs) expect(validate(repair.apply(draft)).filter((f) => same(f, finding)), `${rule}: ${repair.name}`).toEqual([]);
  return repairs.map((r) => r.name);
};
const due = { kind: 'due' as const, rules: [{ due: 'PT4H' }], escalate: [], onOverdue: 'stay' as const };

describe('a repair', () => {
  it.each<readonly [string, Draft, readonly string[]]>([
    ['missing-edge', sample('start -> a', [node('task', 'a')]), ['Let “Done” end the run']],
    ['missing-edge', sample('start -> a', [node('task', 'a'), node('milestone', 'm')]), ['Lead “Done” to “m”', 'Let “Done” end the run']],
    ['missing-default', sample('start -> d; d.yes -> end', [node('decision', 'd')]), ['Let “otherwise” end the run']],
    ['overdue-edge-missing', sample('start -> a; a.done -> end', [node('task', 'a', { limit: { ...due, onOverdue: 'leave' } })]), ['Let the step stay open when it is overdue', 'Let “overdue” end the run']],
    ['handoff-without-declined', sample('start -> h; h.accepted -> end; h.withdrawn -> h', [node('handoff', 'h')]), ['Offer it again when declined']],
    ['unreachable-step', sample('start -> end', [node('milestone', 'm')]), ['Delete “m”']],
    ['task-without-outcome', sample('start -> a', [node('task', 'a', { outcomes: [] })]), ['Add the outcome “Done”']],
    ['task-without-role', sample('start -> a; a.done -> b; b.done -> end', [node('task', 'a', { roles: ['lead'] }), node('task', 'b', { roles: [] })]), ['Give it to Lead', 'Give it to Analyst']],
    ['handoff-without-receiver', sample('start -> h', [node('handoff', 'h', { to: [] })]), ['Offer it to Analyst', 'Offer it to Lead']],
    ['approval-without-seats', sample('start -> x', [node('approval', 'x', { seats: [] })]), ['Let Analyst approve', 'Let Lead approve']],
    ['limit-missing', sample('start -> a', [node('task', 'a', { limit: undefined })]), ['Make it due within 24 h']],
    ['wait-without-end', sample('start -> w', [node('wait', 'w', { rules: [] })]), ['Let it end after a day']],
    ['handoff-without-escalation', sample('start -> h', [node('handoff', 'h', { limit: due })]), ['Tell Analyst when it is overdue', 'Tell Lead when it is overdue']],
    ['escalation-without-person', sample('start -> a', [node('task', 'a', { limit: { ...due, escalate: [{ after: 'PT0S', notify: [], letIn: [], release: false }] } })]), ['Tell Analyst when it is overdue', 'Tell Lead when it is overdue']],
    ['unknown-port', { ...sample('start -> a; a.gone -> end', [node('task', 'a')]) }, ['Delete the connection']],
    ['citation-unknown', sample('start -> a', [node('task', 'a', { citations: ['lost'] })]), ['Take what is not listed off the step']],
    ['form-unknown', sample('start -> a', [node('task', 'a', { form: 'lost' })]), ['Add the form']],
    ['split-without-branches', sample('start -> s', [node('split', 's', { branches: [] })]), ['Add two branches']],
    ['no-start', sample('a.done -> end', [node('task', 'a')]), ['Add a start']],
    ['option-field-without-options', sample('start -> end', [], { forms: [{ id: 'intake', title: 'Intake', fields: [field('kind', 'option')] }] }), ['Make it a yes or no question']],
    ['branch-without-condition', sample('start -> d; d.yes -> end; d.default -> end', [node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes' }] })]), ['Delete the branch']],
    ['table-gap', sample('start -> t; t -> end', [node('table', 't', { inputs: [{ id: 'i', operand: { kind: 'field', ref: 'intake.urgent' } }], outputs: [{ name: 'o', label: 'O', type: 'boolean' }], rules: [{ id: 'r', cells: [{ kind: 'in', options: [true] }], values: [true] }] })]), ['Add a last row for everything else']],
  ])('mends %s', (rule, draft, names) => expect(mended(draft, rule)).toEqual(names));

  it('never throws, and leaves a broken draft as sound as it was', () => {
    fc.assert(fc.property(anyDraft, (draft) => {
      for (const finding of validate(draft)) for (const repair of repairsOf(draft, finding)) validate(repair.apply(draft));
    }), { numRuns: 60 });
  });
});
