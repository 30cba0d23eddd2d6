// "Nobody who did A approves B". Roles may overlap, today's or tomorrow's, so only what the approval itself rules out counts:
// separation is checked on persons. Else there must be no way on which A can come before the vote: neither drawn from A to
// B, nor on branches that run beside each other.
import type { NodeOf } from '../draft.ts';
import { nothing } from './assume.ts';
import { own, reachedFrom, type Outline, type World } from './outline.ts';
import { passes } from './passes.ts';
import { stepsNamed, type Moment } from './place.ts';
import type { Trail } from './trail.ts';

export interface Separated {
  /** Steps named by the rule; empty: there is no such step here. */
  readonly acts: readonly Moment[];
  readonly approvals: readonly Moment[];
  /** A way on which one person can do both. */
  readonly trail?: Trail;
  readonly besides?: readonly [Moment, Moment];
}

export function separate(world: World, { act, approve }: { readonly act: string; readonly approve: string }): Separated {
  const [acts, approvals] = [stepsNamed(act, world), stepsNamed(approve, world).filter((at) => at.node.kind === 'approval')];
  const found = { acts, approvals };
  const open = approvals.filter((approval) => acts.some((a) => !keepsOut(approval, a)));
  if (open.length === 0) return found;
  const { broken } = passes(world, { from: { kind: 'step', step: act, moment: 'done' }, to: { kind: 'step', step: approve, moment: 'opened' } }, nothing);
  if (broken) return { ...found, trail: broken };
  const besides = acts.flatMap((a) => open.map((b): readonly [Moment, Moment] => [a, b])).find(([a, b]) => runBeside(world, a, b));
  return besides ? { ...found, besides } : found;
}

/** Does the approval keep out whoever did the step? A start that may be handed in is done by who asked for the run. */
function keepsOut({ node, outline }: Moment, act: Moment): boolean {
  const approval = node as NodeOf<'approval'>;
  const named = approval.notDoerOf.some((ref) => (ref.includes('.') ? ref : `${outline.key}.${ref}`) === `${act.outline.key}.${act.node.id}`);
  if (act.node.kind !== 'start') return named;
  const asked = approval.notRequester && outline === act.outline;
  return asked && (act.node.roles.length === 0 || named);
}

/** Do both lie behind one split, or behind a protocol that was started beside, on different sides? */
function runBeside(world: World, a: Moment, b: Moment): boolean {
  return reachedFrom(world).some((outline) => {
    const holds = (at: Moment): ((id: string) => boolean) => (id) => (outline === at.outline && id === at.node.id) || (own(outline.nodes, id)?.kind === 'call' && contains(world, outline, id, at));
    const [isA, isB] = [holds(a), holds(b)];
    return [...Object.values(outline.nodes).map((node) => sidesOf(outline, node.id)), ...(outline.on ?? []).map((h) => handlerSides(outline, h))].some((sides) => sides.some((side, i) => [...side].some(isA) && sides.some((other, j) => i !== j && [...other].some(isB))));
  });
}

/** What runs beside each other from a node on: the branches of a split; what was spawned, and what comes after. */
function sidesOf(outline: Outline, id: string): readonly ReadonlySet<string>[] {
  const node = own(outline.nodes, id);
  if (node?.kind === 'call' && node.mode === 'spawn') return [new Set([id]), behind(outline, Object.values(node.next), undefined)];
  if (node?.kind !== 'split') return [];
  const join = node.join === undefined ? undefined : own(outline.nodes, node.join);
  const after = join && node.branches.some((b) => b.detached) ? [behind(outline, Object.values(join.next), undefined)] : [];
  return [...node.branches.map((b) => behind(outline, [own(node.next, b.id)].filter((to) => to !== undefined), b.detached ? undefined : node.join)), ...after];
}

/** What a handler does, and whatever else the run comes through. */
function handlerSides(outline: Outline, handler: NonNullable<Outline['on']>[number]): readonly ReadonlySet<string>[] {
  const does = behind(outline, handler.next === undefined ? [] : [handler.next], undefined);
  return [does, new Set(Object.keys(outline.nodes))];
}

function behind(outline: Outline, from: readonly string[], stop: string | undefined): ReadonlySet<string> {
  const seen = new Set(from.filter((id) => id !== stop));
  for (const id of seen) for (const to of Object.values(own(outline.nodes, id)?.next ?? {})) if (to !== stop) seen.add(to);
  return seen;
}

function contains(world: World, outline: Outline, call: string, at: Moment): boolean {
  const called = world.called(outline, call);
  return called !== undefined && called !== outline && reachedFrom({ ...world, root: called }).includes(at.outline);
}
