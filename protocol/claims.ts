// Giving a claim up, by a person or because an escalation says so. A consult that somebody had taken on is offered again.
import type { Step } from './case-state.ts';
import { setExpiry } from './clock.ts';
import { nodeOf, runOf, stepRef, type Mutable, type Work } from './work.ts';

export function dropClaim(work: Work, step: Mutable<Step>, how: 'person' | 'escalation'): void {
  delete step.claimedBy;
  work.entries.push({ kind: 'stepReleased', how, ...stepRef(work, step) });
  if (step.handing?.state !== 'accepted') return;
  step.handing.state = 'offered';
  step.handing.offeredAt = work.at;
  const node = nodeOf(work, runOf(work, step.runId), step.node);
  if (node.kind === 'handoff' && node.expires !== undefined) setExpiry(work, step, node.expires);
}
