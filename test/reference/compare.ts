// The engine and the reference, given the same protocol and the same acts at the same instants: the same entries in the same
// transitions, the same refusals, the same commands.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { CaseState, Step } from '../../protocol/case-state.ts';
import type { Holder, PersonInput, Standing, SubmissionRef } from '../../protocol/input.ts';
import type { Bundle, Plans } from '../../protocol/plan.ts';
import * as ours from '../../protocol/settle.ts';
import { staff, standing, type Name } from '../arbitraries/people.ts';
import { damagedOf } from '../arbitraries/damage.ts';
import { school, sheriff } from '../arbitraries/plan.ts';
import { anyBundle, t0 } from '../arbitraries/protocols.ts';
import { settle as settleAsTold, takenIn } from './interpreter.ts';
import { newStory, type Story } from './story.ts';

const names = Object.keys(staff) as Name[];
const minute = 60_000;

/** One thing somebody does, in numbers that are read against what is open then. */
export interface Op {
  readonly who: number;
  readonly act: number;
  readonly pick: number;
  readonly value: number;
  /** Since the act before, ms. */
  readonly gap: number;
  /** How much later than the act the host handles it, ms. */
  readonly late: number;
  /** Somebody who may, if there is somebody. */
  readonly fitting: boolean;
  /** The act before is sent once more. */
  readonly twice: boolean;
  /** How many of those who hold roles are there. */
  readonly there: number;
  /** Those who are not there have somebody who stands in for them. */
  readonly standIns?: boolean;
}
const gap = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.constantFrom(1, 5 * minute, 30 * minute, 60 * minute, 240 * minute) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 90 * minute }) }, fc.integer({ min: 1, max: 2 * 1440 * minute }));
export const anyOp: fc.Arbitrary<Op> = fc.record({
  who: fc.nat(names.length - 1), act: fc.nat(50), pick: fc.nat(9), value: fc.nat(7), gap,
  late: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(1000, 60_000, 60_001, 300 * minute)), fitting: fc.constantFrom(true, true, true, false), twice: fc.constantFrom(false, false, false, false, false, false, false, true), there: fc.oneof({ weight: 3, arbitrary: fc.constant(names.length) }, fc.nat(names.length)), standIns: fc.constantFrom(true, true, false),
});
export interface Case {
  readonly bundle: Bundle;
  readonly intake: number | undefined;
  readonly ops: readonly Op[];
}
export const caseOf = (bundles: fc.Arbitrary<Bundle>): fc.Arbitrary<Case> => fc.record({ bundle: bundles, intake: fc.option(fc.nat(7), { nil: undefined }), ops: fc.array(anyOp, { minLength: 1, maxLength: 28, size: 'max' }) });
/** Protocols as somebody would draw them, and such with damaged edges. */
export const structured = caseOf(anyBundle);
export const damaged = caseOf(damagedOf(anyBundle));

/** The liaison is of the other agency and no member of the unit; two are sworn. */
function standingOf(who: Name, there: readonly Name[], hasStandIns = false): Standing {
  const own: Standing = { ...standing(who, there), member: who !== 'lio', qualifications: who === 'sam' || who === 'max' ? ['sworn'] : [] };
  const standIns = hasStandIns ? absences.filter(({ absent, by }) => !there.includes(absent) && there.includes(by)) : [];
  const lent = ({ absent, by }: (typeof absences)[number]): string[] => staff[absent].roles.filter((role) => !(staff[by].roles as readonly string[]).includes(role));
  const holders: Record<string, Holder[]> = Object.fromEntries(Object.entries(own.holders).map(([role, held]) => [role, [...held]]));
  for (const standIn of standIns) for (const role of lent(standIn)) (holders[role] ??= []).push({ personId: standIn.by, agencyId: sheriff, for: standIn.absent });
  const theirs = standIns.filter(({ by }) => by === who);
  return { ...own, roles: [...new Set([...own.roles, ...theirs.flatMap(lent)])], holders, ...(theirs.length > 0 ? { standsFor: theirs.map((standIn) => ({ personId: standIn.absent, agencyId: sheriff, roles: lent(standIn) })) } : {}) };
}
const absences: readonly { readonly absent: Name; readonly by: Name }[] = [{ absent: 'sam', by: 'cora' }, { absent: 'sam', by: 'max' }, { absent: 'ana', by: 'cora' }, { absent: 'ana', by: 'lea' }, { absent: 'vic', by: 'sam' }, { absent: 'vic', by: 'lea' }, { absent: 'max', by: 'lea' }, { absent: 'max', by: 'ana' }, { absent: 'cora', by: 'ana' }, { absent: 'cora', by: 'sam' }, { absent: 'lea', by: 'ana' }];
const reason = { id: 'reason', hash: 'h' };
function submission(form: string, id: string, value: number): SubmissionRef {
  const pick = <T>(...of: readonly T[]): T => of[value % of.length] as T;
  const fields = form === 'note'
    ? pick<SubmissionRef['fields']>({ level: 'high', weapons: 'no' }, { level: 'low', weapons: 'unknown', prior: 1 }, { weapons: 'yes', contact: false, prior: 0 }, { level: 'middle', contact: true, weapons: 'no' }, {}, { level: 'high', prior: 2 })
    : pick<SubmissionRef['fields']>({ calm: true, kinds: ['a', 'b'] }, { calm: false, when: t0 - 120 * minute }, { kinds: [], when: t0 + 45 * minute }, {}, { calm: true, when: t0 + 2 * 1440 * minute });
  const measures = pick<NonNullable<SubmissionRef['measures']>[string]>([{ id: 'a', owner: { personId: 'max', agencyId: sheriff }, due: t0 + 150 * minute }], [{ id: 'a' }, { id: 'b', due: t0 + 2 * 1440 * minute }], [], [{ id: 'b', owner: { personId: 'lio', agencyId: school }, due: t0 + 120 * minute }], [{ id: 'a', due: t0 + 150 * minute }]);
  return { id: `f${id}`, hash: `h${value % 4}`, fields, ...(form === 'visit' ? { measures: { todo: measures } } : {}), ...(value === 7 ? { faults: [{ field: 'x', code: 'bad_value' as const }, { field: 'y', code: 'missing_required' as const }] } : {}) };
}

/** What somebody does: mostly what the open step asks for, sometimes anything. */
export function inputOf(state: CaseState | null, plans: Plans, bundle: Bundle, op: Op, id: string): PersonInput {
  const there = names.filter((_, i) => (i + op.value) % names.length < op.there);
  const steps = state?.steps ?? [];
  const step: Step | undefined = steps[op.pick % Math.max(1, steps.length)];
  const node = step && plans[state?.runs.find((r) => r.id === step.runId)?.plan ?? '']?.nodes[step.node];
  const stepId = step?.id ?? 's99';
  const wanted = node?.kind === 'task' || node?.kind === 'start' || node?.kind === 'each' ? node.roles : node?.kind === 'handoff' ? node.to : node?.kind === 'approval' ? node.seats.flatMap((s) => s.roles) : [];
  const able = names.filter((n) => step?.claimedBy?.personId === n || step?.handing?.toPerson === n || ((step?.kind === 'byHand' || step?.kind === 'measure') && state?.owner.personId === n) || staff[n].roles.some((r) => wanted.includes(r) || step?.added?.roles.includes(r)));
  const who = (op.fitting ? able[op.who % Math.max(1, able.length)] : undefined) ?? (names[op.who] as Name);
  const base = { id, actor: standingOf(who, there, op.standIns) };
  const asked = node?.kind === 'handoff' ? node.form : undefined;
  const form = node?.kind === 'task' || node?.kind === 'start' || node?.kind === 'each' ? node.form : undefined;
  const ways = node?.kind === 'task' || node?.kind === 'each' ? node.outcomes.map((o) => o.id) : node?.kind === 'decision' ? [...node.branches.map((b) => b.id), 'default'] : node?.kind === 'table' ? node.rules.map((r) => r.id) : node?.kind === 'start' ? ['next'] : ['done'];
  const complete = (): PersonInput => ({ ...base, kind: 'complete', step: stepId, outcome: ways[op.value % ways.length] ?? 'done', ...(op.value !== 5 ? { reason } : {}), ...(form !== undefined && op.value !== 6 ? { form: submission(form, id, op.value) } : {}) });
  const vote = (): PersonInput => ({ ...base, kind: 'vote', step: stepId, grants: op.value > 2, content: op.value === 3 && op.pick > 5 ? { note: 'old' } : (step?.content ?? {}), ...(op.value !== 1 ? { reason } : {}) });
  const start = (): PersonInput => ({ ...base, kind: 'start', bundle: { ...bundle, root: Object.keys(bundle.plans)[op.value % Object.keys(bundle.plans).length] ?? bundle.root }, ...(op.value > 3 ? { form: submission('note', id, op.value) } : {}) });
  const natural = (): PersonInput => {
    if (!step && op.value > 1) return start();
    switch (step?.kind) {
      case 'approval': {
        const form = Object.keys(step.content ?? {})[0];
        if (op.value === 7 && form !== undefined) return { ...base, kind: 'correct', formId: form, form: submission(form, id, op.pick) };
        return op.value === 0 && (step.votes ?? []).length > 0 ? { ...base, kind: 'withdrawVote', step: stepId } : vote();
      }
      case 'handoff': case 'ownership':
        if (step.handing?.state === 'waiting') return { ...base, kind: 'offer', step: stepId, ...(op.value % 2 ? { package: reason } : {}), ...(op.value % 3 ? { legalBasis: reason } : {}), ...(op.pick === 9 ? { handoff: 'request' } : {}) };
        if (step.handing?.handoff === 'consult' && op.value > 3) return { ...base, kind: 'answer', step: stepId, ...(op.value === 4 ? {} : { text: reason }), ...(asked !== undefined ? { form: submission(asked, id, op.pick) } : {}) };
        return op.value === 0 ? { ...base, kind: 'withdraw', step: stepId, reason } : op.value === 1 ? { ...base, kind: 'decline', step: stepId, reason } : { ...base, kind: 'accept', step: stepId };
      case 'measure': case 'added': return { ...base, kind: 'complete', step: stepId, outcome: op.value === 7 ? 'lost' : op.value % 2 ? 'notDone' : 'done', ...(op.value !== 5 ? { reason } : {}), ...(op.value === 6 ? { form: submission('note', id, 0) } : {}) };
      case 'wait': return { ...base, kind: 'event', name: op.value % 2 ? 'news' : 'found', ...(op.value > 5 ? { step: stepId } : {}) };
      default: return complete();
    }
  };
  const target = op.value % 3 === 0 ? { kind: 'case' as const } : { kind: 'step' as const, step: stepId };
  switch (op.act) {
    case 20: return { ...base, kind: 'claim', step: stepId };
    case 21: return { ...base, kind: 'release', step: stepId };
    case 22: return { ...base, kind: 'assign', step: stepId, to: standingOf(names[op.value % names.length] as Name, there), ...(op.value % 2 ? { reason } : {}) };
    case 23: case 24: return { ...base, kind: 'extend', step: stepId, by: op.value === 0 ? -1 : op.value * 20 * minute, reason };
    case 25: case 26: return { ...base, kind: 'setLevel', level: ['low', 'middle', 'high', 'none'][op.value % 4] ?? 'low', reason };
    case 27: return { ...base, kind: 'declareDanger', reason };
    case 28: case 29: return { ...base, kind: 'correct', formId: op.value % 2 ? 'note' : 'visit', form: submission(op.value % 2 ? 'note' : 'visit', id, op.pick) };
    case 30: return { ...base, kind: 'reassign', to: { personId: names[op.value % names.length] as Name, agencyId: sheriff }, reason };
    case 31: return { ...base, kind: 'ownerLost', dutySupervisor: { personId: op.value % 2 ? 'sam' : 'vic', agencyId: sheriff } };
    case 32: return { ...base, kind: 'cancel', target: { kind: 'step', step: stepId }, reason };
    case 33: return { ...base, kind: 'cancel', target: op.value === 0 ? { kind: 'case' } : { kind: 'run', run: state?.runs[op.pick % Math.max(1, state.runs.length)]?.id ?? 'r9' }, reason };
    case 34: return start();
    case 35: return { ...base, kind: 'note', text: reason };
    case 36: return vote();
    case 37: return complete();
    case 38: return { ...base, kind: op.value % 2 ? 'accept' : 'withdrawVote', step: stepId };
    case 39: return op.value % 2 ? { ...base, kind: 'event', name: 'news' } : { ...base, kind: 'ask', step: stepId, question: reason };
    case 40: case 41: return { ...base, kind: 'addTask', title: { id: `t${id}`, hash: 'h' }, roles: [['analyst'], ['lead', 'liaison', 'lead'], [], ['supervisor']][op.pick % 4] ?? [], agencies: [sheriff], limit: op.value > 5 || !state ? { kind: 'none', reason } : { kind: 'due', due: state.at + op.value * op.value * 90 * minute } };
    case 42: case 43: return { ...base, kind: 'skip', step: stepId, edge: op.value === 7 ? 'overdue' : node?.kind === 'wait' ? (['elapsed', 'news'][op.value % 2] ?? '') : (ways[op.value % ways.length] ?? ''), reason };
    case 44: case 45: return { ...start(), kind: 'reopen', reason } as PersonInput;
    case 46: case 47: case 48: return { ...base, kind: 'pause', target, end: op.pick % 2 || !state ? { kind: 'budget', ms: op.value * 150 * minute } : { kind: 'at', at: state.at + op.value * 90 * minute }, reason };
    case 49: case 50: return { ...base, kind: 'resume', target, ...(op.pick % 2 ? { reason } : {}) };
    default: return natural();
  }
}

export interface Difference {
  readonly after: string;
  readonly engine: unknown;
  readonly reference: unknown;
}

/** The form that is handed in with the opening, if one is. */
export function intakeOf({ bundle, intake }: Pick<Case, 'bundle' | 'intake'>): SubmissionRef | undefined {
  const plan = bundle.plans[bundle.root];
  const start = plan?.nodes[plan.start];
  return start?.kind === 'start' && start.form !== undefined && intake !== undefined ? submission(start.form, 'open', intake) : undefined;
}

export type Engine = Pick<typeof ours, 'settle' | 'nextDueAt' | 'isKnownInput'>;
interface How {
  readonly engine?: Engine;
  /** Told of every kind of entry and every refusal that comes up. */
  readonly seen?: (kind: string) => void;
}

/** Plays one case on both; undefined: they agree all the way. */
export function difference({ bundle, intake, ops }: Case, { engine: { settle, nextDueAt, isKnownInput } = ours, seen }: How = {}): Difference | undefined {
  let plans: Plans = {};
  let state: CaseState | null = null;
  const story: Story = newStory();
  let at = t0;
  const both = (what: string, act: { input: PersonInput; at: number } | undefined, now: number): Difference | undefined => {
    const done = settle(plans, state, act, now);
    const told = settleAsTold(story, act, now);
    const engine = done.ok ? { transitions: done.transitions.map(({ number, at: instant, entries }) => ({ number, at: instant, entries })), commands: done.commands } : { refused: done.refusal.code };
    const reference = told.ok ? { transitions: told.transitions, commands: told.commands } : { refused: told.code };
    if (done.ok) {
      plans = done.plans;
      state = done.state;
      for (const t of done.transitions) for (const e of t.entries) seen?.(e.kind);
    } else seen?.(`refused: ${done.refusal.code}`);
    return isDeepStrictEqual(engine, reference) || JSON.stringify(sorted(engine)) === JSON.stringify(sorted(reference)) ? undefined : { after: what, engine, reference };
  };
  const form = intakeOf({ bundle, intake });
  const opened = both('open', { input: { id: 'open', actor: standing('ana'), kind: 'open', caseId: 'c1', unitId: 'u1', agencyId: sheriff, bundle, dutySupervisor: { personId: 'sam', agencyId: sheriff }, ...(form ? { form } : {}) }, at: t0 }, t0);
  if (opened || state === null) return opened;
  for (const [n, op] of ops.entries()) {
    at += op.gap;
    // A host in time wakes for each deadline; a late one handles what is due with the next act.
    for (let due = nextDueAt(state); op.late === 0 && due !== null && due <= at; due = nextDueAt(state)) {
      const woken = both(`time ${due - t0}`, undefined, due);
      if (woken) return woken;
    }
    const input = inputOf(state, plans, bundle, op, `i${n}`);
    const done = both(`${n}: ${input.kind} by ${input.actor.personId} at +${at - t0}`, { input, at }, at + op.late);
    if (done) return done;
    if (op.twice && isKnownInput(state, input.id) !== takenIn(story, input.id)) return { after: `${n} again`, engine: isKnownInput(state, input.id) ?? null, reference: takenIn(story, input.id) ?? null };
  }
  return both('the end', undefined, at + 1440 * minute * 2);
}

/** A difference as people read it: entry by entry, each side. */
export function told({ after, engine, reference }: Difference): string {
  const lines = (of: unknown): string => JSON.stringify(of, null, 1).replace(/\n {3,}/g, ' ');
  return `after ${after}\nthe engine: ${lines(engine)}\nthe reference: ${lines(reference)}`;
}

/** The order of keys says nothing, nor does one without a value. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
