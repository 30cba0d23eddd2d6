// Chance that can be had again: a small generator (mulberry32) from a seed, and the choices made with it. For runs so many that
// what a property-testing library costs for shrinking would be most of the time.

export interface Random {
  /** From 0 to below n. */
  readonly below: (n: number) => number;
  readonly chance: (of: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, chance: (of) => below(of) === 0, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
