import { describe, expect, it } from 'vitest';
import type { Draft } from '../draft.ts';
import { emptyDraft } from '../new-draft.ts';
import { is, node, sample } from '../rules/sample.ts';
import { duplicateNodes, partOf, paste } from './clip.ts';

const ways = (draft: Draft): readonly string[] => draft.edges.map((e) => `${e.from}.${e.port} -> ${e.to}`);
const other = (): Draft => ({ ...emptyDraft('other', 'Another protocol'), nodes: [], edges: [], layout: {} });
const source = sample('start -> look; look.done -> d; d.yes -> agree; d.default -> end; agree.approved -> end; agree.denied -> look', [
  node('task', 'look', { form: 'intake', citations: [] }),
  node('decision', 'd', { branches: [{ id: 'yes', label: 'Yes', when: { kind: 'all', of: [is('intake.urgent', true), { kind: 'compare', left: { kind: 'outcome', step: 'look' }, op: 'eq', right: { kind: 'value', value: 'done' } }] } }] }),
  node('approval', 'agree', { notDoerOf: ['look'] }),
]);

describe('steps that are copied', () => {
  it('keep the ways among them and mention each other by their new ids', () => {
    const { draft, ids } = duplicateNodes(source, ['look', 'd', 'agree']);
    expect(ids).toEqual(['look_2', 'd_2', 'agree_2']);
    expect(ways(draft).slice(source.edges.length)).toEqual(['look_2.done -> d_2', 'd_2.yes -> agree_2', 'agree_2.denied -> look_2']);
    expect(draft.nodes.find((n) => n.id === 'agree_2')).toMatchObject({ notDoerOf: ['look_2'] });
    expect(JSON.stringify(draft.nodes.find((n) => n.id === 'd_2'))).toContain('"step":"look_2"');
  });
  it('bear a title no other step has, and hide none that is there', () => {
    const once = duplicateNodes(source, ['look']);
    const twice = duplicateNodes(once.draft, ['look']);
    expect(new Set(twice.draft.nodes.map((n) => n.title)).size).toBe(twice.draft.nodes.length);
    const places = Object.values(twice.draft.layout).map((p) => `${p.x} ${p.y}`);
    expect(new Set(places).size).toBe(places.length);
  });
  it('bring the forms they fill in, and of others the fields they read, into another protocol', () => {
    const { draft, missing } = paste(other(), partOf(source, ['d']), { at: { x: 100, y: 50 } });
    expect(draft.forms.map((f) => f.fields.map((x) => x.name))).toEqual([['urgent']]);
    expect(missing).toEqual(['they mention the step “look”, which was not copied']);
    expect(paste(other(), partOf(source, ['look'])).draft.forms[0]?.fields).toEqual(source.forms.find((f) => f.id === 'intake')?.fields);
  });
  it('add to a form of the same name what it lacks, and say where it differs', () => {
    const here: Draft = { ...other(), forms: [{ id: 'intake', title: 'Intake', fields: [{ name: 'urgent', label: 'Urgent', type: 'text', required: false, sensitivity: 'none' }] }] };
    const { draft, missing } = paste(here, partOf(source, ['look']));
    expect(draft.forms[0]?.fields.find((f) => f.name === 'urgent')?.type).toBe('text');
    expect(draft.forms[0]?.fields.length).toBe(source.forms.find((f) => f.id === 'intake')?.fields.length);
    expect(missing).toContain('the field “urgent” of the form “Intake” is of another type here');
  });
  it('bring their roles where the unit has them, and say which it has not', () => {
    const { draft, missing } = paste(other(), partOf(source, ['look']), { mayAddRole: (role) => role !== 'lead' });
    expect(draft.roles.map((r) => r.id)).not.toContain('lead');
    expect(missing).toContain('the role “Lead” is no role of this unit');
  });
  it('take no second start into a protocol, and lead nothing to the one that is there', () => {
    const { draft, missing } = paste(source, partOf(source, ['start', 'look']));
    expect(draft.nodes.filter((n) => n.kind === 'start')).toHaveLength(1);
    expect(draft.edges).toHaveLength(source.edges.length);
    expect(missing).toContain('“start” is left out, because a protocol has one start');
  });
  it('do not take a step of another protocol for their own because it has the same id', () => {
    const foreign = { ...partOf(source, ['agree']), key: 'elsewhere' };
    expect(paste(source, foreign).draft.nodes.at(-1)).toMatchObject({ id: 'agree_2', notDoerOf: [] });
  });
});
