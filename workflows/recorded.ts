// A transition as it is recorded and sent: without the plans that `open` and `start` hand in. Their hashes stay, and a
// published version is immutable and named by its hash, so whoever replays the journal finds the same plans; carried
// along they would put up to 256 KB into every answer, every projection and every journal row.
import type { Transition } from '../protocol/entry.ts';

export function recorded(transition: Transition): Transition {
  const { input } = transition;
  if (input.kind !== 'open' && input.kind !== 'start') return transition;
  return { ...transition, input: { ...input, bundle: { ...input.bundle, plans: {} } } };
}
