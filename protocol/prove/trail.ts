// The way a proof has come, kept as a chain so that many ways share what they have in common. What branches or a called
// protocol did in between hangs beside the split or the call.
import type { Outline } from './outline.ts';

export interface Trail {
  readonly outline: Outline;
  readonly node: string;
  readonly before: Trail | undefined;
  readonly inside: readonly Trail[];
}
/** One step of a path that is told: of which protocol, and which. */
export interface PathStep {
  readonly protocol: string;
  readonly node: string;
}

export const onward = (before: Trail | undefined, outline: Outline, node: string): Trail => ({ outline, node, before, inside: [] });
export const through = (trail: Trail, inside: readonly (Trail | undefined)[]): Trail => ({ ...trail, inside: inside.filter((t) => t !== undefined) });

/** How often the way has come through a node. */
export function visits(trail: Trail | undefined, node: string): number {
  let count = 0;
  for (let at = trail; at; at = at.before) if (at.node === node) count += 1;
  return count;
}

/** From the beginning; of a loop gone round more than once only the last time. */
export function stepsOf(trail: Trail): readonly PathStep[] {
  const chain: Trail[] = [];
  for (let at: Trail | undefined = trail; at; at = at.before) chain.push(at);
  const steps = chain.reverse().flatMap((at) => [{ protocol: at.outline.key, node: at.node }, ...at.inside.flatMap(stepsOf)]);
  return steps;
}
