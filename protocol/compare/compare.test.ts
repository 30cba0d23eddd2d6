import { describe, expect, it } from 'vitest';
import type { Draft, DraftNode, Limit, NodeOf } from '../draft.ts';
import { is, node, sample } from '../rules/sample.ts';
import { reportToClosure } from '../../test/drawings/report-to-closure.ts';
import { changesOf, compareDrafts, comparisonLines, countOf } from './compare.ts';
import { changeWords, type Change } from './change.ts';

const due = (rules: Extract<Limit, { kind: 'due' }>['rules'], more: Partial<Extract<Limit, { kind: 'due' }>> = {}): Limit => ({ kind: 'due', rules, escalate: [], onOverdue: 'stay', ...more });
const drawn = (step: DraftNode, more: Partial<Draft> = {}): Draft => sample('start -> a; a.done -> end', [step], more);
const task = (more: Partial<NodeOf<'task'>> = {}): NodeOf<'task'> => node('task', 'a', more);
const approval = (more: Partial<NodeOf<'approval'>> = {}): NodeOf<'approval'> => node('approval', 'a', more);
const seat = (id: string, more: Partial<NodeOf<'approval'>['seats'][number]> = {}) => ({ id, roles: ['lead'], agencies: [], qualifications: [], substitutes: [], ...more });

/** "limit tighter" for each change of the one step, both ways round. */
function told(before: DraftNode, after: DraftNode): readonly string[] {
  const say = (a: DraftNode, b: DraftNode): readonly string[] => compareDrafts(drawn(a), drawn(b)).steps.filter((s) => s.id === 'a').flatMap(changesOf).map((c) => `${c.what} ${c.tendency}`);
  const mirrored = say(after, before).map((line) => line.replace(/tighter|looser/, (word) => (word === 'tighter' ? 'looser' : 'tighter')));
  expect([...mirrored].sort()).toEqual([...say(before, after)].sort());
  return say(before, after);
}
const limits = (before: Limit, after: Limit): readonly string[] => told(task({ limit: before }), task({ limit: after }));

describe('a limit is tighter when it is due earlier whatever holds', () => {
  it('by its duration', () => {
    expect(limits(due([{ due: 'PT24H' }]), due([{ due: 'PT4H' }]))).toEqual(['limit tighter']);
    expect(limits(due([{ due: 'P1D' }]), due([{ due: 'PT20H' }]))).toEqual(['limit tighter']);
    expect(limits(due([{ due: 'P1M' }]), due([{ due: 'P28D' }]))).toEqual(['limit other']);
    expect(limits(due([{ due: 'P1M' }]), due([{ due: 'P27D' }]))).toEqual(['limit tighter']);
  });
  it('not when a day is weighed against 24 hours: the clocks may change', () => expect(limits(due([{ due: 'P1D' }]), due([{ due: 'PT24H' }]))).toEqual(['limit other']));
  it('not when it counts from another instant', () => expect(limits(due([{ due: 'PT4H' }]), due([{ due: 'PT1H', from: { kind: 'caseOpened' } }]))).toEqual(['limit other']));
  it('in the case that a new rule is for', () => {
    const urgent = { when: is('intake.urgent', true), due: 'PT1H' };
    expect(limits(due([{ due: 'PT4H' }]), due([urgent, { due: 'PT4H' }]))).toEqual(['limit tighter']);
    expect(limits(due([{ due: 'PT4H' }]), due([urgent, { due: 'PT8H' }]))).toEqual(['limit other']);
    expect(limits(due([urgent, { due: 'PT4H' }]), due([{ ...urgent, when: is('intake.urgent', false) }, { due: 'PT4H' }]))).toEqual(['limit other']);
  });
  it('counted in working days or open hours of one calendar, and never against hours that pass', () => {
    expect(limits(due([{ due: { kind: 'workingDays', days: 3 } }]), due([{ due: { kind: 'workingDays', days: 2 } }]))).toEqual(['limit tighter']);
    expect(limits(due([{ due: { kind: 'workingTime', time: 'PT4H' } }]), due([{ due: { kind: 'workingTime', time: 'PT8H' } }]))).toEqual(['limit looser']);
    expect(limits(due([{ due: { kind: 'workingDays', days: 3 } }]), due([{ due: { kind: 'workingDays', days: 2, calendar: 'school' } }]))).toEqual(['limit other']);
    expect(limits(due([{ due: { kind: 'workingDays', days: 3 } }]), due([{ due: 'PT1H' }]))).toEqual(['limit other']);
  });
  it('when it goes on during a pause', () => expect(limits(due([{ due: 'PT4H' }]), due([{ due: 'PT4H' }], { statutory: true }))).toEqual(['statutory tighter']));
  it('in another order of rules that say the same', () => {
    const [a, b] = [{ when: is('intake.urgent', true), due: 'PT1H' }, { when: is('intake.seen', 1), due: 'PT1H' }];
    expect(limits(due([a, b, { due: 'PT4H' }]), due([b, a, { due: 'PT4H' }]))).toEqual(['limit unchanged']);
  });
  it('when there was none', () => expect(limits({ kind: 'none', reason: 'slow' }, due([{ due: 'P9D' }]))).toEqual(['limit tighter']));
  it('warned sooner, told more people, let in fewer', () => {
    expect(limits(due([{ due: 'PT4H' }]), due([{ due: 'PT4H', warn: 'PT1H' }]))).toEqual(['warning tighter']);
    const chain = (after: string, notify: string[], letIn: string[] = []) => due([{ due: 'PT4H' }], { escalate: [{ after, notify, letIn, release: false }] });
    expect(limits(chain('PT1H', ['lead']), chain('PT0S', ['lead']))).toEqual(['escalation tighter']);
    expect(limits(chain('PT1H', ['lead']), chain('PT1H', ['lead', 'analyst']))).toEqual(['escalation tighter']);
    expect(limits(chain('PT1H', ['lead', 'analyst']), chain('PT1H', ['lead', 'analyst'], ['lead']))).toEqual(['escalation looser']);
    expect(limits(chain('PT1H', ['lead']), chain('PT0S', ['analyst']))).toEqual(['escalation other']);
  });
});

describe('people', () => {
  it('fewer who may do a step is tighter', () => expect(told(task({ roles: ['analyst', 'lead'] }), task({ roles: ['lead'] }))).toEqual(['people tighter']));
  it('one more seat is tighter, unless the number of persons stays', () => {
    expect(told(approval({ seats: [seat('x')] }), approval({ seats: [seat('x'), seat('y')] }))).toEqual(['quorum tighter', 'seat tighter']);
    expect(told(approval({ seats: [seat('x')], needed: 1 }), approval({ seats: [seat('x'), seat('y')], needed: 1 }))).toEqual(['seat looser']);
  });
  it('a seat for more roles or with substitutes is looser, for one agency or sworn officers tighter', () => {
    expect(told(approval({ seats: [seat('x')] }), approval({ seats: [seat('x', { roles: ['lead', 'analyst'] })] }))).toEqual(['seat looser']);
    expect(told(approval({ seats: [seat('x')] }), approval({ seats: [seat('x', { substitutes: ['analyst'] })] }))).toEqual(['seat looser']);
    expect(told(approval({ seats: [seat('x')] }), approval({ seats: [seat('x', { agencies: ['school'] })] }))).toEqual(['seat tighter']);
    expect(told(approval({ seats: [seat('x')] }), approval({ seats: [seat('x', { agencies: ['school'], roles: ['lead', 'analyst'] })] }))).toEqual(['seat other']);
    expect(told(approval(), approval({ sworn: true }))).toEqual(['oath tighter']);
  });
  it('separation from more persons is tighter', () => {
    expect(told(approval({ notDoerOf: [] }), approval({ notDoerOf: ['start'] }))).toEqual(['separation tighter']);
    expect(told(approval({ notOwner: true }), approval({ notOwner: false }))).toEqual(['separation looser']);
  });
  it('more denials before it ends is looser', () => expect(told(approval(), approval({ denials: 2 }))).toEqual(['denials looser']));
  it('a handoff that needs more before it is offered is tighter, of another kind other', () => {
    const h = (more: Partial<NodeOf<'handoff'>> = {}): NodeOf<'handoff'> => node('handoff', 'a', { package: [{ ref: 'intake', required: false }], ...more });
    expect(told(h(), h({ package: [{ ref: 'intake', required: true }] }))).toEqual(['package tighter']);
    expect(told(h(), h({ disclosure: true }))).toEqual(['disclosure tighter']);
    expect(told(h(), h({ to: ['analyst', 'lead'] }))).toEqual(['receiver looser']);
    expect(told(h({ handoff: 'request' }), h({ handoff: 'transfer' }))).toEqual(['handoff other']);
  });
});

describe('the difference as a whole', () => {
  it('of a protocol with itself is nothing, however its steps are placed', () => {
    const moved = { ...reportToClosure, nodes: [...reportToClosure.nodes].reverse(), edges: reportToClosure.edges.map((e) => ({ ...e, id: `x${e.id}` })), layout: {} };
    const comparison = compareDrafts(reportToClosure, moved);
    expect(comparison.steps.filter((s) => s.state !== 'unchanged')).toEqual([]);
    expect(comparisonLines(comparison)).toEqual(['Nothing is different.']);
  });
  it('tells every limit, seat, separation and handoff, unchanged ones included', () => {
    const measures = compareDrafts(reportToClosure, reportToClosure).steps.flatMap((s) => s.measures);
    const count = (what: Change['what']): number => measures.filter((m) => m.what === what && m.tendency === 'unchanged').length;
    expect(count('limit')).toBe(reportToClosure.nodes.filter((n) => 'limit' in n && n.limit !== undefined).length);
    expect(count('seat')).toBe(reportToClosure.nodes.flatMap((n) => (n.kind === 'approval' ? n.seats : [])).length);
    expect(count('handoff')).toBe(reportToClosure.nodes.filter((n) => n.kind === 'handoff').length);
    expect(measures.every((m) => m.tendency === 'unchanged')).toBe(true);
  });
  it('reads as sentences, step by step', () => {
    const before = sample('start -> a; a.done -> b; b.approved -> end; b.denied -> a', [task({ limit: due([{ due: 'PT24H' }]) }), node('approval', 'b', { seats: [seat('x')] })]);
    const after = sample('start -> a; a.done -> c; c.done -> end', [task({ title: 'Look', limit: due([{ due: 'PT4H' }]) }), node('task', 'c')], { roles: [{ id: 'analyst', title: 'Analyst', agency: 'sheriff' }, { id: 'lead', title: 'Lead' }] });
    expect(comparisonLines(compareDrafts(before, after))).toMatchInlineSnapshot(`
      [
        "3 of 5 steps differ. Tighter: 4. Looser: 5.",
        "Protocol",
        "  Role, tighter: “Analyst”, of sheriff; was “Analyst”, members of the unit",
        "Look (a), changed",
        "  Limit, tighter: 4 h after the step opens; was 24 h after the step opens",
        "  Title: “Look”; was “a”",
        "  Leads to (Done): “c”; was “b”",
        "c (c), new",
        "  Limit, tighter: new: 4 h after the step opens",
        "  Escalation, tighter: new: at the limit: Lead told",
        "  Who may do it: new: Analyst",
        "b (b), gone",
        "  Limit, looser: gone: 4 h after the step opens",
        "  Escalation, looser: gone: at the limit: Lead told",
        "  How many agree, looser: gone: 1 person",
        "  Seat (x), looser: gone: Lead",
        "  Separation, looser: gone: not by who asked for it",
      ]
    `);
  });
  it('says both sides where something is neither', () => {
    expect(changeWords({ what: 'limit', tendency: 'other', path: 'limit', before: 'x', after: 'y' })).toBe('Limit: y; was x');
  });
  it('counts what became looser, so that a reviewer cannot miss it', () => {
    const after: Draft = { ...reportToClosure, nodes: reportToClosure.nodes.filter((n) => n.id !== 'approve_open') };
    expect(countOf(compareDrafts(reportToClosure, after), 'looser')).toBeGreaterThan(2);
  });
});
