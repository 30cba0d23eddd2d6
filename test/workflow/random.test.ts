// Random protocols on real workflows, many at once: the journal is that of the engine alone, to the millisecond, and refused is
// what it refuses; for every other case also when it goes on as a new run after every transition.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t0 } from '../arbitraries/protocols.ts';
import { inputOf, intakeOf, type Case } from '../reference/compare.ts';
import { startHost, type Host, type TestCase } from './case-host.ts';
import { comparable, PlainCase } from './journey.ts';
import { anyPlayed, actsACase, instantOf, movedBundle, movedBy, movedForm, movedInput, windowsIn } from './random.ts';

const together = 50;
const day = 86_400_000;

let host: Host;
beforeAll(async () => {
  host = await startHost({ worker: { maxCachedWorkflows: together } });
}, 60_000);
afterAll(() => host.stop(), 60_000);

interface Playing {
  readonly drawn: Case;
  readonly plain: PlainCase;
  readonly testCase: TestCase;
  readonly firstRun: string;
  /** Since the base: the window of each act. */
  readonly windows: readonly number[];
}

async function open(drawn: Case, n: number, base: number, by: number): Promise<Playing | undefined> {
  const bundle = movedBundle(drawn.bundle, by);
  const intake = intakeOf(drawn);
  const plain = new PlainCase();
  const testCase = await host.openCase(bundle, { at: base, ...(intake ? { form: movedForm(intake, by) } : {}), ...(n % 2 ? { argument: { maxHistory: 1, hardHistory: 100_000 } } : {}) });
  const refusal = plain.act(testCase.opening, base);
  expect('code' in testCase.opened ? testCase.opened.code : undefined).toBe(refusal?.code);
  if (refusal) return undefined;
  let window = 0;
  return { drawn, plain, testCase, firstRun: await testCase.runs(), windows: drawn.ops.map((op) => (window += windowsIn(op.gap))) };
}

/** What this case is asked in a window, one act after the other. */
async function playWindow({ drawn, plain, testCase, windows }: Playing, window: number, base: number, by: number): Promise<void> {
  for (const [n, op] of drawn.ops.entries()) {
    if (windows[n] !== window) continue;
    const at = base + instantOf(window, n);
    plain.passTime(at);
    const input = movedInput(inputOf(plain.state, plain.plans, movedBundle(drawn.bundle, by), op, `i${n}`), by);
    const refusal = plain.act(input, at);
    const outcome = await testCase.send(input, at);
    expect('code' in outcome ? outcome.code : undefined).toBe(refusal?.code);
  }
}

async function play(drawn: readonly Case[]): Promise<void> {
  const by = movedBy(await host.now());
  const base = t0 + by;
  const passTo = async (at: number): Promise<void> => host.env.sleep(Math.max(0, at - (await host.now())));
  await passTo(base);
  const opened = await Promise.all(drawn.map((one, n) => open(one, n, base, by)));
  const playing = opened.filter((p) => p !== undefined);
  for (const window of [...new Set(playing.flatMap((p) => p.windows))].sort((a, b) => a - b)) {
    await passTo(base + instantOf(window, actsACase));
    await Promise.all(playing.map((p) => playWindow(p, window, base, by)));
  }
  await host.env.sleep(3 * day);
  const until = await host.now();
  let [transitions, carriedOver] = [0, 0];
  await Promise.all(playing.map(async ({ plain, testCase, firstRun }) => {
    plain.passTime(until);
    expect(comparable(await testCase.journal())).toEqual(comparable(plain.transitions));
    transitions += plain.transitions.length;
    if ((await testCase.runs()) !== firstRun) carriedOver += 1;
    await testCase.handle.terminate('its journal is the engine\'s');
  }));
  // Something has happened to them.
  expect(transitions).toBeGreaterThan(3 * drawn.length);
  expect(carriedOver).toBeGreaterThan(drawn.length / 4);
}

const cases = Number(process.env['HANDRAIL_RANDOM_CASES'] ?? 300);
describe('on Temporal', () => {
  it.each(Array.from({ length: Math.ceil(cases / together) }, (_, i) => i))('random protocols write the journals that the engine alone writes, group %#', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyPlayed, { minLength: together, maxLength: together }), play), { numRuns: 1, endOnFailure: true });
  }, 300_000);
});
