// Who holds a role for a time: the posture of a unit with its staffing plan, and stand-ins. Each change has a reason and an end.
import { z } from 'zod';
import { instantSchema, keySchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';

export const postures = ['routine', 'elevated', 'high', 'critical'] as const;
export const postureSchema = z.enum(postures);
export type Posture = z.infer<typeof postureSchema>;

export const postureRowSchema = z.strictObject({ id: uuidSchema, posture: postureSchema, from: instantSchema, until: instantSchema, reason: z.string(), by: personRefSchema });
/** At this posture whoever holds one of the pools holds the role as well; `least` should hold it. `holders`: now, where it is the posture now. */
export const planRowSchema = z.strictObject({ posture: postureSchema, role: keySchema, pools: z.array(keySchema).max(20), least: z.int().min(0).max(1000) });
export type PlanRow = z.infer<typeof planRowSchema>;
export const standInSchema = z.strictObject({ id: uuidSchema, absent: personRefSchema, standIn: personRefSchema, from: instantSchema, until: instantSchema, reason: z.string(), by: personRefSchema, roles: z.array(z.string()) });
export type StandIn = z.infer<typeof standInSchema>;
export const staffingSchema = z.strictObject({
  posture: postureSchema,
  /** The change that holds now; none: routine. */
  now: postureRowSchema.nullable(),
  history: z.array(postureRowSchema),
  plan: z.array(planRowSchema),
  /** Roles of the plan that fewer hold now than should. */
  short: z.array(z.strictObject({ role: z.string(), least: z.int(), holders: z.int() })),
  standIns: z.array(standInSchema),
});
export type Staffing = z.infer<typeof staffingSchema>;

export const setPostureSchema = z.strictObject({ posture: postureSchema, until: instantSchema, reason: reasonSchema });
export const setPlanSchema = z.strictObject({ plan: z.array(planRowSchema).max(200) });
export const addStandInSchema = z.strictObject({ absentId: uuidSchema, agencyId: uuidSchema, standInId: uuidSchema, from: instantSchema.optional(), until: instantSchema, reason: reasonSchema });

/** What a change would mean for the open steps of the unit, before it is done. */
export const staffingChangeSchema = z.discriminatedUnion('kind', [setPostureSchema.extend({ kind: z.literal('posture') }), addStandInSchema.extend({ kind: z.literal('standIn') })]);
export const staffingPreviewSchema = z.strictObject({
  steps: z.array(z.strictObject({ caseId: uuidSchema, reference: z.string().nullable(), stepId: z.string(), title: z.string(), gain: z.array(personRefSchema), lose: z.array(personRefSchema), left: z.int() })),
});
export type StaffingPreview = z.infer<typeof staffingPreviewSchema>;
