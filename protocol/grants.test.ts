// Access for a time: given with the protocol, taken by its date, never given back by time.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason, t0 } from '../test/arbitraries/case-play.ts';
import { standing } from '../test/arbitraries/people.ts';
import { bundle, due, plan, school, sheriff } from '../test/arbitraries/plan.ts';
import type { Form, GrantDrawn } from './draft.ts';
import type { PersonInput } from './input.ts';
import { recorded } from '../workflows/recorded.ts';
import { replay } from './replay.ts';
import { nextDueAt } from './settle.ts';

const day = 86_400_000;
const form: Form = { id: 'need', title: 'Need', fields: [{ name: 'until', label: 'Until', type: 'datetime', required: false, sensitivity: 'none' }, { name: 'why', label: 'Why', type: 'text', required: false, sensitivity: 'none' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('P30D'), next: { done: to }, ...more });
const end = (id: string, more: Record<string, unknown> = {}) => ({ id, kind: 'end' as const, outcome: id, ...more });
const access = (more: Partial<GrantDrawn> = {}): GrantDrawn => ({ id: 'access_expiry', title: 'Lent staff', roles: ['liaison'], fields: [], ends: { kind: 'after', after: 'P7D' }, ...more });
const surge = (grants: GrantDrawn[], nodes = [task('work', 'end')]) => plan('surge', [{ id: 'start', kind: 'start', form: 'need', next: { next: nodes[0]?.id ?? 'end' } }, ...nodes, end('end')], { formList: [form], routing: { need: ['until'] }, grants });
const opened = (plans: ReturnType<typeof surge>, fields: Record<string, number> = {}): CasePlay => new CasePlay().open(bundle(plans), 'ana', { form: { id: 'f1', hash: 'h1', fields } });

describe('access that a protocol gives', () => {
  it('begins with the run, for the agencies of its roles, and lapses at its date while the work goes on', () => {
    const play = opened(surge([access({ fields: ['need.why'] })]));
    expect(play.of('grantGiven')).toMatchObject([{ name: 'access_expiry', relation: 'grant', agencies: [school], roles: ['liaison'], fields: ['need.why'], shown: { 'need.why': 'f1' }, until: t0 + 7 * day }]);
    expect(play.state && nextDueAt(play.state)).toBe(t0 + 7 * day);
    play.time(7 * day - 1);
    expect(play.state?.grants).toHaveLength(1);
    play.time(7 * day);
    expect(play.of('grantLapsed')).toMatchObject([{ name: 'access_expiry', protocol: 'surge', why: 'date', due: t0 + 7 * day }]);
    expect(play.transitions.at(-1)?.at).toBe(t0 + 7 * day);
    expect(play.state?.grants).toBeUndefined();
    expect(play.open_()).toEqual(['work']);
  });

  it('lapses before an act of the same instant, and after the waits of that instant', () => {
    const held = surge([access()], [{ id: 'hold', kind: 'wait', rules: [{ due: 'P7D' }], next: { elapsed: 'work' } } as unknown as ReturnType<typeof task>, task('work', 'end')]);
    const play = opened(held).act(7 * day, 'ana', { kind: 'note', text: reason });
    expect(play.kinds().filter((k) => k === 'waitEnded' || k === 'grantLapsed' || k === 'noteAdded')).toEqual(['waitEnded', 'grantLapsed', 'noteAdded']);
    expect(play.transitions.slice(-3).map((t) => t.at)).toEqual([t0 + 7 * day, t0 + 7 * day, t0 + 7 * day]);
  });

  it('keeps its date when the run has ended before, and is renewed only by a new run', () => {
    const play = opened(surge([access()]));
    play.act(day, 'ana', { kind: 'complete', step: play.step('work').id, outcome: 'done' });
    expect(play.state?.grants).toHaveLength(1);
    play.act(2 * day, 'ana', { kind: 'start', bundle: bundle(surge([access()])), form: { id: 'f2', hash: 'h2', fields: {} } }).time(7 * day);
    expect(play.of('grantLapsed')).toHaveLength(1);
    expect(play.state?.grants).toMatchObject([{ id: 'g2', until: t0 + 9 * day }]);
  });

  it('ends at a date that is recorded, follows its correction, and is not given for a date that is over', () => {
    const byDate = surge([access({ ends: { kind: 'field', ref: 'need.until' } })]);
    const play = opened(byDate);
    expect(play.of('grantGiven')).toEqual([]);
    play.act(hours(1), 'ana', { kind: 'correct', formId: 'need', form: { id: 'f2', hash: 'h2', fields: { until: t0 + 3 * day } } });
    expect(play.of('grantGiven')).toMatchObject([{ until: t0 + 3 * day }]);
    play.act(hours(2), 'ana', { kind: 'correct', formId: 'need', form: { id: 'f3', hash: 'h3', fields: { until: t0 + day } } });
    expect(play.of('grantMoved')).toMatchObject([{ until: t0 + day }]);
    play.act(hours(3), 'ana', { kind: 'correct', formId: 'need', form: { id: 'f4', hash: 'h4', fields: { until: t0 } } });
    expect(play.of('grantLapsed')).toHaveLength(1);
    expect(opened(byDate, { until: t0 - 1 }).of('grantGiven')).toEqual([]);
  });

  it('ends at once when the case is purged, and the journal leads to the same state again', () => {
    const agreed = { id: 'work', kind: 'approval' as const, seats: [{ id: 'a', roles: ['lead'] }, { id: 'b', roles: ['supervisor'] }], onApproved: [{ kind: 'status', status: 'purged' }], limit: due('P30D'), next: { approved: 'end', denied: 'end' } };
    const play = opened(surge([access()], [agreed as unknown as ReturnType<typeof task>]));
    for (const who of ['lea', 'sam'] as const) play.act(1, who, { kind: 'vote', step: play.step('work').id, grants: true, content: play.step('work').content ?? {} });
    expect(play.of('grantLapsed')).toMatchObject([{ why: 'purged' }]);
    const timed = opened(surge([access()])).time(8 * day);
    const again = replay(timed.transitions.map(recorded), { surge: surge([access()]) });
    expect(again.ok && again.state).toStrictEqual(timed.state);
  });
});

describe('a joint request', () => {
  const joint = plan('p', [
    { id: 'start', kind: 'start', form: 'need', next: { next: 'ask' } },
    { id: 'ask', kind: 'handoff', handoff: 'request', to: ['liaison'], joint: ['need.why'], limit: due('PT4H'), next: { accepted: 'work', declined: 'end', withdrawn: 'end' } },
    task('work', 'end'), end('end'),
  ], { formList: [form] });
  const outside = (play: CasePlay, at: number, fields: Record<string, unknown>) => play.send({ id: `o${at}`, actor: { ...standing('lio'), member: false }, ...fields } as PersonInput, t0 + at);

  it('makes the agency that accepts from outside the unit a member with the named fields, until its run ends', () => {
    const play = new CasePlay().open(bundle(joint), 'ana', { form: { id: 'f1', hash: 'h1', fields: {} } });
    outside(play, 1, { kind: 'accept', step: play.step('ask').id });
    expect(play.of('grantGiven')).toMatchObject([{ relation: 'joint', agencies: [school], fields: ['need.why'], shown: { 'need.why': 'f1' } }]);
    expect(play.state?.owner).toMatchObject({ personId: 'sam', agencyId: sheriff });
    outside(play, 2, { kind: 'note', text: reason });
    play.act(day, 'ana', { kind: 'complete', step: play.step('work').id, outcome: 'done' });
    expect(play.of('grantLapsed')).toMatchObject([{ why: 'runEnded', name: 'ask' }]);
    outside(play, day + 1, { kind: 'declareDanger', reason });
    expect(play.refusals.map((r) => r.code)).toEqual(['no_handler']); // still somebody who may declare it
  });
  it('gives nothing to an agency whose members are in the unit anyway', () => {
    const play = new CasePlay().open(bundle(joint), 'ana', { form: { id: 'f1', hash: 'h1', fields: {} } });
    play.act(1, 'lio', { kind: 'accept', step: play.step('ask').id });
    expect(play.of('grantGiven')).toEqual([]);
  });
});

describe('a notice or an offer that discloses', () => {
  it('says what went to which agencies and on which basis', () => {
    const told = plan('p', [
      { id: 'start', kind: 'start', form: 'need', next: { next: 'tell' } },
      { id: 'tell', kind: 'notify', to: ['liaison'], message: 'Look out.', disclosure: true, legalBasis: { kind: 'drawn', text: 'FERPA 99.36' }, next: { next: 'ask' } },
      { id: 'ask', kind: 'handoff', handoff: 'inform', to: ['liaison'], package: [{ ref: 'need.why' }, { ref: 'a label' }], disclosure: true, legalBasis: { kind: 'drawn', text: 'FERPA 99.36' }, limit: due('PT4H'), next: { accepted: 'end', declined: 'end', withdrawn: 'end' } },
      end('end'),
    ], { formList: [form] });
    const play = new CasePlay().open(bundle(told), 'ana', { form: { id: 'f1', hash: 'h1', fields: {} } });
    expect(play.of('notified')).toMatchObject([{ disclosed: { agencies: [school], legalBasis: 'FERPA 99.36' } }]);
    expect(play.of('handoffOffered')).toMatchObject([{ disclosure: true, shown: { 'need.why': 'f1' } }]);
  });
});
