// The prover against a slow and obvious one, which plays every run of a small random protocol token by token. They share no
// code: what a path is, what a join waits for and what an end stops is written down here a second time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyRule, Draft, DraftNode } from '../draft.ts';
import { is, node, outcome, sample } from '../rules/sample.ts';
import { worldOf } from './outline.ts';
import { nothing } from './assume.ts';
import { passes } from './passes.ts';
import { within } from './within.ts';

// --- Random protocols --------------------------------------------------------------------------------------------------

type Block = { readonly kind: 'task' } | { readonly kind: 'choice'; readonly ways: readonly Block[][] } | { readonly kind: 'split'; readonly first: number | null; readonly ways: readonly { readonly blocks: Block[]; readonly conditional: boolean; readonly detached: boolean; readonly stops: boolean }[] } | { readonly kind: 'loop'; readonly blocks: Block[] };

const blocks = (withLoops: boolean): fc.Arbitrary<Block[]> =>
  fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3, depthIdentifier: 'block' }),
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'block' },
      { weight: 4, arbitrary: fc.constant<Block>({ kind: 'task' }) },
      { weight: 1, arbitrary: fc.array(tie('blocks'), { minLength: 1, maxLength: 2 }).map((ways): Block => ({ kind: 'choice', ways: [...ways, []] })) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), first: fc.option(fc.constantFrom(1, 2)), ways: fc.array(fc.record({ blocks: tie('blocks'), conditional: fc.boolean(), detached: fc.integer({ min: 0, max: 4 }).map((n) => n === 0), stops: fc.integer({ min: 0, max: 6 }).map((n) => n === 0) }), { minLength: 2, maxLength: 3 }) }) },
      ...(withLoops ? [{ weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), blocks: tie('blocks') }) }] : []),
    ),
  })).blocks;

/** Draws the blocks: nodes, edges, and the ids of its tasks. */
function drawn(top: readonly Block[], hours: readonly number[]): { readonly draft: Draft; readonly tasks: readonly string[] } {
  const nodes: DraftNode[] = [];
  const edges: string[] = [];
  const tasks: string[] = [];
  const fresh = (kind: string): string => `${kind}${nodes.length}`;
  const add = (made: DraftNode): string => (nodes.push(made), made.id);
  /** Puts blocks behind the ports given; the ports they end in. */
  const put = (list: readonly Block[], from: readonly string[]): readonly string[] => list.reduce((ports, block) => one(block, ports), from);
  const task = (more: readonly string[] = []): string => {
    const id = fresh('t');
    tasks.push(id);
    return add(node('task', id, { outcomes: ['done', ...more].map((o) => outcome(o)), limit: { kind: 'due', rules: [{ due: `PT${hours[tasks.length % hours.length] ?? 1}H` }], escalate: [], onOverdue: 'stay' } }));
  };
  const to = (ports: readonly string[], id: string): void => void ports.forEach((port) => edges.push(`${port} -> ${id}`));
  function one(block: Block, from: readonly string[]): readonly string[] {
    switch (block.kind) {
      case 'task': { const id = task(); to(from, id); return [`${id}.done`]; }
      case 'choice': {
        const id = fresh('d');
        add(node('decision', id, { branches: block.ways.slice(1).map((_w, i) => ({ id: `w${i}`, label: '', when: is('intake.urgent', true) })) }));
        to(from, id);
        return block.ways.flatMap((way, i) => put(way, [i === 0 ? `${id}.default` : `${id}.w${i - 1}`]));
      }
      case 'loop': {
        const before = edges.length;
        const last = put(block.blocks, from);
        const id = task(['again']);
        to(last, id);
        const first = /-> (\w+)$/.exec(edges[before] ?? '')?.[1] ?? id;
        edges.push(`${id}.again -> ${first}`);
        return [`${id}.done`];
      }
      case 'split': {
        const [id, join] = [fresh('s'), `j${nodes.length}`];
        const attached = block.ways.filter((w) => !w.detached).length;
        add(node('split', id, { join, branches: block.ways.map((w, i) => ({ id: `b${i}`, detached: w.detached, ...(w.conditional ? { when: is('intake.urgent', true) } : {}) })) }));
        add(node('join', join, block.first !== null && block.first < attached ? { first: block.first } : {}));
        to(from, id);
        block.ways.forEach((w, i) => {
          const last = put(w.blocks, [`${id}.b${i}`]);
          if (w.detached) to(last, add(node('end', fresh('e'), { outcome: null })));
          else if (w.stops) { const d = add(node('decision', fresh('d'), { branches: [{ id: 'w0', label: '', when: is('intake.urgent', true) }] })); to(last, d); to([`${d}.w0`], add(node('end', fresh('e'), { stopsOthers: true }))); to([`${d}.default`], join); }
          else to(last, join);
        });
        return [`${join}.next`];
      }
    }
  }
  to(put(top, ['start.next']), 'end');
  return { draft: sample(edges.join(';'), [node('start', 'start'), ...nodes]), tasks };
}

// --- Every run, token by token -------------------------------------------------------------------------------------------

interface Token { readonly at: string; readonly pending: readonly number[]; readonly inside: readonly string[]; readonly branch: string; readonly detached: boolean }
interface Open { readonly id: string; readonly join: string; readonly base: readonly number[]; readonly waiting: readonly string[]; readonly came: readonly (readonly number[])[]; readonly parent: Token }
interface Position { readonly tokens: readonly Token[]; readonly splits: readonly Open[] }

/** Is there a run in which `b` opens after `a` was done, on a way on which `c` was not done since? */
function someRunAvoids(draft: Draft, a: string, b: string, c: string): boolean | 'too many' {
  const byId = new Map(draft.nodes.map((n) => [n.id, n]));
  const ways = (id: string) => draft.edges.filter((e) => e.from === id);
  let next = 1;
  let isFound = false;
  const seen = new Set<string>();
  const todo: Position[] = [{ tokens: [{ at: 'start', pending: [], inside: [], branch: '', detached: false }], splits: [] }];
  for (let position = todo.pop(); position && !isFound; position = todo.pop()) {
    const key = normal(position);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > 400) return 'too many';
    position.tokens.forEach((token, i) => step(position, token, position.tokens.filter((_t, j) => j !== i)));
  }
  return isFound;

  function step(position: Position, token: Token, others: readonly Token[]): void {
    const at = byId.get(token.at);
    if (at?.kind === 'end') {
      // The end of the main flow, or of what stops the others: only what is detached goes on.
      todo.push(token.detached ? { ...position, tokens: others } : { tokens: others.filter((t) => t.detached), splits: [] });
    } else if (at?.kind === 'split') {
      const free = at.branches.filter((x) => x.when !== undefined).map((x) => x.id);
      for (let chosen = 0; chosen < 2 ** free.length; chosen++) {
        const started = at.branches.filter((x) => x.when === undefined || ((chosen >> free.indexOf(x.id)) & 1) === 1);
        const attached = started.filter((x) => !x.detached);
        const id = `${token.inside.join('/')}|${at.id}|${token.pending.join()}`;
        const born = started.map((x): Token => ({ at: ways(at.id).find((e) => e.port === x.id)?.to ?? '', pending: token.pending, inside: x.detached ? [] : [...token.inside, id], branch: x.detached ? '' : x.id, detached: x.detached || token.detached }));
        const open: Open = { id, join: at.join ?? '', base: token.pending, waiting: attached.map((x) => x.id), came: [], parent: token };
        if (attached.length > 0) todo.push({ tokens: [...others, ...born.map(entered)], splits: [...position.splits, open] });
        else todo.push({ tokens: [...others, ...born.map(entered), entered({ ...token, at: ways(open.join)[0]?.to ?? '' })], splits: position.splits });
      }
    } else if (at?.kind === 'join') {
      const open = position.splits.find((s) => s.id === token.inside.at(-1));
      if (!open) return;
      const came = [...open.came, token.pending];
      const waiting = open.waiting.filter((x) => x !== token.branch);
      if (waiting.length > 0 && !(at.first !== undefined && came.length >= at.first)) {
        todo.push({ tokens: others, splits: position.splits.map((s) => (s === open ? { ...open, waiting, came } : s)) });
        return;
      }
      const pending = [...new Set(came.flat())].filter((id) => !open.base.includes(id) || came.every((p) => p.includes(id)));
      const left = others.filter((t) => !t.inside.includes(open.id));
      todo.push({ tokens: [...left, entered({ ...open.parent, at: ways(at.id)[0]?.to ?? '', pending })], splits: position.splits.filter((s) => s !== open && !s.parent.inside.includes(open.id)) });
    } else {
      const cleared = at?.id === c ? [] : token.pending;
      const pending = at?.id === a ? [...cleared, next++] : cleared;
      for (const way of ways(token.at)) todo.push({ ...position, tokens: [...others, entered({ ...token, at: way.to, pending })] });
    }
  }
  function entered(token: Token): Token {
    if (token.at === b && token.pending.length > 0) isFound = true;
    return token;
  }
}

/** Positions that differ only in how often a thing is pending are one. */
function normal({ tokens, splits }: Position): string {
  const places = (id: number): string => JSON.stringify([tokens.map((t) => t.pending.includes(id)), splits.map((s) => [s.base.includes(id), s.parent.pending.includes(id), s.came.map((p) => p.includes(id))])]);
  const ids = [...new Set([...tokens.flatMap((t) => t.pending), ...splits.flatMap((s) => [...s.base, ...s.parent.pending, ...s.came.flat()])])];
  const name = new Map(ids.map((id) => [id, places(id)]));
  const renamed = (list: readonly number[]): readonly string[] => [...new Set(list.map((id) => name.get(id) ?? ''))].sort();
  return JSON.stringify([tokens.map((t) => [t.at, t.branch, t.detached, t.inside.length, renamed(t.pending)]).map((t) => JSON.stringify(t)).sort(), splits.map((s) => [s.join, renamed(s.base), s.waiting, s.came.map(renamed)])]);
}

describe('every path from A to B passes C', () => {
  it('as every run of a small protocol says, played token by token', () => {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(blocks(true), fc.nat(50), fc.nat(50), fc.nat(50), (top, x, y, z) => {
        const { draft, tasks } = drawn(top, [1]);
        fc.pre(draft.nodes.length <= 20);
        const [a = 'start', b = 'end', c = 'start'] = [['start', ...tasks], [...tasks, 'end'], tasks].map((list, i) => list[[x, y, z][i] as number % list.length] as string);
        const slow = someRunAvoids(draft, a, b, c);
        fc.pre(slow !== 'too many');
        const done = (step: string) => ({ kind: 'step' as const, step, moment: 'done' as const });
        const quick = passes(worldOf(draft, {}), { from: done(a), to: { kind: 'step', step: b, moment: 'opened' }, through: done(c) }, nothing).broken !== undefined;
        verdicts[`${slow as boolean}`] += 1;
        expect(quick, JSON.stringify({ a, b, c, edges: draft.edges.map((e) => `${e.from}.${e.port} -> ${e.to}`) })).toBe(slow);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(20);
  });
});

// --- Every run, by the clock ---------------------------------------------------------------------------------------------

/** The latest instant (hours) at which `b` is first done, over all choices, when every step takes as long as it may; never: Infinity. */
function latest(draft: Draft, b: string): number {
  const byId = new Map(draft.nodes.map((n) => [n.id, n]));
  const ways = (id: string) => draft.edges.filter((e) => e.from === id);
  const free = draft.nodes.flatMap((n) => (n.kind === 'decision' ? [{ id: n.id, options: ways(n.id).map((e) => e.port) }] : n.kind === 'split' ? n.branches.filter((x) => x.when).map((x) => ({ id: `${n.id} ${x.id}`, options: ['yes', 'no'] })) : []));
  const worlds = free.reduce((n, f) => n * f.options.length, 1);
  if (worlds > 3_000) return Number.NaN;
  let worst = 0;
  for (let w = 0; w < worlds; w++) {
    let rest = w;
    const choice = new Map(free.map((f) => { const option = f.options[rest % f.options.length]; rest = Math.floor(rest / f.options.length); return [f.id, option]; }));
    worst = Math.max(worst, play(choice));
  }
  return worst;

  function play(choice: ReadonlyMap<string, string | undefined>): number {
    const done: number[] = [];
    /** When the way from here arrives at its join, or Infinity. */
    const go = (id: string, at: number, stop: string): number => {
      if (id === stop) return at;
      const n = byId.get(id);
      if (n?.kind === 'end') return Number.POSITIVE_INFINITY;
      if (n?.kind === 'task') {
        const hours = n.limit?.kind === 'due' ? Number(/\d+/.exec(String(n.limit.rules[0]?.due))?.[0]) : 0;
        if (id === b) done.push(at + hours);
        return go(ways(id)[0]?.to ?? '', at + hours, stop);
      }
      if (n?.kind === 'decision') return go(ways(id).find((e) => e.port === choice.get(id))?.to ?? '', at, stop);
      if (n?.kind === 'split') {
        const started = n.branches.filter((x) => !x.when || choice.get(`${id} ${x.id}`) === 'yes');
        const join = byId.get(n.join ?? '');
        const came = started.map((x) => ({ x, at: go(ways(id).find((e) => e.port === x.id)?.to ?? '', at, x.detached ? '' : (n.join ?? '')) })).filter(({ x }) => !x.detached).map((c) => c.at).sort((p, q) => p - q);
        const first = join?.kind === 'join' ? (join.first ?? came.length) : came.length;
        const met = came.length === 0 ? at : (came[Math.min(first, came.length) - 1] ?? at);
        return Number.isFinite(met) ? go(ways(n.join ?? '')[0]?.to ?? '', met, stop) : met;
      }
      return go(ways(id)[0]?.to ?? '', at, stop);
    };
    go('start', 0, '');
    return Math.min(...done, Number.POSITIVE_INFINITY);
  }
}

const noneStops = (list: readonly Block[]): boolean => list.every((b) => (b.kind === 'split' ? b.ways.every((w) => !w.stops && noneStops(w.blocks)) && b.first === null : b.kind === 'choice' ? b.ways.every(noneStops) : true));

describe('from A, B is reached within D', () => {
  it('as the slowest run of a small protocol says, played by the clock', () => {
    let [finite, never] = [0, 0];
    fc.assert(
      fc.property(blocks(false).filter(noneStops), fc.nat(50), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 7 }), (top, x, hours) => {
        const { draft, tasks } = drawn(top, hours);
        const b = tasks[x % tasks.length] as string;
        const slow = latest(draft, b);
        fc.pre(!Number.isNaN(slow));
        const asked = (h: number): ReturnType<typeof within> => within(worldOf(draft, {}), { id: 'r', title: '', kind: 'within', from: { kind: 'start' }, to: { kind: 'step', step: b, moment: 'done' }, within: `PT${h}H` } satisfies AgencyRule, nothing);
        const told = JSON.stringify({ b, slow, edges: draft.edges.map((e) => `${e.from}.${e.port} -> ${e.to}`), hours });
        if (Number.isFinite(slow)) {
          finite += 1;
          expect(asked(slow).broken, told).toBeUndefined();
          if (slow > 1) expect(asked(slow - 1).broken, told).toBeDefined();
        } else {
          never += 1;
          expect(asked(10_000).broken?.how, told).toBe('never');
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(finite, never)).toBeGreaterThan(20);
  });
});
