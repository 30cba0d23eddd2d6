// A plan with every plan it can reach: what `open` and `start` hand to a case, so that a case needs nothing from outside
// to go on. Called plans are named by hash, so a bundle is a set and its order means nothing.
import { canonicalJson, utf8 } from './canonical.ts';
import type { Input } from './input.ts';
import type { Bundle, Plan, Plans } from './plan.ts';

export const maxBundlePlans = 16;
export const maxBundleBytes = 256 * 1024;

/** A published version as a caller or a case needs it: `bundlePlans` holds its own plan and all it reaches. */
export interface PublishedVersion {
  readonly hash: string;
  readonly plan: Plan;
  readonly bundlePlans: Plans;
  readonly number: number;
}

/** An agency's published handlers: they start by themselves, so they are in every bundle. */
export interface AgencyHandlers {
  readonly danger?: PublishedVersion;
  readonly retention?: PublishedVersion;
}

export function bundleOf(root: { readonly hash: string; readonly plan: Plan }, called: readonly PublishedVersion[], handlers: AgencyHandlers = {}): Bundle {
  const plans: Record<string, Plan> = {};
  for (const version of called) Object.assign(plans, version.bundlePlans, { [version.hash]: version.plan });
  plans[root.hash] = root.plan;
  return withHandlers({ root: root.hash, plans, ...ownHandler(root) }, handlers);
}

/** The same bundle with the agency's handlers as they are published now. A bundle of one of them keeps its own. */
export function withHandlers(bundle: Bundle, handlers: AgencyHandlers): Bundle {
  const root = bundle.plans[bundle.root];
  const danger = root?.startsAt === 'danger' ? undefined : handlers.danger;
  const retention = root?.startsAt === 'retentionReviewDue' ? undefined : handlers.retention;
  return {
    ...bundle,
    plans: Object.assign({}, ...[danger, retention].flatMap((h) => (h ? [h.bundlePlans, { [h.hash]: h.plan }] : [])), bundle.plans) as Plans,
    ...(danger ? { danger: danger.hash } : {}),
    ...(retention ? { retention: retention.hash } : {}),
  };
}

/** The plans that `open`, `start` and `reopen` hand in. */
export function bundleIn(input: Input): Bundle | undefined {
  return 'bundle' in input ? input.bundle : undefined;
}

/** Where the plans of a bundle begin: its root and the handlers. */
export function rootsOf({ root, danger, retention }: Bundle): readonly string[] {
  return [root, ...(danger === undefined ? [] : [danger]), ...(retention === undefined ? [] : [retention])];
}

function ownHandler({ hash, plan }: { readonly hash: string; readonly plan: Plan }): Pick<Bundle, 'danger' | 'retention'> {
  return { ...(plan.startsAt === 'danger' ? { danger: hash } : {}), ...(plan.startsAt === 'retentionReviewDue' ? { retention: hash } : {}) };
}

/** Says how a bundle is too large, or nothing. */
export function oversize(bundle: Bundle): string | undefined {
  const plans = Object.keys(bundle.plans).length;
  if (plans > maxBundlePlans) return `this protocol reaches ${plans} protocols by its calls; a case can carry ${maxBundlePlans}, so call fewer`;
  const bytes = utf8(canonicalJson(bundle)).length;
  if (bytes > maxBundleBytes) return `this protocol and those it calls are ${Math.ceil(bytes / 1024)} KB together; a case can carry ${maxBundleBytes / 1024} KB, so shorten instructions or split it`;
  return undefined;
}
