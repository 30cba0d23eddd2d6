// What has been handed over is not taken back by a cancelled branch. A request that was accepted on it, or a consult that
// somebody has taken on, becomes a task for the owner: to tell the other side, or to see it through.
import type { Frame, Handed, OpenSplit, Person, Run, Step } from './case-state.ts';
import { openOwnerTask } from './owner-task.ts';
import { personOf, type Mutable, type Work } from './work.ts';

/** A request was accepted: its sender stays accountable for what comes of it. */
export function rememberHanded(run: Mutable<Run>, step: Step, by: Person): void {
  const handed: Handed = { step: step.id, node: step.node, title: step.title, by: personOf(by), path: step.path.map((f) => ({ ...f })) };
  run.handed = [...(run.handed ?? []).filter((h) => h.node !== step.node || !startsWith(h.path, step.path)), handed as Mutable<Handed>];
}

/** A join is met: branches that have come took what they handed over along; those that have not leave it behind. */
export function joinHanded(work: Work, run: Mutable<Run>, split: OpenSplit): void {
  keepHanded(work, run, (handed) => {
    const at = handed.path.findIndex((f) => f.split === split.id);
    if (at < 0) return handed;
    return split.waitingFor.includes(handed.path[at]?.branch ?? '') ? 'left' : { ...handed, path: handed.path.slice(0, at) };
  });
}

/** The branch is cancelled. A person who does that knows what was handed over on it; the engine leaves it behind. */
export function dropHanded(work: Work, run: Mutable<Run>, frame: Frame, byPerson: boolean): void {
  keepHanded(work, run, (handed) => (handed.path.some((f) => f.split === frame.split && f.branch === frame.branch) ? (byPerson ? undefined : 'left') : handed));
}

/** The main flow has ended: attached branches that were still under way leave behind what they handed over. The ending path does not, and detached ones go on. */
export function endHanded(work: Work, run: Mutable<Run>, ending: readonly Frame[]): void {
  const open = new Map(run.splits.map((s) => [s.id, s.waitingFor]));
  const goingOn = new Set(run.splits.filter((s) => s.detached).map((s) => s.id));
  keepHanded(work, run, (handed) => {
    if (handed.path.some((f) => goingOn.has(f.split) && open.get(f.split)?.includes(f.branch))) return handed;
    const isEnding = startsWith(ending, handed.path);
    return !isEnding && handed.path.some((f) => open.get(f.split)?.includes(f.branch)) ? 'left' : undefined;
  });
}

/** The run is cancelled because what it was for is gone: all of it is left behind. */
export function abandonHanded(work: Work, run: Mutable<Run>): void {
  keepHanded(work, run, () => 'left');
}

/** Opens the owner's task for an accepted handoff or consult that nothing waits for any more. */
export function leaveBehind(work: Work, run: Run, handed: Pick<Handed, 'step' | 'node' | 'title' | 'by'>): void {
  const task = openOwnerTask(work, { node: 'leftBehind', title: `Accepted and left behind: ${handed.title}` });
  work.entries.push({ kind: 'handoffLeftBehind', by: personOf(handed.by), task: task.id, step: handed.step, run: run.id, protocol: run.key, node: handed.node });
}

// helpers

function keepHanded(work: Work, run: Mutable<Run>, judge: (handed: Handed) => Handed | 'left' | undefined): void {
  if (!run.handed) return;
  const kept: Handed[] = [];
  for (const handed of run.handed) {
    const next = judge(handed);
    if (next === 'left') leaveBehind(work, run, handed);
    else if (next) kept.push(next);
  }
  if (kept.length > 0) run.handed = kept as Mutable<Handed[]>;
  else delete run.handed;
}

const startsWith = (path: readonly Frame[], start: readonly Frame[]): boolean => start.every((f, i) => path[i]?.split === f.split && path[i]?.branch === f.branch);
