// The room of protocols: templates, drafts with their revisions, review, versions.
import { z } from 'zod';
import { draftSchema } from '../protocol/draft.ts';
import type { Draft } from '../protocol/draft.ts';
import type { Plan } from '../protocol/plan.ts';
import type { ValidationContext } from '../protocol/validation-context.ts';
import { findingSchema, fromProtocol, instantSchema, keySchema, nameSchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';
import { answeredRehearsalSchema, rehearsalAnswerSchema } from './contract-rehearsals.ts';

// Parsed by the core's own schema; described to readers of the OpenAPI document as an object, it has its own JSON Schema.
const draftBodySchema = draftSchema.meta({ type: 'object', description: 'A draft (protocol language, schemaVersion 1)' });
const draftAnswerSchema = fromProtocol<Draft>('A draft (protocol language, schemaVersion 1)');

export const templateRowSchema = z.strictObject({ key: z.string(), title: z.string(), purpose: z.string(), nodes: z.int(), roles: z.array(z.string()), startsAt: z.string().nullable(), sources: z.array(z.strictObject({ kind: z.string(), text: z.string() })) });
export type TemplateRow = z.infer<typeof templateRowSchema>;
export const templateSchema = z.strictObject({ key: z.string(), draft: draftAnswerSchema });

export const versionRowSchema = z.strictObject({
  id: uuidSchema, protocolId: uuidSchema, key: z.string(), title: z.string(), number: z.int(), hash: z.string(), note: z.string().nullable(),
  startsAt: z.string().nullable(), sentBy: personRefSchema, publishedBy: personRefSchema, publishedAt: instantSchema,
  retired: z.strictObject({ by: personRefSchema, at: instantSchema, reason: z.string() }).nullable(),
  openCases: z.int(),
});
export type VersionRow = z.infer<typeof versionRowSchema>;

export const protocolRowSchema = z.strictObject({
  id: uuidSchema, key: z.string(), title: z.string(), unitId: uuidSchema, state: z.enum(['draft', 'in_review']), revision: z.int(),
  savedBy: personRefSchema, savedAt: instantSchema, sentBy: personRefSchema.nullable(), errors: z.int(), warnings: z.int(),
  published: z.strictObject({ versionId: uuidSchema, number: z.int(), publishedAt: instantSchema, openCases: z.int() }).nullable(),
  startsAt: z.string().nullable(),
});
export type ProtocolRow = z.infer<typeof protocolRowSchema>;
export const protocolsQuerySchema = z.strictObject({ unit: uuidSchema.optional() });

export const createProtocolSchema = z.strictObject({
  unitId: uuidSchema,
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('empty'), key: keySchema, title: nameSchema }),
    z.strictObject({ kind: z.literal('template'), key: z.string().max(64), as: z.strictObject({ key: keySchema, title: nameSchema }).optional() }),
    z.strictObject({ kind: z.literal('json'), draft: draftBodySchema }),
  ]),
});
export const createdProtocolSchema = z.strictObject({ id: uuidSchema });

export const reviewSchema = z.strictObject({ hash: z.string(), sentBy: personRefSchema, at: instantSchema });
export const protocolViewSchema = z.strictObject({
  id: uuidSchema, key: z.string(), title: z.string(), unitId: uuidSchema, state: z.enum(['draft', 'in_review']),
  draft: draftAnswerSchema, revision: z.int(), savedBy: personRefSchema, savedAt: instantSchema,
  findings: z.array(findingSchema),
  context: fromProtocol<ValidationContext>('What the validator knows beyond the draft'),
  /** Titles of the unit's roles, by the key that protocols refer to. */
  roles: z.array(z.strictObject({ key: z.string(), title: z.string(), holders: z.int(), outside: z.boolean() })),
  review: reviewSchema.nullable(),
  versions: z.array(versionRowSchema),
  /** The published agency-wide handlers that go into this protocol's bundle. */
  handlers: z.array(z.strictObject({ startsAt: z.string(), key: z.string(), title: z.string(), version: z.int() })),
  mayDraw: z.boolean(),
  mayPublish: z.boolean(),
});
export type ProtocolView = z.infer<typeof protocolViewSchema>;

export const saveDraftSchema = z.strictObject({ revision: z.int().min(1), draft: draftBodySchema });
export const savedDraftSchema = z.strictObject({ revision: z.int(), savedAt: instantSchema, findings: z.array(findingSchema) });
export const sendToReviewSchema = z.strictObject({ revision: z.int().min(1) });
export const publishSchema = z.strictObject({ hash: z.string().min(1).max(128), note: z.string().trim().max(2000).optional(), rehearsals: z.array(rehearsalAnswerSchema).max(100).optional() });
export const retireSchema = z.strictObject({ reason: reasonSchema });

export const versionViewSchema = versionRowSchema.extend({ unitId: uuidSchema, draft: draftAnswerSchema, plan: fromProtocol<Plan>('The compiled plan'), rehearsals: z.array(answeredRehearsalSchema) });
export type VersionView = z.infer<typeof versionViewSchema>;
