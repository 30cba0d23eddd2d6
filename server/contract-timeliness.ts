// How timely the work of a unit is: limits kept, handoffs answered, the first look at a report, over a period. Counts and durations
// only, no case and no person: who looks closer opens the board or the case.
import { z } from 'zod';
import { instantSchema, uuidSchema } from './contract.ts';

export const timelinessBy = ['level', 'criterion', 'unit'] as const;
const dayInMs = 86_400_000;
const longestDays = 366;

/** Days of the unit's own zone, both included; without them the thirty days up to today. */
const periodShape = { from: z.iso.date().optional(), until: z.iso.date().optional() };
interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
const isWhole = ({ from, until }: Period): boolean => (from === undefined) === (until === undefined);
const isForwards = ({ from, until }: Period): boolean => from === undefined || until === undefined || from <= until;
const isShort = ({ from, until }: Period): boolean => from === undefined || until === undefined || Date.parse(until) - Date.parse(from) < longestDays * dayInMs;
const notWhole = 'name both the first and the last day, or neither';
const notForwards = 'the first day comes after the last; swap them';
const notShort = `is longer than ${longestDays} days; take a shorter period`;

export const timelinessQuerySchema = z.strictObject({ ...periodShape, unit: uuidSchema.optional(), by: z.enum(timelinessBy).default('level') }).refine(isWhole, notWhole).refine(isForwards, notForwards).refine(isShort, notShort);
/** Runs on this version, or on any version of its protocol. */
export const heatQuerySchema = z.strictObject({ ...periodShape, versions: z.enum(['this', 'all']).default('this') }).refine(isWhole, notWhole).refine(isForwards, notForwards).refine(isShort, notShort);

/** Durations that did occur. The 95th percentile of fewer than twenty would be the longest by another name: it is not told. */
export const spreadSchema = z.strictObject({ count: z.int(), medianMs: z.number().nullable(), p95Ms: z.number().nullable() });
export type Spread = z.infer<typeof spreadSchema>;
export const spreadFloor = 20;

export const figuresSchema = z.strictObject({
  /** Cases opened in the period, and how long until a person finished the first task or approval of each. */
  opened: z.int(), firstLook: spreadSchema, noFirstLook: z.int(),
  /** Limits that fell due in the period; how late what is late was done, or is so far. */
  kept: z.int(), late: z.int(), lateBy: spreadSchema,
  /** Handoffs settled in the period, from offer to answer. */
  answered: spreadSchema, accepted: z.int(), declined: z.int(), withdrawn: z.int(), expired: z.int(),
  /** Cases that ended in the period and have not begun again; cases begun again in it. */
  ended: z.int(), reopened: z.int(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const timelinessSchema = z.strictObject({
  from: z.iso.date(), until: z.iso.date(), at: instantSchema, by: z.enum(timelinessBy),
  all: figuresSchema,
  groups: z.array(figuresSchema.extend({ key: z.string(), title: z.string() })),
  /** Weeks by their Monday. */
  weeks: z.array(z.strictObject({ week: z.iso.date(), kept: z.int(), late: z.int() })),
});
export type Timeliness = z.infer<typeof timelinessSchema>;

/** A step of a protocol over all its cases. */
export const stepHeatSchema = z.strictObject({
  node: z.string(), title: z.string(),
  /** As it is now, whatever the period. */
  open: z.int(), lateNow: z.int(),
  /** In the period: how many were done and how long each took, how many limits passed. */
  done: spreadSchema, late: z.int(), escalated: z.int(), refused: z.int(),
});
export type StepHeat = z.infer<typeof stepHeatSchema>;
export const heatSchema = z.strictObject({ from: z.iso.date(), until: z.iso.date(), versions: z.enum(['this', 'all']), cases: z.int(), steps: z.array(stepHeatSchema) });
export type Heat = z.infer<typeof heatSchema>;
