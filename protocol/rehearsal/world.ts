// What is published in a unit, as much as a rehearsal of any of its drafts needs, as JSON: the page has it once and plays
// unsaved drafts on it without asking again. Plans stand in it once, however many versions reach them.
import type { PublishedVersion } from '../bundle.ts';
import type { CompileContext } from '../compile.ts';
import type { Plan, Plans } from '../plan.ts';
import type { StageContext } from './stage.ts';

export interface PublishedWorld extends Pick<CompileContext, 'unit' | 'version' | 'calendars' | 'connectors' | 'at'> {
  readonly plans: Plans;
  /** Versions that may be called, newest first. */
  readonly versions: readonly { readonly key: string; readonly number: number; readonly hash: string }[];
  readonly danger?: { readonly number: number; readonly hash: string };
}

/** What of a unit's world a page needs; the versions it may call, newest first. */
export function worldOf(context: StageContext, versions: readonly (PublishedVersion & { readonly key: string })[]): PublishedWorld {
  const { danger, unit, version, calendars, connectors, at } = context;
  const plans: Record<string, Plan> = {};
  for (const one of [...versions, ...(danger ? [danger] : [])]) Object.assign(plans, one.bundlePlans, { [one.hash]: one.plan });
  return {
    unit, version, ...(calendars ? { calendars } : {}), ...(connectors ? { connectors } : {}), ...(at === undefined ? {} : { at }),
    plans, versions: versions.map(({ key, number, hash }) => ({ key, number, hash })), ...(danger ? { danger: { number: danger.number, hash: danger.hash } } : {}),
  };
}

export function stageContextOf({ plans, versions, danger, ...rest }: PublishedWorld): StageContext {
  const whole = ({ hash, number }: { readonly hash: string; readonly number: number }): PublishedVersion | undefined => {
    const plan = plans[hash];
    return plan && { hash, number, plan, bundlePlans: reachable(hash, plans) };
  };
  const published = (key: string, number?: number): PublishedVersion | undefined => {
    const found = versions.find((one) => one.key === key && (number === undefined || one.number === number));
    return found && whole(found);
  };
  const handler = danger && whole(danger);
  return { ...rest, published, ...(handler ? { danger: handler } : {}) };
}

/** The plan and all it reaches by its calls. */
function reachable(hash: string, all: Plans): Plans {
  const plans: Record<string, Plan> = {};
  const queue = [hash];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const plan = all[next];
    if (plan === undefined || Object.hasOwn(plans, next)) continue;
    plans[next] = plan;
    queue.push(...Object.values(plan.calls).filter((called) => called !== 'self'));
  }
  return plans;
}
