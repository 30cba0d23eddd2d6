// A case that has ended goes on only by being reopened.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason } from '../../test/arbitraries/case-play.ts';
import { bundle, due, plan } from '../../test/arbitraries/plan.ts';
import type { CaseStatus } from '../draft.ts';
import type { Plan } from '../plan.ts';

const task = (id: string, to: string) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT8H'), next: { done: to } });
const ending = (status: CaseStatus): Plan => plan('p', [
  { id: 'start', kind: 'start', next: { next: 'look' } }, task('look', 'end'),
  { id: 'end', kind: 'end', outcome: 'over', effects: [{ kind: 'status', status }, { kind: 'retention', class: 'kept' }] },
], { retention: { kept: { keep: 'P2Y', reviewBefore: 'P0D' } } });
const again = plan('again', [{ id: 'start', kind: 'start', next: { next: 'look_again' } }, task('look_again', 'end'), { id: 'end', kind: 'end', outcome: 'over', effects: [{ kind: 'status', status: 'no_case' }] }]);
const review = plan('review', [{ id: 'start', kind: 'start', next: { next: 'keep' } }, task('keep', 'end'), { id: 'end', kind: 'end', outcome: 'kept' }], { startsAt: 'retentionReviewDue' });
const ended = (status: CaseStatus = 'no_case'): CasePlay => {
  const play = new CasePlay().open(bundle(ending(status)));
  return play.act(1, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
};
const reopen = (play: CasePlay, by: 'sam' | 'ana' = 'sam', after = hours(1), root = again): CasePlay => play.act(after, by, { kind: 'reopen', bundle: bundle(root), reason });

describe('reopening a case', () => {
  it.each(['no_case', 'transferred'] as const)('that ended as %s opens it, drops its retention date and starts the protocol named', (status) => {
    const play = ended(status);
    const reviewAt = play.state?.retention?.reviewAt;
    expect(reviewAt).toBeGreaterThan(0);
    reopen(play);
    expect(play.state).toMatchObject({ status: 'open', retention: { class: 'kept' }, statusOpenAt: play.state?.at });
    expect(play.state?.closedAt).toBeUndefined();
    expect(play.state?.retention?.reviewAt).toBeUndefined();
    expect(play.transitions.at(-1)?.entries.slice(0, 3)).toMatchObject([{ kind: 'caseReopened', by: { personId: 'sam' }, from: status, reasonId: 'reason', reviewAt }, { kind: 'statusSet', status: 'open' }, { kind: 'runStarted', protocol: 'again', how: 'reopened' }]);
    expect(play.open_()).toEqual(['look_again']);
    expect(play.time(24 * 366 * 3 * hours(1)).kinds()).not.toContain('retentionReached');
  });
  it('lets it end again, with a date of its own', () => {
    const play = reopen(ended());
    play.act(hours(2), 'ana', { kind: 'complete', step: play.step('look_again').id, outcome: 'done' });
    expect(play.state).toMatchObject({ status: 'no_case', closedAt: play.state?.at });
    expect(play.of('caseClosed')).toHaveLength(2);
  });
  it('ends a review of its record, and the owner’s task to decide about it: the case is worked on', () => {
    const play = ended().act(2, 'ana', { kind: 'start', bundle: bundle(review) });
    reopen(play);
    expect(play.of('runCancelled')).toMatchObject([{ protocol: 'review' }]);
    expect(play.open_()).toEqual(['look_again']);
    const due_ = reopen(ended().time(hours(24 * 800)), 'sam', hours(24 * 800) + 1);
    expect(due_.open_()).toEqual(['look_again']);
  });
  it('is for those who supervise', () => expect(reopen(ended(), 'ana').refusals).toMatchObject([{ code: 'not_authorized' }]));
  it('is nothing for a case that has not ended, one that was purged, or a protocol that starts by itself', () => {
    const open = new CasePlay().open(bundle(ending('no_case')));
    expect(reopen(open).refusals).toMatchObject([{ code: 'wrong_act' }]);
    // A purge takes two.
    const purging = plan('p', [{ id: 'start', kind: 'start', next: { next: 'agree' } }, { id: 'agree', kind: 'approval', seats: [{ id: 'a', roles: ['lead'] }, { id: 'b', roles: ['supervisor'] }], limit: due('P1D'), next: { approved: 'end', denied: 'end' } }, { id: 'end', kind: 'end', outcome: 'over', effects: [{ kind: 'status', status: 'purged' }] }]);
    const purged = new CasePlay().open(bundle(purging));
    for (const who of ['lea', 'sam'] as const) purged.act(1, who, { kind: 'vote', step: purged.step('agree').id, grants: true, content: {} });
    expect(purged.state?.status).toBe('purged');
    expect(reopen(purged).refusals).toMatchObject([{ code: 'not_active' }]);
    expect(reopen(ended(), 'sam', hours(1), review).refusals).toMatchObject([{ code: 'wrong_act' }]);
  });
});

it('a protocol is started on a case that has ended only by reopening it, but for the review of its record', () => {
  const play = ended().act(2, 'ana', { kind: 'start', bundle: bundle(again) });
  expect(play.refusals).toMatchObject([{ code: 'not_active', sentence: 'this case has ended; reopen it, and name the protocol that starts then' }]);
  expect(play.act(3, 'ana', { kind: 'start', bundle: bundle(review) }).open_()).toEqual(['keep']);
});
