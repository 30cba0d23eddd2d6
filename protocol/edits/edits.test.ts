import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft, anyEdit } from '../../test/arbitraries/draft.ts';
import type { Draft } from '../draft.ts';
import { emptyDraft } from '../new-draft.ts';
import { newNode } from '../node-defaults.ts';
import { node, sample } from '../rules/sample.ts';
import { connect, mayHavePort } from './edges.ts';
import { addField, updateField, updateForm } from './forms.ts';
import { absorb, begin, record, redo, undo } from './history.ts';
import { duplicateNodes } from './clip.ts';
import { appendNode, deleteNode, insertOnEdge, renameNode, updateNode } from './nodes.ts';
import { deleteRole, updateRole } from './roles.ts';

const drawn = (draft: Draft): readonly string[] => draft.edges.map((e) => `${e.from}.${e.port} -> ${e.to}`);
const frozen = (draft: Draft): Draft => {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  freeze(draft);
  return draft;
};

/** What holds of a draft that began sound and was changed by edits only. */
function faults(draft: Draft): readonly string[] {
  const nodes = new Map(draft.nodes.map((n) => [n.id, n]));
  const handlers = new Set((draft.on ?? []).map((h) => h.id));
  const found: string[] = [];
  if (handlers.size !== (draft.on ?? []).length || [...handlers].some((id) => nodes.has(id))) found.push('two handlers, or a handler and a node, with one id');
  if (nodes.size !== draft.nodes.length) found.push('two nodes with one id');
  if (new Set(draft.edges.map((e) => e.id)).size !== draft.edges.length) found.push('two edges with one id');
  if (new Set(draft.edges.map((e) => `${e.from} ${e.port}`)).size !== draft.edges.length) found.push('two edges at one port');
  for (const edge of draft.edges) {
    const from = nodes.get(edge.from);
    if (handlers.has(edge.from) && edge.port === 'next' && nodes.has(edge.to)) continue;
    if (!from || !nodes.has(edge.to)) found.push(`dangling edge ${edge.from} -> ${edge.to}`);
    else if (!mayHavePort(from, edge.port)) found.push(`${edge.from} has no port ${edge.port}`);
    if (nodes.get(edge.to)?.kind === 'start') found.push(`edge to the start ${edge.to}`);
  }
  const notes = new Set((draft.notes ?? []).map((n) => n.id));
  if ([...notes].some((id) => nodes.has(id) || handlers.has(id)) || notes.size !== (draft.notes ?? []).length) found.push('a note with an id that is taken');
  for (const id of Object.keys(draft.layout)) if (!nodes.has(id) && !handlers.has(id) && !notes.has(id)) found.push(`a place for ${id}, which is gone`);
  for (const list of [draft.forms, draft.roles, draft.levels]) if (new Set(list.map((x) => x.id)).size !== list.length) found.push('two of one id in a list');
  return found;
}

describe('whatever is done to a sound draft', () => {
  it('leaves no dangling edge, no doubled id and no port drawn twice', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        let draft = frozen(emptyDraft('p', 'P'));
        for (const edit of edits) {
          draft = frozen(edit.apply(draft));
          expect([edit.name, ...faults(draft)]).toEqual([edit.name]);
        }
      }),
      { numRuns: 150 },
    );
  });
  it('is undone without what somebody else did in between, and done again with it', () => {
    const start = sample('start -> a; a.done -> b; b.done -> end', [node('task', 'a', {}), node('task', 'b', {})]);
    const title = (draft: Draft, id: string): string | undefined => draft.nodes.find((n) => n.id === id)?.title;
    const mine = record(begin(start), { name: 'rename', after: renameNode(start, 'a', 'Mine'), merge: 'a' });
    const both = absorb(mine, renameNode(mine.present, 'b', 'Theirs'));
    const undone = undo(both).present;
    expect([title(undone, 'a'), title(undone, 'b')]).toEqual([title(start, 'a'), 'Theirs']);
    const again = redo(undo(both)).present;
    expect([title(again, 'a'), title(again, 'b')]).toEqual(['Mine', 'Theirs']);
    const typedOn = record(both, { name: 'rename', after: renameNode(both.present, 'a', 'Mine too'), merge: 'a' });
    expect(title(undo(undo(typedOn)).present, 'b')).toBe('Theirs');
  });
  it('is undone by as many undos, and done again by as many redos', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        const first = emptyDraft('p', 'P');
        const before = JSON.stringify(first);
        let history = begin(first);
        for (const edit of edits) history = record(history, { name: edit.name, after: edit.apply(history.present) });
        const [last, n] = [history.present, history.past.length];
        for (let i = 0; i < n; i++) history = undo(history);
        expect(history.present).toBe(first);
        expect(JSON.stringify(history.present)).toBe(before);
        for (let i = 0; i < n; i++) history = redo(history);
        expect(history.present).toBe(last);
      }),
    );
  });
  it('never throws and never changes what it was given, however broken the draft', () => {
    fc.assert(fc.property(anyDraft, fc.array(anyEdit, { maxLength: 10 }), (draft, edits) => void edits.reduce((d, edit) => frozen(edit.apply(d)), frozen(draft))));
  });
});

describe('deleting', () => {
  it('heals a -> b -> c to a -> c when all that leaves b leads to c', () => {
    const draft = sample('start -> a; a.done -> end; a.cancelled -> end', [node('task', 'a')]);
    expect(drawn(deleteNode(draft, 'a'))).toEqual(['start.next -> end']);
  });
  it('heals nothing when it would have to choose', () => {
    const draft = sample('start -> d; d.yes -> a; d.default -> end; a.done -> end', [node('decision', 'd'), node('task', 'a')]);
    expect(drawn(deleteNode(draft, 'd'))).toEqual(['a.done -> end']);
  });
  it('does not lead a step to itself', () => {
    const draft = sample('start -> a; a.done -> b; b.done -> a', [node('task', 'a'), node('task', 'b')]);
    expect(drawn(deleteNode(draft, 'b'))).toEqual(['start.next -> a']);
  });
  it('takes a join out of its split, and a step out of separations and assignments', () => {
    const draft = sample('start -> s', [node('split', 's', { join: 'j' }), node('join', 'j'), node('approval', 'x', { notDoerOf: ['j', 'other.j'] }), node('task', 't', { assign: { kind: 'doerOf', step: 'j' } })]);
    const after = deleteNode(draft, 'j').nodes;
    expect(after.find((n) => n.id === 's')).not.toHaveProperty('join');
    expect(after.find((n) => n.id === 'x')).toMatchObject({ notDoerOf: ['other.j'] });
    expect(after.find((n) => n.id === 't')).toMatchObject({ assign: { kind: 'claim' } });
  });
});

describe('adding', () => {
  it('puts a node behind a free port, or between when the port is taken', () => {
    const draft = emptyDraft('p', 'P');
    const one = appendNode(draft, { from: 'start', port: 'next', node: newNode('task', 'look') });
    expect(drawn(one)).toEqual(['start.next -> look', 'look.done -> end']);
    expect(drawn(appendNode(one, { from: 'look', port: 'cancelled', node: newNode('end', 'stop') }))).toEqual(['start.next -> look', 'look.done -> end', 'look.cancelled -> stop']);
  });
  it('puts a node on an edge', () => {
    expect(drawn(insertOnEdge(emptyDraft('p', 'P'), { edge: 'e1', node: newNode('decision', 'ask') }))).toEqual(['start.next -> ask', 'ask.yes -> end']);
  });
  it('never draws to a start, or from a port that is not there', () => {
    const draft = emptyDraft('p', 'P');
    expect(connect(draft, { from: 'start', port: 'next', to: 'start' })).toBe(draft);
    expect(connect(draft, { from: 'start', port: 'done', to: 'end' })).toBe(draft);
  });
  it('moves the edge of a taken port', () => {
    const draft = appendNode(emptyDraft('p', 'P'), { from: 'start', port: 'next', node: newNode('task', 'look') });
    expect(drawn(connect(draft, { from: 'start', port: 'next', to: 'end' }))).toEqual(['start.next -> end', 'look.done -> end']);
  });
  it('copies nodes with the edges and joins among them', () => {
    const draft = sample('start -> s; s.a -> j; s.b -> j; j -> end', [node('split', 's', { join: 'j' }), node('join', 'j')]);
    const after = duplicateNodes(draft, ['start', 's', 'j']).draft;
    expect(drawn(after).slice(4)).toEqual(['s_2.a -> j_2', 's_2.b -> j_2']);
    expect(after.nodes.find((n) => n.id === 's_2')).toMatchObject({ join: 'j_2' });
    expect(after.nodes.filter((n) => n.kind === 'start')).toHaveLength(1);
  });
});

describe('changing', () => {
  const draft = sample('start -> a; a.done -> end', [node('task', 'a')]);
  it('drops the edges of ports that are gone', () => {
    expect(drawn(updateNode(draft, node('notify', 'a')))).toEqual(['start.next -> a', 'a.next -> end']);
    expect(drawn(updateNode(draft, node('end', 'a')))).toEqual(['start.next -> a']);
  });
  it('keeps the edge of an outcome that gets another id', () => {
    expect(drawn(updateNode(draft, node('task', 'a', { outcomes: [{ id: 'finished', label: 'Finished', effects: [], needsReason: false }] })))).toEqual(['start.next -> a', 'a.finished -> end']);
  });
  it('drops the overdue edge when the step is to stay open', () => {
    const leaving = sample('start -> a; a.done -> end; a.overdue -> end', [node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'P1D' }], escalate: [], onOverdue: 'leave' } })]);
    expect(drawn(updateNode(leaving, node('task', 'a')))).toEqual(['start.next -> a', 'a.done -> end']);
  });
  it('carries the new name of a form, a field and a role to all that mention it', () => {
    const one = updateForm(sample('start -> d; d.yes -> end', [node('decision', 'd')]), 'intake', { id: 'report' });
    const two = updateField(one, { form: 'report', name: 'urgent' }, { name: 'now', label: 'Now', type: 'boolean', required: true, sensitivity: 'none' });
    expect(two.nodes.find((n) => n.id === 'd')).toMatchObject({ branches: [{ when: { left: { ref: 'report.now' } } }] });
    expect(two.nodes.find((n) => n.id === 'start')).toMatchObject({ form: 'report' });
    const three = updateRole(draft, 'lead', { id: 'chief', title: 'Chief' });
    expect(three.nodes.find((n) => n.id === 'a')).toMatchObject({ limit: { escalate: [{ notify: ['chief'] }] } });
    expect(deleteRole(draft, 'lead').nodes.find((n) => n.id === 'a')).toMatchObject({ limit: { escalate: [{ notify: [] }] } });
  });
  it('takes typing in one field as one change', () => {
    let history = begin(draft);
    for (const title of ['L', 'Lo', 'Look']) history = record(history, { name: 'rename', after: { ...history.present, title }, merge: 'title' });
    expect(history.past).toHaveLength(1);
    expect(undo(history).present).toBe(draft);
    expect(record(history, { name: 'add field', after: addField(history.present, 'nowhere', { name: 'x', label: '', type: 'text', required: false, sensitivity: 'none' }) })).toBe(history);
  });
});
