// Who has a part in a case: every member of the unit, and of other agencies whoever holds or has held something of it.
import { expect, it } from 'vitest';
import { CasePlay, hours, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing, type Name } from '../test/arbitraries/people.ts';
import { bundle, due, plan, school, sheriff } from '../test/arbitraries/plan.ts';
import type { PersonInput } from './input.ts';

const handing = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'ask' } },
  { id: 'ask', kind: 'handoff', handoff: 'request', to: ['liaison'], limit: due('PT4H'), next: { accepted: 'work', declined: 'work', withdrawn: 'work' } },
  { id: 'work', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'end' },
]);
let count = 0;
const note = (by: Name): PersonInput => ({ id: `n${++count}`, kind: 'note', text: reason, actor: { ...standing(by), member: false } });
const guest = (by: Name, act: object): PersonInput => ({ ...act, id: `g${++count}`, actor: { ...standing(by), member: false } }) as PersonInput;

it('somebody of another agency has a part while an offer is open to them', () => {
  const play = new CasePlay().open(bundle(handing)).send(note('lio'), t0 + 1);
  expect(play.refusals).toEqual([]);
  play.send(note('cora'), t0 + 2);
  expect(play.refusals.map((r) => r.code)).toEqual(['not_authorized']);
});
it('keeps that part after declining it, and loses it when the offer is withdrawn unanswered', () => {
  const declined = new CasePlay().open(bundle(handing));
  declined.send(guest('lio', { kind: 'decline', step: declined.step('ask').id, reason }), t0 + 1).send(note('lio'), t0 + hours(1));
  expect(declined.refusals).toEqual([]);
  const withdrawn = new CasePlay().open(bundle(handing));
  withdrawn.act(1, 'sam', { kind: 'withdraw', step: withdrawn.step('ask').id, reason }).send(note('lio'), t0 + hours(1));
  expect(withdrawn.refusals.map((r) => r.code)).toEqual(['not_authorized']);
});
it('has a part after claiming a step and giving it back', () => {
  const play = new CasePlay().open(bundle(handing));
  play.act(1, 'sam', { kind: 'withdraw', step: play.step('ask').id, reason });
  const step = play.step('work').id;
  play.send(guest('max', { kind: 'claim', step }), t0 + 2).send(guest('max', { kind: 'release', step }), t0 + 3).send(note('max'), t0 + 4);
  expect(play.refusals).toEqual([]);
});

const swearing = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'swear' } },
  { id: 'swear', kind: 'task', roles: ['manager'], sworn: true, outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { done: 'end' } },
  { id: 'end', kind: 'end', outcome: 'end' },
]);
it('work that takes a sworn officer is claimed, given and done only by one, whatever role a person holds', () => {
  const play = new CasePlay().open(bundle(swearing));
  const step = play.step('swear').id;
  play.act(1, 'max', { kind: 'claim', step }).act(2, 'max', { kind: 'complete', step, outcome: 'done' }).act(3, 'sam', { kind: 'assign', step, to: standing('max') });
  expect(play.refusals.map((r) => r.code)).toEqual(['not_sworn', 'not_sworn', 'not_sworn']);
  play.act(4, 'lea', { kind: 'complete', step, outcome: 'done' });
  expect(play.refusals.at(-1)?.code).toBe('not_authorized');
  const sworn = { ...standing('max'), qualifications: ['sworn'] };
  play.act(5, 'sam', { kind: 'assign', step, to: sworn }).send({ id: 'last', kind: 'complete', step, outcome: 'done', actor: sworn }, t0 + 6);
  expect([play.refusals.length, play.state?.steps]).toEqual([4, []]);
});
it('a notice drawn as a disclosure is kept with who answers for it, where it went and on what basis', () => {
  const telling = plan('p', [
    { id: 'start', kind: 'start', next: { next: 'tell' } },
    { id: 'tell', kind: 'notify', to: ['liaison'], message: 'Look out.', disclosure: true, legalBasis: { kind: 'drawn', text: 'Agreement 7' }, next: { next: 'also' } },
    { id: 'also', kind: 'notify', to: ['liaison'], next: { next: 'end' } },
    { id: 'end', kind: 'end', outcome: 'end' },
  ]);
  const told = new CasePlay().open(bundle(telling)).of('notified').map((e) => e.disclosed);
  expect(told).toEqual([{ by: { personId: 'sam', agencyId: sheriff }, agencies: [school], legalBasis: 'Agreement 7' }, undefined]);
});
