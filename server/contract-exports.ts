// Exports of a case for a court: what there is to send out, what is redacted and why, the file, and who made which.
import { z } from 'zod';
import type { CourtExport } from '../protocol/court-export/court-export.ts';
import { fromProtocol, instantSchema, personRefSchema, uuidSchema } from './contract.ts';

const itemIdSchema = z.string().min(1).max(200);
export const exportableSchema = z.strictObject({
  reference: z.string().nullable(), title: z.string(), zone: z.string(),
  /** As of this transition; what happens later makes another export. */
  through: z.int(),
  sections: z.array(z.strictObject({
    title: z.string(),
    items: z.array(z.strictObject({
      id: itemIdSchema, label: z.string(), at: instantSchema.nullable(),
      /** Null: it was purged. */
      value: z.string().nullable(),
      /** As the form declares it: none, pii, cji, phi, edu, victim, source; "none" of what no form asks. */
      sensitivity: z.string(),
    })),
  })),
});
export type Exportable = z.infer<typeof exportableSchema>;

export const makeExportSchema = z.strictObject({
  through: z.int().positive(),
  forWhom: z.string().trim().min(1).max(200), basis: z.string().trim().min(1).max(500), reason: z.string().trim().min(1).max(2_000),
  redactions: z.array(z.strictObject({ reason: z.string().trim().min(1).max(300), items: z.array(itemIdSchema).min(1).max(3_000) })).max(50),
});
export const madeExportSchema = z.strictObject({ fileName: z.string(), document: fromProtocol<CourtExport>('The export, as the file holds it') });

export const exportRowSchema = z.strictObject({
  id: uuidSchema, at: instantSchema, by: personRefSchema, through: z.int(), items: z.int(), redacted: z.int(), sha256: z.string(),
  /** Null once the case has been purged. */
  purpose: z.strictObject({ forWhom: z.string(), basis: z.string(), reason: z.string() }).nullable(),
});
export type ExportRow = z.infer<typeof exportRowSchema>;
