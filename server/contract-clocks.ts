// Clocks: why a limit is due when it is, and the calendars that limits count in.
import { z } from 'zod';
import { instantSchema, personRefSchema } from './contract.ts';

/** One line of a deadline's ledger, the setting of it first. */
export const ledgerLineSchema = z.strictObject({
  transition: z.int(),
  at: instantSchema,
  due: instantSchema,
  /** Null: time did it. */
  by: personRefSchema.nullable(),
  reason: z.string().nullable(),
  words: z.string(),
  /** Counted again from the journal alone, it is the same millisecond. */
  agrees: z.boolean(),
});
export const ledgerDeadlineSchema = z.strictObject({
  step: z.string(), title: z.string(), due: instantSchema, passedAt: instantSchema.nullable(),
  lines: z.array(ledgerLineSchema),
});
export type LedgerDeadlineView = z.infer<typeof ledgerDeadlineSchema>;
