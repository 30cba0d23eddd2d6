// What of an open step survives its becoming another: votes only if seats and separation are what they were, an offer only if
// receiver, kind and package are, items of a list only if the same is done for each of them.
import { canonicalJson } from '../canonical.ts';
import type { LimitRule } from '../draft.ts';
import { escalationsOf, rulesOf } from '../clock.ts';
import type { Plan, PlanNode, PlanNodeOf } from '../plan.ts';
import type { Step } from '../case-state.ts';
import type { Mapping } from './mapping.ts';

interface Side<Node extends PlanNode> {
  readonly plan: Plan;
  readonly node: Node;
}

/** Does the open step go on as a step of the new node, or is it cancelled there and opened anew? */
export function goesOn(step: Step, before: Side<PlanNode>, after: Side<PlanNode>): boolean {
  const [a, b] = [before.node, after.node];
  if (a.kind !== b.kind) return false;
  if (a.kind === 'handoff' && b.kind === 'handoff') return sameOffer({ plan: before.plan, node: a }, { plan: after.plan, node: b });
  if (a.kind === 'each' && b.kind === 'each') return a.protocol === b.protocol && a.order === b.order;
  if (a.kind === 'call' && b.kind === 'call') return a.protocol === b.protocol && b.mode === 'wait' && step.childRun !== undefined;
  // What has been asked of the connector is what the new version asks, and its answer is what it looks for.
  if (a.kind === 'service' && b.kind === 'service') return canonicalJson([a.connector, a.inputs, a.outputs]) === canonicalJson([b.connector, b.inputs, b.outputs]);
  // The intake waits for somebody, which a start without roles never does.
  return b.kind !== 'start' || (b.form !== undefined && b.roles.length > 0);
}

function sameOffer(before: Side<PlanNodeOf<'handoff'>>, after: Side<PlanNodeOf<'handoff'>>): boolean {
  const terms = ({ plan, node }: typeof before): string =>
    canonicalJson([node.handoff, node.kindRules ?? [], node.each ?? null, node.form ?? null, node.joint ?? null, node.package, node.disclosure, node.legalBasis ?? null, node.expires === undefined, holders(plan, node.to)]);
  return terms(before) === terms(after);
}

/** `mapping`: what the new version calls the steps whose doers are kept out. */
export function sameVoting(before: Side<PlanNodeOf<'approval'>>, after: Side<PlanNodeOf<'approval'>>, mapping: Mapping): boolean {
  const mapped = (ref: string): string => (ref.includes('.') ? ref : (mapping[ref] ?? ref));
  const terms = ({ plan, node }: typeof before, named: (ref: string) => string): string =>
    canonicalJson([node.seats.map((s) => [s, holders(plan, [...s.roles, ...s.substitutes])]), node.needed ?? node.seats.length, node.denials, node.sworn, node.notRequester, node.notOwner, node.notDoerOf.map(named).sort()]);
  return terms(before, mapped) === terms(after, (ref) => ref);
}

/** Roles and the agencies whose people may hold them. */
const holders = (plan: Plan, roles: readonly string[]): readonly unknown[] => roles.map((role) => [role, (Object.hasOwn(plan.roles, role) ? plan.roles[role]?.agencies : undefined) ?? []]);

/** The rule of the new node that says what this one said, if there is one: then its deadline is the same deadline. */
export function ruleAfter(before: PlanNode, after: PlanNode, rule: number): number | undefined {
  const old = rulesOf(before)[rule];
  const found = old === undefined ? -1 : rulesOf(after).findIndex((r) => sameRule(r, old));
  return found < 0 ? undefined : found;
}
const sameRule = (a: LimitRule, b: LimitRule): boolean => canonicalJson(a) === canonicalJson(b);

/** What has fired, as the new node numbers it: an escalation that it no longer draws has nothing to be numbered by. */
export function firedAfter(before: PlanNode, after: PlanNode, fired: readonly string[]): string[] {
  return fired.flatMap((name) => {
    const [kind, index] = name.split(':');
    if (kind !== 'escalate') return [name];
    const old = escalationsOf(before)[Number(index)];
    const found = old === undefined ? -1 : escalationsOf(after).findIndex((e) => canonicalJson(e) === canonicalJson(old));
    return found < 0 ? [] : [`escalate:${found}`];
  });
}
