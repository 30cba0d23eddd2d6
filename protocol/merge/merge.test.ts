import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDraft, anyEdit, type NamedEdit } from '../../test/arbitraries/draft.ts';
import { canonicalJson } from '../canonical.ts';
import { draftSchema, type Draft, type DraftNode } from '../draft.ts';
import { connect } from '../edits/edges.ts';
import { addField } from '../edits/forms.ts';
import { appendNode, deleteNode, insertOnEdge, moveNodes, renameNode, updateNode } from '../edits/nodes.ts';
import { addNote, newNote } from '../edits/notes.ts';
import { setPurpose, setTitle } from '../edits/protocol.ts';
import { addRole } from '../edits/roles.ts';
import { newNode } from '../node-defaults.ts';
import { is, node, sample } from '../rules/sample.ts';
import { fullAssessment } from '../templates/full-assessment.ts';
import { conflictKey } from './conflict.ts';
import { conflictWords } from './conflict-words.ts';
import { mergeDrafts } from './merge.ts';

const task = (id: string, more: Partial<Extract<DraftNode, { kind: 'task' }>> = {}): DraftNode => node('task', id, more);
const base = sample('start -> a; a.done -> b; b.done -> c; c.done -> end', [task('a', { title: 'Screen' }), task('b', { title: 'Interview' }), task('c', { title: 'Decide' })]);
const change = (draft: Draft, id: string, more: Readonly<Record<string, unknown>>): Draft => updateNode(draft, { ...draft.nodes.find((n) => n.id === id), ...more } as DraftNode);
const find = (draft: Draft, id: string): DraftNode | undefined => draft.nodes.find((n) => n.id === id);
const leads = (draft: Draft, from: string, port = 'done'): string | undefined => draft.edges.find((e) => e.from === from && e.port === port)?.to;
const due = (time: string) => ({ kind: 'due' as const, rules: [{ due: time }], escalate: [], onOverdue: 'stay' as const });
const words = (merged: ReturnType<typeof mergeDrafts>, mine: Draft, theirs: Draft) => merged.conflicts.map((c) => conflictWords(c, { base, mine, theirs }));

describe('two people who changed different things', () => {
  it('of different steps both keep their lines', () => {
    const { draft, conflicts } = mergeDrafts(base, change(base, 'a', { instructions: 'Read the report' }), change(base, 'b', { title: 'Talk to them' }));
    expect(conflicts).toEqual([]);
    expect([find(draft, 'a'), find(draft, 'b')]).toMatchObject([{ instructions: 'Read the report', title: 'Screen' }, { title: 'Talk to them' }]);
  });
  it('of one step both keep their fields, in its limit too', () => {
    const limited = change(base, 'a', { limit: due('PT24H') });
    const { draft, conflicts } = mergeDrafts(limited, change(limited, 'a', { title: 'Look', limit: { ...due('PT24H'), statutory: true } }), change(limited, 'a', { roles: ['analyst'], limit: due('PT4H') }));
    expect(conflicts).toEqual([]);
    expect(find(draft, 'a')).toMatchObject({ title: 'Look', roles: ['analyst'], limit: { rules: [{ due: 'PT4H' }], statutory: true } });
  });
  it('of one list both keep what they put in and took out', () => {
    const start = change(base, 'a', { checklist: ['one', 'two', 'three'], roles: ['lead'] });
    const { draft, conflicts } = mergeDrafts(start, change(start, 'a', { checklist: ['zero', 'one', 'three'], roles: ['lead', 'analyst'] }), change(start, 'a', { checklist: ['one', 'two', 'three', 'four'], roles: ['clerk', 'lead'] }));
    expect(conflicts).toEqual([]);
    expect(find(draft, 'a')).toMatchObject({ checklist: ['zero', 'one', 'three', 'four'], roles: ['clerk', 'lead', 'analyst'] });
  });
  it('of one form both keep their fields', () => {
    const form = base.forms[0]?.id ?? '';
    const field = (name: string) => ({ name, label: name, type: 'text' as const, required: false, sensitivity: 'none' as const });
    const { draft, conflicts } = mergeDrafts(base, addField(base, form, field('mine')), addField(base, form, field('theirs')));
    expect(conflicts).toEqual([]);
    expect(draft.forms[0]?.fields.map((f) => f.name)).toEqual(expect.arrayContaining(['mine', 'theirs']));
  });
  it('who each add a step have two steps, although both were given the same id, and every way leads where it was drawn', () => {
    const added = (from: string, title: string): Draft => renameNode(appendNode(base, { from, port: 'cancelled', node: newNode('task', 'task'), at: { x: 0, y: 0 } }), 'task', title);
    const { draft, conflicts } = mergeDrafts(base, added('a', 'Mine'), added('b', 'Theirs'));
    expect(conflicts).toEqual([]);
    const title = (id: string | undefined): string | undefined => draft.nodes.find((n) => n.id === id)?.title;
    expect([title(leads(draft, 'a', 'cancelled')), title(leads(draft, 'b', 'cancelled'))]).toEqual(['Mine', 'Theirs']);
    expect(new Set(draft.edges.map((e) => e.id)).size).toBe(draft.edges.length);
  });
  it('who moved one step are not asked: whoever merges keeps their own picture', () => {
    const { draft, conflicts } = mergeDrafts(base, moveNodes(base, { a: { x: 1, y: 1 } }), moveNodes(base, { a: { x: 2, y: 2 }, b: { x: 3, y: 3 } }));
    expect([conflicts, draft.layout['a'], draft.layout['b']]).toEqual([[], { x: 1, y: 1 }, { x: 3, y: 3 }]);
  });
});

describe('two people who changed the same thing differently', () => {
  it('are asked, and told both sides in words', () => {
    const [mine, theirs] = [change(base, 'a', { limit: due('PT4H'), instructions: 'mine' }), change(base, 'a', { limit: due('PT8H') })];
    const start = change(base, 'a', { limit: due('PT24H') });
    const merged = mergeDrafts(start, mine, theirs);
    expect(merged.conflicts.map(conflictKey)).toEqual(['nodes.a.limit.rules']);
    const [said] = merged.conflicts.map((c) => conflictWords(c, { base: start, mine, theirs }));
    expect(said).toMatchObject({ step: 'a', where: 'Screen', mine: [expect.stringMatching(/^Limit, tighter: 4 h/)], theirs: [expect.stringMatching(/^Limit, tighter: 8 h/)] });
    expect(find(mergeDrafts(start, mine, theirs, { 'nodes.a.limit.rules': 'theirs' }).draft, 'a')).toMatchObject({ limit: due('PT8H'), instructions: 'mine' });
  });
  it('never get a condition that neither wrote', () => {
    const start = { ...base, facts: [{ id: 'f', title: 'F', when: is('intake.urgent', true) }] };
    const set = (when: Draft['facts'][number]['when']): Draft => ({ ...start, facts: [{ id: 'f', title: 'F', when }] });
    const [mine, theirs] = [set(is('intake.urgent', false)), set(is('intake.seen', true))];
    const { draft, conflicts } = mergeDrafts(start, mine, theirs);
    expect(conflicts.map(conflictKey)).toEqual(['facts.f.when']);
    expect(draft.facts).toEqual(mine.facts);
  });
  it('are asked about a step that one deleted and the other changed; kept, it has its ways again', () => {
    const [mine, theirs] = [deleteNode(base, 'b'), change(base, 'b', { title: 'Interview twice' })];
    const merged = mergeDrafts(base, mine, theirs);
    expect(words(merged, mine, theirs)).toEqual([{ key: 'nodes.b', step: 'b', where: 'Interview twice', mine: ['Deleted'], theirs: ['Title: “Interview twice”; was “Interview”'] }]);
    expect([find(merged.draft, 'b'), leads(merged.draft, 'a')]).toEqual([undefined, leads(mine, 'a')]);
    const kept = mergeDrafts(base, mine, theirs, { 'nodes.b': 'theirs' }).draft;
    expect([find(kept, 'b')?.title, leads(kept, 'a'), leads(kept, 'b')]).toEqual(['Interview twice', 'b', 'c']);
  });
  it('are asked about a step that one deleted and the other leads to', () => {
    const [mine, theirs] = [connect(base, { from: 'a', port: 'cancelled', to: 'c' }), deleteNode(base, 'c')];
    const merged = mergeDrafts(base, mine, theirs);
    expect(merged.conflicts.map(conflictKey)).toEqual(['nodes.c']);
    expect(leads(merged.draft, 'a', 'cancelled')).toBe('c');
    expect(mergeDrafts(base, mine, theirs, { 'nodes.c': 'theirs' }).draft.edges.filter((e) => e.from === 'c' || e.to === 'c')).toEqual([]);
  });
  it('are asked where a way leads; the step that is not led to is still there', () => {
    const inserted = (title: string): Draft => insertOnEdge(base, { edge: base.edges.find((e) => e.from === 'a')?.id ?? '', node: { ...newNode('task', 'task'), title } });
    const merged = mergeDrafts(base, inserted('Mine'), inserted('Theirs'));
    expect(merged.conflicts.map(conflictKey)).toEqual(['edges.a done']);
    expect(merged.draft.nodes.map((n) => n.title)).toEqual(expect.arrayContaining(['Mine', 'Theirs']));
  });
  it('are asked which columns a decision table has, because its rows stand or fall with them', () => {
    const table = { ...newNode('table', 't'), inputs: [{ id: 'i', operand: { kind: 'field', ref: 'intake.urgent' } }], outputs: [{ name: 'o', label: 'O', type: 'boolean' }], rules: [{ id: 'r', cells: [{ kind: 'any' }], values: [true] }] } as DraftNode;
    const start = { ...base, nodes: [...base.nodes, table] };
    const mine = change(start, 't', { inputs: [], rules: [{ id: 'r', cells: [], values: [true] }] });
    const theirs = change(start, 't', { rules: [{ id: 'r', cells: [{ kind: 'any' }], values: [false] }] });
    expect(mergeDrafts(start, mine, theirs).conflicts.map(conflictKey)).toEqual(['nodes.t']);
  });
  it('are asked which order holds where order matters', () => {
    const branch = (id: string) => ({ id, label: id, when: is('intake.urgent', true) });
    const start = { ...base, nodes: [...base.nodes, { ...newNode('decision', 'd'), branches: ['x', 'y', 'z'].map(branch) } as DraftNode] };
    const order = (ids: readonly string[]): Draft => change(start, 'd', { branches: ids.map(branch) });
    const merged = mergeDrafts(start, order(['y', 'x', 'z']), order(['x', 'z', 'y', 'w']));
    expect(merged.conflicts.map(conflictKey)).toEqual(['nodes.d.branches.order']);
    const taken = mergeDrafts(start, order(['y', 'x', 'z']), order(['x', 'z', 'y', 'w']), { 'nodes.d.branches.order': 'theirs' }).draft;
    expect(find(taken, 'd')).toMatchObject({ branches: [{ id: 'x' }, { id: 'z' }, { id: 'y' }, { id: 'w' }] });
  });
  it('keep one of both where together they are more than a draft may hold', () => {
    const notes = (draft: Draft, count: number): Draft => Array.from({ length: count }).reduce<Draft>((d, _, i) => ({ ...d, notes: [...(d.notes ?? []), { id: `n${count}_${i}`, text: '' }] }), draft);
    const [mine, theirs] = [notes(base, 150), notes(base, 151)];
    expect(mergeDrafts(base, mine, theirs)).toMatchObject({ draft: mine, conflicts: [{ path: [] }] });
    expect(mergeDrafts(base, mine, theirs, { '': 'theirs' }).draft).toBe(theirs);
  });
});

const edits = fc.array(anyEdit, { maxLength: 8 });
const after = (draft: Draft, list: readonly NamedEdit[]): Draft => list.reduce((now, edit) => edit.apply(now), draft);
const drafts = fc.oneof(anyDraft, fc.constant(base), fc.constant(fullAssessment));
/** What two merges may differ in: ids of ways, and what new things of the same name were called. */
const content = (draft: Draft): string => canonicalJson({ ...draft, layout: {}, edges: draft.edges.map((e) => `${e.from} ${e.port} ${e.to}`).sort(), nodes: [...draft.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)) });

describe('whatever two people did', () => {
  it('where one of them did nothing, the other\'s draft is the answer', () => {
    fc.assert(fc.property(drafts, edits, (draft, list) => {
      const changed = after(draft, list);
      expect(canonicalJson(mergeDrafts(draft, changed, draft))).toBe(canonicalJson({ draft: changed, conflicts: [] }));
      expect(canonicalJson(mergeDrafts(draft, draft, changed))).toBe(canonicalJson({ draft: changed, conflicts: [] }));
      expect(canonicalJson(mergeDrafts(draft, changed, changed))).toBe(canonicalJson({ draft: changed, conflicts: [] }));
    }), { numRuns: 150 });
  });
  it('the merge can be saved, has no way into nothing that was not there, and changes neither side', () => {
    fc.assert(fc.property(drafts, edits, edits, fc.constantFrom('mine', 'theirs'), (draft, one, two, side) => {
      const [mine, theirs] = [after(draft, one), after(draft, two)];
      const before = canonicalJson([draft, mine, theirs]);
      const first = mergeDrafts(draft, mine, theirs);
      const merged = mergeDrafts(draft, mine, theirs, Object.fromEntries(first.conflicts.map((c) => [conflictKey(c), side])));
      expect(draftSchema.safeParse(merged.draft).success).toBe(true);
      expect(canonicalJson([draft, mine, theirs])).toBe(before);
      const ids = (d: Draft): ReadonlySet<string> => new Set([...d.nodes, ...(d.on ?? [])].map((n) => n.id));
      const dangling = (d: Draft): boolean => d.edges.some((e) => !ids(d).has(e.from) || !ids(d).has(e.to));
      if (![draft, mine, theirs].some(dangling)) expect(dangling(merged.draft)).toBe(false);
      for (const conflict of first.conflicts.slice(0, 3)) conflictWords(conflict, { base: draft, mine, theirs });
    }), { numRuns: 100 });
  });
  it('it does not matter who merges, where nobody has to be asked', () => {
    const disjoint = fc.constantFrom<readonly [(d: Draft) => Draft, (d: Draft) => Draft]>(
      [(d) => renameNode(d, 'a', 'One'), (d) => renameNode(d, 'b', 'Two')],
      [(d) => deleteNode(d, 'a'), (d) => change(d, 'c', { instructions: 'x' })],
      [(d) => setTitle(d, 'T'), (d) => setPurpose(d, 'P')],
      [(d) => addRole(d, { id: 'r1', title: 'R' }), (d) => addRole(d, { id: 'r2', title: 'R' })],
      [(d) => addNote(d, { note: newNote(d), at: { x: 0, y: 0 } }), (d) => renameNode(d, 'a', 'Noted')],
      [(d) => appendNode(d, { from: 'a', port: 'cancelled', node: newNode('task', 'mine'), at: { x: 1, y: 1 } }), (d) => appendNode(d, { from: 'b', port: 'cancelled', node: newNode('task', 'theirs'), at: { x: 2, y: 2 } })],
    );
    fc.assert(fc.property(disjoint, fc.boolean(), ([one, two], turned) => {
      const [mine, theirs] = turned ? [two(base), one(base)] : [one(base), two(base)];
      const [here, there] = [mergeDrafts(base, mine, theirs), mergeDrafts(base, theirs, mine)];
      expect([here.conflicts, there.conflicts]).toEqual([[], []]);
      expect(content(here.draft)).toBe(content(there.draft));
      expect(content(here.draft)).toBe(content(two(one(base))));
    }));
  });
});
