import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../protocol/condition.ts';
import { gallery } from '../../../protocol/templates/gallery.ts';
import { conditionsOf } from '../../../protocol/rules/places.ts';
import { emptyDraft } from '../../../protocol/new-draft.ts';
import { answersOf, askedAs, conditionOf, groupOf, isGroup, questionOf, subjectOf, subjectsOf } from './condition-rows.ts';

const yes: Condition = { kind: 'compare', left: { kind: 'field', ref: 'intake.danger' }, op: 'eq', right: { kind: 'value', value: true } };
const draft = {
  ...emptyDraft('test', 'Test'),
  forms: [{ id: 'intake', title: 'Intake', fields: [
    { name: 'danger', label: 'In danger?', type: 'boolean' as const, required: true, sensitivity: 'none' as const },
    { name: 'seen', label: 'Seen at', type: 'date' as const, required: false, sensitivity: 'none' as const },
    { name: 'story', label: 'Story', type: 'text' as const, required: false, sensitivity: 'none' as const },
    { name: 'kind', label: 'Kind', type: 'option' as const, options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], required: false, sensitivity: 'none' as const },
  ] }],
};

describe('a condition as rows', () => {
  it.each<readonly [string, Condition]>([
    ['one question', yes],
    ['all', { kind: 'all', of: [yes, yes] }],
    ['any', { kind: 'any', of: [yes, { kind: 'all', of: [yes, yes] }] }],
    ['none of', { kind: 'not', of: { kind: 'any', of: [yes] } }],
    ['not all of', { kind: 'not', of: { kind: 'all', of: [yes, yes] } }],
    ['has not been answered', { kind: 'not', of: { kind: 'exists', ref: 'intake.seen' } }],
  ])('goes there and back: %s', (_name, condition) => expect(conditionOf(groupOf(condition))).toEqual(condition));

  it('reads the "not" of a comparison as none of', () => {
    expect(groupOf({ kind: 'not', of: yes })).toEqual({ mode: 'none', of: [yes] });
    expect(isGroup({ kind: 'not', of: yes })).toBe(true);
  });
  it('shows every question of the templates as one that its select offers', () => {
    for (const template of gallery) {
      const offered = new Set(subjectsOf(template.draft).flatMap((g) => g.items.map((i) => i.value)));
      const questions = (c: Condition): readonly Condition[] => (isGroup(c) ? groupOf(c).of.flatMap(questions) : [c]);
      for (const { condition } of conditionsOf(template.draft))
        for (const row of groupOf(condition).of.flatMap(questions)) {
          const subject = subjectOf(row);
          const own = subject !== null && (offered.has(subject) || subject.startsWith('outcome:') || subject.startsWith('field:'));
          expect([template.key, row, own]).toEqual([template.key, row, true]);
          expect(questionOf(row)).not.toBeNull();
        }
    }
  });
});

describe('what can be asked', () => {
  it('is never the words of a free text', () => expect(answersOf(draft, 'field:intake.story').questions).toEqual(['answered', 'unanswered']));
  it('keeps the answer when only the question changes', () => {
    const before = askedAs(draft, { subject: 'field:intake.kind', before: { kind: 'compare', left: { kind: 'field', ref: 'intake.kind' }, op: 'eq', right: { kind: 'value', value: 'b' } } });
    expect(askedAs(draft, { subject: 'field:intake.kind', question: 'ne', before })).toMatchObject({ op: 'ne', right: { value: 'b' } });
    expect(askedAs(draft, { subject: 'field:intake.kind', question: 'in', before })).toEqual({ kind: 'in', left: { kind: 'field', ref: 'intake.kind' }, options: ['b'] });
  });
  it('starts with an answer that fits', () => {
    expect(askedAs(draft, { subject: 'field:intake.danger' })).toEqual(yes);
    expect(askedAs(draft, { subject: 'since:intake.seen' })).toEqual({ kind: 'since', ref: 'intake.seen', op: 'lt', duration: 'P30D' });
    expect(askedAs(draft, { subject: 'case:level', question: 'ge' })).toMatchObject({ op: 'ge', left: { kind: 'case', name: 'level' }, right: { value: 'undetermined' } });
  });
});
