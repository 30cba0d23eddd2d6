// At its retention date the record of a case is looked at by the protocol its agency has published for that.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours } from '../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import { bundleOf, withHandlers } from './bundle.ts';
import type { Bundle, Plan } from './plan.ts';
import { replay } from './replay.ts';
import { recorded } from '../workflows/recorded.ts';

const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next: { done: to } });
const kept = { kept: { keep: 'P365D', reviewBefore: 'P0D' } };
const closing = plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end'), { id: 'end', kind: 'end', outcome: 'over', effects: [{ kind: 'status', status: 'no_case' }, { kind: 'retention', class: 'kept' }] }], { retention: kept });
const review = plan('review', [{ id: 'start', kind: 'start', next: { next: 'decide' } }, task('decide', 'end'), { id: 'end', kind: 'end', outcome: 'validated', effects: [{ kind: 'retention', class: 'kept' }] }], { startsAt: 'retentionReviewDue', retention: kept });
const reviewed: Bundle = { ...bundle(closing, { review }), retention: 'review' };
const day = hours(24);
const ended = (handed: Bundle): CasePlay => {
  const play = new CasePlay().open(handed);
  return play.act(1, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
};

describe('when the retention date of a case is reached', () => {
  it('the agency’s review of records starts in the case, and closes, lowers or purges nothing', () => {
    const play = ended(reviewed).time(366 * day);
    expect(play.of('retentionReached')).toMatchObject([{ review: 'review' }]);
    expect(play.of('runStarted').at(-1)).toMatchObject({ protocol: 'review', how: 'retention' });
    expect(play.state).toMatchObject({ status: 'no_case', runs: [{ key: 'review', requester: { personId: 'sam' } }], steps: [{ node: 'decide' }] });
  });
  it('the plan of the review is still there, years after its last run, and at the next date', () => {
    const play = ended(reviewed);
    expect(Object.keys(play.time(30 * day).plans)).toEqual(expect.arrayContaining(['review']));
    play.time(366 * day).act(367 * day, 'ana', { kind: 'complete', step: play.step('decide').id, outcome: 'done' });
    expect(play.time(800 * day).of('retentionReached')).toHaveLength(2);
    expect(play.open_()).toEqual(['decide']);
  });
  it('no second review starts beside one that is running', () => {
    const play = ended(reviewed).act(day, 'ana', { kind: 'start', bundle: { ...bundle(review), retention: 'review' } }).time(366 * day);
    expect(play.of('runStarted').filter((e) => e.protocol === 'review')).toHaveLength(1);
  });
  it('an agency that has published none gives the owner a task', () => {
    const play = ended(bundle(closing)).time(366 * day);
    expect(play.state?.steps).toMatchObject([{ kind: 'byHand', node: 'retention' }]);
  });
  it('a journal that is replayed finds the review by its hash', () => {
    const play = ended(reviewed).time(366 * day);
    const journal = play.transitions.map(recorded);
    expect(replay(journal, { p: closing, review })).toMatchObject({ ok: true, state: play.state });
    expect(replay(journal, { p: closing })).toEqual({ ok: false, number: 1, why: 'planMissing' });
  });
});

it('a bundle carries both handlers as they are published now; that of a handler keeps itself', () => {
  const version = (of: Plan) => ({ hash: of.key, plan: of, bundlePlans: { [of.key]: of }, number: 1 });
  const danger = { ...review, key: 'danger', startsAt: 'danger' as const };
  const handlers = { danger: version(danger), retention: version(review) };
  expect(bundleOf({ hash: 'p', plan: closing }, [], handlers)).toEqual({ root: 'p', plans: { p: closing, danger, review }, danger: 'danger', retention: 'review' });
  const newer = { ...review, version: 2 };
  expect(withHandlers({ root: 'newer', plans: { newer }, retention: 'newer' }, handlers)).toMatchObject({ root: 'newer', danger: 'danger', retention: 'newer' });
});
