// Plans as the server needs them: the compiled plan behind a run, found by its hash. Plans never change, so those read once
// are kept for the life of the process; who may see a plan is decided by who may see the case or version that led to it.
import type { Tx } from '../../prisma/connect.ts';
import { withHandlers } from '../../protocol/bundle.ts';
import type { AgencyHandlers, PublishedVersion } from '../../protocol/bundle.ts';
import type { Draft } from '../../protocol/draft.ts';
import { bundleIn, rootsOf } from '../../protocol/bundle.ts';
import type { Transition } from '../../protocol/entry.ts';
import type { Bundle, Plan, PlanNode, Plans } from '../../protocol/plan.ts';

export interface Published {
  readonly plan: Plan;
  readonly layout: Draft['layout'];
  readonly draft: Draft;
}

const kept = new Map<string, Published>();
const keptAtMost = 500;

export async function planByHash(tx: Tx, hash: string): Promise<Published | undefined> {
  const known = kept.get(hash);
  if (known !== undefined) return known;
  const row = await tx.version.findFirst({ where: { planHash: hash }, select: { plan: true, draft: true } });
  if (row === null) return undefined;
  const draft = row.draft as unknown as Draft;
  const found = { plan: row.plan as unknown as Plan, layout: draft.layout, draft };
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(hash, found);
  return found;
}

export async function plansByHash(tx: Tx, hashes: Iterable<string>): Promise<ReadonlyMap<string, Published>> {
  const found = new Map<string, Published>();
  for (const hash of new Set(hashes)) {
    const published = await planByHash(tx, hash);
    if (published !== undefined) found.set(hash, published);
  }
  return found;
}

/** Every published plan that the journal names, and all that those call. What is not found, whoever replays says. */
export async function plansOfJournal(tx: Tx, journal: readonly Pick<Transition, 'input'>[]): Promise<Plans> {
  const plans: Record<string, Plan> = {};
  const queue = journal.flatMap(({ input }) => {
    const bundle = bundleIn(input);
    return bundle === undefined ? [] : [...rootsOf(bundle)];
  });
  for (let hash = queue.shift(); hash !== undefined; hash = queue.shift()) {
    if (Object.hasOwn(plans, hash)) continue;
    const published = await planByHash(tx, hash);
    if (published === undefined) continue;
    plans[hash] = published.plan;
    queue.push(...Object.values(published.plan.calls).filter((called) => called !== 'self'));
  }
  return plans;
}

export function nodeOf(plan: Plan | undefined, id: string): PlanNode | undefined {
  return plan !== undefined && Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : plan?.phases?.find((phase) => phase.id === id);
}

export function roleTitle(plan: Plan | undefined, role: string): string {
  return plan !== undefined && Object.hasOwn(plan.roles, role) ? (plan.roles[role]?.title ?? role) : role;
}

/** What `open`, `start` and `reopen` hand in: the version's bundle with the agency's handlers that are published now, not then. */
export async function bundleOf(tx: Tx, version: { readonly bundle: unknown; readonly unitId: string; readonly agencyId: string }): Promise<Bundle> {
  return withHandlers(version.bundle as Bundle, await handlersOf(tx, version));
}

export async function handlersOf(tx: Tx, of: { readonly unitId: string; readonly agencyId: string }): Promise<AgencyHandlers & { readonly danger?: WorldVersion; readonly retention?: WorldVersion }> {
  const [danger, retention] = [await newestHandler(tx, of, 'danger'), await newestHandler(tx, of, 'retentionReviewDue')];
  return { ...(danger && { danger: versionOf(danger) }), ...(retention && { retention: versionOf(retention) }) };
}

export interface WorldVersion extends PublishedVersion {
  readonly key: string;
  readonly title: string;
}
export function versionOf(row: { readonly key: string; readonly title: string; readonly number: number; readonly planHash: string; readonly plan: unknown; readonly bundle: unknown }): WorldVersion {
  return { key: row.key, title: row.title, number: row.number, hash: row.planHash, plan: row.plan as Plan, bundlePlans: (row.bundle as Bundle).plans };
}

/** The newest published version of the unit, else of its agency, that starts at this. */
async function newestHandler(tx: Tx, of: { readonly unitId: string; readonly agencyId: string }, startsAt: string) {
  const where = { startsAt, retirement: null };
  const orderBy = { publishedAt: 'desc' } as const;
  return (await tx.version.findFirst({ where: { ...where, unitId: of.unitId }, orderBy })) ?? (await tx.version.findFirst({ where: { ...where, agencyId: of.agencyId }, orderBy }));
}
