// A plan with every plan it can reach: what `open` and `start` hand to a case, so that a case needs nothing from outside
// to go on. Called plans are named by hash, so a bundle is a set and its order means nothing.
import { canonicalJson, utf8 } from './canonical.ts';
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

export function bundleOf(root: { readonly hash: string; readonly plan: Plan }, called: readonly PublishedVersion[], danger?: PublishedVersion): Bundle {
  const plans: Record<string, Plan> = {};
  for (const version of called) Object.assign(plans, version.bundlePlans, { [version.hash]: version.plan });
  plans[root.hash] = root.plan;
  const bundle: Bundle = { root: root.hash, plans, ...(root.plan.startsAt === 'danger' ? { danger: root.hash } : {}) };
  return danger ? withDanger(bundle, danger) : bundle;
}

/** The same bundle with the agency's imminent-danger protocol as it is published now. A bundle of that protocol keeps its own. */
export function withDanger(bundle: Bundle, danger: PublishedVersion): Bundle {
  if (bundle.plans[bundle.root]?.startsAt === 'danger') return bundle;
  return { ...bundle, plans: { ...danger.bundlePlans, [danger.hash]: danger.plan, ...bundle.plans }, danger: danger.hash };
}

/** Says how a bundle is too large, or nothing. */
export function oversize(bundle: Bundle): string | undefined {
  const plans = Object.keys(bundle.plans).length;
  if (plans > maxBundlePlans) return `this protocol reaches ${plans} protocols by its calls; a case can carry ${maxBundlePlans}, so call fewer`;
  const bytes = utf8(canonicalJson(bundle)).length;
  if (bytes > maxBundleBytes) return `this protocol and those it calls are ${Math.ceil(bytes / 1024)} KB together; a case can carry ${maxBundleBytes / 1024} KB, so shorten instructions or split it`;
  return undefined;
}
