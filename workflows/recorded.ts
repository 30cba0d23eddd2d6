// A transition as it is recorded and sent: without the plans that are handed in. Their hashes stay, and a
// published version is immutable and named by its hash, so whoever replays the journal finds the same plans; carried
// along they would put up to 256 KB into every answer, every projection and every journal row.
import { bundleIn } from '../protocol/bundle.ts';
import type { Transition } from '../protocol/entry.ts';
import type { Input } from '../protocol/input.ts';

export function recorded(transition: Transition): Transition {
  const { input } = transition;
  const bundle = bundleIn(input);
  return bundle === undefined ? transition : { ...transition, input: { ...input, bundle: { ...bundle, plans: {} } } as Input };
}
