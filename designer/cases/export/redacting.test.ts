import { describe, expect, it } from 'vitest';
import type { Exportable } from '../../../server/contract-exports.ts';
import { isFound, redact, sentRedactions, tellAgain } from './redacting.ts';

const item = (id: string, value: string | null, sensitivity = 'none') => ({ id, label: `Label of ${id}`, at: null, value, sensitivity });
const of: Exportable = { reference: 'HC-1', title: 'A case', zone: 'UTC', through: 3, sections: [{ title: 'Form', items: [item('a', 'Neighbour Quill', 'source'), item('b', 'Shouted'), item('c', null)] }] };

describe('redacting an export', () => {
  it('finds items by any of their words, or by how they are protected', () => {
    const found = (words: string) => of.sections.flatMap((section) => section.items.filter((one) => isFound(one, words)).map((one) => one.id));
    expect(found('quill')).toEqual(['a']);
    expect(found(' SOURCE ')).toEqual(['a']);
    expect(found('label of b')).toEqual(['b']);
    expect(found('')).toEqual(['a', 'b', 'c']);
  });

  it('gives each item its last reason, and sends each reason once with its items', () => {
    const chosen = redact(redact(redact({}, ['a', 'b'], 'Privacy'), ['b'], ' Safety of a person '), ['c'], 'Privacy');
    expect(sentRedactions(chosen, of)).toEqual([{ reason: 'Privacy', items: ['a', 'c'] }, { reason: 'Safety of a person', items: ['b'] }]);
    expect(sentRedactions(tellAgain(chosen, ['a', 'b']), of)).toEqual([{ reason: 'Privacy', items: ['c'] }]);
  });

  it('does not send what was chosen in the case before and is in it no more', () => {
    expect(sentRedactions({ gone: 'Privacy' }, of)).toEqual([]);
  });
});
