import { describe, expect, it } from 'vitest';
import type { DraftThread } from '../../../server/contract-together.ts';
import { companyAt, hueOf, initialsOf } from './company.ts';

const person = (name: string) => ({ id: name, name, agency: { id: 'a', name: 'Sheriff' } });
const thread = (node: string | null, isOpen = true): DraftThread => ({ id: 't', node, field: null, titled: null, comments: [], resolved: isOpen ? null : { by: person('E'), at: '' } });

describe('a step says who is at it and what is open', () => {
  it('by name and number; what is settled is not told', () => {
    const { at, spoken } = companyAt([thread('a'), thread('a'), thread('a', false), thread('b', false), thread(null)], [{ person: person('Ellen Okafor'), node: 'a' }, { person: person('Tom Brandt'), node: null }]);
    expect(spoken).toEqual({ a: 'Ellen Okafor is here, 2 open comments' });
    expect(at['a']).toMatchObject({ open: 2, people: [{ name: 'Ellen Okafor' }] });
  });
  it('with one colour a person, and initials', () => {
    expect(hueOf('abc')).toBe(hueOf('abc'));
    expect(['Ellen Okafor', 'Cher', ''].map(initialsOf)).toEqual(['EO', 'C', '']);
  });
});
