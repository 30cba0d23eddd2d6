import { describe, expect, it } from 'vitest';
import { limit, node, sample } from '../rules/sample.ts';
import { replaceKind, whyNotKind } from './replace.ts';

const drawn = sample('start -> look; look.done -> end', [node('task', 'look', { title: 'Look at it', instructions: 'Carefully.', form: 'intake', checklist: ['Call'] })]);

describe('a step that becomes another kind', () => {
  it('keeps its id, title, words, people, limit and form, and what follows it', () => {
    const { draft, dropped } = replaceKind(drawn, 'look', 'approval');
    expect(draft.nodes.find((n) => n.id === 'look')).toMatchObject({ kind: 'approval', title: 'Look at it', instructions: 'Carefully.', about: ['intake'], seats: [{ roles: ['analyst'] }, { roles: ['analyst'] }], limit });
    expect(draft.edges.map((e) => `${e.from}.${e.port} -> ${e.to}`)).toEqual(['start.next -> look', 'look.approved -> end']);
    expect(dropped).toEqual(['its checklist']);
  });
  it('says what the new kind has no place for', () => {
    expect(replaceKind(drawn, 'look', 'milestone').dropped).toEqual(['its form', 'its roles', 'its limit', 'its checklist']);
  });
  it('takes the word of its kind as title while nobody has named it', () => {
    const unnamed = sample('start -> look; look.done -> end', [node('task', 'look', { title: 'Task 2' })]);
    expect(replaceKind(unnamed, 'look', 'notify').draft.nodes.find((n) => n.id === 'look')?.title).toBe('Notify 2');
  });
  it('is not made a start or an end where ways forbid it', () => {
    const look = drawn.nodes.find((n) => n.id === 'look');
    expect(look && whyNotKind(drawn, look, 'end')).toBe('ways lead on from this step, and nothing follows an end');
    expect(look && whyNotKind(drawn, look, 'start')).toBe('a protocol has one start');
    expect(replaceKind(drawn, 'look', 'end').draft).toBe(drawn);
  });
});
