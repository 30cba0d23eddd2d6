// Phases: bands of steps with a limit of their own.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason, t0 } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import { compareDrafts } from './compare/compare.ts';
import { deadlineLedger } from './deadline-ledger.ts';
import type { LimitRule } from './draft.ts';
import { phaseAsTask, type Phase } from './phases-drawn.ts';
import type { PlanNode } from './plan.ts';
import { sample } from './rules/sample.ts';

const task = (id: string, next: Readonly<Record<string, string>>, phase?: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: Object.keys(next).map((port) => ({ id: port, label: port })), limit: due('P30D'), next, ...(phase ? { phase } : {}) });
const drawn = (rules: LimitRule[], more: Partial<NonNullable<Phase['limit']>> = {}): PlanNode => ({ ...phaseAsTask({ id: 'screening', title: 'Screening', limit: { rules, escalate: [{ after: 'PT0S', notify: ['lead'] }], ...more } }), next: {} });
const way = (phase: PlanNode) => plan('p', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  task('look', { done: 'ask' }, 'screening'), task('ask', { done: 'work', again: 'look' }, 'screening'), task('work', { back: 'look', done: 'end' }),
  { id: 'end', kind: 'end', outcome: 'end' },
], { phases: [phase] });
const opened = (rules: LimitRule[] = [{ due: 'PT4H', warn: 'PT1H' }], more: Partial<NonNullable<Phase['limit']>> = {}): CasePlay => new CasePlay().open(bundle(way(drawn(rules, more))));
const complete = (play: CasePlay, at: number, node: string, outcome = 'done'): CasePlay => play.act(at, 'ana', { kind: 'complete', step: play.step(node).id, outcome });
const phase = (play: CasePlay) => play.state?.steps.find((s) => s.kind === 'phase');

describe('a phase', () => {
  it('begins with the first of its steps and goes on, with one deadline, from step to step', () => {
    const play = complete(opened(), hours(1), 'look');
    expect(play.of('phaseBegan')).toMatchObject([{ node: 'screening', visit: 1 }]);
    expect(phase(play)).toMatchObject({ openedAt: t0, clock: { due: t0 + hours(4) } });
    expect(play.of('phaseEnded')).toEqual([]);
  });
  it('ends when none of its steps is open any more, and begins anew when one opens again', () => {
    const play = complete(complete(opened(), hours(1), 'look'), hours(2), 'ask');
    expect(play.of('phaseEnded')).toHaveLength(1);
    expect(play.open_()).toEqual(['work']);
    complete(play, hours(3), 'work', 'back');
    expect(play.of('phaseBegan')).toMatchObject([{ visit: 1 }, { visit: 2 }]);
    expect(phase(play)?.clock?.due).toBe(t0 + hours(7));
  });
  it('keeps its deadline in a loop when it counts from the start of the protocol', () => {
    const play = complete(complete(opened([{ due: 'PT4H', from: { kind: 'runStarted' } }]), hours(1), 'look'), hours(5), 'ask');
    complete(play, hours(6), 'work', 'back');
    expect(phase(play)?.clock).toMatchObject({ due: t0 + hours(4), fired: ['limit:0', 'escalate:0'] });
    expect(play.state?.breaches).toBe(1);
  });
  it('only reminds: the owner before, those drawn after, and it stays until its steps have ended', () => {
    const play = opened().time(hours(3) + 1);
    expect(play.of('deadlineWarned')).toMatchObject([{ node: 'screening', persons: [{ personId: 'sam' }], roles: [] }]);
    play.time(hours(5));
    expect(play.of('deadlinePassed')).toMatchObject([{ node: 'screening' }]);
    expect(play.of('escalated')).toMatchObject([{ node: 'screening', notified: ['lead'], letIn: [] }]);
    expect(play.open_()).toEqual(['look', 'screening']);
  });
  it('is ended, skipped, claimed and cancelled by nobody; its limit is extended and paused like any', () => {
    const play = opened();
    const step = phase(play)?.id ?? '';
    play.act(1, 'sam', { kind: 'complete', step, outcome: 'done' }).act(1, 'sam', { kind: 'skip', step, edge: 'done', reason }).act(1, 'sam', { kind: 'claim', step }).act(1, 'sam', { kind: 'cancel', target: { kind: 'step', step }, reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['wrong_act', 'wrong_act', 'wrong_act', 'wrong_act']);
    play.act(2, 'sam', { kind: 'extend', step, by: hours(1), reason }).act(3, 'sam', { kind: 'pause', target: { kind: 'case' }, end: { kind: 'budget', ms: hours(1) }, reason }).time(hours(2));
    expect(phase(play)?.clock?.due).toBe(t0 + hours(6));
    expect(deadlineLedger(play.transitions, { p: way(drawn([{ due: 'PT4H', warn: 'PT1H' }])) }).find((d) => d.step === step)?.lines.map((l) => [l.why, l.derived === l.due])).toEqual([['opened', true], ['extended', true], ['resumed', true]]);
  });
  it('ends with its run or its case, and counts as no work of the case', () => {
    const play = opened();
    play.act(1, 'sam', { kind: 'cancel', target: { kind: 'run', run: 'r1' }, reason });
    expect(play.state?.steps).toEqual([]);
    expect(play.of('stepCancelled').map((e) => e.node)).toEqual(['look']);
    expect(play.of('phaseEnded')).toHaveLength(1);
    const cancelled = opened().act(1, 'sam', { kind: 'cancel', target: { kind: 'case' }, reason });
    expect(cancelled.of('stepCancelled').map((e) => e.node)).toEqual(['look']);
    expect(cancelled.of('phaseEnded')).toHaveLength(1);
    const rows = opened().transitions[0]?.rows.flatMap((r) => (r.table === 'case' ? [r.row.openSteps] : []));
    expect(rows).toEqual([1]);
  });
});

it('a phase whose limit is shorter is tighter, longer looser', () => {
  const draft = sample('start -> end');
  const with_ = (due_: string) => ({ ...draft, phases: [{ id: 'screening', title: 'Screening', limit: { rules: [{ due: due_ }], escalate: [] } }] });
  expect(compareDrafts(with_('PT8H'), with_('PT4H')).parts).toMatchObject([{ what: 'limit', tendency: 'tighter', path: 'phases.screening' }]);
  expect(compareDrafts(with_('PT4H'), with_('PT8H')).parts).toMatchObject([{ tendency: 'looser' }]);
  expect(compareDrafts(draft, with_('PT8H')).parts).toMatchObject([{ tendency: 'tighter', before: null }]);
});
