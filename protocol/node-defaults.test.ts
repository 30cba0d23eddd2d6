import { expect, it } from 'vitest';
import { nodeSchema } from './draft.ts';
import { kindWords, newNode } from './node-defaults.ts';

it.each(Object.keys(kindWords) as (keyof typeof kindWords)[])('makes a new %s that can be saved', (kind) => {
  expect(nodeSchema.parse(newNode(kind, 'x'))).toEqual(newNode(kind, 'x'));
});
