// A run goes over to another version: what stays, what is begun anew, and what is refused with its reason.
import { describe, expect, it } from 'vitest';
import { CasePlay, hours, reason, t0 } from '../../test/arbitraries/case-play.ts';
import { standing } from '../../test/arbitraries/people.ts';
import { bundle, due, plan } from '../../test/arbitraries/plan.ts';
import { deadlineLedger } from '../deadline-ledger.ts';
import type { Bundle, Plan, Plans } from '../plan.ts';
import type { ClockPolicy, PersonInput } from '../input.ts';
import { replay } from '../replay.ts';
import { dryRun } from './dry-run.ts';
import { mappingOf, proposeMapping } from './mapping.ts';

type Loose = Parameters<typeof plan>[1][number];
const task = (id: string, to: string, more: Record<string, unknown> = {}): Loose => ({ id, kind: 'task', roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { done: to }, ...more });
const end = (more: Record<string, unknown> = {}): Loose => ({ id: 'end', kind: 'end', outcome: 'end', ...more });
const start = (to: string): Loose => ({ id: 'start', kind: 'start', next: { next: to } });
const v1 = (...nodes: readonly Loose[]): Plan => plan('p', nodes);
const v2 = (...nodes: readonly Loose[]): Plan => ({ ...plan('p', nodes), version: 2 });
const to = (after: Plan, others: Plans = {}): Bundle => ({ root: 'p2', plans: { p2: after, ...others } });

interface Move {
  readonly mapping?: Readonly<Record<string, string>>;
  readonly clocks?: Readonly<Record<string, ClockPolicy>>;
  readonly later?: boolean;
  readonly run?: string;
  readonly bundle?: Bundle;
}
const input = (play: CasePlay, after: Plan, { mapping, clocks = {}, later = false, run = 'r1', bundle: given }: Move): Extract<PersonInput, { kind: 'migrate' }> => {
  const before = play.plans[play.state?.runs.find((r) => r.id === run)?.plan ?? ''];
  return {
    kind: 'migrate', id: 'migrate', actor: { ...standing('vic'), rights: ['publish'] }, run, bundle: given ?? to(after), reason,
    migration: { mapping: mapping ?? (before ? mappingOf(proposeMapping(before, after)) : {}), clocks, later, plannedBy: { personId: 'lea', agencyId: standing('lea').agencyId } },
  };
};
/** Moves it, holds the dry run against what came of it, and the journal against the state. */
function move(play: CasePlay, at: number, after: Plan, how: Move = {}): CasePlay {
  const act = input(play, after, how);
  const outlook = play.state && dryRun(play.plans, play.state, act, t0 + at);
  const before = play.refusals.length;
  const known: Plans = { ...play.plans, ...act.bundle.plans };
  play.send(act, t0 + at);
  const wasRefused = play.refusals.length > before;
  expect(outlook?.fits).toBe(!wasRefused);
  if (!wasRefused) {
    for (const step of outlook?.steps ?? []) expect(play.state?.steps.some((s) => s.id === step.step)).toBe(step.becomes === 'goesOn');
    const replayed = replay(play.transitions, known);
    expect(replayed.ok && JSON.stringify(replayed.state)).toBe(JSON.stringify(play.state));
    for (const deadline of deadlineLedger(play.transitions, known)) for (const line of deadline.lines) expect(line.derived, `${deadline.node} ${line.why}`).toBe(line.due);
  }
  return play;
}
const opened = (before: Plan): CasePlay => new CasePlay().open(bundle(before));
const refusedWith = (play: CasePlay): string => `${play.refusals.at(-1)?.code ?? 'nothing'}: ${play.refusals.at(-1)?.sentence ?? ''}`;

describe('a step goes on as the step it becomes', () => {
  it('with its claim, its instance number, its doers and the way on of the new version', () => {
    const before = v1(start('a'), task('a', 'b', { outcomes: [{ id: 'done', label: 'Done' }] }), task('b', 'a', { outcomes: [{ id: 'done', label: 'Done' }, { id: 'out', label: 'Out' }], next: { done: 'a', out: 'end' } }), end());
    const after = v2(start('look'), task('look', 'check'), { id: 'check', kind: 'approval', seats: [{ id: 's', roles: ['analyst'] }], notDoerOf: ['look'], limit: due('PT4H'), next: { approved: 'end', denied: 'look' } }, end());
    const play = opened(before);
    play.act(1, 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done' }).act(2, 'ana', { kind: 'complete', step: play.step('b').id, outcome: 'done' });
    play.act(3, 'ana', { kind: 'claim', step: play.step('a').id });
    move(play, 4, after, { mapping: { start: 'start', a: 'look', end: 'end' } });
    expect(play.step('look')).toMatchObject({ claimedBy: { personId: 'ana' }, visit: 2, title: 'look' });
    play.act(5, 'ana', { kind: 'complete', step: play.step('look').id, outcome: 'done' });
    play.act(6, 'ana', { kind: 'vote', step: play.step('check').id, grants: true, content: {} });
    expect(refusedWith(play)).toContain('separation_of_duties');
    expect(play.state?.runs[0]).toMatchObject({ plan: 'p2', version: 2 });
    expect(play.of('runMigrated')).toMatchObject([{ run: 'r1', from: { version: 1 }, to: { plan: 'p2', version: 2 }, plannedBy: { personId: 'lea' }, by: { personId: 'vic' } }]);
    expect(play.of('stepMoved')).toMatchObject([{ from: 'a', node: 'look' }]);
  });
  it('or is cancelled and opened anew where the new one is of another kind', () => {
    const play = move(opened(v1(start('a'), task('a', 'end'), end())), 1, v2(start('a'), { id: 'a', kind: 'handoff', handoff: 'request', to: ['lead'], limit: due('PT1H'), next: { accepted: 'end', declined: 'end', withdrawn: 'end' } }, end()));
    expect(play.of('stepCancelled')).toMatchObject([{ node: 'a', why: 'migrated' }]);
    expect(play.step('a')).toMatchObject({ kind: 'handoff', handing: { state: 'offered' } });
  });
  it('or goes on at once where the new version has left the step out', () => {
    const play = move(opened(v1(start('a'), task('a', 'b'), task('b', 'end'), end())), 1, v2(start('b'), task('b', 'end'), end()), { mapping: { a: 'b' } });
    expect(play.open_()).toEqual(['b']);
    const ended = move(opened(v1(start('a'), task('a', 'end'), end())), 1, v2(start('end'), end()), { mapping: { a: 'end' } });
    expect(ended.state?.steps).toEqual([]);
    expect(ended.of('runEnded')).toHaveLength(1);
  });
});

describe('what was done goes by the new names', () => {
  const excluding = (step: string): Loose => ({ id: 'ok', kind: 'approval', seats: [{ id: 's', roles: ['analyst'] }], notDoerOf: [step], limit: due('PT4H'), next: { approved: 'end', denied: 'end' } });
  const vote = (play: CasePlay, by: 'ana' | 'max'): CasePlay => play.act(9, by, { kind: 'vote', step: play.step('ok').id, grants: true, content: {} });
  const through = (): CasePlay => {
    const play = opened(v1(start('a'), task('a', 'b'), task('b', 'ok'), excluding('a'), end()));
    play.act(1, 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done' });
    return play.act(2, 'max', { kind: 'complete', step: play.step('b').id, outcome: 'done' });
  };
  it('also where two steps have changed names with each other', () => {
    const play = move(through(), 3, v2(start('b'), task('b', 'a'), task('a', 'ok'), excluding('b'), end()), { mapping: { start: 'start', a: 'b', b: 'a', ok: 'ok', end: 'end' } });
    expect(play.state?.doers).toEqual({ 'p.b': [expect.objectContaining({ personId: 'ana' })], 'p.a': [expect.objectContaining({ personId: 'max' })] });
    expect(refusedWith(vote(play, 'ana'))).toContain('separation_of_duties');
  });
  it('of two steps that became one, whoever did either did it', () => {
    const after = v2(start('both'), task('both', 'ok'), excluding('both'), end());
    const moved = (): CasePlay => move(through(), 3, after, { mapping: { start: 'start', a: 'both', b: 'both', ok: 'ok', end: 'end' } });
    expect(refusedWith(vote(moved(), 'ana'))).toContain('separation_of_duties');
    expect(refusedWith(vote(moved(), 'max'))).toContain('separation_of_duties');
  });
  it('of two runs that are moved one after the other nobody is forgotten who did it in either', () => {
    const before = v1(start('a'), task('a', 'ok'), excluding('a'), end());
    const after = v2(start('b'), task('b', 'ok'), excluding('b'), end());
    const mapping = { start: 'start', a: 'b', ok: 'ok', end: 'end' };
    const play = opened(before).act(1, 'ana', { kind: 'start', bundle: bundle(before) });
    const run = (id: string) => play.state?.steps.find((s) => s.runId === id)?.id ?? '';
    move(play, 2, after, { mapping, run: 'r1' });
    play.act(3, 'max', { kind: 'complete', step: run('r1'), outcome: 'done' });
    play.act(4, 'ana', { kind: 'complete', step: run('r2'), outcome: 'done' });
    play.send({ ...input(play, after, { mapping, run: 'r2' }), id: 'second' }, t0 + 5);
    expect(play.state?.doers['p.b']?.map((d) => d.personId)).toEqual(['max', 'ana']);
    for (const by of ['ana', 'max'] as const) expect(refusedWith(play.act(6, by, { kind: 'vote', step: run('r1'), grants: true, content: {} }))).toContain('separation_of_duties');
  });
  it('and a new step that has taken the name of another has none of its past', () => {
    const play = move(through(), 3, v2(start('a'), task('a', 'c'), task('c', 'b'), task('b', 'ok'), excluding('b'), end()), { mapping: { start: 'start', a: 'a', b: 'c', ok: 'ok', end: 'end' } });
    expect(play.state?.doers).toEqual({ 'p.a': [expect.objectContaining({ personId: 'ana' })], 'p.c': [expect.objectContaining({ personId: 'max' })] });
    expect(vote(play, 'max').of('approvalGranted')).toHaveLength(1);
  });
});

it('a step that another role does in the new version is on the lists of that role, also where nothing else of it is different', () => {
  const play = move(opened(v1(start('a'), task('a', 'end'), end())), 1, v2(start('a'), task('a', 'end', { roles: ['lead'] }), end()));
  expect(play.transitions.at(-1)?.rows).toContainEqual({ table: 'step', row: expect.objectContaining({ node: 'a', roles: ['lead'] }) as unknown });
});

it('what a connector has been asked is waited for while the same is asked, and asked again where it is not', () => {
  const ask = (make: typeof v1, more: Record<string, unknown> = {}): Plan => make(start('s'), { id: 's', kind: 'service', connector: 'registry', inputs: [], outputs: [{ name: 'found', label: 'Found', type: 'boolean', required: true }], attempts: 3, every: 'PT1M', limit: due('PT1H'), next: { next: 'end', failed: 'end' }, ...more }, end());
  const same = opened(ask(v1));
  const { id } = same.step('s');
  expect(move(same, 1, ask(v2, { title: 'Look it up', attempts: 5 })).step('s').id).toBe(id);
  expect(move(opened(ask(v1)), 1, ask(v2, { connector: 'other' })).of('stepOpened').filter((e) => e.node === 's')).toHaveLength(2);
});

describe('votes and offers', () => {
  const approval = (more: Record<string, unknown> = {}): Loose => ({ id: 'ok', kind: 'approval', seats: [{ id: 'x', roles: ['lead'] }, { id: 'y', roles: ['commander'] }], notDoerOf: ['a'], limit: due('PT4H'), next: { approved: 'end', denied: 'a' }, ...more });
  const voted = (): CasePlay => {
    const play = opened(v1(start('a'), task('a', 'ok'), approval(), end()));
    play.act(1, 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done' });
    return play.act(2, 'lea', { kind: 'vote', step: play.step('ok').id, grants: true, content: {} });
  };
  const next = (more: Record<string, unknown>, a = 'a'): Plan => v2(start(a), task(a, 'ok'), approval({ notDoerOf: [a], next: { approved: 'end', denied: a }, ...more }), end());
  it('votes stay while seats and separation are what they were, under whatever names', () => {
    const play = move(voted(), 3, next({ title: 'Other', instructions: 'Read it' }, 'b'), { mapping: { a: 'b', ok: 'ok' } });
    expect(play.step('ok').votes).toHaveLength(1);
    play.act(4, 'cora', { kind: 'vote', step: play.step('ok').id, grants: true, content: {} });
    expect(play.of('approvalGranted')).toHaveLength(1);
  });
  it.each<readonly [string, Record<string, unknown>]>([
    ['a seat is for another role', { seats: [{ id: 'x', roles: ['lead', 'manager'] }, { id: 'y', roles: ['commander'] }] }],
    ['fewer are needed', { needed: 1 }],
    ['another is kept out', { notOwner: true }],
    ['it is about something else', { about: [] , notRequester: true }],
  ])('votes are void when %s, and the voters are told', (_what, more) => {
    const play = move(voted(), 3, next(more));
    expect(play.step('ok').votes).toEqual([]);
    expect(play.of('votesVoided')).toMatchObject([{ why: 'migrated', voters: [{ personId: 'lea' }] }]);
    expect(play.of('approvalGranted')).toEqual([]);
  });
  const handoff = (more: Record<string, unknown> = {}): Loose => ({ id: 'h', kind: 'handoff', handoff: 'transfer', to: ['lead'], limit: due('PT4H'), next: { accepted: 'end', declined: 'end', withdrawn: 'end' }, ...more });
  it('an offer stays while receiver, kind and package are what they were', () => {
    const play = opened(v1(start('h'), handoff(), end()));
    const step = play.step('h').id;
    move(play, 1, v2(start('h'), handoff({ title: 'Take it', instructions: 'x', limit: due('PT2H') }), end()));
    expect(play.step('h')).toMatchObject({ id: step, handing: { state: 'offered' } });
    expect(play.of('handoffOffered')).toHaveLength(1);
  });
  it.each<readonly [string, Record<string, unknown>]>([['receiver', { to: ['commander'] }], ['kind', { handoff: 'request' }], ['package', { package: [{ ref: 'words' }] }], ['access', { joint: ['words'] }]])('an offer with another %s is made anew', (_what, more) => {
    const play = move(opened(v1(start('h'), handoff(), end())), 1, v2(start('h'), handoff(more), end()));
    expect(play.of('handoffOffered')).toHaveLength(2);
    expect(play.of('stepCancelled')).toMatchObject([{ why: 'migrated' }]);
  });
});

describe('deadlines', () => {
  it('of an offer that is made anew go on counting from the first', () => {
    const draw = (make: typeof v1, to: string, iso: string): Plan => make(start('h'), { id: 'h', kind: 'handoff', handoff: 'request', to: [to], limit: due(iso), next: { accepted: 'end', declined: 'end', withdrawn: 'end' } }, end());
    const play = move(opened(draw(v1, 'lead', 'PT4H')), hours(1), draw(v2, 'commander', 'PT4H'));
    expect((play.step('h').clock?.due ?? 0) - t0).toBe(hours(4));
    expect(refusedWith(move(opened(draw(v1, 'lead', 'PT4H')), hours(1), draw(v2, 'commander', 'PT9H')))).toContain('deadline_longer');
    expect(refusedWith(move(opened(draw(v1, 'lead', 'PT4H')), hours(1), draw(v2, 'commander', 'PT4H'), { clocks: { h: 'restart' } }))).toContain('deadline_longer');
  });
  const limited = (...rules: readonly Record<string, unknown>[]): Plan => v2(start('a'), task('a', 'end', { limit: { kind: 'due', rules, escalate: [{ after: 'PT0S', notify: ['lead'] }] } }), end());
  const dueOf = (play: CasePlay): number => (play.step('a').clock?.due ?? 0) - t0;
  const before = v1(start('a'), task('a', 'end'), end());
  it('keep what has passed of them, unless something else is chosen', () => {
    expect(dueOf(move(opened(before), hours(1), limited({ due: 'PT2H' })))).toBe(hours(2));
    expect(dueOf(move(opened(before), hours(1), limited({ due: 'PT2H' }), { clocks: { a: 'restart' } }))).toBe(hours(3));
    expect(dueOf(move(opened(before), hours(1), limited({ due: 'PT2H' }), { clocks: { a: 'earlier' } }))).toBe(hours(2));
    expect(dueOf(move(opened(before), hours(1), limited({ due: 'PT9H' }), { clocks: { a: 'earlier' } }))).toBe(hours(4));
  });
  it('never become later without somebody saying so', () => {
    const play = move(opened(before), hours(1), limited({ due: 'PT9H' }));
    expect(refusedWith(play)).toBe('deadline_longer: “a” would be due later than it is; let the earlier of both hold, or say that it may');
    expect(dueOf(play)).toBe(hours(4));
    expect(dueOf(move(play, hours(2), limited({ due: 'PT9H' }), { later: true }))).toBe(hours(9));
    expect(play.of('deadlineSet').at(-1)).toMatchObject({ why: 'migrated', policy: 'keepElapsed' });
    const restarted = move(opened(before), hours(1), limited({ due: 'PT4H' }), { clocks: { a: 'restart' } });
    expect(refusedWith(restarted)).toContain('deadline_longer');
  });
  it('that are the same are not said again', () => expect(move(opened(before), hours(1), v2(start('a'), task('a', 'end'), end())).of('deadlineSet')).toHaveLength(1));
  it('that have passed stay passed, and fire nothing twice', () => {
    const play = opened(before).time(hours(5));
    expect(play.of('escalated')).toHaveLength(1);
    move(play, hours(6), v2(start('a'), task('a', 'end', { limit: due('PT9H') }), end())).time(hours(40));
    expect(play.of('deadlinePassed')).toHaveLength(1);
    expect(play.of('escalated')).toHaveLength(1);
    expect(play.step('a').clock).toMatchObject({ passedAt: t0 + hours(4), due: t0 + hours(4) });
    expect(play.state?.breaches).toBe(1);
  });
  it('that have passed are followed by what the new version draws besides', () => {
    const play = opened(before).time(hours(5));
    move(play, hours(6), v2(start('a'), task('a', 'end', { limit: { kind: 'due', rules: [{ due: 'PT4H' }], escalate: [{ after: 'PT3H', notify: ['commander'] }, { after: 'PT0S', notify: ['lead'] }] } }), end())).time(hours(40));
    expect(play.of('escalated').map((e) => e.notified)).toEqual([['lead'], ['commander']]);
  });
  it('an extension that was given stays given', () => {
    const play = opened(before);
    play.act(1, 'sam', { kind: 'extend', step: play.step('a').id, by: hours(1), reason });
    expect(dueOf(move(play, hours(1), limited({ due: 'PT2H' })))).toBe(hours(3));
  });
  it('of a wait are deadlines like others', () => {
    const wait = (iso: string): Loose => ({ id: 'w', kind: 'wait', rules: [{ due: iso }], next: { elapsed: 'end' } });
    const play = move(opened(v1(start('w'), wait('P30D'), end())), hours(1), v2(start('w'), wait('P1D'), end()));
    play.time(hours(25));
    expect(play.of('runEnded')).toHaveLength(1);
  });
  it('begun anew are warned of anew', () => {
    const warned = v1(start('a'), task('a', 'end', { limit: { kind: 'due', rules: [{ due: 'PT4H', warn: 'PT3H' }], escalate: [{ after: 'PT0S', notify: ['lead'] }] } }), end());
    const play = opened(warned).time(hours(2));
    move(play, hours(2), limited({ due: 'PT4H', warn: 'PT3H' }), { clocks: { a: 'restart' }, later: true }).time(hours(3.5));
    expect(play.of('deadlineWarned')).toHaveLength(2);
  });
  it('counted from the case are counted from the case, also when begun anew', () => {
    const play = move(opened(before), hours(1), limited({ due: 'PT3H', from: { kind: 'caseOpened' } }), { clocks: { a: 'restart' } });
    expect(dueOf(play)).toBe(hours(3));
  });
  it('begun anew are brought forward by a raised level from there, not from the opening', () => {
    const high = { kind: 'compare', left: { kind: 'case', name: 'level' }, op: 'eq', right: { kind: 'value', value: 'high' } };
    const play = move(opened(before), hours(3), limited({ when: high, due: 'PT30M' }, { due: 'PT1H' }), { clocks: { a: 'restart' } });
    expect(dueOf(play)).toBe(hours(4));
    play.act(hours(3) + 1, 'ana', { kind: 'setLevel', level: 'high', reason });
    expect(dueOf(play)).toBe(hours(3.5));
  });
  it('begun anew while they stand are moved by what they stand from then on', () => {
    const play = opened(before);
    play.act(hours(1), 'sam', { kind: 'pause', target: { kind: 'step', step: play.step('a').id }, end: { kind: 'at', at: t0 + hours(20) }, reason });
    move(play, hours(3), limited({ due: 'PT2H' }), { clocks: { a: 'restart' }, later: true });
    play.act(hours(6), 'sam', { kind: 'resume', target: { kind: 'step', step: play.step('a').id } });
    expect(dueOf(play)).toBe(hours(8));
    for (const deadline of deadlineLedger(play.transitions, { ...play.plans, p: before })) for (const line of deadline.lines) expect(line.derived, line.why).toBe(line.due);
  });
  it('a limit where there was none begins at the opening; one that goes away stays until somebody lets it go', () => {
    const none = { limit: { kind: 'none', reason: 'x' } };
    expect(dueOf(move(opened(v1(start('a'), task('a', 'end', none), end())), hours(1), limited({ due: 'PT2H' })))).toBe(hours(2));
    expect(dueOf(move(opened(before), hours(1), v2(start('a'), task('a', 'end', none), end())))).toBe(hours(4));
    const let_ = move(opened(before), hours(1), v2(start('a'), task('a', 'end', none), end()), { later: true });
    expect(let_.step('a').clock).toBeUndefined();
    expect(let_.of('deadlineDropped')).toHaveLength(1);
  });
  it('of a loop stay the same only where the new version says the same of it', () => {
    const anchored = (iso: string) => ({ limit: { kind: 'due', rules: [{ due: iso, from: { kind: 'caseOpened' } }], escalate: [{ after: 'PT0S', notify: ['lead'] }] } });
    const loop = (make: typeof v1, iso: string): Plan => make(start('a'), task('a', 'b', anchored(iso)), task('b', 'a', { limit: due('P9D') }), end());
    const again = (iso: string): CasePlay => {
      const play = opened(loop(v1, 'PT2H')).time(hours(3));
      play.act(hours(3), 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done' });
      move(play, hours(4), loop(v2, iso));
      return play.act(hours(5), 'ana', { kind: 'complete', step: play.step('b').id, outcome: 'done' }).time(hours(6));
    };
    expect(again('PT2H').of('deadlinePassed')).toHaveLength(1);
    expect(again('PT3H').of('deadlinePassed')).toHaveLength(2);
  });
});

describe('branches and joins', () => {
  const fan = (make: typeof v1, branches: readonly string[], more: Record<string, unknown> = {}): Plan =>
    make(start('s'), { id: 's', kind: 'split', join: 'j', branches: branches.map((id) => ({ id })), next: Object.fromEntries(branches.map((b) => [b, `t${b}`])) }, ...branches.map((b) => task(`t${b}`, 'j')), { id: 'j', kind: 'join', next: { next: 'last' }, ...more }, task('last', 'end'), end());
  const done = (play: CasePlay, node: string, at: number): CasePlay => play.act(at, 'ana', { kind: 'complete', step: play.step(node).id, outcome: 'done' });
  it('a case at a join goes on counting by branch', () => {
    const play = done(opened(fan(v1, ['x', 'y'])), 'tx', 1);
    move(play, 2, fan(v2, ['y', 'x', 'z']));
    expect(play.open_()).toEqual(['ty']);
    done(play, 'ty', 3);
    expect(play.open_()).toEqual(['last']);
  });
  it('a branch that is waited for must be there', () => {
    const play = move(opened(fan(v1, ['x', 'y'])), 1, fan(v2, ['x', 'z']), { mapping: { s: 's', j: 'j', tx: 'tx', ty: 'tz' } });
    expect(refusedWith(play)).toContain('does_not_fit: the branch “y” of “s” is open');
  });
  it('a step goes to its own branch only, and not out of it', () => {
    const play = opened(fan(v1, ['x', 'y']));
    expect(refusedWith(move(play, 1, fan(v2, ['x', 'y']), { mapping: { s: 's', tx: 'ty', ty: 'tx' } }))).toContain('is open on the branch “x” of “s”, and “ty” stands on the branch “y” of “s”');
    expect(refusedWith(move(play, 2, fan(v2, ['x', 'y']), { mapping: { s: 's', tx: 'last', ty: 'ty' } }))).toContain('“last” stands on the main way');
  });
  it('a step that the new version has left out of a branch is done with at its join, and nothing else goes there', () => {
    const mapping = { start: 'start', s: 's', j: 'j', tx: 'j', ty: 'ty', last: 'last', end: 'end' };
    const play = move(opened(fan(v1, ['x', 'y'])), 1, fan(v2, ['x', 'y']), { mapping });
    expect(play.open_()).toEqual(['ty']);
    done(play, 'ty', 2);
    expect(play.open_()).toEqual(['last']);
    expect(refusedWith(move(play, 3, { ...fan(v2, ['x', 'y']), version: 3 }, { mapping: { ...mapping, last: 'j' }, bundle: { root: 'p3', plans: { p3: { ...fan(v2, ['x', 'y']), version: 3 } } } }))).toContain('“j” stands where other branches meet');
  });
  it('a join that now waits for fewer goes on at once when enough have come', () => {
    const play = done(opened(fan(v1, ['x', 'y', 'z'], { first: 3 })), 'tx', 1);
    move(play, 2, fan(v2, ['x', 'y', 'z'], { first: 1 }));
    expect(play.open_()).toEqual(['last']);
    expect(play.of('stepCancelled').map((e) => e.node)).toEqual(['ty', 'tz']);
  });
});

describe('what is called', () => {
  const child = (outcomes: readonly string[]): Plan => ({ ...plan('q', [start('c'), task('c', 'e0', { outcomes: outcomes.map((id) => ({ id, label: id })), next: Object.fromEntries(outcomes.map((id, i) => [id, `e${i}`])) }), ...outcomes.map((outcome, i): Loose => ({ id: `e${i}`, kind: 'end', outcome }))]) });
  const parent = (make: typeof v1, next: Readonly<Record<string, string>>): Plan => ({ ...make(start('k'), { id: 'k', kind: 'call', protocol: 'q', mode: 'wait', next: { cancelled: 'end', ...next } }, end()), calls: { k: 'q' } });
  it('goes on, and comes back along the new version', () => {
    const play = new CasePlay().open(bundle(parent(v1, { ok: 'end' }), { q: child(['ok']) }));
    move(play, 1, parent(v2, { ok: 'end', default: 'end' }), { bundle: to(parent(v2, { ok: 'end', default: 'end' }), { q: child(['ok']) }) });
    play.act(2, 'ana', { kind: 'complete', step: play.step('c').id, outcome: 'ok' });
    expect(play.of('runEnded')).toHaveLength(2);
  });
  it('must find a way on for whatever it can come back with, in both directions', () => {
    const play = new CasePlay().open(bundle(parent(v1, { ok: 'end' }), { q: child(['ok']) }));
    const narrow = parent(v2, { fine: 'end' });
    expect(refusedWith(move(play, 1, narrow, { bundle: to(narrow, { q: child(['ok']) }) }))).toContain('can come back with “ok”');
    const wide: Plan = { ...child(['ok', 'other']), version: 2 };
    expect(refusedWith(move(play, 2, wide, { run: 'r2', bundle: { root: 'q2', plans: { q2: wide } } }))).toContain('has no way on for “other”');
  });
});

it('items of a list go on one by one, or are begun anew together when something else is done for each', () => {
  const each = (make: typeof v1, more: Record<string, unknown> = {}): Plan => make(start('e'), { id: 'e', kind: 'each', over: { kind: 'times', times: 3 }, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { next: 'end' }, ...more }, end());
  const play = opened(each(v1));
  play.act(1, 'ana', { kind: 'complete', step: play.step('e').id, outcome: 'done' });
  move(play, 2, each(v2, { title: 'Ask each' }));
  expect(play.state?.steps.map((s) => s.title)).toEqual(['Ask each (2 of 3)', 'Ask each (3 of 3)']);
  const anew = move(opened(each(v1)), 1, each(v2, { order: 'inTurn' }));
  expect(anew.state?.steps.map((s) => s.title)).toEqual(['e (1 of 3)']);
  expect(anew.of('stepCancelled')).toHaveLength(3);
});

describe('it is refused', () => {
  const [before, after] = [v1(start('a'), task('a', 'end'), end()), v2(start('b'), task('b', 'end'), end())];
  it('while a step that is open has nowhere to go', () => {
    const play = move(opened(before), 1, after, { mapping: {} });
    expect(refusedWith(play)).toBe('does_not_fit: “a” is open, and nothing of the new version is named for it; name the step it becomes');
    expect(play.state?.runs[0]?.plan).toBe('p');
  });
  it('past a decision of several persons that was still ahead, or out of it', () => {
    const drawn = (make: typeof v1): Plan => make(start('a'), task('a', 'ok'), { id: 'ok', kind: 'approval', seats: [{ id: 's', roles: ['lead'] }], limit: due('PT4H'), next: { approved: 'b', denied: 'a' } }, task('b', 'end'), end());
    const mapping = { start: 'start', a: 'a', ok: 'ok', b: 'b', end: 'end' };
    expect(refusedWith(move(opened(drawn(v1)), 1, drawn(v2), { mapping: { ...mapping, a: 'b' } }))).toBe('does_not_fit: “a” would become “b”, and “ok” would be left out, which several persons decide; name a step that comes before it');
    expect(refusedWith(move(opened(drawn(v1)), 1, drawn(v2), { mapping: { ...mapping, a: 'end' } }))).toContain('“ok” would be left out');
    const deciding = opened(drawn(v1));
    deciding.act(1, 'ana', { kind: 'complete', step: deciding.step('a').id, outcome: 'done' });
    expect(refusedWith(move(deciding, 2, drawn(v2), { mapping: { ...mapping, ok: 'b' } }))).toContain('“ok” would be left out');
    deciding.act(3, 'lea', { kind: 'vote', step: deciding.step('ok').id, grants: true, content: {} });
    expect(move(deciding, 4, drawn(v2), { mapping }).open_()).toEqual(['b']);
    const without = v2(start('a'), task('a', 'b'), task('b', 'end'), end());
    expect(move(opened(drawn(v1)), 1, without, { mapping: { a: 'b' } }).open_()).toEqual(['b']);
  });
  it('to who planned it, and to who may not publish', () => {
    const play = opened(before);
    const act = input(play, after, { mapping: { a: 'b' } });
    play.send({ ...act, migration: { ...act.migration, plannedBy: act.actor } }, t0 + 1);
    expect(refusedWith(play)).toContain('separation_of_duties');
    play.send({ ...act, actor: standing('sam') }, t0 + 2);
    expect(refusedWith(play)).toContain('not_authorized');
  });
  it('to another protocol, and to the version it is on', () => {
    const play = opened(before);
    play.send(input(play, after, { bundle: { root: 'q', plans: { q: plan('q', [start('end'), end()]) } } }), t0 + 1);
    expect(refusedWith(play)).toContain('bad_value');
    play.send(input(play, after, { bundle: { root: 'p', plans: { p: before } } }), t0 + 2);
    expect(refusedWith(play)).toContain('wrong_act');
  });
});

it('fields that only the new version reads are read of what was recorded, unless it was recorded again meanwhile', () => {
  const form = { id: 'f', title: 'F', fields: [{ name: 'urgent', label: 'Urgent', type: 'boolean' as const, required: true, sensitivity: 'none' as const }] };
  const urgent = { kind: 'compare', left: { kind: 'field', ref: 'f.urgent' }, op: 'eq', right: { kind: 'value', value: true } };
  const before = plan('p', [start('a'), task('a', 'b', { form: 'f' }), task('b', 'end'), end()], { formList: [form] });
  const after: Plan = { ...plan('p', [start('a'), task('a', 'b', { form: 'f' }), task('b', 'd'), { id: 'd', kind: 'decision', branches: [{ id: 'yes', when: urgent }], next: { yes: 'quick', default: 'end' } }, task('quick', 'end'), end()], { formList: [form], routing: { f: ['urgent'] } }), version: 2 };
  const play = opened(before);
  play.act(1, 'ana', { kind: 'complete', step: play.step('a').id, outcome: 'done', form: { id: 'sub1', hash: 'h1', fields: {} } });
  const act = { ...input(play, after, {}), forms: { f: { id: 'sub1', hash: 'h1', fields: { urgent: true } } } };
  play.send(act, t0 + 2);
  play.act(3, 'ana', { kind: 'complete', step: play.step('b').id, outcome: 'done' });
  expect(play.open_()).toEqual(['quick']);
});

it('proposes the step of the same id, else of the same title, else the only one left of its kind', () => {
  const before = v1(start('a'), task('a', 'b'), task('b', 'c', { title: 'Look again' }), task('c', 'end'), { id: 'w', kind: 'wait', rules: [{ due: 'P1D' }], next: { elapsed: 'end' } }, end());
  const after = v2(start('a'), task('a', 'x'), task('x', 'end', { title: 'look again ' }), task('y', 'end'), { id: 'pause', kind: 'wait', rules: [{ due: 'P1D' }], next: { elapsed: 'end' } }, { id: 'c', kind: 'milestone', next: { next: 'end' } }, end());
  expect(proposeMapping(before, after)).toEqual([
    { from: 'start', to: 'start', because: 'id' }, { from: 'a', to: 'a', because: 'id' }, { from: 'b', to: 'x', because: 'title' }, { from: 'c', to: 'c', because: 'id' }, { from: 'w', to: 'pause', because: 'onlyOne' }, { from: 'end', to: 'end', because: 'id' },
  ]);
});
