// An export of a case for a court: numbered items, each with a hash of its own, some redacted with a reason. A redacted item keeps
// its hash, and the salt that is left out with it keeps anybody from guessing a short answer: when a court orders it opened,
// its value and salt show that it is what was there.
import { canonicalJson, sha256Hex } from '../canonical.ts';

export interface CourtItem {
  /** Names the item within its case, the same in every export. */
  readonly id: string;
  readonly label: string;
  /** ISO; of what happened at an instant. */
  readonly at: string | null;
  /** Null: it was purged and is not kept any more. */
  readonly value: string | null;
}
export interface CourtSection<Item> {
  readonly title: string;
  readonly items: readonly Item[];
}
export interface CourtHead {
  readonly exportId: string;
  readonly case: { readonly id: string; readonly reference: string | null };
  readonly unit: string;
  readonly agency: string;
  readonly zone: string;
  readonly exportedBy: { readonly name: string; readonly agency: string };
  readonly exportedAt: string;
  readonly forWhom: string;
  readonly basis: string;
  readonly reason: string;
  /** The last transition it tells of, and the head of the journal's chain after it. */
  readonly journal: { readonly transitions: number; readonly head: string };
}

interface Numbered {
  readonly n: number;
  readonly id: string;
  readonly label: string;
  readonly at: string | null;
  readonly hash: string;
}
export type ExportedItem = (Numbered & { readonly kind: 'told'; readonly value: string | null; readonly salt: string }) | (Numbered & { readonly kind: 'redacted'; readonly reason: string });
export interface CourtExport extends CourtHead {
  readonly format: typeof courtExportFormat;
  readonly sections: readonly CourtSection<ExportedItem>[];
  /** Of the canonical JSON of all the rest. */
  readonly sha256: string;
}
export const courtExportFormat = 'handrail court export 1';

interface Making {
  readonly head: CourtHead;
  readonly sections: readonly CourtSection<CourtItem>[];
  /** Item -> why it is redacted. */
  readonly redactions: ReadonlyMap<string, string>;
  readonly saltOf: (item: string) => string;
}

export function courtExport({ head, sections, redactions, saltOf }: Making): CourtExport {
  let n = 0;
  const exported = sections.map((section) => ({
    title: section.title,
    items: section.items.map((item): ExportedItem => {
      const { id, label, at, value } = item;
      const salt = saltOf(id);
      const reason = redactions.get(id);
      n += 1;
      const numbered = { n, id, label, at, hash: hashOfItem(item, salt) };
      return reason === undefined ? { ...numbered, kind: 'told', value, salt } : { ...numbered, kind: 'redacted', reason };
    }),
  }));
  const rest = { format: courtExportFormat, ...head, sections: exported } as const;
  return { ...rest, sha256: sha256Hex(canonicalJson(rest)) };
}

export function hashOfItem({ id, label, at, value }: CourtItem, salt: string): string {
  return sha256Hex(canonicalJson({ id, label, at, value, salt }));
}
