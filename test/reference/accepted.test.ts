// What publishing promises of a draft, tried on random ones: an accepted one ends or waits for somebody, whatever is done and
// however late, and runs as the reference says; a refused one is refused for a reason that has a name.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type Compiled } from '../../protocol/compile.ts';
import type { PublishedVersion } from '../../protocol/bundle.ts';
import type { CaseState, Step } from '../../protocol/case-state.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { Plans } from '../../protocol/plan.ts';
import * as engine from '../../protocol/settle.ts';
import { ruleIds } from '../../protocol/severity.ts';
import { anyDamage, rewired, type Damage } from '../arbitraries/damage.ts';
import { anyBundle } from '../arbitraries/protocols.ts';
import { draftsOf } from '../arbitraries/publishable.ts';
import { caseOf, difference, told, type Engine } from './compare.ts';

const damaged = (draft: Draft, damages: readonly Damage[]): Draft => damages.reduce((d, damage) => ({ ...d, edges: [...rewired(d.edges, d.nodes.map((n) => n.id), damage)] }), draft);

/** The protocol published with those it calls; damaged only itself. */
const published = fc.tuple(anyBundle, fc.oneof(fc.constant([]), fc.array(anyDamage, { minLength: 1, maxLength: 3 }))).map(([bundle, damages]): Compiled => {
  const { sub, danger, main } = draftsOf(bundle);
  const unit = bundle.plans['p']?.unit;
  if (!unit) throw new Error('a bundle is made for a unit');
  const versions = new Map<string, PublishedVersion>();
  const known = (key: string): PublishedVersion | undefined => versions.get(key);
  for (const draft of [sub, danger]) {
    const done = compile(draft, { unit, version: 1, published: known });
    if (done.ok) versions.set(draft.key, { hash: done.hash, plan: done.plan, bundlePlans: done.bundle.plans, number: 1 });
  }
  const response = versions.get('danger');
  return compile(damaged(main, damages), { unit, version: 1, published: known, ...(response ? { danger: response } : {}) });
});

/** A run that goes on has an open step, and each of these is somebody's, waits for an event or an instant, or for a run that goes on. */
function nobodyIsAsked(state: CaseState, plans: Plans): string | undefined {
  const idle = state.runs.find((run) => run.main === 'live' && !state.steps.some((s) => s.runId === run.id));
  if (idle) return `run ${idle.id} goes on without an open step`;
  const dead = state.steps.find((step) => !waits(state, plans, step));
  return dead && `step ${dead.id} (${dead.kind}) waits for nobody`;
}
function waits(state: CaseState, plans: Plans, step: Step): boolean {
  if (step.kind === 'call') return state.runs.some((run) => run.id === step.childRun && run.main === 'live');
  if (step.kind !== 'wait') return true;
  const node = plans[state.runs.find((run) => run.id === step.runId)?.plan ?? '']?.nodes[step.node];
  return step.clock !== undefined || (node?.kind === 'wait' && node.events.length > 0);
}

const settle: Engine['settle'] = (plans, state, act, now) => {
  const done = engine.settle(plans, state, act, now);
  if (done.ok) expect(nobodyIsAsked(done.state, done.plans)).toBeUndefined();
  return done;
};

describe('publishing', () => {
  it('accepts only what ends or waits for somebody, and runs as it should', () => {
    let played = 0;
    fc.assert(fc.property(published.filter((p) => p.ok).chain((p) => caseOf(fc.constant(p.ok ? p.bundle : { root: '', plans: {} }))), (drawn) => {
      played += 1;
      const found = difference(drawn, { engine: { ...engine, settle } });
      if (found) throw new Error(told(found));
    }), { numRuns: 300 });
    expect(played).toBeGreaterThanOrEqual(300);
  }, 300_000);

  it('refuses for reasons that have a name and say what to do', () => {
    const refusals = new Set<string>();
    fc.assert(fc.property(published, (done) => {
      if (done.ok) return;
      const errors = done.findings.filter((f) => f.severity === 'error');
      expect(errors.length).toBeGreaterThan(0);
      for (const { rule, message } of errors) {
        expect(ruleIds).toContain(rule);
        expect(message).toMatch(/\w+;? .*\w/);
        refusals.add(rule);
      }
    }), { numRuns: 300 });
    expect(refusals.size).toBeGreaterThan(4);
  }, 300_000);
});
