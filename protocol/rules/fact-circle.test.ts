import { expect, it } from 'vitest';
import { is, said, sample } from './sample.ts';

it('takes facts that ask for others', () => {
  expect(said('fact-circle', sample('start -> end', [], { facts: [{ id: 'f', title: 'F', when: is('intake.urgent', true) }, { id: 'g', title: 'G', when: { kind: 'fact', id: 'f' } }] }))).toEqual([]);
});
it('names facts that ask for themselves', () => {
  expect(said('fact-circle', sample('start -> end', [], { facts: [{ id: 'f', title: 'F', when: { kind: 'fact', id: 'g' } }, { id: 'g', title: 'G', when: { kind: 'not', of: { kind: 'fact', id: 'f' } } }] }))).toMatchInlineSnapshot(`
    [
      "facts.f.when: the fact "F" asks for itself; let it ask for something recorded",
    ]
  `);
});
