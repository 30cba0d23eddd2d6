// What is certain, and what is possible, each time a step is entered: which forms have been filled in on every path, on
// some path, which conditions are known to hold. A forward analysis over sets of bits until nothing changes. "Certain"
// errs on the side of not certain, "possible" on the side of possible.
import type { Condition } from '../condition.ts';
import { canonicalJson } from '../canonical.ts';
import type { Draft, DraftNode, Edge } from '../draft.ts';
import { calledBy, computedForm, formOn, handoffKindsOf } from '../node-parts.ts';
import { reachable, type Graph } from '../graph.ts';
import { conditionsOf, effectsOf, fieldsReadBy, limitRulesOf, operandsOf, partsOf, refsOf } from './places.ts';
import { fieldOf } from './words.ts';

export interface Knowledge {
  /** Has the field a value whenever this node is entered (and this condition, if given, holds)? */
  readonly certainField: (node: string, ref: string, holds?: Condition) => boolean;
  readonly certainLevel: (node: string) => boolean;
  readonly certainOutcome: (node: string, step: string) => boolean;
  /** Can the form have been filled in by this protocol, or by one it called, before the node is entered? */
  readonly possibleForm: (node: string, form: string) => boolean;
  /** Does every path to the node (and out of it, with a port) record weapons access, or pass a granted approval? */
  readonly certainMark: (node: string, mark: Mark, port?: string) => boolean;
}
interface Change {
  readonly undone: bigint;
  readonly learnt: bigint;
}
export type Mark = 'weaponsAccess' | 'approved';

export function knowledgeOf(draft: Draft, graph: Graph): Knowledge {
  const bits = new Bits();
  const steps = stepsAskedFor(draft);
  const guards = guardConditions(draft);
  const fields = new Map(refsAskedFor(draft).map((ref) => [ref, fieldOf(draft, ref)]));
  const kill = killMasks(draft, bits, guards, [...fields.keys()]);
  const weaponsForms = new Set(draft.forms.filter((f) => f.fields.some((x) => x.means === 'weaponsAccess' && x.required)).map((f) => f.id));
  const order = reversePostorder(graph);
  /** A handler opens these at any time: nothing is certain there, and anything may have been recorded. */
  const opened = new Set(graph.opened.map((e) => e.to));
  const regions = splitRegions(draft, graph);
  const certain = new Map<string, bigint>();
  const possible = new Map<string, bigint>();
  const changes = new Map<string, Change>();
  const besideMemo = new Map<string, bigint>();
  const joinOf = new Map([...regions.byJoin].map(([join, split]) => [split.id, join]));
  settle(certain, certainOnEntry);
  settle(possible, possibleOnEntry);

  return {
    certainField: (node, ref, holds) => {
      const found = fields.has(ref) ? fields.get(ref) : fieldOf(draft, ref);
      if (!found) return false;
      const known = (certain.get(node) ?? 0n) | (holds ? guardBits(holds) : 0n);
      if (has(known, bits.peek(`set:${ref}`))) return true;
      if (!has(known, bits.peek(`form:${found.form.id}`))) return false;
      return found.field.required || (found.field.requiredWhen !== undefined && has(known, bits.peek(`cond:${canonicalJson(found.field.requiredWhen)}`)));
    },
    certainLevel: (node) => has(certain.get(node) ?? 0n, bits.peek('level')),
    certainOutcome: (node, step) => has(certain.get(node) ?? 0n, bits.peek(`done:${step}`)),
    possibleForm: (node, form) => {
      const known = possible.get(node) ?? 0n;
      return has(known, bits.peek('call')) || has(known, bits.peek(`form:${form}`));
    },
    certainMark: (node, mark, port) => {
      const from = graph.nodes.get(node);
      if (!from) return false;
      const known = certain.get(node) ?? 0n;
      return has(port === undefined ? known : leave(from, port, known), bits.peek(mark));
    },
  };

  /** Asks every node again whose way in has changed, in reading order, until nothing changes. */
  function settle(known: Map<string, bigint>, onEntry: (id: string) => bigint | undefined): void {
    const stale = new Set(order);
    while (stale.size > 0)
      for (const id of order) {
        if (!stale.delete(id)) continue;
        const now = onEntry(id);
        if (now === undefined || now === known.get(id)) continue;
        known.set(id, now);
        for (const edge of graph.out(id)) stale.add(edge.to);
        const join = joinOf.get(id);
        if (join !== undefined) stale.add(join);
      }
  }

  /** On all ways in; at a join the attached branches that always start have all been gone through. */
  function certainOnEntry(id: string): bigint | undefined {
    if (graph.starts.includes(id) || opened.has(id)) return 0n;
    const all = meet(graph.into(id));
    const split = regions.byJoin.get(id);
    if (!split) return all;
    const atSplit = certain.get(split.id);
    if (atSplit === undefined || (all === undefined && split.branches.some((b) => !b.detached))) return all;
    let joined = all ?? atSplit;
    // What can be undone (a condition, a field that may be emptied) stays what holds on all ways in.
    const firm = ~kill.all;
    let gathered = atSplit & firm;
    for (const branch of split.branches) {
      if (branch.detached || branch.conditional || split.isFirst) continue;
      const through = meet(graph.into(id).filter((e) => branch.holds(e)));
      if (through !== undefined) gathered |= through & firm;
    }
    if (split.branches.every((b) => b.detached || b.conditional)) joined &= atSplit;
    return (joined & kill.all) | gathered;
  }

  /** What holds along all of these edges that are known to be come by; undefined while none is. */
  function meet(edges: readonly Edge[]): bigint | undefined {
    let all: bigint | undefined;
    for (const edge of edges) {
      const from = graph.nodes.get(edge.from);
      const known = certain.get(edge.from);
      if (from === undefined || known === undefined) continue;
      const here = leave(from, edge.port, known);
      all = all === undefined ? here : all & here;
    }
    return all;
  }

  /** What is known behind a port, given what was known on entry. */
  function leave(node: DraftNode, port: string, known: bigint): bigint {
    const { undone, learnt } = changeBehind(node, port);
    return (known & ~undone) | learnt;
  }
  function changeBehind(node: DraftNode, port: string): Change {
    const key = `${node.id} ${port}`;
    const change = changes.get(key) ?? changeOf(node, port);
    changes.set(key, change);
    return change;
  }
  function changeOf(node: DraftNode, port: string): Change {
    const form = formFilled(node, port);
    let learnt = guardsOf(node, port);
    if (form !== undefined) learnt |= bits.of(`form:${form}`) | (weaponsForms.has(form) ? bits.of('weaponsAccess') : 0n);
    const computed = computedForm(node)?.id;
    if (computed !== undefined && (port === 'next' || port === 'settled')) learnt |= bits.of(`form:${computed}`);
    if (steps.has(node.id) && port !== 'cancelled' && node.kind !== 'start' && node.kind !== 'split' && node.kind !== 'join' && node.kind !== 'notify' && node.kind !== 'milestone' && node.kind !== 'each' && node.kind !== 'table') learnt |= bits.of(`done:${node.id}`);
    if (node.kind === 'approval' && port === 'approved') learnt |= bits.of('approved');
    if (node.kind === 'call' && node.mode === 'wait' && port !== 'cancelled') learnt |= bits.of('weaponsAccess');
    if (effectsOf(node).some((e) => e.effect.kind === 'level' && (e.port === undefined || e.port === port))) learnt |= bits.of('level');
    const undone = [...formsTouched(node, port)].reduce((sum, id) => sum | (kill.byForm.get(id) ?? 0n), 0n);
    return { undone, learnt };
  }

  /** A branch taken says that its condition held and those drawn before it did not; a split's may also have been unknown. */
  function guardsOf(node: DraftNode, port: string): bigint {
    if (node.kind !== 'decision' && node.kind !== 'split') return 0n;
    const index = node.branches.findIndex((b) => b.id === port);
    const own = node.branches[index]?.when;
    if (node.kind === 'split') return own ? condBits(own) : 0n;
    if (port === 'unknown') return 0n;
    const before = port === 'default' ? node.branches : node.branches.slice(0, Math.max(index, 0));
    return before.reduce((sum, b) => (b.when ? sum | guardBits({ kind: 'not', of: b.when }) : sum), own ? guardBits(own) : 0n);
  }

  /** What follows from a condition being true: itself, its parts, and that what it reads has a value. */
  function guardBits(condition: Condition): bigint {
    let found = condBits(condition);
    for (const part of conjuncts(condition)) {
      if (part.kind === 'exists') found |= bits.peek(`set:${part.ref}`);
      if (part.kind === 'compare' || part.kind === 'in' || part.kind === 'count' || part.kind === 'since') for (const ref of refsOf(part)) found |= bits.peek(`set:${ref}`);
      if (part.kind === 'not' && isLeaf(part.of)) for (const ref of refsOf(part.of, { exists: false })) found |= bits.peek(`set:${ref}`);
    }
    return found;
  }
  function condBits(condition: Condition): bigint {
    if (guards.size === 0) return 0n;
    return conjuncts(condition).reduce((sum, part) => sum | bits.peek(`cond:${canonicalJson(part)}`), 0n);
  }

  function possibleOnEntry(id: string): bigint {
    let sum = besideAtJoin(id) | (opened.has(id) ? everything() : 0n);
    for (const edge of graph.into(id)) sum |= possibleAlong(edge);
    return sum;
  }
  function everything(): bigint {
    let sum = 0n;
    for (const edge of graph.edges) sum |= fillBit(graph.nodes.get(edge.from) as DraftNode, edge.port);
    return sum;
  }
  function possibleAlong(edge: Edge): bigint {
    const from = graph.nodes.get(edge.from);
    if (!from || !graph.reached.has(from.id)) return 0n;
    return (possible.get(edge.from) ?? 0n) | fillBit(from, edge.port) | (from.kind === 'split' ? beside(from.id, edge.port) : 0n);
  }
  function fillBit(node: DraftNode, port: string): bigint {
    return [...formsTouched(node, port)].reduce((sum, form) => sum | bits.of(`form:${form}`), 0n) | (calledBy(node) ? bits.of('call') : 0n);
  }
  /** Forms that other branches of the split may fill in meanwhile. */
  function beside(split: string, port: string | undefined): bigint {
    return remember(besideMemo, `${split} ${port ?? ''}`, () => besideBranch(split, port));
  }
  function besideBranch(split: string, port: string | undefined): bigint {
    let sum = 0n;
    for (const branch of regions.bySplit.get(split)?.branches ?? [])
      if (branch.id !== port) for (const id of branch.region) for (const e of graph.out(id)) sum |= fillBit(graph.nodes.get(id) as DraftNode, e.port);
    return sum;
  }
  function besideAtJoin(id: string): bigint {
    const split = regions.byJoin.get(id);
    return split ? beside(split.id, undefined) | (possible.get(split.id) ?? 0n) : 0n;
  }
}

/** The form a person has handed in when the node is left by this port. */
export function formFilled(node: DraftNode, port: string): string | undefined {
  if (node.kind === 'start') return port === 'next' ? node.form : undefined;
  if (node.kind === 'handoff') return port === 'accepted' && handoffKindsOf(node).every((kind) => kind === 'consult') ? formOn(node) : undefined;
  return node.kind === 'task' && port !== 'overdue' && port !== 'cancelled' ? node.form : undefined;
}

/** Forms that may be recorded when the node is left by this port, those included of which nobody can be sure (an each may have no item). */
function* formsTouched(node: DraftNode, port: string): Generator<string> {
  const form = node.kind === 'each' || node.kind === 'handoff' ? formOn(node) : formFilled(node, port);
  if (form !== undefined) yield form;
  const computed = computedForm(node)?.id;
  if (computed !== undefined) yield computed;
}

/** Why a condition can be unknown when a node asks it: the first ref, level or step that need not have a value. */
export function unknownBecause(condition: Condition, node: string, knowledge: Knowledge): { readonly kind: 'field' | 'level' | 'outcome'; readonly name: string } | undefined {
  for (const ref of refsOf(condition, { exists: false })) if (!knowledge.certainField(node, ref)) return { kind: 'field', name: ref };
  for (const operand of operandsOf(condition)) {
    if (operand.kind === 'case' && operand.name === 'level' && !knowledge.certainLevel(node)) return { kind: 'level', name: 'level' };
    if (operand.kind === 'outcome' && !knowledge.certainOutcome(node, operand.step)) return { kind: 'outcome', name: operand.step };
  }
  return undefined;
}

// helpers

/** Names to bits of one number, given out as they are first asked for. */
class Bits {
  private readonly known = new Map<string, bigint>();
  of(name: string): bigint {
    const bit = this.known.get(name) ?? 1n << BigInt(this.known.size);
    this.known.set(name, bit);
    return bit;
  }
  peek(name: string): bigint {
    return this.known.get(name) ?? 0n;
  }
}
function remember(memo: Map<string, bigint>, key: string, make: () => bigint): bigint {
  const found = memo.get(key) ?? make();
  memo.set(key, found);
  return found;
}
const has = (known: bigint, bit: bigint): boolean => bit !== 0n && (known & bit) === bit;

const isLeaf = (c: Condition): boolean => c.kind === 'compare' || c.kind === 'in' || c.kind === 'count' || c.kind === 'since';

/** A condition and, through `all`, the parts that hold with it. */
function conjuncts(condition: Condition): readonly Condition[] {
  const parts: Condition[] = [condition];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Condition;
    if (part.kind === 'all') parts.push(...part.of);
    if (part.kind === 'not' && part.of.kind === 'any') parts.push(...part.of.of.map((of): Condition => ({ kind: 'not', of })));
  }
  return parts;
}

function guardConditions(draft: Draft): ReadonlyMap<string, Condition> {
  const guards = new Map<string, Condition>();
  for (const form of draft.forms) for (const field of form.fields) if (field.requiredWhen) guards.set(canonicalJson(field.requiredWhen), field.requiredWhen);
  return guards;
}

/** What a new submission of a form can undo: conditions that read it, and optional fields of it. */
function killMasks(draft: Draft, bits: Bits, guards: ReadonlyMap<string, Condition>, refs: readonly string[]): { byForm: ReadonlyMap<string, bigint>; all: bigint } {
  const byForm = new Map<string, bigint>();
  const add = (form: string, bit: bigint): void => void byForm.set(form, (byForm.get(form) ?? 0n) | bit);
  const volatile: bigint[] = [];
  for (const [text, condition] of guards) {
    const bit = bits.of(`cond:${text}`);
    volatile.push(bit);
    for (const ref of refsOf(condition)) add(ref.split('.')[0] as string, bit);
    // A condition on what is not a field (a fact, the level, an outcome) can change with any step.
    if (partsOf(condition).some((p) => p.kind === 'fact') || operandsOf(condition).some((o) => o.kind === 'case' || o.kind === 'outcome')) for (const form of draft.forms) add(form.id, bit);
  }
  for (const ref of refs) {
    const bit = bits.of(`set:${ref}`);
    volatile.push(bit);
    add(ref.split('.')[0] as string, bit);
  }
  return { byForm, all: volatile.reduce((a, b) => a | b, 0n) };
}

function refsAskedFor(draft: Draft): readonly string[] {
  const refs = new Set(conditionsOf(draft).flatMap((c) => refsOf(c.condition)));
  for (const node of draft.nodes) {
    for (const { rule } of limitRulesOf(node)) if (rule.from?.kind === 'field') refs.add(rule.from.ref);
    if (node.kind === 'wait' && node.until !== undefined) refs.add(node.until);
    for (const { ref } of fieldsReadBy(node)) refs.add(ref);
  }
  return [...refs];
}
const stepsAskedFor = (draft: Draft): ReadonlySet<string> =>
  new Set(conditionsOf(draft).flatMap((c) => operandsOf(c.condition).flatMap((o) => (o.kind === 'outcome' ? [o.step] : []))));

interface BranchRegion { readonly id: string; readonly detached: boolean; readonly conditional: boolean; readonly region: ReadonlySet<string>; readonly holds: (edge: Edge) => boolean }
interface SplitRegion { readonly id: string; /** Its join does not wait for all. */ readonly isFirst: boolean; readonly branches: readonly BranchRegion[] }

/** The nodes of each branch: up to the join where it is waited for, as far as it leads where it is not. */
function splitRegions(draft: Draft, graph: Graph): { bySplit: ReadonlyMap<string, SplitRegion>; byJoin: ReadonlyMap<string, SplitRegion> } {
  const bySplit = new Map<string, SplitRegion>();
  const byJoin = new Map<string, SplitRegion>();
  for (const node of draft.nodes) {
    if (node.kind !== 'split' || bySplit.has(node.id)) continue;
    const join = node.join;
    const branches = node.branches.map((b): BranchRegion => {
      const targets = graph.out(node.id).filter((e) => e.port === b.id && (b.detached || e.to !== join)).map((e) => e.to);
      const region = reachable(graph, targets, (e) => (!b.detached && e.to === join) || isDetached(graph, e));
      return { id: b.id, detached: b.detached, conditional: b.when !== undefined, region, holds: (e) => region.has(e.from) || (e.from === node.id && e.port === b.id) };
    });
    const at = join === undefined ? undefined : graph.nodes.get(join);
    const found = { id: node.id, isFirst: at?.kind === 'join' && at.first !== undefined, branches };
    bySplit.set(node.id, found);
    if (join !== undefined && graph.nodes.get(join)?.kind === 'join' && !byJoin.has(join)) byJoin.set(join, found);
  }
  return { bySplit, byJoin };
}

function isDetached(graph: Graph, edge: Edge): boolean {
  const from = graph.nodes.get(edge.from);
  return from?.kind === 'split' && from.branches.some((b) => b.id === edge.port && b.detached);
}

function reversePostorder(graph: Graph): readonly string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  for (const start of [...graph.starts, ...graph.nodes.keys()]) {
    if (seen.has(start)) continue;
    seen.add(start);
    const local: string[] = [];
    const calls = [{ id: start, i: 0 }];
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const edge = graph.out(call.id)[call.i++];
      if (!edge) {
        local.push(call.id);
        calls.pop();
      } else if (!seen.has(edge.to)) {
        seen.add(edge.to);
        calls.push({ id: edge.to, i: 0 });
      }
    }
    order.push(...local.reverse());
  }
  return order;
}
