// Closed cases of a protocol replayed on its saved draft, page by page.
import { z } from 'zod';
import type { CaseWhatIf } from '../protocol/what-if/what-if.ts';
import { fromProtocol, instantSchema, uuidSchema } from './contract.ts';

export const mostCasesAPage = 100;
export const whatIfQuerySchema = z.strictObject({
  after: z.string().regex(/^\d{1,9}$/).optional(),
  limit: z.coerce.number().int().min(1).max(mostCasesAPage).optional(),
});
export const whatIfCaseSchema = z.strictObject({ caseId: uuidSchema, reference: z.string().nullable(), title: z.string(), closedAt: instantSchema, what: fromProtocol<CaseWhatIf>('What appears, vanishes, would have been late, or is unknown') });
export type WhatIfCase = z.infer<typeof whatIfCaseSchema>;
export const whatIfSchema = z.strictObject({
  /** Of the draft they were replayed on. */
  revision: z.int(),
  /** Closed cases of this protocol that the asking person may see. */
  total: z.int(),
  items: z.array(whatIfCaseSchema),
  next: z.string().optional(),
});
