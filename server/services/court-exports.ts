// Exports for a court: made by who supervises the case, from what is recorded now, item by item as they were shown. Who made one,
// when, for whom and why stays with the case and in the record of the agency; what is in it is kept nowhere else.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { courtExport, type CourtExport } from '../../protocol/court-export/court-export.ts';
import type { Exportable, ExportRow, makeExportSchema } from '../contract-exports.ts';
import { ProblemError } from '../problems.ts';
import { needRight } from '../signed.ts';
import { audit } from './audit.ts';
import { exportableCase, type ExportableCase } from './exportable.ts';
import { namesFor } from './names.ts';
import type { Viewing } from './step-view.ts';

export async function exportable(viewing: Viewing, caseId: string): Promise<Exportable> {
  const { reference, title, unit, through, sections } = await supervised(viewing, caseId);
  return { reference, title, zone: unit.zone, through, sections: sections.map((section) => ({ title: section.title, items: [...section.items] })) };
}

export async function makeExport(viewing: Viewing & { readonly sessionId: string }, caseId: string, asked: z.output<typeof makeExportSchema>): Promise<{ fileName: string; document: CourtExport }> {
  const { tx, content, signed, now } = viewing;
  const found = await supervised(viewing, caseId);
  // Nothing goes out that was not looked at: what has happened since stands in no redaction.
  if (asked.through !== found.through) throw new ProblemError('conflict', { detail: 'Something has happened in the case since you looked at it. Load it again, look at what is new, then make the export.' });
  const items = found.sections.flatMap((section) => section.items);
  const redactions = redactionsOf(asked, new Set(items.map((item) => item.id)));
  const by = { personId: signed.person.id, agencyId: signed.agencyId };
  const exportId = randomUUID();
  const document = courtExport({
    head: {
      exportId, case: { id: caseId, reference: found.reference }, unit: found.unit.name, agency: found.agency, zone: found.unit.zone,
      exportedBy: { name: signed.person.name, agency: (await namesFor(tx, [], [signed.agencyId])).agency(signed.agencyId).name }, exportedAt: new Date(now).toISOString(),
      forWhom: asked.forWhom, basis: asked.basis, reason: asked.reason, journal: { transitions: found.through, head: found.head },
    },
    sections: found.sections, redactions, saltOf: await content.saltsOf(caseId),
  });
  const { forWhom, basis, reason } = asked;
  const purpose = await content.store(tx, { caseId, inputId: exportId, part: 'reason', author: by, at: now, value: { forWhom, basis, reason, redactions: asked.redactions } });
  const counts = { through: found.through, items: items.length, redacted: redactions.size, sha256: document.sha256 };
  await tx.courtExport.createMany({ data: [{ id: exportId, caseId, ...by, at: new Date(now), ...counts, purposeId: purpose.id }] });
  await audit(tx, { ...by, sessionId: viewing.sessionId, action: 'case.export', objectKind: 'export', objectId: exportId, caseId, outcome: 'taken', at: now, payload: { ...counts, purpose: purpose.hash } });
  return { fileName: `export-${found.reference ?? caseId}-${new Date(now).toISOString().slice(0, 10)}.json`, document };
}

export async function exportsOf(viewing: Viewing, caseId: string): Promise<ExportRow[]> {
  const { tx, content } = viewing;
  await neededCase(viewing, caseId);
  const rows = await tx.courtExport.findMany({ where: { caseId }, orderBy: { at: 'desc' } });
  const purposes = await content.read(tx, caseId, rows.map((row) => row.purposeId));
  const names = await namesFor(tx, rows.map((row) => row.personId), rows.map((row) => row.agencyId));
  return rows.map(({ id, at, personId, agencyId, through, items, redacted, sha256, purposeId }) => ({ id, at: at.toISOString(), by: names.person(personId, agencyId), through, items, redacted, sha256, purpose: purposeOf(purposes.get(purposeId)?.value) }));
}

// helpers

async function neededCase({ tx, signed }: Viewing, caseId: string): Promise<void> {
  const row = await tx.case.findUnique({ where: { id: caseId }, select: { unitId: true } });
  if (row === null) throw new ProblemError('not_found');
  needRight(signed, 'supervise', row.unitId);
}

async function supervised(viewing: Viewing, caseId: string): Promise<ExportableCase> {
  await neededCase(viewing, caseId);
  return exportableCase(viewing, caseId);
}

function redactionsOf({ redactions }: z.output<typeof makeExportSchema>, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const reasons = new Map(redactions.flatMap(({ reason, items }) => items.map((item) => [item, reason] as const)));
  const unknown = [...reasons.keys()].find((item) => !known.has(item));
  if (unknown !== undefined) throw new ProblemError('bad_request', { about: 'redactions', detail: `The case has no item “${unknown}”. Load it again, then make the export.` });
  return reasons;
}

function purposeOf(value: unknown): ExportRow['purpose'] {
  if (typeof value !== 'object' || value === null) return null;
  const { forWhom, basis, reason } = value as Readonly<Record<string, unknown>>;
  return { forWhom: String(forWhom), basis: String(basis), reason: String(reason) };
}
