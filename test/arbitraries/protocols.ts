// Random protocols that can be run: drawn as blocks (one after the other, one of several, side by side, again and again) and laid
// out as nodes with their edges, so that a join is met by its own branches and every loop has somebody in it. What the blocks
// hold is anything the language allows of them. Bundles have the protocol, one it calls, and one for imminent danger.
import fc from 'fast-check';
import type { Condition, Operand } from '../../protocol/condition.ts';
import type { Cell } from '../../protocol/decision-table.ts';
import type { Effect, Form, GrantDrawn, Handler, LimitRule } from '../../protocol/draft.ts';
import type { Bundle, Plan, PlanHandler } from '../../protocol/plan.ts';
import { phaseAsTask } from '../../protocol/phases-drawn.ts';
import { buildOffsets } from '../../server/zone-offsets.ts';
import { planOffice } from './calendars.ts';
import { bundle, plan, roleKeys } from './plan.ts';

/** Two days before the clocks go back in New York. */
export const t0 = Date.UTC(2025, 9, 31, 14);
const zones = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const;
const offsets = Object.fromEntries(zones.map((zone) => [zone, buildOffsets(zone, 2024, 2028)]));

const options = (ids: readonly string[]) => ids.map((id) => ({ id, label: id }));
const field = { required: false, sensitivity: 'none' as const };
export const forms: readonly Form[] = [
  { id: 'note', title: 'Note', fields: [
    { ...field, name: 'level', label: 'Level', type: 'option', options: options(['low', 'middle', 'high']), means: 'level' },
    { ...field, name: 'weapons', label: 'Weapons', type: 'option', options: options(['yes', 'no', 'unknown']), means: 'weaponsAccess' },
    { ...field, name: 'contact', label: 'Contact', type: 'boolean', means: 'contactMade' },
    { ...field, name: 'prior', label: 'Prior reports', type: 'integer', means: 'priorReports' },
  ] },
  { id: 'visit', title: 'Visit', fields: [
    { ...field, name: 'when', label: 'When', type: 'datetime', means: 'reportReceived' },
    { ...field, name: 'calm', label: 'Calm?', type: 'boolean' },
    { ...field, name: 'kinds', label: 'Kinds', type: 'options', options: options(['a', 'b', 'c']) },
    { ...field, name: 'todo', label: 'To do', type: 'measures' },
  ] },
];
const levels = [{ id: 'low', title: 'Low', high: false }, { id: 'middle', title: 'Middle', high: false }, { id: 'high', title: 'High', high: true }];

// Conditions.

const op = fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'le' as const, 'gt' as const, 'ge' as const);
const refs = ['note.level', 'note.weapons', 'note.contact', 'note.prior', 'visit.when', 'visit.calm', 'visit.kinds', 'n1.out', 'n2.out', 'n3.done'];
const operand: fc.Arbitrary<Operand> = fc.oneof(
  fc.constantFrom(...refs).map((ref): Operand => ({ kind: 'field', ref })),
  fc.constantFrom('level' as const, 'status' as const, 'everHigh' as const, 'breaches' as const, 'openHandoffs' as const, 'otherRuns' as const).map((name): Operand => ({ kind: 'case', name })),
  fc.constantFrom('n1', 'n2', 'n3', 'sub.n1', 'p.n4').map((step): Operand => ({ kind: 'outcome', step })),
  fc.constantFrom<string | number | boolean>('low', 'high', 'done', 'again', 'yes', 'open', true, false, 0, 1, 2).map((value): Operand => ({ kind: 'value', value })),
);
const likely: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('compare' as const), left: fc.constant<Operand>({ kind: 'case', name: 'level' }), op, right: fc.constantFrom('low', 'middle', 'high').map((value): Operand => ({ kind: 'value', value })) }),
  fc.record({ kind: fc.constant('compare' as const), left: fc.constant<Operand>({ kind: 'field', ref: 'visit.calm' }), op: fc.constant('eq' as const), right: fc.boolean().map((value): Operand => ({ kind: 'value', value })) }),
  fc.record({ kind: fc.constant('compare' as const), left: fc.constantFrom<Operand>({ kind: 'case', name: 'breaches' }, { kind: 'field', ref: 'note.prior' }, { kind: 'case', name: 'otherRuns' }, { kind: 'case', name: 'openHandoffs' }), op, right: fc.nat(2).map((value): Operand => ({ kind: 'value', value })) }),
  fc.constant<Condition>({ kind: 'fact', id: 'hot' }),
);
/** Becomes true by what a person judges or records, and by nothing that follows from it. */
const judged: fc.Arbitrary<Condition> = fc.record({ kind: fc.constant('compare' as const), left: fc.constantFrom<Operand>({ kind: 'case', name: 'level' }, { kind: 'field', ref: 'visit.calm' }), op: fc.constantFrom('eq' as const, 'ne' as const), right: fc.constantFrom<string | boolean>('low', 'high', true).map((value): Operand => ({ kind: 'value', value })) });
const isJudged = (of: Condition): boolean => of.kind === 'compare' && of.right.kind === 'value' && ((of.left.kind === 'case' && of.left.name === 'level') || (of.left.kind === 'field' && of.left.ref === 'visit.calm'));
export const runCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'runCondition' },
    { weight: 6, arbitrary: likely },
    fc.record({ kind: fc.constant('compare' as const), left: operand, op, right: operand }),
    fc.record({ kind: fc.constant('in' as const), left: operand, options: fc.array(fc.constantFrom('low', 'high', 'a', 'b', 'open', 1, true), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('exists' as const), ref: fc.constantFrom(...refs) }),
    fc.record({ kind: fc.constant('count' as const), ref: fc.constantFrom('visit.kinds', 'note.prior'), op, value: fc.nat(2) }),
    fc.record({ kind: fc.constant('since' as const), ref: fc.constant('visit.when'), op, duration: fc.constantFrom('PT1H', 'P1D', '-PT30M') }),
    fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition;

// What stands in blocks.

/** So many times for each time that it is left out. */
const maybe = <T>(of: fc.Arbitrary<T>, times = 2) => fc.option(of, { nil: undefined, freq: times + 1 });
/** Blocks beside blocks: at each of them they would grow without end. */
const rarely = <T>(of: fc.Arbitrary<T>) => fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const short = fc.constantFrom('PT0S', 'PT5M', 'PT30M', 'PT1H', 'PT4H', 'P1D', 'P2D');
const anchor = maybe(fc.oneof(fc.constantFrom({ kind: 'opened' as const }, { kind: 'runStarted' as const }, { kind: 'caseOpened' as const }, { kind: 'reportReceived' as const }), fc.constant({ kind: 'field' as const, ref: 'visit.when' })), 1);
const counted: fc.Arbitrary<LimitRule['due']> = fc.oneof(
  { weight: 4, arbitrary: short },
  fc.nat(3).map((days) => ({ kind: 'workingDays' as const, days, calendar: 'office' })),
  fc.constantFrom('PT30M', 'PT4H', 'PT12H').map((time) => ({ kind: 'workingTime' as const, time, calendar: 'office' })),
);
const rule = fc.record({ due: counted, from: anchor, warn: maybe(fc.constantFrom('PT5M', 'PT30M', 'P1D')) });
/** The last rule always holds. */
const rules = fc.tuple(fc.array(fc.tuple(rule, runCondition).map(([r, when]) => ({ ...r, when })), { maxLength: 2 }), rule).map(([some, last]) => [...some, last]);
const role = fc.constantFrom(...roleKeys);
const roles = fc.uniqueArray(role, { minLength: 1, maxLength: 3 });
const escalation = fc.record({ after: fc.constantFrom('PT0S', 'PT30M', 'PT1H', 'PT4H'), notify: fc.array(role, { maxLength: 1 }), letIn: fc.array(role, { maxLength: 2 }), release: fc.boolean() });
const limit = fc.record({ kind: fc.constant('due' as const), rules, escalate: fc.array(escalation, { maxLength: 2 }), onOverdue: fc.constantFrom('stay' as const, 'stay' as const, 'leave' as const), statutory: fc.constantFrom(undefined, undefined, undefined, true) });
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.constantFrom('open' as const, 'closed' as const, 'no_case' as const, 'monitoring' as const, 'purged' as const).map((status): Effect => ({ kind: 'status', status })),
  fc.constantFrom<Effect>({ kind: 'level', from: { kind: 'field', ref: 'note.level' } }, { kind: 'level', from: { kind: 'fixed', level: 'high' } }, { kind: 'level', from: { kind: 'fixed', level: 'low' } }, { kind: 'retention', class: 'short' }, { kind: 'retention', class: 'none' }, { kind: 'block', code: 'blocked', sentence: 'Not this way.' }),
);
const effects = fc.array(effect, { maxLength: 2 });
const seat = fc.record({ roles, substitutes: fc.array(role, { maxLength: 2 }), agencies: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, fc.constant(['school'])) });

export type Block =
  | { readonly kind: 'task' | 'each' | 'approval' | 'handoff' | 'wait' | 'notify' | 'milestone' | 'call' | 'table'; readonly more: Readonly<Record<string, unknown>>; readonly back: boolean; readonly other?: readonly Block[] | undefined }
  | { readonly kind: 'decision'; readonly branches: readonly { readonly when: Condition | undefined; readonly of: readonly Block[] }[]; readonly otherwise: readonly Block[]; readonly unknown: readonly Block[] | undefined }
  | { readonly kind: 'split'; readonly branches: readonly { readonly when: Condition | undefined; readonly detached: boolean; readonly of: readonly Block[] }[]; readonly first: number | undefined }
  | { readonly kind: 'end'; readonly outcome: string; readonly effects: readonly Effect[] };

const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Cell>({ kind: 'any' }) },
  fc.record({ kind: fc.constant('compare' as const), op, value: fc.constantFrom<string | number | boolean>('low', 'high', true, false, 0, 1, 2) }),
  fc.record({ kind: fc.constant('between' as const), from: fc.nat(1), to: fc.nat(2) }),
  fc.record({ kind: fc.constant('in' as const), options: fc.array(fc.constantFrom<string | number | boolean>('low', 'high', 'a', 1, true), { maxLength: 2 }) }),
);
/** What most tables ask is recorded in most cases. */
const asked = fc.oneof(operand, fc.constantFrom<Operand>({ kind: 'case', name: 'level' }, { kind: 'case', name: 'breaches' }, { kind: 'field', ref: 'note.prior' }, { kind: 'field', ref: 'visit.calm' }));
const table = fc.record({
  hit: fc.constantFrom('first', 'first', 'collect'), inputs: fc.array(asked, { maxLength: 2 }).map((of) => of.map((operand, i) => ({ id: `i${i}`, operand }))),
  outputs: fc.constant([{ name: 'out', label: 'Out', type: 'integer' }, { name: 'more', label: 'More', type: 'boolean' }]),
  rules: fc.array(fc.record({ cells: fc.tuple(cell, cell), values: fc.tuple(fc.option(fc.nat(2)), fc.option(fc.boolean())) }), { maxLength: 3 }).map((of) => of.map((rule, i) => ({ ...rule, id: `row${i}` }))),
});
const each = fc.record({
  over: fc.oneof(fc.constantFrom('visit.kinds', 'visit.kinds', 'note.prior', 'n2.out').map((ref) => ({ kind: 'field', ref })), fc.nat(3).map((times) => ({ kind: 'times', times }))),
  order: fc.constantFrom('together', 'inTurn'), protocol: maybe(fc.constantFrom('sub', 'sub', 'danger'), 0), form: maybe(fc.constantFrom('note', 'visit'), 1), roles, limit: maybe(limit, 3), effects, needsReason: fc.boolean(),
});

const { blocks, block } = fc.letrec<{ block: Block; blocks: readonly Block[] }>((tie) => {
  const some = tie('blocks');
  const step = (kind: Extract<Block, { more: unknown }>['kind'], more: fc.Arbitrary<Readonly<Record<string, unknown>>>): fc.Arbitrary<Block> => fc.record({ kind: fc.constant(kind), more, back: fc.boolean(), other: rarely(some) });
  return {
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4, size: 'max', depthIdentifier: 'blocks' }),
    block: fc.oneof(
      { maxDepth: 3, depthSize: 'large', depthIdentifier: 'blocks' },
      { weight: 5, arbitrary: step('task', fc.record({ roles, form: maybe(fc.constantFrom('note', 'visit'), 3), limit: maybe(limit, 4), effects, needsReason: fc.boolean(), sworn: fc.constantFrom(undefined, undefined, undefined, true), assign: fc.oneof({ weight: 3, arbitrary: fc.constant({ kind: 'claim' }) }, fc.constantFrom({ kind: 'leastLoad' }, { kind: 'inTurn' }, { kind: 'doerOf', step: 'n1' }, { kind: 'doerOf', step: 'n3' })), cancelled: fc.boolean() })) },
      { weight: 4, arbitrary: step('approval', fc.record({ seats: fc.array(seat, { minLength: 1, maxLength: 3 }), needed: maybe(fc.integer({ min: 1, max: 2 }), 1), denials: fc.integer({ min: 1, max: 2 }), notRequester: fc.boolean(), notOwner: fc.boolean(), notDoerOf: fc.subarray(['n1', 'n2', 'p.n1', 'sub.n1']), about: maybe(fc.subarray(['note', 'visit']), 1), onApproved: fc.tuple(effects, fc.boolean()).map(([list, owner]) => (owner ? [...list, { kind: 'owner', to: 'approver' }] : list)), sworn: fc.constantFrom(false, false, false, true), limit: maybe(limit, 3) })) },
      { weight: 3, arbitrary: step('handoff', fc.record({ handoff: fc.constantFrom('transfer', 'transfer', 'request', 'request', 'consult', 'inform'), form: maybe(fc.constantFrom('note', 'visit'), 1), to: roles, from: fc.array(role, { maxLength: 1 }), package: fc.array(fc.record({ ref: fc.constantFrom('note', 'visit.calm', 'anything'), required: fc.constantFrom(false, false, true) }), { maxLength: 2 }), joint: maybe(fc.subarray(['note', 'visit.calm']), 0), disclosure: fc.constantFrom(false, false, true), legalBasis: maybe(fc.constantFrom({ kind: 'drawn', text: 'agreement' }, { kind: 'field', ref: 'visit.calm' }), 1), expires: maybe(fc.constantFrom('PT30M', 'PT4H', 'P1D'), 1), limit: maybe(limit, 3) })) },
      { weight: 2, arbitrary: step('wait', fc.record({ rules: fc.oneof({ weight: 3, arbitrary: rules }, fc.constant([])), until: maybe(fc.constant('visit.when'), 1), statutory: fc.constantFrom(undefined, undefined, true), atMost: maybe(fc.integer({ min: 1, max: 2 }), 1), events: fc.uniqueArray(fc.record({ name: fc.constantFrom('news', 'found'), roles: fc.array(role, { maxLength: 1 }) }), { maxLength: 2, selector: (e) => e.name }) })) },
      step('notify', fc.record({ to: roles, message: fc.constantFrom('', 'Look'), effects: fc.array(effect, { maxLength: 1 }) })),
      step('milestone', fc.constant({})),
      { weight: 2, arbitrary: step('table', table) },
      { weight: 2, arbitrary: step('each', each) },
      { weight: 2, arbitrary: step('call', fc.record({ mode: fc.constantFrom('wait', 'wait', 'spawn'), protocol: fc.constantFrom('sub', 'sub', 'danger') })) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('decision' as const), branches: fc.array(fc.record({ when: fc.option(runCondition, { nil: undefined, freq: 9 }), of: some }), { minLength: 1, maxLength: 2 }), otherwise: some, unknown: rarely(some) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('split' as const), branches: fc.array(fc.record({ when: maybe(runCondition, 1), detached: fc.constantFrom(false, false, false, true), of: some }), { minLength: 1, maxLength: 3 }), first: maybe(fc.integer({ min: 1, max: 3 }), 1) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), outcome: fc.constantFrom('early', 'closed'), effects }) },
    ),
  };
});

type Loose = Parameters<typeof plan>[1][number];
interface Laying {
  readonly nodes: Loose[];
  count: number;
}
/** Whether a run may simply end here: on the main way, on a detached one, or in a branch somebody waits for. */
type Where = 'main' | 'branch' | 'detached';

/** Lays blocks before the node `next`; answers the first node. */
function lay(laying: Laying, of: readonly Block[], next: string, where: Where): string {
  let to = next;
  for (const block of [...of].reverse()) to = layOne(laying, block, to, where);
  return to;
}

function layOne(laying: Laying, block: Block, next: string, where: Where): string {
  const id = `n${(laying.count += 1)}`;
  const put = (node: Record<string, unknown>, to: Readonly<Record<string, string>>): string => {
    laying.nodes.push({ ...node, id, next: to } as Loose);
    return id;
  };
  switch (block.kind) {
    case 'end': return put({ kind: 'end', outcome: where === 'detached' ? null : block.outcome, effects: block.effects, stopsOthers: where === 'branch' || (where === 'detached' && block.outcome === 'early') }, {});
    case 'decision': {
      const branches = block.branches.map((b, i) => ({ id: `b${i}`, ...(b.when ? { when: b.when } : {}) }));
      const to = Object.fromEntries(block.branches.map((b, i) => [`b${i}`, lay(laying, b.of, next, where)]));
      return put({ kind: 'decision', branches }, { ...to, default: lay(laying, block.otherwise, next, where), ...(block.unknown ? { unknown: lay(laying, block.unknown, next, where) } : {}) });
    }
    case 'split': {
      const join = `${id}_join`;
      laying.nodes.push({ id: join, kind: 'join', ...(block.first !== undefined ? { first: block.first } : {}), next: { next } });
      const branches = block.branches.map((b, i) => ({ id: `b${i}`, detached: b.detached, ...(b.when ? { when: b.when } : {}) }));
      const to = Object.fromEntries(block.branches.map((b, i) => {
        if (!b.detached) return [`b${i}`, lay(laying, b.of, join, 'branch')];
        const off = `${id}_off${i}`;
        laying.nodes.push({ id: off, kind: 'end', outcome: null, next: {} });
        return [`b${i}`, lay(laying, b.of, off, 'detached')];
      }));
      return put({ kind: 'split', join, branches }, to);
    }
    default: {
      // A loop goes back to the step itself, by a way that a person takes.
      const other = block.other ? lay(laying, block.other, next, where) : next;
      const back = block.back ? id : other;
      return put({ kind: block.kind, ...held(block) }, waysOf(block, { next, other, back }));
    }
  }
}

/** What the node holds; a task its outcomes. */
function held({ kind, more }: Extract<Block, { more: unknown }>): Record<string, unknown> {
  if (kind === 'approval') return { ...more, seats: (more['seats'] as readonly object[]).map((s, i) => ({ ...s, id: `seat${i}` })) };
  if (kind === 'each' && more['protocol'] !== undefined) return { over: more['over'], order: more['order'], protocol: more['protocol'] };
  if (kind !== 'task' && kind !== 'each') return more;
  const { effects, needsReason, cancelled: _way, ...rest } = more;
  return { ...rest, outcomes: [{ id: 'done', label: 'Done', effects }, { id: 'again', label: 'Again', needsReason }] };
}

function waysOf({ kind, more }: Extract<Block, { more: unknown }>, { next, other, back }: { readonly next: string; readonly other: string; readonly back: string }): Record<string, string> {
  switch (kind) {
    case 'task': return { done: next, again: back, overdue: other, ...(more['cancelled'] ? { cancelled: other } : {}) };
    case 'approval': return { approved: next, denied: back, overdue: other };
    case 'handoff': return { accepted: next, declined: back, withdrawn: back, expired: other, overdue: other };
    case 'wait': return { elapsed: next, spent: other, news: back, found: other };
    case 'each': return { next, overdue: other };
    case 'table': return more['hit'] === 'first' && other !== next ? { next, unknown: other } : { next };
    case 'call': return more['mode'] === 'wait' ? { closed: next, early: other, default: next, cancelled: other } : { next };
    default: return { next };
  }
}

/** What is done when something happens: cancelled steps, a protocol that starts, a step of its own that nothing waits for. */
interface Heard {
  readonly when: Handler['when'];
  readonly cancels: readonly string[];
  readonly starts: boolean;
  readonly of: readonly Block[] | undefined;
}
const condition = fc.oneof({ weight: 2, arbitrary: judged }, runCondition);
const heard: fc.Arbitrary<Heard> = fc.record({
  when: fc.oneof<fc.Arbitrary<Handler['when']>[]>(
    fc.record({ kind: fc.constant('event' as const), name: fc.constantFrom('news', 'found'), roles: fc.array(role, { maxLength: 1 }) }),
    condition.map((when) => ({ kind: 'condition', if: when })),
    fc.record({ kind: fc.constant('level' as const), change: fc.constantFrom('any' as const, 'raised' as const, 'lowered' as const), to: maybe(fc.constantFrom('low', 'high'), 0) }),
  ),
  cancels: fc.subarray(['n1', 'n2', 'n3', 'n4', 'n5']), starts: fc.boolean(), of: maybe(blocks, 1),
});

/** Nothing in it ends by time at once: what is heard because of it would be heard for ever. */
function unhurried(of: readonly Block[]): Block[] {
  return withoutCalls(of).map((block): Block => {
    switch (block.kind) {
      case 'decision': return { ...block, branches: block.branches.map((b) => ({ ...b, of: unhurried(b.of) })), otherwise: unhurried(block.otherwise), unknown: block.unknown && unhurried(block.unknown) };
      case 'split': return { ...block, branches: block.branches.map((b) => ({ ...b, of: unhurried(b.of) })) };
      case 'end': return block;
      case 'wait': return { ...block, more: { ...block.more, rules: [{ due: 'P1D' }], until: undefined }, other: block.other && unhurried(block.other) };
      default: return { ...block, more: { ...block.more, ...(block.more['limit'] ? { limit: { ...block.more['limit'], onOverdue: 'stay' } } : {}), ...(block.more['expires'] !== undefined ? { expires: 'P1D' } : {}) }, other: block.other && unhurried(block.other) };
    }
  });
}

const grant: fc.Arbitrary<GrantDrawn> = fc.record({ id: fc.constant('access'), title: fc.constant('Access'), roles, fields: fc.subarray(['note', 'visit.calm']), ends: fc.oneof(fc.constantFrom('PT1H', 'P1D').map((after) => ({ kind: 'after' as const, after })), { weight: 2, arbitrary: fc.constant({ kind: 'field' as const, ref: 'visit.when' }) }) });
/** Every so many steps belong to it. */
interface Band {
  readonly every: number;
  readonly limit: { readonly rules: readonly LimitRule[]; readonly escalate: { after: string; notify: string[] }[] };
}
const band = fc.record({ every: fc.integer({ min: 1, max: 3 }), limit: fc.record({ rules, escalate: fc.array(fc.record({ after: fc.constantFrom('PT0S', 'PT1H'), notify: fc.array(role, { maxLength: 1 }) }), { maxLength: 1 }) }) });

interface Drawn {
  readonly grants: readonly GrantDrawn[];
  readonly bands: readonly Band[];
  readonly on: readonly Heard[];
  readonly of: readonly Block[];
  readonly start: { readonly form: string | undefined; readonly roles: readonly string[]; readonly limit: unknown };
  readonly effects: readonly Effect[];
}
const drawn = (of: fc.Arbitrary<readonly Block[]>): fc.Arbitrary<Drawn> => fc.record({ grants: fc.oneof(fc.constant([]), fc.constant([]), grant.map((g) => [g])), bands: fc.oneof(fc.constant([]), fc.constant([]), fc.array(band, { minLength: 1, maxLength: 2 })), on: fc.oneof(fc.constant([]), fc.array(heard, { maxLength: 2 })), of, start: fc.record({ form: maybe(fc.constantFrom('note', 'visit'), 1), roles: fc.oneof(roles, fc.constant([])), limit: maybe(limit, 1) }), effects });

function planned(key: string, { grants, bands, on: hears, of, start, effects: closing }: Drawn, zone: (typeof zones)[number], facts: Plan['facts'], more: Partial<Plan> = {}): Plan {
  const laying: Laying = { nodes: [], count: 0 };
  const first = lay(laying, of, 'end', 'main');
  const on = hears.map(({ when, cancels, starts, of: then }, i): PlanHandler => {
    const protocol = starts && key === 'p' && (when.kind !== 'condition' || isJudged(when.if)) ? 'sub' : undefined;
    if (then) laying.nodes.push({ id: `h${i}_off`, kind: 'end', outcome: null, next: {} });
    return { id: `h${i}`, title: `h${i}`, when, cancels: [...cancels], ...(protocol !== undefined ? { protocol } : {}), ...(then ? { next: lay(laying, unhurried(then), `h${i}_off`, 'detached') } : {}) };
  });
  // What others call begins without a form that nobody fills in.
  const form = key === 'p' || start.roles.length > 0 ? start.form : undefined;
  const nodes: Loose[] = [{ id: 'start', kind: 'start', ...(form !== undefined ? { form } : {}), roles: start.roles, ...(start.limit ? { limit: start.limit } : {}), next: { next: first } }, ...laying.nodes, { id: 'end', kind: 'end', outcome: 'closed', effects: closing, next: {} }];
  const calls = Object.fromEntries([...nodes, ...on].flatMap((n) => (n['protocol'] !== undefined ? [[n.id, n['protocol'] === key ? 'self' : String(n['protocol'])]] : [])));
  for (const [i, { every }] of bands.entries()) for (const [at, node] of nodes.entries()) if (at % (every + i) === 0 && !('phase' in node)) nodes[at] = { ...node, phase: `ph${i}` };
  const unit = plan('x', []).unit;
  return plan(key, nodes, { formList: forms, levels, facts, calls, calendars: { office: planOffice }, ...(on.length > 0 ? { on } : {}), ...(grants.length > 0 ? { grants: [...grants] } : {}), ...(bands.length > 0 ? { phases: bands.map((b, i) => ({ ...phaseAsTask({ id: `ph${i}`, title: `ph${i}`, limit: { rules: [...b.limit.rules], escalate: b.limit.escalate } }), next: {} })) } : {}), retention: { short: { keep: 'P2D', reviewBefore: 'P1D' }, none: { keep: null, reviewBefore: 'P0D' } }, unit: { ...unit, zone, offsets: offsets[zone] ?? [] }, ...more });
}

/** A call of what is running would never end: the called protocols call nothing. */
const withoutCalls = (of: readonly Block[]): Block[] =>
  of.map((block): Block => {
    switch (block.kind) {
      case 'call': return { kind: 'milestone', more: {}, back: false };
      case 'each': return { ...block, more: { ...block.more, protocol: undefined }, other: block.other && withoutCalls(block.other) };
      case 'decision': return { ...block, branches: block.branches.map((b) => ({ ...b, of: withoutCalls(b.of) })), otherwise: withoutCalls(block.otherwise), unknown: block.unknown && withoutCalls(block.unknown) };
      case 'split': return { ...block, branches: block.branches.map((b) => ({ ...b, of: withoutCalls(b.of) })) };
      case 'end': return block;
      default: return { ...block, other: block.other && withoutCalls(block.other) };
    }
  });

export const anyBundle: fc.Arbitrary<Bundle> = fc
  .record({ main: drawn(fc.array(block, { minLength: 1, maxLength: 7, size: 'max' })), sub: drawn(blocks), danger: drawn(blocks), hot: runCondition, zone: fc.constantFrom(...zones), hasDanger: fc.constantFrom(true, true, true, false) })
  .map(({ main, sub, danger, hot, zone, hasDanger }) => {
    // A fact that asks for a fact would ask for itself.
    const facts = { hot: { title: 'Hot', when: withoutFacts(hot) } };
    const others = { sub: planned('sub', { ...sub, of: withoutCalls(sub.of) }, zone, facts), danger: planned('danger', { ...danger, of: withoutCalls(danger.of), start: { ...danger.start, roles: [] } }, zone, facts, { startsAt: 'danger' }) };
    return bundle(planned('p', main, zone, facts), others, hasDanger ? 'danger' : undefined);
  });

function withoutFacts(condition: Condition): Condition {
  switch (condition.kind) {
    case 'fact': return { kind: 'exists', ref: 'visit.calm' };
    case 'all': case 'any': return { ...condition, of: condition.of.map(withoutFacts) };
    case 'not': return { ...condition, of: withoutFacts(condition.of) };
    default: return condition;
  }
}
