// Separation holds through stand-ins: on persons, whatever roles they hold and through whom.
import { describe, expect, it } from 'vitest';
import { CasePlay, t0 } from '../test/arbitraries/case-play.ts';
import { standing, type Name } from '../test/arbitraries/people.ts';
import { bundle, due, plan, sheriff } from '../test/arbitraries/plan.ts';
import type { Holder, PersonInput, Standing } from './input.ts';

const seat = (id: string, roles: readonly string[], substitutes: readonly string[] = []) => ({ id, roles, substitutes });
const deciding = (seats: readonly object[], more: Record<string, unknown> = {}) =>
  plan('p', [
    { id: 'start', kind: 'start', next: { next: 'look' } },
    { id: 'look', kind: 'task', roles: ['analyst', 'supervisor'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P1D'), next: { done: 'agree' } },
    { id: 'agree', kind: 'approval', seats, limit: due('P1D'), ...more, next: { approved: 'yes', denied: 'no' } },
    { id: 'yes', kind: 'end', outcome: 'yes' }, { id: 'no', kind: 'end', outcome: 'no' },
  ]);

/** `who` holds what `absent` holds, besides their own, as the server reads it while `absent` is away. */
function standingIn(who: Name, absent: Name): Standing {
  const [own, theirs] = [standing(who), standing(absent)];
  const through = theirs.roles.filter((role) => !own.roles.includes(role));
  const holders: Record<string, readonly Holder[]> = Object.fromEntries(Object.entries(own.holders).map(([role, held]) => [role, [...held.filter((h) => h.personId !== absent), ...(through.includes(role) ? [{ personId: who, agencyId: sheriff, for: absent }] : [])]]));
  return { ...own, roles: [...own.roles, ...through], holders, standsFor: [{ personId: absent, agencyId: sheriff, roles: through }] };
}
let count = 0;
const acts = (play: CasePlay, actor: Standing, fields: object, at: number): CasePlay => play.send({ ...fields, id: `s${++count}`, actor } as PersonInput, t0 + at);
const vote = (play: CasePlay) => ({ kind: 'vote', step: play.step('agree').id, grants: true, content: {} });
const done = (play: CasePlay) => ({ kind: 'complete', step: play.step('look').id, outcome: 'done' });
const codes = (play: CasePlay): string[] => play.refusals.map((r) => r.code);
const opened = (seats: readonly object[], more: Record<string, unknown> = {}): CasePlay => new CasePlay().open(bundle(deciding(seats, more)));

describe('a stand-in', () => {
  it('fills the seat of whom they stand in for', () => {
    const play = opened([seat('a', ['supervisor'])], { notDoerOf: ['look'] });
    play.act(1, 'ana', done(play) as never);
    acts(play, standingIn('cora', 'sam'), vote(play), 2);
    expect(play.of('approvalGranted')).toMatchObject([{ by: [{ personId: 'cora' }] }]);
  });

  it('is one person: never their own seat and the other one as well', () => {
    const play = opened([seat('own', ['commander']), seat('theirs', ['supervisor'])]);
    play.act(1, 'ana', done(play) as never);
    const cora = standingIn('cora', 'sam');
    acts(acts(play, cora, vote(play), 2), cora, vote(play), 3);
    expect(codes(play)).toEqual(['already_approved']);
    expect(play.of('approvalGranted')).toEqual([]);
    play.act(4, 'vic', vote(play) as never);
    expect(play.of('approvalGranted')).toMatchObject([{ by: [{ personId: 'cora' }, { personId: 'vic' }] }]);
  });

  it('does not approve what they did themselves, in whose role ever', () => {
    const play = opened([seat('a', ['supervisor'])], { notDoerOf: ['look'] });
    const ana = standingIn('ana', 'sam');
    acts(acts(play, ana, done(play), 1), ana, vote(play), 2);
    expect(codes(play)).toEqual(['separation_of_duties']);
  });

  it('does not approve in the place of somebody who may not: the doer, the owner', () => {
    const byDoer = opened([seat('a', ['supervisor'])], { notDoerOf: ['look'] });
    byDoer.act(1, 'sam', done(byDoer) as never);
    acts(byDoer, standingIn('cora', 'sam'), vote(byDoer), 2);
    expect(codes(byDoer)).toEqual(['separation_of_duties']);
    const byOwner = opened([seat('a', ['supervisor'])], { notOwner: true }); // sam owns it
    byOwner.act(1, 'ana', done(byOwner) as never);
    acts(byOwner, standingIn('cora', 'sam'), vote(byOwner), 2);
    expect(codes(byOwner)).toEqual(['separation_of_duties']);
    byOwner.act(3, 'vic', vote(byOwner) as never);
    expect(byOwner.of('approvalGranted')).toHaveLength(1);
  });

  it('keeps the seat that is their own where whom they stand in for is excluded', () => {
    const play = opened([seat('own', ['commander']), seat('theirs', ['supervisor'])], { notDoerOf: ['look'], needed: 1 });
    play.act(1, 'sam', done(play) as never);
    acts(play, standingIn('cora', 'sam'), vote(play), 2);
    expect(play.of('voteCast')).toMatchObject([{ seats: ['own'] }]);
  });

  it('does not keep substitutes out through somebody who may not decide', () => {
    const only = opened([seat('a', ['commander'], ['manager'])], { notDoerOf: ['look'] });
    // cora, the only commander, did the work before and is away now; lea stands in for her
    const cora = { ...standing('cora'), roles: ['commander', 'analyst'] };
    acts(only, cora, done(only), 1);
    const lea = standingIn('lea', 'cora');
    acts(only, lea, vote(only), 2);
    expect(codes(only)).toEqual(['separation_of_duties']);
    acts(only, { ...standing('max'), holders: lea.holders }, vote(only), 3);
    expect(only.of('approvalGranted')).toMatchObject([{ by: [{ personId: 'max' }] }]);
  });
});
