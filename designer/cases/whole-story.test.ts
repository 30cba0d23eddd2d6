import { describe, expect, it } from 'vitest';
import { wholeStory } from './whole-story.ts';

describe('the story of a case', () => {
  const told = (length: number, inPartsOf: number, asked: number[] = []) =>
    wholeStory((after) => {
      asked.push(after);
      const numbers = Array.from({ length }, (_, i) => i + 1).filter((number) => number > after).slice(0, inPartsOf);
      return Promise.resolve({ items: numbers.map((number) => ({ number })), last: length });
    });

  it.each([[0], [1], [499], [500], [501], [1_250]])('of %i transitions is told to its end, nothing twice', async (length) => {
    const { items } = await told(length, 500);
    expect(items.map((item) => item.number)).toEqual(Array.from({ length }, (_, i) => i + 1));
  });

  it('is asked for in no more parts than it has', async () => {
    const asked: number[] = [];
    await told(1_000, 500, asked);
    expect(asked).toEqual([0, 500]);
  });

  it('that grows while it is told goes on to what was added', async () => {
    let last = 3;
    const { items } = await wholeStory((after) => {
      const part = { items: after < last ? [{ number: after + 1 }] : [], last };
      if (after === 1) last = 4;
      return Promise.resolve(part);
    });
    expect(items.map((item) => item.number)).toEqual([1, 2, 3, 4]);
  });
});
