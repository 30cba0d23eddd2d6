// When to try again what could not be delivered. Sooner at first, for a server that restarts; then once an hour, for a day.
const minuteMs = 60_000;
const steps = [0.5, 1, 2, 5, 15, 30].map((minutes) => minutes * minuteMs);
const everyMs = 60 * minuteMs;
const givenUpAfterMs = 24 * 60 * minuteMs;

/** How long a try may take before another may begin: whoever was killed in the middle leaves it to the next after that. */
export const leaseMs = 2 * minuteMs;

/** Epoch ms of the next try after the n-th failed; null: given up. `chance` in 0..1 spreads those that failed together. */
export function nextTry({ tries, createdAt, now, chance }: { readonly tries: number; readonly createdAt: number; readonly now: number; readonly chance: number }): number | null {
  const wait = steps[tries - 1] ?? everyMs;
  const at = now + Math.round(wait * (1 + 0.2 * chance));
  return at - createdAt > givenUpAfterMs ? null : at;
}
