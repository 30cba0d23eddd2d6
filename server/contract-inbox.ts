// What a person keeps of their inbox: filters under a name, and steps put off.
import { z } from 'zod';
import { instantSchema, uuidSchema } from './contract.ts';
import { stepKinds } from './contract-cases.ts';

export const inboxBands = ['overdue', 'soon', 'ahead', 'none'] as const;
/** Stands in the address of the page as well, so that a view is sent to a colleague as a link. */
export const inboxSearchSchema = z.strictObject({
  of: z.enum(['mine', 'team', 'watching']).optional(),
  q: z.string().max(100).optional(),
  kind: z.enum(stepKinds).optional(),
  band: z.enum(inboxBands).optional(),
  protocol: z.string().max(200).optional(),
  unit: uuidSchema.optional(),
});
export type InboxSearch = z.infer<typeof inboxSearchSchema>;
export const savedViewSchema = z.strictObject({ name: z.string().trim().min(1, 'is empty; write a name').max(60), search: inboxSearchSchema });
export type SavedView = z.infer<typeof savedViewSchema>;

const stepRefSchema = z.strictObject({ caseId: uuidSchema, stepId: z.string().max(40) });
export const snoozeSchema = z.strictObject({ steps: z.array(stepRefSchema).min(1).max(200), until: instantSchema });
export const endSnoozeSchema = z.strictObject({ steps: z.array(stepRefSchema).min(1).max(200) });
