// Every way a run can go as it is drawn: over loops, through calls, on branches that run beside each other. A question gives
// each way a number (a higher one is the worse case and stands for all lower ones), says where a way need not be followed
// further, and where it is a counter-example. A branch is walked on its own and answers for itself at its join; so does a
// called protocol at its return. Ways that no drawing shows, such as a supervisor's cancelling or skipping, are not walked.
import type { PlanNode, PlanNodeOf } from '../plan.ts';
import { portsOpen, type Assume } from './assume.ts';
import { own, type Outline, type World } from './outline.ts';
import { mayBeNone, type Moment } from './place.ts';
import { onward, through, visits, type Trail } from './trail.ts';

/** The run a moment is part of, and the number with which it began. */
export interface RunOf {
  readonly outline: Outline;
  readonly began: number;
}
export type Said = number | 'met' | 'broken';

export interface Question {
  /** A node is entered (no port) or left by a port; the number changes, or the way ends here. */
  readonly at: (moment: Moment, run: RunOf, level: number) => Said;
  /** Branches come together: what is known behind them, or why not. `undefined`: no way leads on. */
  readonly beside: (branches: Branches, level: number) => Beside;
  /** A way can go round a loop and grow each time. */
  readonly grows: boolean;
}
export interface Result {
  /** The worst way to the join this branch belongs to. */
  readonly arrives?: Way;
  /** The worst way to each outcome of the run. */
  readonly ends: ReadonlyMap<string, Way>;
  readonly worst: number;
  readonly broken?: Trail;
}
export interface Way {
  readonly level: number;
  readonly trail: Trail | undefined;
}
export interface Branch {
  readonly conditional: boolean;
  readonly detached: boolean;
  readonly from: (level: number) => Result;
}
export interface Branches {
  readonly all: readonly Branch[];
  /** Its join goes on with the first so many. */
  readonly first?: number;
  readonly joins: boolean;
}
export interface Beside {
  readonly broken?: Trail;
  /** One of them brings every way where it need not be followed further. */
  readonly met?: boolean;
  readonly onward?: { readonly level: number; readonly inside: readonly (Trail | undefined)[] };
}

const nowhere: Result = { ends: new Map(), worst: Number.NEGATIVE_INFINITY };
/** How often one way comes by a step, or into a protocol, growing each time, before it is taken to grow for ever. */
const roundsAtMost = 3;

export interface Walked extends Result {
  /** Protocols called of which nothing is known. */
  readonly unseen: ReadonlySet<string>;
}

export function walk(world: World, question: Question, { assume, level }: { readonly assume: Assume; readonly level: number }): Walked {
  const known = new Map<string, Result>();
  const done = new Set<string>();
  const underWay = new Map<string, number>();
  const unseen = new Set<string>();
  let isWhole = true;
  let result = nowhere;
  // A protocol that calls itself is walked with what is known of it so far, until that is all there is to know.
  for (let before = ''; ; ) {
    isWhole = true;
    done.clear();
    result = run(world.root, level);
    const now = JSON.stringify([...known].map(([key, r]) => [key, r.arrives?.level, [...r.ends].map(([outcome, way]) => [outcome, way.level]), r.worst, r.broken !== undefined]));
    if (isWhole || now === before) return { ...result, unseen };
    before = now;
  }

  function run(outline: Outline, began: number): Result {
    const inside = underWay.get(outline.key) ?? 0;
    const start = question.grows && inside >= roundsAtMost ? Number.POSITIVE_INFINITY : began;
    underWay.set(outline.key, inside + 1);
    const found = remembered(`${outline.key} ${outline.version} ${start}`, () => meanwhile(outline, start, region({ outline, began: start }, { node: outline.start, level: start }, undefined)));
    underWay.set(outline.key, inside);
    return found;
  }

  /** What handlers do may begin wherever the run stands; nothing waits for it. */
  function meanwhile(outline: Outline, began: number, inside: Result): Result {
    let { broken, worst } = inside;
    for (const handler of outline.on ?? []) {
      const called = handler.protocol === undefined ? undefined : world.called(outline, handler.id);
      if (handler.protocol !== undefined && !called) unseen.add(handler.protocol);
      const opened = (start: number): Result => (handler.next === undefined ? nowhere : remembered(`${outline.key} ${outline.version} ${began} ${handler.id} ${start}`, () => region({ outline, began }, { node: handler.next as string, level: start }, undefined)));
      const branches = [opened, ...(called ? [(start: number) => run(called, start)] : [])].map((from): Branch => ({ conditional: true, detached: true, from }));
      for (const level of new Set([began, inside.worst])) {
        const found = question.beside({ all: branches, joins: false }, level).broken;
        if (found) broken ??= through(onward(undefined, outline, handler.id), [found]);
      }
      worst = Math.max(worst, ...branches.map((b) => b.from(inside.worst).worst));
    }
    return { ...inside, worst, ...(broken ? { broken } : {}) };
  }

  function remembered(key: string, make: () => Result): Result {
    if (done.has(key)) return known.get(key) ?? nowhere;
    if (underWay.has(key)) {
      isWhole = false;
      return known.get(key) ?? nowhere;
    }
    underWay.set(key, 1);
    const made = make();
    underWay.delete(key);
    // A counter-example found with less known is the shorter one, and stays one.
    const shorter = known.get(key)?.broken;
    const found = shorter ? { ...made, broken: shorter } : made;
    known.set(key, found);
    done.add(key);
    return found;
  }

  /** All ways from one step to the join it belongs to (`stop`), to the ends of the run, and to where they need not be followed. */
  function region(of: RunOf, from: { readonly node: string; readonly level: number }, stop: string | undefined): Result {
    const { outline } = of;
    const seen = new Map<string, number>();
    const waiting = new Map<string, Way>();
    const ends = new Map<string, Way>();
    const cancelled = new Set((outline.on ?? []).flatMap((h) => h.cancels));
    let arrives: Way | undefined;
    let broken: Trail | undefined;
    let worst = Number.NEGATIVE_INFINITY;
    lead(undefined, from.node, from.level);
    while (waiting.size > 0)
      for (const id of world.order(outline)) {
        const way = waiting.get(id);
        if (!way) continue;
        waiting.delete(id);
        enter(outline.nodes[id] as PlanNode, way);
      }
    return { ends, worst, ...(arrives ? { arrives } : {}), ...(broken ? { broken } : {}) };

    function lead(trail: Trail | undefined, to: string, level: number): void {
      if (to === stop) {
        if (!arrives || level > arrives.level) arrives = { level, trail };
        return;
      }
      if (own(outline.nodes, to) === undefined) return;
      const before = Math.max(seen.get(to) ?? Number.NEGATIVE_INFINITY, waiting.get(to)?.level ?? Number.NEGATIVE_INFINITY);
      if (level <= before) return;
      const isEndless = question.grows && seen.has(to) && visits(trail, to) >= roundsAtMost;
      waiting.set(to, { level: isEndless ? Number.POSITIVE_INFINITY : level, trail });
    }

    function enter(node: PlanNode, { level, trail: before }: Way): void {
      seen.set(node.id, level);
      const trail = onward(before, outline, node.id);
      const said = question.at({ outline, node }, of, level);
      if (said === 'broken') broken ??= trail;
      if (said === 'met' || said === 'broken') return;
      worst = Math.max(worst, said);
      // A handler may cancel it; without an edge for that its branch is taken out of the join.
      if (stop !== undefined && cancelled.has(node.id) && own(node.next, 'cancelled') === undefined) lead(trail, stop, said);
      switch (node.kind) {
        case 'end': return end(node.outcome ?? 'default', { level: said, trail });
        case 'split': return split(node, said, trail);
        case 'call': return node.mode === 'spawn' ? spawn(node, said, trail) : call(node, said, trail);
        default:
          if (node.kind === 'each' && node.protocol !== undefined) return forEach(node, said, trail);
          for (const port of portsOpen(node, assume)) leave({ node, port, level: said, trail });
      }
    }

    function leave({ node, port, level, trail, edge = port }: { readonly node: PlanNode; readonly port: string; readonly level: number; readonly trail: Trail; readonly edge?: string }): void {
      const to = own(node.next, edge);
      if (to === undefined) return;
      const said = question.at({ outline, node, port }, of, level);
      if (said === 'broken') broken ??= trail;
      if (said === 'met' || said === 'broken') return;
      worst = Math.max(worst, said);
      lead(trail, to, said);
    }

    function end(outcome: string, way: Way): void {
      const found = ends.get(outcome);
      if (!found || way.level > found.level) ends.set(outcome, way);
    }

    function split(node: PlanNodeOf<'split'>, level: number, trail: Trail): void {
      const join = node.join === undefined ? undefined : own(outline.nodes, node.join);
      const all = node.branches.filter((b) => assume(b.when) !== 'false' && own(node.next, b.id) !== undefined).map((branch): Branch => ({
        conditional: assume(branch.when) !== 'true',
        detached: branch.detached,
        from: (start) => branchFrom(node, branch, start),
      }));
      const found = question.beside({ all, joins: join !== undefined, ...(join?.kind === 'join' && join.first !== undefined ? { first: join.first } : {}) }, level);
      if (found.broken) broken ??= through(trail, [found.broken]);
      for (const branch of all) {
        const inside = branch.from(level);
        worst = Math.max(worst, inside.worst);
        // An end that stops the others ends the run from inside a branch.
        if (!branch.detached) for (const [outcome, way] of inside.ends) end(outcome, { level: way.level, trail: through(trail, [way.trail]) });
      }
      if (found.onward && join) lead(through(trail, found.onward.inside), join.id, found.onward.level);
    }

    function branchFrom(node: PlanNodeOf<'split'>, branch: { readonly id: string; readonly detached: boolean }, start: number): Result {
      return remembered(`${outline.key} ${outline.version} ${of.began} ${node.id} ${branch.id} ${start}`, () => {
        const said = question.at({ outline, node, port: branch.id }, of, start);
        if (said === 'broken') return { ...nowhere, broken: onward(undefined, outline, node.id) };
        if (said === 'met') return nowhere;
        return region(of, { node: node.next[branch.id] as string, level: said }, branch.detached ? undefined : node.join);
      });
    }

    function spawn(node: PlanNodeOf<'call'>, level: number, trail: Trail): void {
      const called = world.called(outline, node.id);
      if (!called) unseen.add(node.protocol);
      const found = called ? question.beside({ all: [{ conditional: false, detached: true, from: (start) => run(called, start) }], joins: false }, level) : {};
      if (found.broken) broken ??= through(trail, [found.broken]);
      if (!found.met) leave({ node, port: 'next', level, trail });
    }

    /** A protocol for each item; perhaps there is none. */
    function forEach(node: PlanNodeOf<'each'>, level: number, trail: Trail): void {
      const called = world.called(outline, node.id);
      if (!called) {
        unseen.add(node.protocol ?? '');
        return leave({ node, port: 'next', level, trail });
      }
      let way: Way | undefined = { level, trail: undefined };
      for (let item = 0; way && item < (node.order === 'inTurn' ? timesOf(node) : Math.min(1, timesOf(node))); item++) {
        const inside: Result = run(called, way.level);
        worst = Math.max(worst, inside.worst);
        if (inside.broken) broken ??= through(trail, [inside.broken]);
        const next: Way | undefined = [...inside.ends.values()].reduce<Way | undefined>((a, b) => (!a || b.level > a.level ? b : a), undefined);
        if (next && next.level === way.level) { way = next; break; }
        way = next;
      }
      if (way) leave({ node, port: 'next', level: way.level, trail: through(trail, [way.trail]) });
      if (mayBeNone(node)) leave({ node, port: 'next', level, trail });
    }

    function call(node: PlanNodeOf<'call'>, level: number, trail: Trail): void {
      const called = world.called(outline, node.id);
      if (!called) {
        unseen.add(node.protocol);
        for (const port of Object.keys(node.next)) leave({ node, port, level, trail });
        return;
      }
      const inside = run(called, level);
      worst = Math.max(worst, inside.worst);
      if (inside.broken) broken ??= through(trail, [inside.broken]);
      for (const [outcome, way] of inside.ends) leave({ node, port: outcome, level: way.level, trail: through(trail, [way.trail]), edge: own(node.next, outcome) === undefined ? 'default' : outcome });
      // The called run may be cancelled wherever it stands.
      leave({ node, port: 'cancelled', level: Math.max(level, inside.worst), trail });
    }
  }
}

/** How many items there are at most. */
export const timesOf = (node: PlanNodeOf<'each'>): number => (node.over.kind === 'times' ? node.over.times : 100);
