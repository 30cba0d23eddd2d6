// Why a case is begun, or not.
import { describe, expect, it } from 'vitest';
import { CasePlay, reason } from '../../test/arbitraries/case-play.ts';
import { bundle, due, plan, sheriff } from '../../test/arbitraries/plan.ts';
import type { PersonInput } from '../input.ts';

const putAway = plan('p', [{ id: 'start', kind: 'start', next: { next: 'look' } }, { id: 'look', kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT8H'), next: { done: 'end' } }, { id: 'end', kind: 'end', outcome: 'none', effects: [{ kind: 'status', status: 'no_case' }] }]);
const list = { agencyId: sheriff, version: 3 };
const opened = (more: Partial<Extract<PersonInput, { kind: 'open' }>> = { criteria: list }): CasePlay => new CasePlay().open(bundle(putAway), 'ana', more);
const done = (play: CasePlay): CasePlay => play.act(1, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });

describe('a report of an agency that keeps initiation criteria', () => {
  it('does not end as no case before somebody has said which are met, and goes on by itself then', () => {
    const play = done(opened());
    expect(play.of('endHeld')).toMatchObject([{ code: 'criteria_not_cited' }]);
    expect(play.state?.status).toBe('report');
    play.act(2, 'ana', { kind: 'citeCriteria', list, met: [], reason });
    expect(play.of('criteriaCited')).toMatchObject([{ by: { personId: 'ana' }, version: 3, met: [], reasonId: 'reason' }]);
    expect(play.state).toMatchObject({ status: 'no_case', steps: [] });
  });
  it('may be judged again; the last word counts and the others stay', () => {
    const play = opened().act(1, 'ana', { kind: 'citeCriteria', list, met: ['planning', 'leakage', 'planning'], reason }).act(2, 'max', { kind: 'citeCriteria', list: { ...list, version: 4 }, met: ['leakage'], reason });
    expect(play.state?.cited).toEqual({ agencyId: sheriff, version: 4, met: ['leakage'] });
    expect(play.of('criteriaCited').map((e) => e.met)).toEqual([['leakage', 'planning'], ['leakage']]);
  });
  it('is judged by those assigned to it, and neither opened nor put away by what they say', () => {
    const play = opened().act(1, 'ana', { kind: 'citeCriteria', list, met: ['planning'], reason });
    expect(play.state).toMatchObject({ status: 'report', steps: [{ node: 'look' }] });
    play.send({ id: 'x', kind: 'citeCriteria', list, met: [], reason, actor: { personId: 'eve', agencyId: sheriff, member: false, roles: [], qualifications: [], rights: [], holders: {} } }, play.state?.at ?? 0);
    expect(play.refusals).toMatchObject([{ code: 'not_authorized' }]);
  });
});

it('an agency without a list asks nobody', () => expect(done(opened({})).state?.status).toBe('no_case'));
