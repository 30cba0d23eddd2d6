// Claim: deciding what an act leads to is cheap, so a small machine holds many cases. `advance` alone, on one core, without a
// server: of a short protocol, and of a case that carries a hundred open steps. Counted in processor time, so that whatever
// else the machine does meanwhile makes no difference to speak of.
import { expect, it } from 'vitest';
import { advance } from '../protocol/advance.ts';
import type { CaseState } from '../protocol/case-state.ts';
import type { PersonInput } from '../protocol/input.ts';
import type { Bundle, Plans } from '../protocol/plan.ts';
import { standing } from '../test/arbitraries/people.ts';
import { bundle, due, plan, sheriff } from '../test/arbitraries/plan.ts';
import { plannedSteps } from './eight-steps.ts';
import { median, percentile, rounds, say } from './figures.ts';

const hundred = plan('hundred', [
  { id: 'start', kind: 'start', next: { next: 'ask' } },
  { id: 'ask', kind: 'each', over: { kind: 'times', times: 100 }, roles: ['analyst'], outcomes: [{ id: 'done', label: 'Done' }], limit: due('PT4H'), next: { next: 'end' } },
  { id: 'end', kind: 'end', outcome: 'end' },
]);

/** Opens a case and completes its steps, one by one, to the end. How many transitions that took. */
function playThrough(opened: Bundle): number {
  let state: CaseState | null = null;
  let plans: Plans = {};
  let count = 0;
  const act = (input: PersonInput): void => {
    const done = advance(plans, state, input, 1_750_000_000_000 + count * 60_000);
    if (!done.ok) throw new Error(done.refusal.sentence);
    ({ state, plans } = done);
    count += 1;
  };
  const actor = standing('ana');
  act({ kind: 'open', id: 'open', actor, caseId: 'c', unitId: 'u', agencyId: sheriff, bundle: opened, dutySupervisor: { personId: 'sam', agencyId: sheriff } });
  const next = (): string | undefined => (state as CaseState | null)?.steps[0]?.id;
  for (let step = next(); step !== undefined; step = next()) act({ kind: 'complete', id: `i${count}`, actor, step, outcome: 'done' });
  return count;
}

it.each([['a protocol of eight steps', bundle(plannedSteps), 200, 9], ['a case with a hundred open steps', bundle(hundred), 10, 101]] as const)('acts on %s, decided', (what, opened, cases, each) => {
  const perSecond: number[] = [];
  for (let round = 0; round <= rounds(20); round++) {
    const began = process.cpuUsage();
    let transitions = 0;
    for (let i = 0; i < cases; i++) transitions += playThrough(opened);
    const { user, system } = process.cpuUsage(began);
    expect(transitions).toBe(cases * each);
    // The first round warms the compiler.
    if (round > 0) perSecond.push(transitions / ((user + system) / 1_000_000));
  }
  say(`Acts on ${what}, on one core`, { 'transitions a second': `median ${Math.round(median(perSecond))}, from ${Math.round(percentile(perSecond, 10))} to ${Math.round(percentile(perSecond, 90))} (10th and 90th percentile)` });
}, 300_000);
