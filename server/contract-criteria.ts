// When to begin: the initiation criteria of agencies, and how often each was cited.
import { z } from 'zod';
import { agencyRefSchema, instantSchema, keySchema, nameSchema, personRefSchema } from './contract.ts';

/** A behavior, a threshold, or what is protected expression and no reason to begin. */
export const criterionKinds = ['behavior', 'threshold', 'protectedExpression'] as const;
export const criterionSchema = z.strictObject({ id: keySchema, kind: z.enum(criterionKinds), title: nameSchema, guidance: z.string().trim().max(1000) });
export type Criterion = z.infer<typeof criterionSchema>;
export const criteriaSchema = z.array(criterionSchema).min(1, 'name at least one criterion').max(60);

export const criteriaListSchema = z.strictObject({ agency: agencyRefSchema, version: z.int(), savedAt: instantSchema, savedBy: personRefSchema, criteria: z.array(criterionSchema), mayChange: z.boolean() });
export type CriteriaList = z.infer<typeof criteriaListSchema>;
/** On top of this version; 0 for the first list of an agency. */
export const saveCriteriaSchema = z.strictObject({ version: z.int().min(0), criteria: criteriaSchema });
export const savedCriteriaSchema = z.strictObject({ version: z.int() });

const reportsSchema = z.strictObject({ opened: z.int(), notOpened: z.int(), waiting: z.int() });
/** Of reports that cite it as met, what became of them. */
export const criteriaCountsSchema = z.strictObject({
  items: z.array(z.strictObject({ agency: agencyRefSchema, criterion: criterionSchema, ...reportsSchema.shape })),
  noneMet: reportsSchema,
  notCited: reportsSchema,
});
export type CriteriaCounts = z.infer<typeof criteriaCountsSchema>;

/** In a case: the list it is judged by, and what was cited last. */
export const caseCriteriaSchema = z.strictObject({
  agency: agencyRefSchema, version: z.int(), criteria: z.array(criterionSchema),
  cited: z.strictObject({ met: z.array(z.string()), version: z.int(), by: personRefSchema, at: instantSchema, reason: z.string().nullable() }).nullable(),
});
export type CaseCriteria = z.infer<typeof caseCriteriaSchema>;
