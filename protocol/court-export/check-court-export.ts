// Checks a court export from the file alone: every value that is told fits its hash, and nothing of the file was altered since it
// was made. What was redacted and is told later is checked the same way, item by item.
import { canonicalJson, sha256Hex } from '../canonical.ts';
import { courtExportFormat, hashOfItem, type CourtExport, type ExportedItem } from './court-export.ts';

export type CheckedExport =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'altered'; /** Numbers of items whose value does not fit their hash; none when something else was altered. */ readonly items: readonly number[] }
  | { readonly kind: 'whole'; readonly sha256: string; readonly items: number; readonly redacted: number };

export function checkCourtExport(text: string): CheckedExport {
  const read = readExport(text);
  if (read === undefined) return { kind: 'unreadable' };
  const { sha256, ...rest } = read;
  const items = read.sections.flatMap((section) => section.items);
  const unfit = items.filter((item) => item.kind === 'told' && hashOfItem(item, item.salt) !== item.hash);
  if (unfit.length > 0 || sha256Hex(canonicalJson(rest)) !== sha256) return { kind: 'altered', items: unfit.map((item) => item.n) };
  return { kind: 'whole', sha256, items: items.length, redacted: items.filter((item) => item.kind === 'redacted').length };
}

/** Only the members that are walked are looked at: the hash over all of it answers for the rest. */
function readExport(text: string): CourtExport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(value) && value['format'] === courtExportFormat && typeof value['sha256'] === 'string' && Array.isArray(value['sections']) && value['sections'].every(isSection) ? (value as unknown as CourtExport) : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSection = (value: unknown): boolean => isRecord(value) && Array.isArray(value['items']) && value['items'].every(isItem);
function isItem(value: unknown): value is ExportedItem {
  if (!isRecord(value) || typeof value['n'] !== 'number' || typeof value['hash'] !== 'string') return false;
  return value['kind'] === 'redacted' || (value['kind'] === 'told' && typeof value['salt'] === 'string' && (value['value'] === null || typeof value['value'] === 'string'));
}
