// Clocks: why a limit is due when it is, and the calendars that limits count in.
import { z } from 'zod';
import { calendarSchema } from '../protocol/draft.ts';
import type { Calendar } from '../protocol/draft.ts';
import { agencyRefSchema, fromProtocol, instantSchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';

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

// --- Calendars -----------------------------------------------------------------------------------------------------------

const calendarAnswerSchema = fromProtocol<Calendar>('A calendar: weekly opening spans, holidays, closures, the last year it knows');

export const calendarRowSchema = z.strictObject({
  agency: agencyRefSchema,
  key: z.string(),
  version: z.int(),
  savedAt: instantSchema,
  calendar: calendarAnswerSchema,
  /** Used where a limit names none. */
  usual: z.boolean(),
  mayChange: z.boolean(),
  /** Open limits of cases one may see that count in an older version. */
  behind: z.strictObject({ limits: z.int(), cases: z.int() }),
});
export type CalendarRow = z.infer<typeof calendarRowSchema>;

// Parsed by the core's own schema; its faults come back as fields.
const calendarBodySchema = calendarSchema.meta({ type: 'object', description: 'A calendar (protocol language)' });
export const createCalendarSchema = z.strictObject({ calendar: calendarBodySchema });
/** On top of a version: if somebody has saved a newer one, nothing is overwritten. */
export const changeCalendarSchema = z.strictObject({ version: z.int().min(1), calendar: calendarBodySchema });
export const savedCalendarSchema = z.strictObject({ key: z.string(), version: z.int() });
/** Earlier is always taken; `later`: also where it gives more time, which needs the right to extend. */
export const bringCalendarSchema = z.strictObject({ version: z.int().min(1), later: z.boolean(), reason: reasonSchema });
export const broughtCalendarSchema = z.strictObject({
  cases: z.array(z.strictObject({
    id: uuidSchema, reference: z.string().nullable(), title: z.string(),
    moved: z.int(), kept: z.int(),
    /** Why it was not taken there. */
    refused: z.string().nullable(),
  })),
});
export type BroughtCalendar = z.infer<typeof broughtCalendarSchema>;
