// Claim: a draft is tried on ten thousand cases while one waits for it. The cases are played on a shipped protocol at random, each
// until it is over or has had its moves; the draft has a tighter limit, so that some of them would have been late. Core alone, on one core; reading the journals from the database comes on top.
import { describe, expect, it } from 'vitest';
import type { Transition } from '../protocol/entry.ts';
import { rehearse } from '../protocol/rehearsal/rehearse.ts';
import { summaryOf } from '../protocol/what-if/summary.ts';
import { whatIf } from '../protocol/what-if/what-if.ts';
import { improvise, staged, template } from '../test/arbitraries/rehearsing.ts';
import { inMs, say, timed } from './figures.ts';

const cases = 10_000;
/** So many different cases are played; each is replayed as often as it takes, as if it were another. */
const different = 60;
const moves = 30;

describe('what if', () => {
  it(`tries a draft on ${cases} cases`, async () => {
    const draft = template('report_to_closure');
    const stage = staged(draft);
    const pick = mulberry(20_261_125);
    const journals: (readonly Transition[])[] = Array.from({ length: different }, () => rehearse(stage, improvise(stage, moves, (below) => Math.floor(pick() * below))).journal);
    const acts = journals.reduce((sum, journal) => sum + journal.length, 0) / different;
    const changed = staged({ ...draft, rules: [], nodes: draft.nodes.map((node) => (node.id === 'screen' && node.kind === 'task' && node.limit?.kind === 'due' ? { ...node, limit: { ...node.limit, rules: [{ due: 'PT5M' }] } } : node)) });
    const on = { bundle: changed.bundle, plan: changed.plan };
    const { ms, value } = await timed(() => Promise.resolve(summaryOf(Array.from({ length: cases }, (_, i) => whatIf(journals[i % different] ?? [], stage.bundle.plans, on)))));
    expect(value.cases).toBe(cases);
    say(`what-if over ${cases} cases of ${acts.toFixed(0)} transitions`, { 'in all': `${(ms / 1000).toFixed(1)} s`, 'a case': inMs(ms / cases), came: `${value.changed} otherwise, ${value.late} late, ${value.unknown} unknown from some step on` });
  }, 1_200_000);
});

/** The same numbers each time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
