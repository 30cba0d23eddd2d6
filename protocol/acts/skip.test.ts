// Leaving a step out: who may, past what, and what becomes of what was drawn for it.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason } from '../../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../../test/arbitraries/plan.ts';
import type { Effect } from '../draft.ts';

const task = (id: string, next: Readonly<Record<string, string>>, effects: readonly Effect[] = []) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: Object.keys(next).filter((port) => port !== 'overdue').map((port) => ({ id: port, label: port, effects })), limit: due('PT8H', { onOverdue: 'overdue' in next ? 'leave' : 'stay' }), next });
const way = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'look' } },
  task('look', { done: 'decide', again: 'look', overdue: 'look' }, [{ kind: 'status', status: 'monitoring' }, { kind: 'level', from: { kind: 'field', ref: 'judged.level' } }]),
  { id: 'decide', kind: 'approval', seats: [{ id: 'sup', roles: ['supervisor'] }], notDoerOf: ['look'], limit: due('P1D'), next: { approved: 'give', denied: 'look' } },
  { id: 'give', kind: 'handoff', handoff: 'request', to: ['manager'], limit: due('PT4H'), next: { accepted: 'hold', declined: 'look', withdrawn: 'look' } },
  { id: 'hold', kind: 'wait', rules: [{ due: 'P90D' }], events: [{ name: 'located' }], next: { elapsed: 'visit', located: 'visit' } },
  { id: 'visit', kind: 'each', over: { kind: 'times', times: 2 }, roles: ['analyst'], outcomes: [{ id: 'safe', label: 'Safe' }], limit: due('PT8H'), next: { next: 'ask' } },
  { id: 'ask', kind: 'service', connector: 'x', next: { next: 'end', failed: 'end' }, limit: due('PT1H') },
  { id: 'end', kind: 'end', outcome: 'end' },
]);
const opened = (): CasePlay => new CasePlay().open(bundle(way));
const skip = (play: CasePlay, node: string, edge: string, by: 'sam' | 'ana' = 'sam', after = 1): CasePlay => play.act(after, by, { kind: 'skip', step: play.step(node).id, edge, reason });

describe('a step that is left out', () => {
  it('goes on along the edge that is named, with its outcome and effects, under the name and reason of whoever did it', () => {
    const play = skip(opened(), 'look', 'done');
    expect(play.of('stepSkipped')).toMatchObject([{ node: 'look', edge: 'done', by: { personId: 'sam' }, reasonId: 'reason' }]);
    expect(play.kinds()).not.toContain('stepCompleted');
    expect(play.state).toMatchObject({ status: 'monitoring', lastOutcomes: { 'p.look': 'done' } });
    expect(play.open_()).toEqual(['decide']);
  });
  it('sets no level from a field that nobody has filled for it', () => {
    const judged = plan('p', Object.values(way.nodes), { formList: [{ id: 'judged', title: 'Judged', fields: [{ name: 'level', label: 'Level', type: 'option', required: true, sensitivity: 'none' }] }] });
    const play = skip(new CasePlay().open(bundle(judged), 'ana', { seed: { forms: { judged: { id: 'f', hash: 'f', fields: { level: 'high' } } }, step: 'look' } }), 'look', 'done');
    expect(play.state).toMatchObject({ status: 'monitoring', level: 'low' });
  });
  it('counts as done by whoever left it out, where somebody else must approve', () => {
    const play = skip(opened(), 'look', 'done');
    play.act(2, 'sam', { kind: 'vote', step: play.step('decide').id, grants: true, content: {} });
    expect(play.refusals).toMatchObject([{ code: 'separation_of_duties' }]);
  });
  it('may be a wait, an item of many, or a service that has not answered', () => {
    const play = skip(opened(), 'look', 'done').act(2, 'vic', { kind: 'vote', step: 's2', grants: true, content: {} });
    play.act(3, 'max', { kind: 'accept', step: play.step('give').id });
    skip(play, 'hold', 'located', 'sam', 4);
    skip(skip(play, 'visit', 'safe', 'sam', 5), 'visit', 'safe', 'sam', 6);
    expect(play.of('eachEnded')).toMatchObject([{ fields: { items: 2, safe: 2 } }]);
    skip(play, 'ask', 'failed', 'sam', 7);
    expect(play.refusals).toEqual([]);
    expect(play.state?.runs[0]).toMatchObject({ main: 'ended', outcome: 'end' });
  });
});

describe('what is never left out', () => {
  it('is an approval, and a handoff', () => {
    const play = skip(skip(opened(), 'look', 'done'), 'decide', 'approved', 'sam', 2);
    play.act(3, 'vic', { kind: 'vote', step: play.step('decide').id, grants: true, content: {} });
    skip(play, 'give', 'accepted', 'sam', 4);
    expect(play.refusals).toMatchObject([{ code: 'wrong_act', sentence: 'an approval is never left out; it is granted, or denied' }, { code: 'wrong_act', sentence: 'a handoff is never left out; it is answered, or withdrawn' }]);
    expect(play.open_()).toEqual(['give']);
  });
  it('is anything, by somebody without the right to skip, or once it is not open any more', () => {
    const play = skip(opened(), 'look', 'done', 'ana');
    expect(play.refusals).toMatchObject([{ code: 'not_authorized' }]);
    const { id } = play.step('look');
    skip(play, 'look', 'done').act(2, 'sam', { kind: 'skip', step: id, edge: 'done', reason });
    expect(play.refusals.at(-1)?.code).toBe('not_active');
  });
  it.each(['overdue', 'cancelled', 'nowhere', 'constructor'])('goes on by "%s": only the ways an act would take are named', (edge) => {
    expect(skip(opened(), 'look', edge).refusals).toMatchObject([{ code: 'bad_outcome', about: edge }]);
  });
  it('takes no time with it: a limit that has passed stays a breach', () => {
    const late = plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', { done: 'end' }), { id: 'end', kind: 'end', outcome: 'end' }]);
    const play = new CasePlay().open(bundle(late)).time(hours(9));
    skip(play, 'look', 'done', 'sam', hours(10));
    expect(play.state).toMatchObject({ breaches: 1, steps: [] });
  });
});
