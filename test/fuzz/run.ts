// `npm run fuzz -- --runs 10000000 [--seed n] [--only evaluator|reader]`: more inputs than any commit waits for. Prints the seed
// it began with; a failure names its own, which `--runs 1 --seed n` runs again.
import { parseArgs } from 'node:util';
import { fuzzEvaluator, fuzzReader } from './conditions.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' }, only: { type: 'string' } } });
const runs = Number(values.runs);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const all = { evaluator: fuzzEvaluator, reader: fuzzReader };
const chosen = Object.entries(all).filter(([name]) => values.only === undefined || values.only === name);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || chosen.length === 0) {
  say(`--runs and --seed are whole numbers, --only is ${Object.keys(all).join(' or ')}`);
  process.exit(2);
}
say(`seed ${seed}`);
for (const [name, fuzz] of chosen) {
  const total: Record<string, number> = {};
  const slice = 500_000;
  for (let done = 0; done < runs; done += slice) {
    const { answers, failure } = fuzz({ runs: Math.min(slice, runs - done), seed: seed + done });
    for (const [answer, times] of Object.entries(answers)) total[answer] = (total[answer] ?? 0) + times;
    if (failure !== undefined) {
      say(`${name}: ${failure}`);
      process.exit(1);
    }
    say(`${name}: ${Math.min(done + slice, runs)} runs, ${Object.entries(total).map(([answer, times]) => `${times} ${answer}`).join(', ')}`);
  }
}
say('nothing thrown, nothing polluted');
