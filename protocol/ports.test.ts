import { expect, it } from 'vitest';
import { portContextOf, portsOf, type PortContext } from './ports.ts';
import type { DraftNode } from './draft.ts';
import { node, outcome, sample } from './rules/sample.ts';

const leaving = { kind: 'due' as const, rules: [{ due: 'P1D' }], escalate: [], onOverdue: 'leave' as const };
const shown = (of: DraftNode, context?: PortContext): string => portsOf(of, context).map((p) => `${p.id}${p.mandatory ? '!' : ''}${p.orDefault ? '|default' : ''}${p.time ? ' time' : ''}`).join(', ');

it.each([
  ['a start', node('start', 'x'), 'next!'],
  ['a start that is left when overdue', node('start', 'x', { limit: leaving }), 'next!, overdue! time'],
  ['a task', node('task', 'x', { outcomes: [outcome('yes'), outcome('no')] }), 'yes!, no!, cancelled'],
  ['a task that is left when overdue', node('task', 'x', { limit: leaving }), 'done!, overdue! time, cancelled'],
  ['an approval', node('approval', 'x'), 'approved!, denied!'],
  ['a handoff', node('handoff', 'x'), 'accepted!, declined!, withdrawn!'],
  ['a handoff that expires', node('handoff', 'x', { expires: 'P1D' }), 'accepted!, declined!, withdrawn!, expired! time'],
  ['a decision', node('decision', 'x'), 'yes!, default!, unknown'],
  ['a split', node('split', 'x'), 'a!, b!'],
  ['a join', node('join', 'x'), 'next!'],
  ['a wait for time or an event', node('wait', 'x', { events: [{ name: 'found', roles: [] }] }), 'elapsed! time, found!'],
  ['a wait for an event only', node('wait', 'x', { rules: [], events: [{ name: 'found', roles: [] }] }), 'found!'],
  ['a notice', node('notify', 'x'), 'next!'],
  ['a spawning call', node('call', 'x', { mode: 'spawn' }), 'next!'],
  ['an end', node('end', 'x'), ''],
])('gives %s its ports', (_what, of, ports) => expect(shown(of)).toBe(ports));

it('gives a waiting call the outcomes of the published protocol, or of its own ends', () => {
  const published = { other: { version: 1, outcomes: ['well', null, 'badly'], hash: 'h' } };
  expect(shown(node('call', 'x', { protocol: 'other' }), { published })).toBe('well!|default, badly!|default, default, cancelled!|default');
  expect(shown(node('call', 'x', { protocol: 'sample' }), portContextOf(sample('start -> end')))).toBe('done!|default, default, cancelled!|default');
  expect(shown(node('call', 'x', { protocol: 'toString' }), { published })).toBe('default, cancelled!|default');
});
it('asks a waiting call for the edge "otherwise" where the called protocol can come back without an outcome', () => {
  const published = { other: { version: 1, outcomes: ['well', null], endsUnnamed: true, hash: 'h' } };
  expect(shown(node('call', 'x', { protocol: 'other' }), { published })).toBe('well!|default, default!, cancelled!|default');
  const own = (end: object) => shown(node('call', 'c', { protocol: 'sample' }), portContextOf(sample('start -> s; s.a -> c; s.b -> x; c.next -> end', [node('call', 'c', { protocol: 'sample' }), node('split', 's', { branches: [{ id: 'a', detached: false }, { id: 'b', detached: true }] }), node('end', 'x', { outcome: null, ...end })])));
  expect(own({})).toBe('done!|default, default, cancelled!|default');
  expect(own({ stopsOthers: true })).toBe('done!|default, default!, cancelled!|default');
});
it('calls a port by the words drawn on it, and gives each id once', () => {
  expect(portsOf(node('task', 'x', { outcomes: [{ ...outcome('yes'), label: 'Open a case' }, outcome('yes')] })).map((p) => p.label)).toEqual(['Open a case', 'cancelled']);
});
