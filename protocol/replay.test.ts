// When a journal may be built on, and when not.
import { expect, it } from 'vitest';
import { CasePlay, hours } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import { recorded } from '../workflows/recorded.ts';
import { canonicalJson } from './canonical.ts';
import type { Transition } from './entry.ts';
import { replay } from './replay.ts';

const called = plan('called', [{ id: 'start', kind: 'start', next: { next: 'work' } }, { id: 'work', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT2H'), assign: { kind: 'leastLoad' }, next: { done: 'end' } }, { id: 'end', kind: 'end', outcome: 'done' }]);
const calling = plan('calling', [{ id: 'start', kind: 'start', next: { next: 'call' } }, { id: 'call', kind: 'call', protocol: 'called', mode: 'wait', next: { default: 'end' } }, { id: 'end', kind: 'end', outcome: 'done' }], { calls: { call: 'called' } });
const known = { calling, called };
const played = (): CasePlay => new CasePlay().open(bundle(calling, { called })).time(hours(2) + 1);
const journalOf = (play: CasePlay): Transition[] => play.transitions.map(recorded);

it('leads to the state, the plans and what is still to be handed out', () => {
  const play = played();
  const result = replay(journalOf(play), known);
  expect(result).toMatchObject({ ok: true, state: play.state, plans: play.plans });
  expect(result.ok && result.commands).toEqual([{ kind: 'assignByLoad', step: play.step('work').id, roles: ['analyst'] }]);
  play.act(hours(3), 'ana', { kind: 'claim', step: play.step('work').id });
  expect(replay(journalOf(play), known)).toMatchObject({ ok: true, commands: [] });
});
it('is not built on where a transition is missing, a plan is not known, or what is recorded is not what follows', () => {
  const journal = journalOf(played());
  expect(replay([], known)).toEqual({ ok: false, number: 1, why: 'gap' });
  expect(replay(journal.filter((t) => t.number !== 2), known)).toEqual({ ok: false, number: 3, why: 'gap' });
  expect(replay(journal, { calling })).toEqual({ ok: false, number: 1, why: 'planMissing' });
  const changed = journal.map((t) => (t.number === 2 ? { ...t, entries: t.entries.slice(1) } : t));
  expect(replay(changed, known)).toEqual({ ok: false, number: 2, why: 'differs' });
  const stranger = journal.map((t) => (t.number === 1 && t.input.kind === 'open' ? { ...t, input: { ...t.input, actor: { ...t.input.actor, rights: [] } } } : t));
  expect(replay(stranger, known)).toEqual({ ok: false, number: 1, why: 'refused' });
});

it('is the same of a journal that was stored, where the names in an object have no order', () => {
  const lists = ['safety', 'duties', 'a_third'];
  const form = { id: 'plan', title: 'Plan', fields: lists.map((name) => ({ name, label: name, type: 'measures' as const, required: false, sensitivity: 'none' as const })) };
  const planning = plan('planning', [{ id: 'start', kind: 'start', next: { next: 'write' } }, { id: 'write', kind: 'task', roles: ['analyst'], form: 'plan', outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT2H'), next: { done: 'end' } }, { id: 'end', kind: 'end', outcome: 'done' }], { formList: [form] });
  const play = new CasePlay().open(bundle(planning));
  const measures = (row: string) => Object.fromEntries(lists.map((name) => [name, [{ id: `${name} ${row}` }]]));
  play.act(hours(1), 'ana', { kind: 'complete', step: play.step('write').id, outcome: 'done', form: { id: 'f1', hash: 'h1', fields: {}, measures: measures('one') } });
  play.act(hours(2), 'ana', { kind: 'correct', formId: 'plan', form: { id: 'f2', hash: 'h2', fields: {}, measures: measures('two') } });
  expect(play.of('measureOpened').map((entry) => entry.field)).toEqual([...lists, ...lists]);
  const stored: Transition[] = JSON.parse(canonicalJson(journalOf(play)));
  expect(replay(stored, { planning })).toMatchObject({ ok: true, state: play.state });
});
