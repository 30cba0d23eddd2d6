// What a person has chosen to redact while they prepare an export: item -> reason. Kept apart from the page, so that what is shown
// and what is sent are the same choice.
import type { BodyOf } from '../../../server/contract-endpoints.ts';
import type { Exportable } from '../../../server/contract-exports.ts';

export type Redactions = Readonly<Record<string, string>>;
export type ExportableItem = Exportable['sections'][number]['items'][number];

/** Reasons that records officers give; any other may be written. */
export const usualReasons = ['Identity of a source or witness', 'Privacy of a person who is not a party', 'Identity of a minor', 'Health record', 'Education record', 'Criminal history information', 'Safety of a person', 'Ongoing investigation', 'Attorney-client privilege'] as const;

/** What a form declares as protected, in the words a records officer uses; null of what is not. */
export function protectedAs(sensitivity: string): string | null {
  switch (sensitivity) {
    case 'pii': return 'Personal';
    case 'cji': return 'Criminal history';
    case 'phi': return 'Health';
    case 'edu': return 'Education';
    case 'victim': return 'Victim';
    case 'source': return 'Source';
    default: return null;
  }
}

export function isFound(item: ExportableItem, words: string): boolean {
  const sought = words.trim().toLowerCase();
  return sought === '' || `${item.label} ${item.value ?? ''} ${protectedAs(item.sensitivity) ?? ''}`.toLowerCase().includes(sought);
}

export function redact(redactions: Redactions, items: readonly string[], reason: string): Redactions {
  return { ...redactions, ...Object.fromEntries(items.map((item) => [item, reason.trim()])) };
}
export function tellAgain(redactions: Redactions, items: readonly string[]): Redactions {
  return Object.fromEntries(Object.entries(redactions).filter(([item]) => !items.includes(item)));
}

/** Reason by reason, as it is sent; what the case does not hold is left out of it. */
export function sentRedactions(redactions: Redactions, of: Exportable): BodyOf<'makeCourtExport'>['redactions'] {
  const known = new Set(of.sections.flatMap((section) => section.items.map((item) => item.id)));
  const byReason = new Map<string, string[]>();
  for (const [item, reason] of Object.entries(redactions)) if (known.has(item)) byReason.set(reason, [...(byReason.get(reason) ?? []), item]);
  return [...byReason].map(([reason, items]) => ({ reason, items }));
}
