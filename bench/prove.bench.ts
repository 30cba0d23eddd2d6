// Claim: a protocol of 500 steps is validated, compiled and proved in less than a second, so that findings keep up with
// whoever draws. One process, no server; counted in processor time, which is the time of one core that has nothing else to do.
import { expect, it } from 'vitest';
import { compile, type CompileContext } from '../protocol/compile.ts';
import { prove } from '../protocol/prove/prove.ts';
import { validate } from '../protocol/validate.ts';
import { largeDraft } from './large-draft.ts';
import { inMs, median, percentile, rounds, say } from './figures.ts';

const unit = { unitId: 'u', zone: 'UTC', offsets: [{ from: 0, minutes: 0 }], hostAgency: 'a', agencies: [{ id: 'a', key: 'a', name: 'A' }] };
const context: CompileContext = { unit, version: 1, published: () => undefined };

it.each([50, 500, 2000])('%i steps: validated, compiled, proved', (steps) => {
  const draft = largeDraft(steps);
  const proofs = prove(draft, {});
  expect(proofs.map((p) => p.verdict)).toEqual(['holds', 'holds', 'holds', 'holds', 'holds']);
  const times: Record<'prove' | 'validate, proofs included' | 'compile, both included', number[]> = { prove: [], 'validate, proofs included': [], 'compile, both included': [] };
  const measured = (name: keyof typeof times, work: () => unknown): void => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    times[name].push((user + system) / 1000);
  };
  for (let round = 0; round <= rounds(20); round++) {
    measured('prove', () => prove(draft, {}));
    measured('validate, proofs included', () => validate(draft, { unit }));
    measured('compile, both included', () => compile(draft, context));
  }
  say(`${draft.nodes.length} steps, ${draft.edges.length} ways, five rules`, Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, `median ${inMs(median(ms.slice(1)))}, 95 of 100 within ${inMs(percentile(ms.slice(1), 95))}, the first time ${inMs(ms[0] ?? 0)}`])));
}, 300_000);
