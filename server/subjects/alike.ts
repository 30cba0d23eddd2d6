// Whether two records may be of one person, and why, in words. A machine only proposes: what speaks against it is said as well, and
// who a person is stays the judgement of people.
import type { SubjectRecord } from '../contract-subjects.ts';
import { numberOf, partsOf, soundsOf } from './name-keys.ts';

export interface Likeness {
  readonly why: readonly string[];
  readonly against: readonly string[];
  /** Only for the order in which proposals are shown. */
  readonly weight: number;
}
type Known = Pick<SubjectRecord, 'name' | 'aliases' | 'birthDate' | 'identifiers'>;

export function likeness(a: Known, b: Known): Likeness | undefined {
  const shared = a.identifiers.find((one) => b.identifiers.some((other) => numberOf(one.value) === numberOf(other.value)));
  const name = bestName([a.name, ...a.aliases], [b.name, ...b.aliases]);
  const bothBorn = a.birthDate !== null && b.birthDate !== null;
  const sameBirth = bothBorn && a.birthDate === b.birthDate;
  const otherBirth = bothBorn && !sameBirth;
  const isProposed = shared !== undefined || (name?.how === 'same') || (name?.how === 'similar' && !otherBirth) || (sameBirth && name !== undefined);
  if (!isProposed) return undefined;
  return {
    why: [
      ...(shared ? [`The same ${shared.kind}.`] : []),
      ...(name ? [nameWords(name)] : []),
      ...(sameBirth ? ['The same date of birth.'] : []),
    ],
    against: [...(otherBirth ? ['Another date of birth.'] : []), ...(name === undefined ? ['Another name.'] : [])],
    weight: (shared ? 4 : 0) + (sameBirth ? 2 : 0) + (name === undefined ? 0 : name.how === 'same' ? 3 : name.how === 'similar' ? 2 : 1) - (otherBirth ? 2 : 0),
  };
}

/** Whether a text names the person: every part of one of their names stands in it, as written or as it sounds. */
export function namedIn(words: readonly string[], { name, aliases }: Pick<Known, 'name' | 'aliases'>): Likeness | undefined {
  for (const one of [name, ...aliases]) {
    const parts = partsOf(one);
    if (parts.length < 2) continue;
    const same = parts.filter((part) => words.includes(part)).length;
    if (same === parts.length) return { why: [`The report names “${one}”.`], against: [], weight: 3 };
    if (parts.every((part) => words.some((word) => isClose(part, word)))) return { why: [`The report has a name like “${one}”.`], against: [], weight: 2 };
  }
  return undefined;
}

interface NameMatch {
  readonly how: 'same' | 'similar' | 'part';
  readonly a: string;
  readonly b: string;
}

function bestName(as: readonly string[], bs: readonly string[]): NameMatch | undefined {
  const rank = { same: 2, similar: 1, part: 0 } as const;
  let best: NameMatch | undefined;
  for (const a of as) for (const b of bs) {
    const how = comparedNames(partsOf(a), partsOf(b));
    if (how !== undefined && (best === undefined || rank[how] > rank[best.how])) best = { how, a, b };
  }
  return best;
}

/** The order of the parts does not count, and a part that only one of them has does not speak against it. */
export function comparedNames(a: readonly string[], b: readonly string[]): NameMatch['how'] | undefined {
  // A part that is written twice is one part, and with as many on each side both sides must find theirs.
  const [few, many] = [[...new Set(a)], [...new Set(b)]].sort((one, other) => one.length - other.length) as [string[], string[]];
  if (few.length === 0) return undefined;
  const closeIn = (parts: readonly string[], others: readonly string[]): number => parts.filter((part) => others.some((other) => isClose(part, other))).length;
  if (few.length === many.length && few.every((part) => many.includes(part))) return 'same';
  const close = few.length === many.length ? Math.min(closeIn(few, many), closeIn(many, few)) : closeIn(few, many);
  if (close === few.length && few.length > 1) return 'similar';
  return close > 0 ? 'part' : undefined;
}

const nameWords = ({ how, a, b }: NameMatch): string => (how === 'same' ? `The same name, “${b}”.` : how === 'similar' ? `A similar name: “${a}” and “${b}”.` : `A part of the name: “${a}” and “${b}”.`);

export function isClose(a: string, b: string): boolean {
  if (a === b) return true;
  const sounds = soundsOf(a);
  if (soundsOf(b).some((sound) => sounds.includes(sound))) return true;
  return a.length > 3 && b.length > 3 && sharedPairs(a, b) >= 0.7;
}

/** Dice’s coefficient of pairs of letters: a letter that was left out, doubled or exchanged leaves most of them. */
function sharedPairs(a: string, b: string): number {
  const pairs = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  const left = pairs(b);
  const all = left.length + a.length - 1;
  let both = 0;
  for (const pair of pairs(a)) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    both += 1;
  }
  return (2 * both) / all;
}
