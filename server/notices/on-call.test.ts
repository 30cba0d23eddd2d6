// Who is rung next.
import { describe, expect, it } from 'vitest';
import { nextOf } from './on-call.ts';

const person = (rank: number) => ({ rank, personId: `rank ${rank}` });
const ladder = [person(1), person(2), person(0)];
const rungUntilNobody = (): number[] => {
  const rung: ReturnType<typeof person>[] = [];
  for (let next = nextOf(ladder, rung); next !== null && rung.length < 50; next = nextOf(ladder, rung)) rung.push(next);
  return rung.map(({ rank }) => rank);
};

describe('a call that nobody takes', () => {
  it('goes to the next rank, then to the duty supervisor, three times round, and then to nobody', () => {
    expect(rungUntilNobody()).toEqual([1, 2, 0, 1, 2, 0, 1, 2, 0]);
  });

  it('follows the rota as it stands when it moves on', () => {
    expect(nextOf([person(2), person(3)], [person(1)])?.rank).toBe(2);
    expect(nextOf([person(1)], [person(1), person(2)])?.rank).toBe(1);
    expect(nextOf([], [person(1)])).toBeNull();
    expect(nextOf([person(1)], [person(1), person(1), person(1)])).toBeNull();
  });
});
