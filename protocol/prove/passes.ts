// "Every path from A to B passes C": is there a run in which B comes after A, and C has not come since? A way carries 1 while
// A has been and C has not come since, else -1. Behind a join of branches that run beside each other it is 1 if A lay on one
// of them and C not behind it there (what the others did may have come before), or if it was 1 before and nothing on the
// branches that must have come contains C.
import type { Place } from '../draft.ts';
import type { Assume } from './assume.ts';
import type { World } from './outline.ts';
import { lies, surelyLies, type Moment } from './place.ts';
import type { Trail } from './trail.ts';
import { walk, type Beside, type Branches, type Question, type Walked } from './walk.ts';

const idle = -1;
const pending = 1;

export interface Passing {
  readonly from: Place;
  readonly to: Place;
  /** Without it: is there any way from A to B at all? */
  readonly through?: Place;
}

/** `broken` is the trail of a counter-example. */
export function passes(world: World, { from, to, through }: Passing, assume: Assume): Walked {
  const question: Question = {
    grows: false,
    beside,
    at: (moment: Moment, _run, level) => {
      const cleared = through && surelyLies(through, moment, world) ? idle : level;
      if (cleared === pending && lies(to, moment, world)) return 'broken';
      return lies(from, moment, world) ? pending : cleared;
    },
  };
  return walk(world, question, { assume, level: idle });
}

function beside({ all, first, joins }: Branches, level: number): Beside {
  const broken = all.map((b) => b.from(level).broken).find((t) => t !== undefined);
  const attached = all.filter((b) => !b.detached);
  const found = broken ? { broken } : {};
  if (!joins) return found;
  const must = attached.filter((b) => !b.conditional);
  const arriving = attached.filter((b) => b.from(level).arrives);
  const needed = Math.min(first ?? attached.length, attached.length);
  const isMet = must.every((b) => arriving.includes(b)) || (first !== undefined && arriving.length >= needed);
  if (!isMet) return found;
  const trailOf = (of: typeof attached, at: number): readonly (Trail | undefined)[] => of.map((b) => b.from(at).arrives?.trail);
  const fresh = attached.find((b) => b.from(idle).arrives?.level === pending);
  if (fresh) return { ...found, onward: { level: pending, inside: trailOf([...must.filter((b) => b !== fresh), fresh], idle) } };
  const clear = level === pending ? arriving.filter((b) => b.from(level).arrives?.level === pending) : [];
  if (level === pending && (must.every((b) => clear.includes(b)) || (first !== undefined && clear.length >= needed)))
    return { ...found, onward: { level: pending, inside: trailOf(first === undefined ? must : clear.slice(0, needed), pending) } };
  return { ...found, onward: { level: idle, inside: trailOf(must, level) } };
}
