// Laws of the engine, over random acts by random people at random times on a protocol with every kind. The JSON round trip
// of the state and "nothing given is mutated" are checked by CasePlay after every single act.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CasePlay, minutes, reason, t0 } from '../test/arbitraries/case-play.ts';
import { certified, textOf } from '../test/arbitraries/certify.ts';
import { staff, standing, type Name } from '../test/arbitraries/people.ts';
import { bundle, due, plan } from '../test/arbitraries/plan.ts';
import { anotherVersion, versionOf, type AnotherVersion } from '../test/arbitraries/versions.ts';
import { recorded } from '../workflows/recorded.ts';
import type { Statement } from './certificate/statement.ts';
import { deadlineLedger } from './deadline-ledger.ts';
import { canonicalJson } from './canonical.ts';
import type { Form } from './draft.ts';
import type { Transition } from './entry.ts';
import { hostPersonId, type PersonInput } from './input.ts';
import { dryRun } from './migrate/dry-run.ts';
import type { Plan } from './plan.ts';
import { replay } from './replay.ts';
import { nextDueAt } from './settle.ts';

const form: Form = { id: 'note', title: 'Note', fields: [{ name: 'level', label: 'Level', type: 'option', options: [], required: false, sensitivity: 'none', means: 'level' }, { name: 'weapons', label: 'Weapons', type: 'option', options: [], required: false, sensitivity: 'none', means: 'weaponsAccess' }] };
const task = (id: string, to: string, more: Record<string, unknown> = {}) => ({ id, kind: 'task' as const, roles: ['analyst', 'manager'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT1H', { rules: [{ due: 'PT1H', warn: 'PT20M' }], escalate: [{ after: 'PT0S', notify: ['lead'] }, { after: 'PT30M', notify: ['commander'], letIn: ['commander'], release: true }] }), next: { done: to }, ...more });
const high = { kind: 'compare' as const, left: { kind: 'case' as const, name: 'level' as const }, op: 'eq' as const, right: { kind: 'value' as const, value: 'high' } };

const everything = plan('p', [
  { id: 'start', kind: 'start', next: { next: 'assess' } },
  task('assess', 'agree', { form: 'note', outcomes: [{ id: 'done', label: 'Done', effects: [{ kind: 'level', from: { kind: 'field', ref: 'note.level' } }] }, { id: 'back', label: 'Again' }], next: { done: 'agree', back: 'assess' } }),
  { id: 'agree', kind: 'approval', seats: [{ id: 'a', roles: ['supervisor'], substitutes: ['commander'] }, { id: 'b', roles: ['lead'], substitutes: ['commander'] }], notDoerOf: ['assess'], onApproved: [{ kind: 'status', status: 'open' }, { kind: 'owner', to: 'approver' }], limit: due('P1D'), next: { approved: 'fan', denied: 'assess' } },
  { id: 'fan', kind: 'split', join: 'meet', branches: [{ id: 'x' }, { id: 'y', when: high }, { id: 'z', detached: true }], next: { x: 'give', y: 'more', z: 'side' } },
  { id: 'give', kind: 'handoff', handoff: 'transfer', to: ['liaison', 'manager'], expires: 'PT8H', limit: due('PT2H'), next: { accepted: 'meet', declined: 'again', withdrawn: 'again', expired: 'again' } },
  task('again', 'give'),
  task('more', 'meet'),
  task('side', 'ask'),
  { id: 'ask', kind: 'service', connector: 'any', outputs: [{ name: 'found', label: 'Found', type: 'boolean' }], limit: due('PT1H'), next: { next: 'weigh', failed: 'off' } },
  { id: 'weigh', kind: 'table', inputs: [{ id: 'f', operand: { kind: 'field', ref: 'ask.found' } }], outputs: [{ name: 'fast', label: 'Fast', type: 'boolean' }], rules: [{ id: 'r', cells: [{ kind: 'in', options: [true] }], values: [true] }], next: { next: 'off' } },
  { id: 'off', kind: 'end', outcome: null },
  { id: 'meet', kind: 'join', next: { next: 'sub' } },
  { id: 'sub', kind: 'call', protocol: 'sub', mode: 'wait', next: { good: 'rounds', default: 'rounds' } },
  { id: 'rounds', kind: 'each', over: { kind: 'times', times: 2 }, order: 'inTurn', roles: ['analyst', 'manager'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT3H'), next: { next: 'both' } },
  { id: 'both', kind: 'each', over: { kind: 'times', times: 2 }, protocol: 'sub', next: { next: 'hold' } },
  { id: 'hold', kind: 'wait', rules: [{ when: high, due: 'PT2H' }, { due: 'PT6H' }], events: [{ name: 'news' }], next: { elapsed: 'which', news: 'assess' } },
  { id: 'which', kind: 'decision', branches: [{ id: 'hot', when: high }], next: { hot: 'assess', default: 'tell' } },
  { id: 'tell', kind: 'notify', to: ['lead'], next: { next: 'consult' } },
  { id: 'consult', kind: 'handoff', handoff: 'consult', kindRules: [{ when: high, handoff: 'inform' }], to: ['liaison', 'manager'], limit: due('PT2H', { escalate: [{ after: 'PT0S', notify: ['lead'], release: true }] }), next: { accepted: 'call', declined: 'call', withdrawn: 'call' } },
  { id: 'call', kind: 'handoff', handoff: 'request', each: { kind: 'times', times: 2 }, to: ['liaison', 'manager', 'analyst'], limit: due('PT2H'), next: { settled: 'close', withdrawn: 'close' } },
  { id: 'close', kind: 'end', outcome: 'closed', effects: [{ kind: 'status', status: 'closed' }] },
], { formList: [form], on: [
  { id: 'hotter', title: 'Hotter', when: { kind: 'level', change: 'raised' }, cancels: ['again', 'rounds'], next: 'side' },
  { id: 'late', title: 'Late', when: { kind: 'condition', if: { kind: 'compare', left: { kind: 'case', name: 'breaches' }, op: 'gt', right: { kind: 'value', value: 2 } } }, cancels: [], protocol: 'sub' },
  { id: 'told', title: 'Told', when: { kind: 'event', name: 'news', roles: [] }, cancels: ['more'], next: 'tell' },
], calls: { late: 'sub', sub: 'sub', both: 'sub' } });
const sub = plan('sub', [{ id: 'start', kind: 'start', next: { next: 'work' } }, task('work', 'good'), { id: 'good', kind: 'end', outcome: 'good' }]);
const danger = plan('danger', [{ id: 'start', kind: 'start', next: { next: 'act' } }, task('act', 'safe'), { id: 'safe', kind: 'end', outcome: 'safe' }], { startsAt: 'danger' });

const names = Object.keys(staff) as Name[];
interface Op { readonly who: Name; readonly act: number; readonly pick: number; readonly gap: number; readonly value: number }
const op = fc.record({ who: fc.constantFrom(...names), act: fc.nat(22), pick: fc.nat(7), gap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: minutes(400) })), value: fc.nat(3) });

function inputOf(play: CasePlay, o: Op, id: string): PersonInput {
  const steps = play.state?.steps ?? [];
  const step = steps[o.pick % Math.max(1, steps.length)]?.id ?? 's0';
  const content = play.state?.steps.find((s) => s.id === step)?.content ?? {};
  const fields = { level: ['low', 'high', 'low', 'high'][o.value] ?? 'low', weapons: ['yes', 'no', 'unknown', 'no'][o.value] ?? 'no' };
  const submission = { id: `f${id}`, hash: `h${o.value}`, fields };
  const base = { id, actor: standing(o.who) };
  const filled = play.state?.steps.find((s) => s.id === step)?.node === 'assess';
  if (o.act < 4 && steps.find((s) => s.id === step)?.kind === 'service') {
    const connector = { id, actor: { ...standing('sam'), personId: hostPersonId }, step };
    return o.value > 1 ? { ...connector, kind: 'serviceResult', fields: { found: o.value > 2 } } : { ...connector, kind: 'serviceFailed', code: 'unavailable' };
  }
  switch (o.act) {
    case 0: case 1: case 2: case 3: return { ...base, kind: 'complete', step, outcome: 'done', reason, ...(filled ? { form: submission } : {}) };
    case 4: case 5: case 6: return { ...base, kind: 'vote', step, grants: o.value > 0, content, reason };
    case 7: return { ...base, kind: 'accept', step };
    case 8: return { ...base, kind: 'decline', step, reason };
    case 9: return { ...base, kind: 'withdraw', step, reason };
    case 10: return { ...base, kind: 'claim', step };
    case 11: return { ...base, kind: 'setLevel', level: o.value % 2 ? 'high' : 'low', reason };
    case 12: return { ...base, kind: 'event', name: 'news' };
    case 13: return { ...base, kind: 'declareDanger', reason };
    case 14: return { ...base, kind: 'correct', formId: 'note', form: submission };
    case 15: return { ...base, kind: 'reassign', to: { personId: 'max', agencyId: 'x' }, reason };
    case 16: return { ...base, kind: 'answer', step, text: reason };
    case 17: return { ...base, kind: 'ask', step, question: reason };
    case 18: return { ...base, kind: 'release', step };
    case 19: return { ...base, kind: 'noAnswer', step, person: standing(names[o.pick % names.length] ?? 'ana') };
    case 20: return { ...base, kind: 'pause', target: o.value === 0 ? { kind: 'case' } : { kind: 'step', step }, end: { kind: 'budget', ms: minutes(1 + o.value * 97) }, reason };
    case 21: return { ...base, kind: 'resume', target: o.value === 0 ? { kind: 'case' } : { kind: 'step', step } };
    default: return { ...base, kind: 'cancel', target: o.value === 0 ? { kind: 'run', run: play.state?.runs.at(-1)?.id ?? '' } : { kind: 'step', step }, reason };
  }
}

/** Plays a script on a host that wakes for each deadline, at most `late` ms after it, and more often besides. */
function play(ops: readonly Op[], late: number): CasePlay {
  const p = new CasePlay().open(bundle(everything, { sub, danger }, 'danger'));
  let at = t0;
  const wake = (until: number): void => {
    for (let next = p.state && nextDueAt(p.state); next !== null && next <= until; next = p.state && nextDueAt(p.state)) p.time(Math.min(next + late, until) - t0);
  };
  for (const [n, o] of ops.entries()) {
    at += o.gap;
    wake(at);
    if (late > 0) p.time(at - t0);
    p.send(inputOf(p, o, `x${n}`), at);
  }
  wake(at + minutes(600));
  return p;
}

/** The journal as it is read back from where it is stored: the names in an object have no order there. */
function readBack(p: CasePlay): readonly Transition[] {
  const journal: readonly Transition[] = JSON.parse(canonicalJson(p.transitions.map(recorded)));
  return journal;
}

/** What is certified of it, read back from the text: it tells every limit that passed, and counts each as the engine did. */
function certifiedWhole(p: CasePlay): void {
  const { statement } = JSON.parse(textOf(certified(p.transitions, p.state?.at))) as { statement: Statement };
  expect(statement.steps.filter((step) => step.state === 'open').map((step) => step.step).sort()).toEqual((p.state?.steps ?? []).map((step) => step.id).sort());
  expect(statement.places.filter((place) => place.kind === 'countedOtherwise')).toEqual([]);
  const told = statement.places.flatMap((place) => (place.kind === 'ranOut' || (place.kind === 'entry' && place.entry === 'stepLeftOverdue') ? [place.step] : []));
  expect(told).toEqual(expect.arrayContaining(p.of('deadlinePassed').map((e) => e.step)));
  expect(statement.verdict).toBe(statement.places.some((place) => place.counts) ? 'deviates' : 'conforms');
}

describe('whatever people do, at whatever time', () => {
  const script = fc.array(op, { minLength: 5, maxLength: 40 });

  it('the journal has no gap, time never goes back, and there is always one owner', () => {
    fc.assert(fc.property(script, (ops) => {
      const p = play(ops, 0);
      expect(p.transitions.map((t) => t.number)).toEqual(p.transitions.map((_, i) => i + 1));
      expect(p.transitions.every((t, i) => i === 0 || t.at >= (p.transitions[i - 1]?.at ?? 0))).toBe(true);
      let owner = p.of('caseOpened')[0]?.owner.personId;
      for (const change of p.of('ownerChanged')) {
        expect(change.from.personId).toBe(owner);
        owner = change.to.personId;
      }
      expect(p.state?.owner.personId).toBe(owner);
    }), { numRuns: 60 });
  });

  it('time alone never completes, approves, closes, lowers or transfers anything', () => {
    const byAPerson = new Set(['stepCompleted', 'approvalGranted', 'approvalDenied', 'levelSet', 'ownerChanged', 'handoffAccepted', 'voteCast']);
    fc.assert(fc.property(script, (ops) => {
      for (const t of play(ops, 1000).transitions) if (t.input.kind === 'deadline') expect(t.entries.map((e) => e.kind).filter((k) => byAPerson.has(k))).toEqual([]);
    }), { numRuns: 40 });
  });

  it('nobody approves what they did, and two seats are two persons', () => {
    fc.assert(fc.property(script, (ops) => {
      const p = play(ops, 0);
      const doers = new Set<string>();
      for (const e of p.entries()) {
        if (e.kind === 'stepCompleted' && e.node === 'assess') doers.add(e.by.personId);
        if (e.kind !== 'approvalGranted') continue;
        const persons = e.by.map((x) => x.personId);
        expect(new Set(persons).size).toBeGreaterThanOrEqual(2);
        expect(persons.filter((x) => doers.has(x))).toEqual([]);
      }
    }), { numRuns: 60 });
  });

  it('hosts up to a minute late write the same journal, and each deadline is breached once', () => {
    fc.assert(fc.property(script, fc.integer({ min: 1, max: 59_000 }), (ops, late) => {
      const plain = (p: CasePlay): string => p.journal().replace(/"handledAt":\d+/g, '');
      const [a, b] = [play(ops, 0), play(ops, late)];
      expect(plain(b)).toBe(plain(a));
      expect(new Set(b.of('deadlinePassed').map((e) => `${e.step}/${e.due}`)).size).toBe(b.of('deadlinePassed').length);
    }), { numRuns: 40 });
  });

  it('the journal alone leads to the same state again, whichever plans have left meanwhile', () => {
    const known = { p: everything, sub, danger };
    fc.assert(fc.property(script, fc.nat(90_000), (ops, late) => {
      const p = play(ops, late);
      const again = replay(readBack(p), known);
      expect(again.ok && { state: again.state, plans: Object.keys(again.plans).sort() }).toStrictEqual({ state: p.state, plans: Object.keys(p.plans).sort() });
    }), { numRuns: 60 });
  });

  it('a certificate tells it whole: every open step and every limit that passed', () => {
    fc.assert(fc.property(script, fc.nat(90_000), (ops, late) => certifiedWhole(play(ops, late))), { numRuns: 40 });
  });

  it('every open step can be ended by a person, a time, an event or another run', () => {
    fc.assert(fc.property(script, (ops) => {
      const p = play(ops, 0);
      for (const step of p.state?.steps ?? []) {
        expect(p.state?.runs.some((r) => r.id === step.runId) || step.runId === '').toBe(true);
        if (step.kind === 'call') expect(p.state?.runs.some((r) => r.id === step.childRun && r.main === 'live')).toBe(true);
        if (step.kind === 'wait') expect(step.clock?.timers.some((t) => t.kind === 'elapsed')).toBe(true);
      }
      for (const run of p.state?.runs ?? []) if (run.main === 'live') expect(p.state?.steps.some((s) => s.runId === run.id)).toBe(true);
    }), { numRuns: 60 });
  });
});

describe('whenever runs go over to another version', () => {
  const script = fc.array(fc.oneof({ weight: 5, arbitrary: op }, { weight: 1, arbitrary: anotherVersion }), { minLength: 8, maxLength: 40 });

  /** Moves a run if it fits, and holds the dry run, the clocks and the separation against what came of it. */
  function moveRun(p: CasePlay, known: Record<string, Plan>, version: AnotherVersion, { id, at }: { readonly id: string; readonly at: number }): boolean {
    const before = p.state;
    const run = before?.runs.filter((r) => r.main === 'live' && r.key === 'p')[0];
    const old = run && p.plans[run.plan];
    if (!before || !run || !old) return false;
    const { after, migration } = versionOf(old, version, run.version + 1);
    const plans = { [id]: after, sub };
    const input = { kind: 'migrate', id, actor: { ...standing('vic'), rights: ['publish', 'supervise'] }, run: run.id, migration, bundle: { root: id, plans }, reason } as const;
    p.time(at - t0);
    const now = p.state ?? before;
    const outlook = dryRun(p.plans, now, input, at);
    const refused = p.refusals.length;
    p.send(input, at);
    expect(outlook.fits).toBe(p.refusals.length === refused);
    if (!outlook.fits) return false;
    known[id] = after;
    const state = p.state;
    for (const step of state?.steps.filter((s) => s.runId === run.id) ?? []) {
      expect(Object.hasOwn(after.nodes, step.node)).toBe(true);
      const was = now.steps.find((s) => s.id === step.id)?.clock;
      if (!migration.later && was && was.rule >= 0 && was.passedAt === undefined) expect(step.clock?.due).toBeLessThanOrEqual(was.due);
      if (was?.passedAt !== undefined) expect(step.clock).toMatchObject({ passedAt: was.passedAt, due: was.due });
    }
    for (const [from, to] of Object.entries(migration.mapping))
      for (const person of now.doers[`p.${from}`] ?? []) expect(state?.doers[`p.${to}`]?.map((d) => d.personId)).toContain(person.personId);
    expect(state?.owner).toEqual(now.owner);
    return true;
  }

  it('the case goes on by the new one: the journal leads to the same state, the ledger to the same deadlines, and nothing becomes later unsaid', () => {
    let moved = 0;
    fc.assert(fc.property(script, (ops) => {
      const known: Record<string, Plan> = { p: everything, sub, danger };
      const p = new CasePlay().open(bundle(everything, { sub, danger }, 'danger'));
      let at = t0;
      for (const [n, o] of ops.entries()) {
        if ('gap' in o) {
          at += o.gap;
          p.send(inputOf(p, o, `x${n}`), at);
        } else if (moveRun(p, known, o, { id: `v${n}`, at })) moved += 1;
      }
      p.time(at + minutes(600) - t0);
      const again = replay(readBack(p), known);
      expect(again.ok && { state: again.state, plans: Object.keys(again.plans).sort() }).toStrictEqual({ state: p.state, plans: Object.keys(p.plans).sort() });
      certifiedWhole(p);
      for (const deadline of deadlineLedger(p.transitions, known)) for (const line of deadline.lines) expect([deadline.node, line.why, line.derived]).toEqual([deadline.node, line.why, line.due]);
      for (const run of p.state?.runs ?? []) if (run.main === 'live') expect(p.state?.steps.some((s) => s.runId === run.id)).toBe(true);
    }), { numRuns: 40 });
    expect(moved).toBeGreaterThan(10);
  });
});
