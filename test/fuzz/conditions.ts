// Whatever is put into the evaluator and the reader of CEL: an answer comes back, nothing is thrown, nothing given is changed,
// and nothing that everybody shares is polluted. A failure names its seed and its number, and can be had again from them.
import { conditionText, withoutGroupsOfOne } from '../../protocol/cel/to-text.ts';
import { readCondition } from '../../protocol/cel/read.ts';
import { completions, mostOffers } from '../../protocol/cel/complete.ts';
import type { Condition, Facts } from '../../protocol/condition.ts';
import { conditionSchema, type Draft } from '../../protocol/draft.ts';
import { evaluate } from '../../protocol/evaluate.ts';
import { conditionsOf } from '../../protocol/rules/places.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import { anyTree, anyValue } from './nasty.ts';
import { randomFrom, type Random } from './random.ts';

export interface Fuzzed {
  readonly runs: number;
  /** How often each answer came, so that a run that always says the same is seen. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failure?: string;
}
type Once = (random: Random) => string;

/** Each run has a seed of its own: `runs: 1` with the seed of a failure runs that one again. */
function fuzz(once: Once, { runs, seed }: { readonly runs: number; readonly seed: number }): Fuzzed {
  const answers: Record<string, number> = Object.create(null) as Record<string, number>;
  const shared = sharedProperties();
  for (let run = 0; run < runs; run += 1) {
    try {
      const answer = once(randomFrom(seed + run));
      answers[answer] = (answers[answer] ?? 0) + 1;
    } catch (error) {
      return { runs: run + 1, answers, failure: `seed ${seed + run}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
    }
    if (run % 1000 === 999 && sharedProperties() !== shared) return { runs: run + 1, answers, failure: `seeds ${seed + run - 999} to ${seed + run}: something everybody shares was changed` };
  }
  return sharedProperties() === shared ? { runs, answers } : { runs, answers, failure: 'something everybody shares was changed' };
}

/** What pollution would add to or change: the own names of everything inherited from, and what a bare object has. */
function sharedProperties(): string {
  const inherited = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype, Function.prototype, Map.prototype, Set.prototype, RegExp.prototype, Object, Array];
  const bare: unknown[] = [];
  for (const name in {}) bare.push(name);
  return JSON.stringify([bare, ...inherited.map((of) => Reflect.ownKeys(of).map(String))]);
}

export const fuzzEvaluator = (asked: { readonly runs: number; readonly seed: number }): Fuzzed => fuzz((random) => {
  const facts = anyFacts(random);
  const tree = anyTree(random) as Condition;
  const answer = evaluate(tree, facts);
  if (answer !== 'true' && answer !== 'false' && answer !== 'unknown') throw new Error(`answered ${String(answer)}`);
  if (evaluate(tree, facts) !== answer) throw new Error('asked twice, it answered differently');
  return answer;
}, asked);

function anyFacts(random: Random): Facts {
  const some = <T>(): T | undefined => (random.chance(3) ? undefined : (anyValue(random, 1) as T));
  const [field, caseFact, outcome, fact, rank] = [some<string[]>(), some<string>(), some<string>(), random.chance(2) ? (anyTree(random, 2) as Condition) : undefined, random.chance(2) ? random.below(4) : undefined];
  return { at: random.pick([0, 1_750_000_000_000, -1, 8.64e15, NaN]), field: () => field, caseFact: () => caseFact, outcome: () => outcome, fact: () => fact, rank: () => rank, ...(random.chance(2) ? { offsets: [{ from: 0, minutes: -300 }, { from: 1_700_000_000_000, minutes: 330 }] } : {}) };
}

const drafts: readonly Draft[] = gallery.map((template) => template.draft);
const written = drafts.flatMap((draft) => conditionsOf(draft).map(({ condition }) => ({ draft, text: conditionText(condition) })));
const bits = ['&&', '||', '!', '==', '!=', '<', '<=', '>', '>=', '(', ')', '[', ']', ',', '.', '-', '"', "'", '\\', '\n', ' ', 'in', 'has(', 'size(', 'since(', 'duration(', 'field(', 'outcome(', 'fact(', 'case.', 'choice.', 'facts.', 'case.level', 'true', 'false', 'null', '__proto__', 'constructor', '"high"', '"PT24H"', '1', '1e999', '0x1', '9'.repeat(400), 'and', '=', '?', ':', '+', '{', '`', '“', '\u0000', '\ud800', '💥', '//', '("', '((((((((', '[[[[', '!!!!!!!!', '\\u00', '\\U0011ffff'];

export const fuzzReader = (asked: { readonly runs: number; readonly seed: number }): Fuzzed => fuzz((random) => {
  const { draft, text: start } = random.pick(written);
  const text = random.chance(4) ? Array.from({ length: random.below(30) }, () => random.pick(bits)).join(random.chance(2) ? ' ' : '') : mutated(start, random);
  const reading = readCondition(text, draft);
  if (random.chance(8)) {
    const { from, offers } = completions(text, random.below(text.length + 1), draft);
    if (!(from >= 0 && from <= text.length && offers.length <= mostOffers)) throw new Error(`offers of ${JSON.stringify(text)}`);
  }
  if (reading.ok) {
    const again = readCondition(conditionText(reading.condition), draft);
    if (!conditionSchema.safeParse(reading.condition).success) throw new Error(`read from ${JSON.stringify(text)}, but no draft can keep it`);
    if (!again.ok || JSON.stringify(again.condition) !== JSON.stringify(withoutGroupsOfOne(reading.condition))) throw new Error(`read differently again: ${JSON.stringify(text)}`);
    return 'read';
  }
  for (const { from: begin, to, message } of reading.faults) if (!(begin >= 0 && to >= begin && to <= text.length && message.length > 10)) throw new Error(`fault at ${begin} to ${to} of ${JSON.stringify(text)}`);
  if (reading.faults.length === 0) throw new Error(`nothing is said to be wrong with ${JSON.stringify(text)}`);
  return 'refused';
}, asked);

function mutated(start: string, random: Random): string {
  let text = start;
  for (let times = random.below(4); times > 0; times -= 1) {
    const [at, to] = [random.below(text.length + 1), random.below(text.length + 1)];
    switch (random.below(5)) {
      case 0: text = text.slice(0, at) + text.slice(at + 1); break;
      case 1: text = text.slice(0, at) + random.pick(bits) + text.slice(at); break;
      case 2: text = text.slice(0, Math.min(at, to)) + text.slice(Math.max(at, to)); break;
      case 3: text = text.slice(0, at) + random.pick(written).text + text.slice(at); break;
      default: text = text.slice(0, at) + String.fromCharCode(random.below(65_536)) + text.slice(at + 1);
    }
  }
  return text.slice(0, 5000);
}
