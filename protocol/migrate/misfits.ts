// Why a run cannot go over to another version as mapped. Each reason names what stands in the way and what would help.
import type { CaseState, OpenSplit, Run, Step } from '../case-state.ts';
import type { Plan, Plans } from '../plan.ts';
import { leftOut } from './left-out.ts';
import type { Mapping } from './mapping.ts';
import { placesIn, samePlace, type Place } from './standing.ts';

export interface Misfit {
  readonly why: 'unmapped' | 'place' | 'branch' | 'outcome' | 'caller' | 'approval';
  /** The step of the old version it is about. */
  readonly node: string;
  readonly sentence: string;
}
export interface Going {
  readonly plans: Plans;
  readonly state: CaseState;
  readonly run: Run;
  readonly before: Plan;
  readonly after: Plan;
  readonly mapping: Mapping;
}

export function misfits(going: Going): readonly Misfit[] {
  const steps = going.state.steps.filter((s) => s.runId === going.run.id);
  const places = placesIn(going.after);
  return [...going.run.splits.flatMap((split) => splitMisfits(going, split)), ...steps.flatMap((step) => stepMisfits(going, step, places)), ...callerMisfits(going)];
}

/** Where a step of the old version goes, if it goes somewhere. */
export const targetOf = ({ mapping, after }: Pick<Going, 'mapping' | 'after'>, node: string): string | undefined => {
  const to = Object.hasOwn(mapping, node) ? mapping[node] : undefined;
  return to !== undefined && Object.hasOwn(after.nodes, to) ? to : undefined;
};

function stepMisfits(going: Going, step: Step, places: ReadonlyMap<string, readonly Place[]>): readonly Misfit[] {
  const to = targetOf(going, step.node);
  if (to === undefined) return [{ why: 'unmapped', node: step.node, sentence: `“${step.title}” is open, and nothing of the new version is named for it; name the step it becomes` }];
  const node = going.after.nodes[to];
  const here = placeOf(going, step);
  const isThere = (place: Place): boolean => (node?.kind === 'join' ? joinOf(going.after, place) === to : (places.get(to) ?? []).some((p) => samePlace(p, place)));
  if (here && !isThere(here))
    return [{ why: 'place', node: step.node, sentence: `“${step.title}” is open ${whereWords(here, going.before)}, and “${node?.title || to}” stands ${node?.kind === 'join' ? 'where other branches meet' : whereWords((places.get(to) ?? [])[0], going.after)}; name a step that stands in the same branch` }];
  const approval = leftOut(going, step, to);
  if (approval !== undefined) return [{ why: 'approval', node: step.node, sentence: `“${step.title}” would become “${node?.title || to}”, and “${going.before.nodes[approval]?.title || approval}” would be left out, which several persons decide; name a step that comes before it` }];
  if (node?.kind !== 'call') return [];
  return outcomesOf(going, step.childRun).filter((o) => !leads(node.next, o)).map((o) => ({ why: 'outcome', node: step.node, sentence: `“${step.title}” waits for a protocol that can come back with “${o}”, for which “${node.title || to}” has no way on; draw one, or “otherwise”` }));
}

/** Where a branch comes to its end: a step that the new version has left out of it may be done with by going there. */
function joinOf(plan: Plan, place: Place): string | undefined {
  const split = place.detached ? undefined : plan.nodes[place.frames.at(-1)?.split ?? ''];
  return split?.kind === 'split' ? split.join : undefined;
}

/** In the names of the new version; undefined where a split it is inside of has none. */
function placeOf(going: Going, step: Step): Place | undefined {
  const frames = step.path.map((frame) => {
    const split = going.run.splits.find((s) => s.id === frame.split);
    const to = split && targetOf(going, split.node);
    return to === undefined ? undefined : { split: to, branch: frame.branch };
  });
  return frames.every((f) => f !== undefined) ? { frames, detached: step.detached } : undefined;
}

function splitMisfits(going: Going, split: OpenSplit): readonly Misfit[] {
  const title = going.before.nodes[split.node]?.title || split.node;
  const to = targetOf(going, split.node);
  const node = to === undefined ? undefined : going.after.nodes[to];
  if (node?.kind !== 'split' || node.join === undefined) return [{ why: 'unmapped', node: split.node, sentence: `the branches of “${title}” are open, and no split of the new version is named for it; name one` }];
  const gone = split.waitingFor.filter((b) => !node.branches.some((x) => x.id === b && !x.detached));
  return gone.map((b) => ({ why: 'branch', node: split.node, sentence: `the branch “${b}” of “${title}” is open, and “${node.title || node.id}” has none of that name that is waited for; wait until it has come to its join` }));
}

/** A protocol that waits for this run must have a way on for whatever the new version can end with. */
function callerMisfits({ plans, state, run, after }: Going): readonly Misfit[] {
  const caller = state.steps.find((s) => s.childRun === run.id);
  const parent = caller && state.runs.find((r) => r.id === caller.runId);
  const node = caller && parent && plans[parent.plan]?.nodes[caller.node];
  if (!node || node.kind === 'each') return [];
  return endsOf(after).filter((o) => !leads(node.next, o)).map((o) => ({ why: 'caller', node: caller.node, sentence: `“${caller.title}” waits for this protocol and has no way on for “${o}”, with which the new version can end; move the calling protocol first` }));
}

function outcomesOf({ plans, state }: Going, childRun: string | undefined): readonly string[] {
  const child = state.runs.find((r) => r.id === childRun);
  const plan = child && plans[child.plan];
  return plan ? [...endsOf(plan), 'cancelled'] : [];
}
const endsOf = (plan: Plan): readonly string[] => [...new Set(Object.values(plan.nodes).flatMap((n) => (n.kind === 'end' && n.outcome !== null ? [n.outcome] : [])))];
const leads = (next: Readonly<Record<string, string>>, port: string): boolean => Object.hasOwn(next, port) || Object.hasOwn(next, 'default');

function whereWords(place: Place | undefined, plan: Plan): string {
  const frame = place?.frames.at(-1);
  if (!place) return 'where no path leads';
  if (!frame) return place.detached ? 'beside the main way' : 'on the main way';
  const split = plan.nodes[frame.split];
  const branch = split?.kind === 'split' ? split.branches.find((b) => b.id === frame.branch)?.label : undefined;
  return `on the branch “${branch || frame.branch}” of “${split?.title || frame.split}”`;
}
