// `npm run break -- --runs 1000000 [--seed n]`: the engine against the reference for as long as one likes. Prints the seed; what
// is found is shrunk and written to test/reference/kept/, where it stays a test under the name one gives it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { damaged, difference, structured, told } from './compare.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string' } } });
const runs = Number(values.runs);
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(first)) {
  say('--runs and --seed are whole numbers');
  process.exit(2);
}
say(`seed ${first}`);
// In slices with a seed each, so that a failure is had again in minutes.
const slice = 2000;
for (let done = 0; done < runs; done += slice) {
  const seed = first + done / slice;
  const numRuns = Math.min(slice, runs - done);
  const result = fc.check(fc.property((done / slice) % 2 === 0 ? structured : damaged, (played) => difference(played) === undefined), { numRuns, seed });
  if (!result.failed) {
    say(`${done + numRuns} runs agree`);
    continue;
  }
  const [played] = result.counterexample ?? [];
  const file = join(import.meta.dirname, 'kept', `found-${seed}.json`);
  if (played) writeFileSync(file, `${JSON.stringify(played)}\n`);
  const found = played && difference(played);
  say(`they differ, after ${result.numRuns} runs of seed ${seed} (--runs ${slice} --seed ${seed}); kept as ${file}: give it a name that says what users can rely on`);
  say(found ? told(found) : String(result.errorInstance));
  process.exit(1);
}
