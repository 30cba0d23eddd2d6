import { expect, it } from 'vitest';
import { compareDrafts } from '../../../protocol/compare/compare.ts';
import type { Draft } from '../../../protocol/draft.ts';
import { node, sample } from '../../../protocol/rules/sample.ts';
import { marksOf } from './marks.ts';

const seat = (id: string) => ({ id, roles: ['lead'], agencies: [], qualifications: [], substitutes: [] });

it('a step that became looser is marked as that, whatever else became tighter in it', () => {
  const draw = (more: Partial<Draft['nodes'][number]>): Draft => sample('start -> a; a.approved -> end; a.denied -> end', [node('approval', 'a', more)]);
  const marks = (before: Parameters<typeof draw>[0], after: Parameters<typeof draw>[0]) => marksOf(compareDrafts(draw(before), draw(after)));
  expect(marks({ seats: [seat('x'), seat('y')] }, { seats: [seat('x')] })).toEqual({ a: { kind: 'looser', words: 'looser' } });
  expect(marks({ notOwner: true, sworn: false }, { notOwner: false, sworn: true })).toEqual({ a: { kind: 'looser', words: 'looser and tighter' } });
  expect(marks({}, { title: 'Other' })).toEqual({ a: { kind: 'changed', words: 'changed' } });
  expect(marks({}, {})).toEqual({});
});
it('a new step is marked as new; one that is gone is not on the canvas', () => {
  expect(marksOf(compareDrafts(sample('start -> a; a.done -> end', [node('task', 'a')]), sample('start -> b; b.done -> end', [node('task', 'b')])))).toEqual({ b: { kind: 'new', words: 'new' }, start: { kind: 'changed', words: 'changed' } });
});
