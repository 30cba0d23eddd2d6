import { describe, expect, it } from 'vitest';
import type { Draft, Handler } from '../draft.ts';
import { validate } from '../validate.ts';
import { closing, is, node, said, sample } from './sample.ts';

const handler = (more: Partial<Handler> = {}): Handler => ({ id: 'news', title: 'News', when: { kind: 'event', name: 'news', roles: [] }, cancels: [], ...more });
const drawn = (on: readonly Handler[], edges = 'start -> a; a.done -> end; news -> b; b.done -> off', nodes: Draft['nodes'] = [node('task', 'a'), node('task', 'b'), node('end', 'off', { outcome: null })], more: Partial<Draft> = {}): Draft => sample(edges, nodes, { on: [...on], ...more });

it('takes a handler that opens a step nobody else leads to', () => {
  expect(validate(drawn([handler()]))).toEqual([]);
});

describe('on-without-effect', () => {
  it('names a handler that does nothing', () => {
    const nothing = drawn([handler()], 'start -> a; a.done -> end', [node('task', 'a')]);
    expect(said('on-without-effect', nothing)).toEqual(['news: "News" does nothing; let it start a protocol, open a step or cancel one, or delete it']);
    expect(said('on-without-effect', drawn([handler({ protocol: 'other' })], 'start -> a; a.done -> end', [node('task', 'a')]))).toEqual([]);
  });
});

describe('on-starts-itself', () => {
  it('lets an event start the protocol again, but no condition', () => {
    expect(said('on-starts-itself', drawn([handler({ protocol: 'sample' })]))).toEqual([]);
    expect(said('on-starts-itself', drawn([handler({ protocol: 'sample', when: { kind: 'condition', if: is('intake.urgent', true) } })]))).toHaveLength(1);
  });
});

describe('on-cancel-strands', () => {
  it('names a step of the main way, one that never waits, and one that does not exist', () => {
    const edges = 'start -> fan; fan.x -> a; fan.y -> t; a.done -> meet; t -> meet; meet -> c; c.done -> d; c.cancelled -> end; d.done -> end; news -> b; b.done -> off';
    const nodes = [
      node('split', 'fan', { join: 'meet', branches: [{ id: 'x', detached: false }, { id: 'y', detached: false }] }), node('join', 'meet'), node('task', 'a'), node('notify', 't'), node('task', 'b'), node('task', 'c'), node('task', 'd'), node('end', 'off', { outcome: null }),
    ];
    expect(said('on-cancel-strands', drawn([handler({ cancels: ['a', 'b', 'c', 'd', 't', 'gone'] })], edges, nodes))).toEqual([
      'news cancels.3: "News" cancels "d", behind which the protocol would stand still; draw its edge "cancelled", or put it on a branch',
      'news cancels.4: "News" cancels "t", which is never open; name a step that waits',
      'news cancels.5: "News" cancels "gone", which is no step of this protocol; name one of its steps',
    ]);
  });
});

describe('what other rules say of handlers', () => {
  it('asks for fields, roles, levels, protocols and steps that exist', () => {
    expect(said('unknown-field', drawn([handler({ when: { kind: 'condition', if: is('intake.nothing', true) } })]))).toHaveLength(1);
    expect(said('role-unknown', drawn([handler({ when: { kind: 'event', name: 'news', roles: ['stranger'] } })]))).toHaveLength(1);
    expect(said('level-unknown', drawn([handler({ when: { kind: 'level', change: 'any', to: 'none' } })]))).toHaveLength(1);
    expect(said('call-unknown', drawn([handler({ protocol: 'other' })]), { published: {} })).toHaveLength(1);
    expect(said('duplicate-id', drawn([handler(), handler()]))).toHaveLength(1);
    expect(said('edge-to-nowhere', drawn([handler()], 'start -> a; a.done -> end; news -> gone', [node('task', 'a')]))).toEqual(['news e3: "News" opens a step that does not exist ("gone"); lead it to a step, or delete the edge']);
  });
  it('lets none lead into a branch that is waited for', () => {
    const edges = 'start -> fan; fan.x -> a; fan.y -> b; a.done -> meet; b.done -> meet; meet -> end; news -> b';
    const nodes = [node('split', 'fan', { join: 'meet', branches: [{ id: 'x', detached: false }, { id: 'y', detached: false }] }), node('join', 'meet'), node('task', 'a'), node('task', 'b')];
    expect(said('join-cannot-be-met', drawn([handler()], edges, nodes))).toEqual(['news e7: "News" leads into a branch of a split at "b" from outside; lead to the split instead']);
  });
  it('looks at what a condition opens as at time: nothing is closed before a person acts', () => {
    const close = (when: Handler['when']) => drawn([handler({ when })], 'start -> a; a.done -> end; news -> shut', [node('task', 'a'), node('end', 'shut', { effects: [closing] })]);
    expect(said('time-closes', close({ kind: 'condition', if: is('intake.urgent', true) }))).toEqual(['news e3: when the condition of "News" becomes true time alone closes the case at "shut"; put a step in between that a person ends']);
    expect(said('time-closes', close({ kind: 'event', name: 'news', roles: [] }))).toEqual([]);
  });
  it('takes nothing for certain behind one, and everything for possible', () => {
    const asking = drawn([handler()], 'start -> a; a.done -> end; news -> ask; ask.yes -> off; ask.default -> off', [node('task', 'a'), node('decision', 'ask'), node('end', 'off', { outcome: null })]);
    expect(said('unknown-edge', asking)).toHaveLength(1);
    expect(said('field-used-before-set', asking)).toEqual([]);
  });
});
