// The unit a protocol is judged for when none is given: in one zone, every agency that a role names being its member. Who
// holds which role, and which calendars the agencies keep, is not known here and not judged.
import { zoneOffsets } from '../zone-offsets.ts';
import { bundleOf, type PublishedVersion } from '../../protocol/bundle.ts';
import { validationContextOf, type CompileContext } from '../../protocol/compile.ts';
import type { Draft } from '../../protocol/draft.ts';
import type { UnitContext } from '../../protocol/plan.ts';
import { CannotPublish, libraryOf } from '../../protocol/scenarios/library.ts';
import { gallery } from '../../protocol/templates/gallery.ts';
import type { ValidationContext } from '../../protocol/validation-context.ts';

export interface Shelf {
  readonly context: (draft: Draft) => ValidationContext;
  readonly compile: CompileContext;
  /** Protocols it calls that cannot be published themselves, and why. */
  readonly broken: () => ReadonlyMap<string, string>;
}

/** `others`: drafts a call may name, before the shipped templates of the same key. */
export function shelfOf(draft: Draft, others: readonly Draft[], zone: string, now: number): Shelf {
  const templates = gallery.map((template) => template.draft).filter((d) => ![draft, ...others].some((o) => o.key === d.key));
  const unit = unitOf([draft, ...others, ...templates], zone, now);
  const library = libraryOf([...others, ...templates], unit, []);
  const broken = new Map<string, string>();
  const published = (key: string): PublishedVersion | undefined => {
    if (!library.has(key)) return undefined;
    try {
      const { root, plans } = library.bundle(key);
      const plan = plans[root];
      return plan && { hash: root, plan, bundlePlans: bundleOf({ hash: root, plan }, [{ hash: root, plan, bundlePlans: plans, number: 1 }]).plans, number: 1 };
    } catch (error) {
      if (!(error instanceof CannotPublish)) throw error;
      broken.set(key, error.message);
      return undefined;
    }
  };
  const compile: CompileContext = { unit, version: 1, published };
  return { compile, broken: () => broken, context: (of) => ({ ...validationContextOf(of, compile), calendars: undefined }) };
}

function unitOf(drafts: readonly Draft[], zone: string, now: number): UnitContext {
  const keys = [...new Set(['unit', ...drafts.flatMap((d) => d.roles.flatMap((r) => r.agency ?? []))])];
  return { unitId: 'unit', zone, offsets: zoneOffsets(zone, now), hostAgency: 'unit', agencies: keys.map((key) => ({ id: key, key, name: key })) };
}
