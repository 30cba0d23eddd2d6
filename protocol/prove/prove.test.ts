import { describe, expect, it } from 'vitest';
import type { AgencyRule, Draft, DraftNode, Limit, NodeOf, Place } from '../draft.ts';
import { closing, is, node, outcome, sample } from '../rules/sample.ts';
import { validate } from '../validate.ts';
import type { ValidationContext } from '../validation-context.ts';
import { outlineOfDraft, type Outline } from './outline.ts';
import { prove } from './prove.ts';

const start: Place = { kind: 'start' };
const closed: Place = { kind: 'status', status: 'closed' };
const done = (step: string, port?: string): Place => ({ kind: 'step', step, moment: 'done', ...(port === undefined ? {} : { port }) });
const opened = (step: string): Place => ({ kind: 'step', step, moment: 'opened' });
const passing = (through: Place, from: Place = start, to: Place = closed): AgencyRule => ({ id: 'r', title: 'R', kind: 'passes', from, to, through });
const timely = (within: string, to: Place, from: Place = start, when?: Extract<AgencyRule, { kind: 'within' }>['when']): AgencyRule => ({ id: 'r', title: 'R', kind: 'within', from, to, within, ...(when ? { when } : {}) });

/** "holds", or "fails: a b c" with the steps of the path. */
function proved(draft: Draft, rule: AgencyRule, context: ValidationContext = {}): string {
  const [proof] = prove({ ...draft, rules: [rule] }, context);
  if (!proof) return 'nothing';
  const path = proof.path.map((p) => (p.protocol === draft.key ? p.node : `${p.protocol}.${p.node}`)).join(' ');
  return `${proof.verdict}${proof.empty ? ' empty' : ''}${proof.verdict === 'holds' ? '' : `: ${path}`}`;
}
const because = (draft: Draft, rule: AgencyRule, context: ValidationContext = {}): string => prove({ ...draft, rules: [rule] }, context)[0]?.because ?? '';

const end = node('end', 'end', { effects: [closing] });
const limited = (due: string, from?: 'runStarted' | 'reportReceived' | 'caseOpened'): { limit: Limit } => ({ limit: { kind: 'due', rules: [{ due, ...(from ? { from: { kind: from } } : {}) }], escalate: [], onOverdue: 'stay' } });
const task = (id: string, due = 'PT4H', more: Partial<NodeOf<'task'>> = {}): DraftNode => node('task', id, { ...limited(due), ...more });
const branches = (...ids: string[]) => ids.map((id) => ({ id: id.replace(/[?~]/, ''), detached: id.endsWith('~'), ...(id.endsWith('?') ? { when: is('intake.urgent', true) } : {}) }));
const split = (ids: readonly string[], more: Partial<NodeOf<'split'>> = {}): DraftNode => node('split', 's', { join: 'j', branches: branches(...ids), ...more });
const seat = (id: string) => ({ id, roles: ['lead'], agencies: [], qualifications: [], substitutes: [] });

describe('every path from A to B passes C', () => {
  const two = node('approval', 'two', { seats: [seat('x'), seat('y')] });
  const byTwo: Place = { kind: 'approval', persons: 2 };
  it('holds when the closing comes behind the approval only, denials and loops included', () => {
    expect(proved(sample('start -> a; a.done -> two; two.approved -> end; two.denied -> a', [task('a'), two, end]), passing(byTwo))).toBe('holds');
  });
  it('fails with the way round it, in order', () => {
    const draft = sample('start -> d; d.yes -> two; d.default -> a; a.done -> end; two.approved -> end; two.denied -> a', [node('decision', 'd'), task('a'), two, end]);
    expect(proved(draft, passing(byTwo))).toBe('fails: start d a end');
    expect(because(draft, passing(byTwo))).toMatchInlineSnapshot(`"a path from the start to the status “closed” does not pass an approval by at least 2 persons: start, d, a, end"`);
  });
  it('does not count an approval by fewer persons, nor one with two seats of which one is enough', () => {
    const draft = (more: Partial<NodeOf<'approval'>>): Draft => sample('start -> two; two.approved -> end; two.denied -> end2', [node('approval', 'two', more), end, node('end', 'end2')]);
    expect(proved(draft({ seats: [seat('x')] }), passing(byTwo))).toBe('fails: start two end');
    expect(proved(draft({ seats: [seat('x'), seat('y')], needed: 1 }), passing(byTwo))).toBe('fails: start two end');
    expect(proved(draft({ seats: [seat('x'), seat('y')] }), passing(byTwo))).toBe('holds');
  });
  it('takes up again whenever A is passed again: a review after the last assessment, not any review', () => {
    const draft = sample('start -> a; a.done -> b; b.again -> a; b.done -> end', [task('a'), task('b', 'PT1H', { outcomes: [outcome('again'), outcome('done')] }), end]);
    expect(proved(draft, passing(done('b'), done('a')))).toBe('holds');
    const round = sample('start -> a; a.done -> b; b.done -> c; c.again -> a; c.done -> end; a.skip -> c', [task('a', 'PT1H', { outcomes: [outcome('done'), outcome('skip')] }), task('b'), task('c', 'PT1H', { outcomes: [outcome('again'), outcome('done')] }), end]);
    expect(proved(round, passing(done('b'), done('a')))).toBe('fails: a c end');
  });
  it('knows that an outcome that closes is reached through its own step', () => {
    const draft = sample('start -> two; two.approved -> e; two.denied -> e', [node('approval', 'two', { seats: [seat('x'), seat('y')], onApproved: [closing] }), node('end', 'e')]);
    expect(proved(draft, passing(byTwo))).toBe('holds');
  });
  it('says when no path leads from A to B', () => {
    expect(proved(sample('start -> a; a.done -> e', [task('a'), node('end', 'e')]), passing(done('a')))).toBe('holds empty');
  });

  describe('on branches that run beside each other', () => {
    const draw = (ids: readonly string[], more: Partial<NodeOf<'join'>> = {}): Draft =>
      sample('start -> s; s.x -> a; s.y -> b; s.z -> c; a.done -> j; b.done -> j; c.done -> j; j -> end', [split(ids), task('a'), task('b'), task('c'), node('join', 'j', more), end]);
    it('C on one of them is enough where all are waited for', () => expect(proved(draw(['x', 'y', 'z']), passing(done('b')))).toBe('holds'));
    it('not where its branch may not be started', () => expect(proved(draw(['x', 'y?', 'z']), passing(done('b')))).toBe('fails: start s a c j end'));
    it('not where the join goes on with the first of them', () => {
      expect(proved(draw(['x', 'y', 'z'], { first: 2 }), passing(done('b')))).toBe('fails: start s a c j end');
      expect(proved(draw(['x', 'y', 'z'], { first: 3 }), passing(done('b')))).toBe('holds');
    });
    it('not where its branch is not waited for', () => {
      const draft = sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> off; j -> end', [split(['x', 'y~']), task('a'), task('b'), node('end', 'off', { outcome: null }), node('join', 'j'), end]);
      expect(proved(draft, passing(done('b')))).toBe('fails: start s a j end');
    });
    it('not for what comes on another of them, which may be first', () => {
      const draft = sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> c; c.done -> j; j -> end', [split(['x', 'y']), task('a'), task('b'), task('c'), node('join', 'j'), end]);
      expect(proved(draft, passing(done('a'), start, opened('c')))).toBe('fails: start s b c');
      expect(proved(draft, passing(done('b'), start, opened('c')))).toBe('holds');
    });
    it('not for an A on one of them and a C on another, which may have come before', () => {
      expect(proved(draw(['x', 'y', 'z']), passing(done('b'), done('a')))).toBe('fails: a j end');
    });
    it('an end that stops the others stops C as well', () => {
      const draft = sample('start -> s; s.x -> a; s.y -> b; a.done -> stop; b.done -> j; j -> end', [split(['x', 'y']), task('a'), task('b'), node('end', 'stop', { stopsOthers: true, effects: [closing] }), node('join', 'j'), end]);
      expect(proved(draft, passing(done('b')))).toBe('fails: start s a stop');
    });
    it('a split none of whose branches may start leads straight on', () => expect(proved(draw(['x?', 'y?', 'z?']), passing(done('b')))).toBe('fails: start s j end'));
  });

  describe('through calls', () => {
    const called = sample('start -> d; d.yes -> q; d.default -> e; q.approved -> ok; q.denied -> e', [node('start', 'start'), node('decision', 'd'), node('approval', 'q', { seats: [seat('x'), seat('y')] }), node('end', 'ok', { outcome: 'ok' }), node('end', 'e', { outcome: 'no' })], { key: 'check' });
    const known = (draft: Draft): ValidationContext => {
      const outline: Outline = { ...outlineOfDraft(draft, {}), version: 1 };
      return { published: { check: { version: 1, hash: 'h', outcomes: ['ok', 'no'] } }, outlines: { h: outline } };
    };
    const call = node('call', 'k', { protocol: 'check' });
    it('an approval in the called protocol counts on the ways that come back through it', () => {
      expect(proved(sample('start -> k; k.ok -> end; k.default -> e', [call, end, node('end', 'e')]), passing(byTwo), known(called))).toBe('holds');
      expect(proved(sample('start -> k; k.ok -> end; k.default -> end', [call, end]), passing(byTwo), known(called))).toBe('fails: start k check.start check.d check.e end');
    });
    it('a run that is cancelled may not have come to it', () => {
      expect(proved(sample('start -> k; k.ok -> end; k.cancelled -> end; k.default -> e', [call, end, node('end', 'e')]), passing(byTwo), known(called))).toBe('fails: start k end');
    });
    it('what is started beside and not waited for does not count', () => {
      expect(proved(sample('start -> k; k.next -> end', [node('call', 'k', { protocol: 'check', mode: 'spawn' }), end]), passing(byTwo), known(called))).toBe('fails: start k end');
    });
    it('a closing in the called protocol is found as well', () => {
      const closes = { ...called, nodes: called.nodes.map((n) => (n.id === 'e' ? node('end', 'e', { outcome: 'no', effects: [closing] }) : n)) };
      expect(proved(sample('start -> k; k.default -> e', [call, node('end', 'e')]), passing(byTwo), known(closes))).toBe('fails: start k check.start check.d check.e');
    });
    it('says that it cannot look into a protocol that is not known, where that matters', () => {
      const draft = sample('start -> k; k.ok -> end; k.default -> e', [call, end, node('end', 'e')]);
      expect(proved(draft, passing(byTwo))).toBe('undecided: start k end');
      expect(proved(draft, passing(done('k')))).toBe('undecided: ');
      expect(proved(draft, passing(done('k'), start, opened('end')))).toBe('holds');
    });
    it('a protocol that calls itself is gone through as often as it may', () => {
      const draft = sample('start -> d; d.yes -> k; d.default -> two; two.approved -> e; two.denied -> two; k.default -> end', [node('start', 'start'), node('decision', 'd'), node('call', 'k', { protocol: 'sample' }), two, node('end', 'e'), end]);
      expect(proved(draft, passing(byTwo))).toBe('holds');
      const round = { ...draft, edges: draft.edges.map((e) => (e.from === 'd' && e.port === 'default' ? { ...e, to: 'e' } : e)) };
      expect(proved(round, passing(byTwo))).toBe('fails: start d k start d e end');
    });
  });

  describe('whatever happens meanwhile', () => {
    const handler = (more: Partial<NonNullable<Draft['on']>[number]> = {}) => ({ id: 'h', title: 'Asked for', when: { kind: 'event' as const, name: 'asked', roles: [] }, cancels: [], ...more });
    const gives = node('handoff', 'give', { disclosure: true });
    const disclosed: Place = { kind: 'disclosure' };
    it('a step that a handler opens may be opened before C', () => {
      const draft = sample('start -> two; two.approved -> end; two.denied -> two; h -> give; give.accepted -> off; give.declined -> off; give.withdrawn -> off', [two, gives, node('end', 'off', { outcome: null }), end], { on: [handler()] });
      expect(proved(draft, passing(byTwo, start, disclosed))).toBe('fails: h give');
      expect(proved(draft, passing(byTwo))).toBe('holds');
    });
    it('a branch whose step a handler cancels comes to its join without C', () => {
      const draft = (cancels: string[]): Draft => sample('start -> s; s.x -> a; s.y -> b; a.done -> j; b.done -> j; j -> end', [split(['x', 'y']), task('a'), task('b'), node('join', 'j'), end], { on: [handler({ cancels })] });
      expect(proved(draft(['a']), passing(done('b')))).toBe('holds');
      expect(proved(draft(['b']), passing(done('b')))).toBe('fails: start s a b j end');
    });
  });
  it('what is done for each item of a list does not count: the list may be empty', () => {
    const draw = (over: NodeOf<'each'>['over']): Draft => sample('start -> e; e -> end', [node('each', 'e', { over, roles: ['analyst'], outcomes: [outcome('done')] }), end]);
    expect(proved(draw({ kind: 'times', times: 2 }), passing(done('e')))).toBe('holds');
    expect(proved(draw({ kind: 'field', ref: 'intake.many' }), passing(done('e')))).toBe('fails: start e end');
  });

  it('as long as a condition holds, ways it closes are not taken', () => {
    const draft = sample('start -> d; d.yes -> two; d.default -> end; two.approved -> end; two.denied -> two', [node('decision', 'd'), two, end]);
    const rule = passing(byTwo);
    expect(proved(draft, rule)).toBe('fails: start d end');
    expect(proved(draft, { ...rule, when: is('intake.urgent', true) } as AgencyRule)).toBe('holds');
    expect(proved(draft, { ...rule, when: is('intake.urgent', false) } as AgencyRule)).toBe('fails: start d end');
  });
});

describe('from A, B is reached within D', () => {
  it('adds up the limits on the way, loops excepted', () => {
    const draft = sample('start -> a; a.done -> b; b.done -> end', [node('start', 'start'), task('a', 'PT1H'), task('b', 'PT30M'), end]);
    expect(proved(draft, timely('PT90M', closed))).toBe('holds');
    expect(proved(draft, timely('PT89M', closed))).toBe('fails: start a b end');
    expect(because(draft, timely('PT89M', closed))).toContain('it can take 1 h 30 min from the start to the status “closed”');
    expect(proved(draft, timely('PT30M', done('b'), done('a')))).toBe('holds');
  });
  it('counts the waiting start, an approval, a handoff and a wait like any step', () => {
    const nodes = [node('start', 'start', { form: 'intake', roles: ['analyst'], ...limited('PT1H') }), node('approval', 'p', { seats: [seat('x')], ...limited('PT2H') }), node('handoff', 'h', limited('PT4H')), node('wait', 'w', { rules: [{ due: 'PT8H' }] }), end];
    const draft = sample('start -> p; p.approved -> h; p.denied -> h; h.accepted -> w; h.declined -> w; h.withdrawn -> w; w.elapsed -> end', nodes);
    expect(proved(draft, timely('PT15H', closed))).toBe('holds');
    expect(proved(draft, timely('PT14H59M', closed))).toBe('fails: start p h w end');
  });
  it('fails where a way ends without B', () => {
    const draft = sample('start -> a; a.done -> b; a.off -> e; b.done -> end', [node('start', 'start'), task('a', 'PT1H', { outcomes: [outcome('done'), outcome('off')] }), task('b'), node('end', 'e'), end]);
    expect(proved(draft, timely('PT9H', done('b')))).toBe('fails: start a e');
    expect(because(draft, timely('PT9H', done('b')))).toContain('ends without “b” done');
  });
  it('fails where a loop can be gone round again and again', () => {
    const draft = sample('start -> a; a.again -> a; a.done -> end', [node('start', 'start'), task('a', 'PT1H', { outcomes: [outcome('again'), outcome('done')] }), end]);
    expect(proved(draft, timely('P9D', closed))).toMatch(/^fails: start a/);
    expect(because(draft, timely('P9D', closed))).toContain('a loop can be gone round again and again');
  });
  it('a limit that counts from the start of the run bounds the loop it lies in', () => {
    const draft = sample('start -> a; a.done -> b; b.again -> a; b.done -> end', [node('start', 'start'), task('a', 'PT1H'), task('b', 'PT8H', { ...limited('PT8H', 'runStarted'), outcomes: [outcome('again'), outcome('done')] }), end]);
    expect(proved(draft, timely('PT8H', closed))).toBe('holds');
    expect(proved(draft, timely('PT7H', closed))).toMatch(/^fails/);
  });
  it('a step without a limit, or one that counts from a date somebody enters, takes for ever', () => {
    const draft = sample('start -> a; a.done -> end', [node('start', 'start'), node('task', 'a', { limit: { kind: 'none', reason: 'x' } }), end]);
    expect(because(draft, timely('P9D', closed))).toContain('it can take for ever, because “a” has no limit');
    const dated = sample('start -> a; a.done -> end', [node('start', 'start'), node('task', 'a', { limit: { kind: 'due', rules: [{ due: 'PT1H', from: { kind: 'field', ref: 'intake.later' } }], escalate: [], onOverdue: 'stay' } }), end]);
    expect(because(dated, timely('P9D', closed))).toContain('counts from a date that somebody enters');
  });
  it('screened within the hour when life is at risk: the rule of the limit that then holds is the one that counts', () => {
    const limit: Limit = { kind: 'due', rules: [{ when: is('intake.urgent', true), due: 'PT15M', from: { kind: 'reportReceived' } }, { due: 'PT8H', from: { kind: 'reportReceived' } }], escalate: [], onOverdue: 'stay' };
    const draft = sample('start -> a; a.done -> b; b.done -> end', [node('start', 'start', { form: 'intake', roles: ['analyst'], ...limited('PT6H') }), node('task', 'a', { limit }), task('b'), end]);
    expect(proved(draft, timely('PT1H', done('a'), { kind: 'reportReceived' }, is('intake.urgent', true)))).toBe('holds');
    expect(proved(draft, timely('PT1H', done('a'), { kind: 'reportReceived' }))).toBe('fails: start a');
  });
  it('one item after the other has its limit each, at once they have it together', () => {
    const draw = (order: 'together' | 'inTurn'): Draft => sample('start -> e; e -> end', [node('start', 'start'), node('each', 'e', { over: { kind: 'times', times: 3 }, order, roles: ['analyst'], outcomes: [outcome('done')], ...limited('PT1H') }), end]);
    expect(proved(draw('together'), timely('PT1H', closed))).toBe('holds');
    expect(proved(draw('inTurn'), timely('PT3H', closed))).toBe('holds');
    expect(proved(draw('inTurn'), timely('PT2H', closed))).toBe('fails: start e end');
  });
  it('working time has no end that is known', () => {
    const limit: Limit = { kind: 'due', rules: [{ due: { kind: 'workingDays', days: 1 } }], escalate: [], onOverdue: 'stay' };
    expect(because(sample('start -> a; a.done -> end', [node('start', 'start'), node('task', 'a', { limit }), end]), timely('P9D', closed))).toContain('has a limit in working time');
  });
  it('being overdue is no way when limits are kept', () => {
    const leaving: Limit = { kind: 'due', rules: [{ due: 'PT1H' }], escalate: [], onOverdue: 'leave' };
    const draft = sample('start -> a; a.done -> end; a.overdue -> b; b.done -> end', [node('start', 'start'), node('task', 'a', { limit: leaving }), task('b', 'P9D'), end]);
    expect(proved(draft, timely('PT1H', closed))).toBe('holds');
  });
  describe('on branches that run beside each other', () => {
    const draw = (ids: readonly string[], more: Partial<NodeOf<'join'>> = {}): Draft =>
      sample('start -> s; s.x -> a; s.y -> b; s.z -> c; a.done -> j; b.done -> j; c.done -> j; j -> end', [node('start', 'start'), split(ids), task('a', 'PT1H'), task('b', 'PT5H'), task('c', 'PT3H'), node('join', 'j', more), end]);
    it('the last of them counts, or the last of the first few', () => {
      expect(proved(draw(['x', 'y', 'z']), timely('PT5H', closed))).toBe('holds');
      expect(proved(draw(['x', 'y', 'z']), timely('PT4H', closed))).toMatch(/^fails/);
      expect(proved(draw(['x', 'y', 'z'], { first: 2 }), timely('PT3H', closed))).toBe('holds');
      expect(proved(draw(['x', 'y', 'z'], { first: 1 }), timely('PT1H', closed))).toBe('holds');
    });
    it('with fewer started than the join waits for, all of those are waited for', () => {
      expect(proved(draw(['x', 'y?', 'z?'], { first: 1 }), timely('PT1H', closed))).toBe('holds');
      expect(proved(draw(['x?', 'y?', 'z?'], { first: 1 }), timely('PT4H', closed))).toMatch(/^fails/);
    });
    it('one that surely comes to B in time answers for all', () => {
      expect(proved(draw(['x', 'y', 'z']), timely('PT1H', done('a')))).toBe('holds');
      expect(proved(draw(['x?', 'y', 'z']), timely('PT1H', done('a')))).toBe('fails: start s b c j end');
    });
  });
  it('through a call, the time of the called protocol is added', () => {
    const called = sample('start -> q; q.done -> e', [node('start', 'start'), task('q', 'PT2H'), node('end', 'e', { outcome: 'ok' })], { key: 'check' });
    const context: ValidationContext = { published: { check: { version: 1, hash: 'h', outcomes: ['ok'] } }, outlines: { h: { ...outlineOfDraft(called, {}), version: 1 } } };
    const draft = sample('start -> a; a.done -> k; k.default -> end', [node('start', 'start'), task('a', 'PT1H'), node('call', 'k', { protocol: 'check' }), end]);
    expect(proved(draft, timely('PT3H', closed), context)).toBe('holds');
    expect(proved(draft, timely('PT2H', closed), context)).toBe('fails: start a k check.start check.q check.e end');
    expect(proved(draft, timely('PT3H', done('check.q')), context)).toBe('holds');
    expect(because(draft, timely('PT3H', closed))).toContain('calls a protocol that is not known here');
  });
});

describe('nobody who did A approves B', () => {
  const rule: AgencyRule = { id: 'r', title: 'R', kind: 'separate', act: 'a', approve: 'p' };
  const draw = (more: Partial<NodeOf<'approval'>>, edges = 'start -> a; a.done -> p; p.approved -> end; p.denied -> a'): Draft => sample(edges, [task('a'), node('approval', 'p', { seats: [seat('x')], ...more }), end]);
  it('holds where the approval keeps out whoever did it', () => expect(proved(draw({ notDoerOf: ['a'] }), rule)).toBe('holds'));
  it('fails with the path where it does not, whatever roles are drawn', () => expect(proved(draw({}), rule)).toBe('fails: a p'));
  it('tells who could do both today, and does not depend on it', () => {
    const members = [{ name: 'Ana', roles: ['analyst', 'lead'] }, { name: 'Ben', roles: ['lead'] }];
    expect(because(draw({}), rule, { members })).toContain('today Ana could');
    expect(because(draw({}), rule, { members: members.slice(1) })).toContain('today nobody holds roles for both');
    expect(proved(draw({}), rule, { members: [] })).toBe('fails: a p');
  });
  it('holds where A can come only after the approval', () => expect(proved(draw({}, 'start -> p; p.approved -> a; p.denied -> end; a.done -> end'), rule)).toBe('holds'));
  it('fails where they run beside each other', () => {
    const draft = sample('start -> s; s.x -> a; s.y -> p; a.done -> j; p.approved -> j; p.denied -> j; j -> end', [split(['x', 'y']), task('a'), node('approval', 'p', { seats: [seat('x')] }), node('join', 'j'), end]);
    expect(proved(draft, rule)).toBe('fails: a p');
  });
  it('whoever hands in the report is kept out as the one who asked for the run, or as its doer where the start waits', () => {
    const asks: AgencyRule = { ...rule, act: 'start' };
    const draft = (waits: boolean, more: Partial<NodeOf<'approval'>>): Draft => sample('start -> p; p.approved -> end; p.denied -> end', [node('start', 'start', { form: 'intake', roles: waits ? ['analyst'] : [] }), node('approval', 'p', { seats: [seat('x')], notRequester: false, ...more }), end]);
    expect(proved(draft(false, { notRequester: true }), asks)).toBe('holds');
    expect(proved(draft(true, { notRequester: true }), asks)).toBe('fails: start p');
    expect(proved(draft(true, { notRequester: true, notDoerOf: ['start'] }), asks)).toBe('holds');
  });
});

describe('citations', () => {
  const rule: AgencyRule = { id: 'r', title: 'R', kind: 'cited', kinds: ['approval'] };
  const draw = (cites: string[], mandatory = true): Draft => sample('start -> p; p.approved -> end; p.denied -> end', [node('approval', 'p', { seats: [seat('x')], citations: cites }), end], { citations: [{ id: 'c', text: 'Clause 4', kind: 'policy', mandatory }] });
  it('a mandatory clause is given by a step that can be reached, and every step of the kind gives one', () => {
    expect(proved(draw(['c']), rule)).toBe('holds');
    expect(proved(draw([]), rule)).toBe('fails: p');
    expect(because(draw([]), rule)).toBe('no step gives “Clause 4”; “p” gives no citation');
    expect(because(draw([], false), rule)).toBe('“p” gives no citation');
  });
});

describe('among the findings of a draft', () => {
  const draft = sample('start -> d; d.yes -> two; d.default -> end; two.approved -> end; two.denied -> two', [node('decision', 'd'), node('approval', 'two', { seats: [seat('x'), seat('y')] }), end]);
  it('a rule that does not hold is an error with its path', () => {
    const found = validate({ ...draft, rules: [passing({ kind: 'approval', persons: 2 })] }).filter((f) => f.rule.startsWith('rule-'));
    expect(found).toEqual([{ rule: 'rule-fails', severity: 'error', at: { field: 'rules.r' }, path: ['start', 'd', 'end'], message: 'the rule "R" does not hold: a path from the start to the status “closed” does not pass an approval by at least 2 persons: start, d, end; close this path, or change the rule' }]);
  });
  it('a rule of steps that are not there is an error, one that says nothing a warning', () => {
    const found = validate({ ...draft, rules: [passing(done('nobody'), start, opened('gone'))] }).filter((f) => f.at.field?.startsWith('rules'));
    expect(found.map((f) => `${f.severity} ${f.rule} ${f.at.field ?? ''}`)).toEqual(['error unknown-step rules.r.through', 'error unknown-step rules.r.to', 'warning rule-not-proved rules.r']);
  });
});
