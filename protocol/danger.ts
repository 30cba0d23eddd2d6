// Imminent danger acts first, review follows: declared by anyone assigned, from anywhere, without approval.
import type { Person } from './case-state.ts';
import { rolesOf, unique } from './people.ts';
import { nodeOf, personOf, runOf, type Work } from './work.ts';

/** Adds what was said to the running response and alerts all on it again. */
export function repeatDanger(work: Work, runId: string, by: Person, reasonId?: string): void {
  const run = runOf(work, runId);
  const roles = unique(work.state.steps.filter((s) => s.runId === runId).flatMap((s) => [...rolesOf(work.plans, work.state, s)]));
  const first = alertedRoles(work, runId);
  work.entries.push({ kind: 'dangerRepeated', by: personOf(by), run: run.id, roles: unique([...roles, ...first]), ...(reasonId !== undefined ? { reasonId } : {}) });
}

/** Whom the protocol alerts when it starts: the first notify after its start. */
function alertedRoles(work: Work, runId: string): readonly string[] {
  const run = runOf(work, runId);
  const start = nodeOf(work, run, work.plans[run.plan]?.start ?? '');
  const next = start.next['next'];
  const node = next === undefined ? undefined : nodeOf(work, run, next);
  return node?.kind === 'notify' ? node.to : [];
}
