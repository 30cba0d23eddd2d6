import { expect, it, test } from 'vitest';
import { kindWords, newNode } from '../../../protocol/node-defaults.ts';
import type { NodeKind } from '../../../protocol/draft.ts';
import { protocolTabOf, tabOfField, tabsOf, type Tab } from './tabs.ts';

test.each<readonly [NodeKind, string | undefined, Tab]>([
  ['task', 'title', 'step'], ['task', 'roles', 'people'], ['task', 'limit.rules.0.due', 'clock'], ['task', 'limit.escalate.0.notify', 'clock'], ['task', 'form', 'form'], ['task', undefined, 'step'],
  ['approval', 'seats.1.roles', 'people'], ['approval', 'about', 'form'], ['handoff', 'to', 'people'], ['handoff', 'expires', 'clock'], ['decision', 'branches.0.when', 'conditions'], ['decision', 'branches.0.label', 'step'],
  ['wait', 'rules.0.due', 'clock'], ['wait', 'atMost', 'clock'], ['wait', 'events.0.roles', 'people'], ['end', 'effects.0', 'step'], ['each', 'over', 'step'], ['each', 'roles', 'people'], ['each', 'limit.rules.0.due', 'clock'], ['each', 'form', 'form'], ['table', 'rules.2.cells.0', 'step'], ['service', 'connector', 'step'], ['service', 'limit', 'clock'], ['join', 'roles', 'step'],
])('a finding on a %s at %s opens the tab %3$s', (kind, field, tab) => expect(tabOfField(newNode(kind, 'n'), field)).toBe(tab));

it('shows the step tab of every kind first', () => {
  for (const kind of Object.keys(kindWords) as NodeKind[]) expect(tabsOf(newNode(kind, 'n'))[0]).toBe('step');
});
it('knows where the protocol says what a finding is about', () => {
  expect(['forms.intake.fields.level', 'facts.f.when', 'roles.r', 'retention.c', 'rules.r.from', 'title', undefined].map(protocolTabOf)).toEqual(['forms', 'facts', 'roles', 'keeping', 'rules', 'about', 'about']);
  expect(protocolTabOf('grants.access')).toBe('roles');
});
