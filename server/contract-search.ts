// Search over all that one may see: cases, work that is open, protocols.
import { z } from 'zod';
import { instantSchema, uuidSchema } from './contract.ts';

export const searchQuerySchema = z.strictObject({ q: z.string().trim().min(2, 'is too short; write two letters or more').max(100) });
const foundCaseSchema = z.strictObject({
  caseId: uuidSchema, reference: z.string().nullable(), title: z.string(), status: z.string(), unit: z.string(),
  /** What of it fits: its number or title, one of its protocols, or who is accountable for it. */
  why: z.enum(['name', 'protocol', 'owner']), owner: z.string(),
});
const foundStepSchema = z.strictObject({
  caseId: uuidSchema, stepId: z.string(), title: z.string(), reference: z.string().nullable(), caseTitle: z.string(), dueAt: instantSchema.nullable(), zone: z.string(),
  /** Who has it in hand. */
  claimedBy: z.string().nullable(),
});
const foundProtocolSchema = z.strictObject({ protocolId: uuidSchema, title: z.string(), unit: z.string() });
const groupOf = <Row extends z.ZodType>(row: Row) => z.strictObject({ items: z.array(row), /** There are more than are told. */ more: z.boolean() });

export const searchSchema = z.strictObject({ cases: groupOf(foundCaseSchema), steps: groupOf(foundStepSchema), protocols: groupOf(foundProtocolSchema) });
export type Found = z.infer<typeof searchSchema>;
