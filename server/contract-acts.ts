// What a person does to a case, as the page sends it. Content (values, reasons, packages) comes inline and is stored as an
// immutable submission before anything is asked of the case; standing is never taken from here, the server reads it.
import { z } from 'zod';
import { handoffKinds } from '../protocol/draft.ts';
import type { Entry } from '../protocol/entry.ts';
import { fromProtocol, instantSchema, reasonSchema, uuidSchema } from './contract.ts';

const step = z.string().min(1).max(64);
const scalar = z.union([z.string().max(20_000), z.number(), z.boolean()]);
/** One row of a list of measures. Its id is made by the page and stays when the list is handed in again. */
const measureSchema = z.strictObject({ id: z.string().max(64), title: z.string().max(20_000), owner: z.string().max(200).optional(), due: z.string().max(40).optional() });
/** A form as filled in: dates as YYYY-MM-DD, instants as ISO 8601, options by id, people, agencies and cases by id, measures in rows. */
export const formValueSchema = z.union([scalar, z.array(scalar).max(1000), z.array(measureSchema).max(1000), z.null()]);
export const formValuesSchema = z.record(z.string().max(64), formValueSchema);
export type FormValue = z.infer<typeof formValueSchema>;
export type FormValues = z.infer<typeof formValuesSchema>;

const elapsed = z.string().regex(/^P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/, 'a duration such as PT24H or P2D').max(40);
const pauseTarget = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('step'), step }), z.strictObject({ kind: z.literal('case') })]);

export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('claim'), step }),
  z.strictObject({ kind: z.literal('release'), step }),
  z.strictObject({ kind: z.literal('assign'), step, personId: uuidSchema, agencyId: uuidSchema, reason: reasonSchema.optional() }),
  z.strictObject({ kind: z.literal('complete'), step, outcome: z.string().min(1).max(64), values: formValuesSchema.optional(), reason: reasonSchema.optional() }),
  z.strictObject({ kind: z.literal('vote'), step, grants: z.boolean(), content: z.record(z.string().max(64), z.string().max(128)), reason: reasonSchema.optional() }),
  z.strictObject({ kind: z.literal('withdrawVote'), step }),
  z.strictObject({ kind: z.literal('offer'), step, handoff: z.enum(handoffKinds).optional(), package: z.string().max(8000).optional(), legalBasis: z.string().trim().min(1).max(2000).optional() }),
  z.strictObject({ kind: z.literal('withdraw'), step, reason: reasonSchema }),
  /** `into`: the protocol of one's own unit that a case taken over from another one is worked on with. */
  z.strictObject({ kind: z.literal('accept'), step, into: uuidSchema.optional() }),
  z.strictObject({ kind: z.literal('decline'), step, reason: reasonSchema }),
  z.strictObject({ kind: z.literal('ask'), step, question: reasonSchema }),
  z.strictObject({ kind: z.literal('answer'), step, text: reasonSchema.optional(), values: formValuesSchema.optional() }),
  z.strictObject({ kind: z.literal('noAnswer'), step, personId: uuidSchema, agencyId: uuidSchema }),
  z.strictObject({ kind: z.literal('event'), name: z.string().min(1).max(64), step: step.optional() }),
  z.strictObject({ kind: z.literal('declareDanger'), reason: reasonSchema }),
  z.strictObject({ kind: z.literal('setLevel'), level: z.string().min(1).max(64), reason: reasonSchema }),
  z.strictObject({ kind: z.literal('correct'), formId: z.string().min(1).max(64), values: formValuesSchema, reason: reasonSchema }),
  z.strictObject({ kind: z.literal('note'), text: reasonSchema }),
  z.strictObject({ kind: z.literal('extend'), step, by: elapsed, reason: reasonSchema }),
  z.strictObject({
    kind: z.literal('pause'),
    target: pauseTarget,
    /** At an instant, or when it has been paused so long in all. */
    end: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('at'), at: instantSchema }), z.strictObject({ kind: z.literal('budget'), time: elapsed })]),
    reason: reasonSchema,
  }),
  z.strictObject({ kind: z.literal('resume'), target: pauseTarget, reason: reasonSchema.optional() }),
  z.strictObject({ kind: z.literal('reassign'), personId: uuidSchema, agencyId: uuidSchema, reason: reasonSchema }),
  z.strictObject({ kind: z.literal('start'), versionId: uuidSchema, values: formValuesSchema.optional() }),
  z.strictObject({
    kind: z.literal('addTask'),
    title: z.string().trim().min(1, 'say what is to be done').max(1000, 'is longer than 1000 characters; shorten it'),
    /** Keys of roles of the unit; whoever holds one of them may do it. */
    roles: z.array(z.string().min(1).max(64)).min(1, 'name who may do it').max(20),
    limit: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('due'), due: instantSchema }), z.strictObject({ kind: z.literal('none'), reason: reasonSchema })]),
  }),
  /** On top of a version of the list of the case's agency; the reason says on what facts, or why none is met. */
  z.strictObject({ kind: z.literal('citeCriteria'), version: z.int().min(1), met: z.array(z.string().max(64)).max(60), reason: reasonSchema }),
  /** `edge`: the way on, one of those the step's view names. */
  z.strictObject({ kind: z.literal('skip'), step, edge: z.string().min(1).max(64), reason: reasonSchema }),
  z.strictObject({ kind: z.literal('reopen'), versionId: uuidSchema, values: formValuesSchema.optional(), reason: reasonSchema }),
  z.strictObject({
    kind: z.literal('cancel'),
    target: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('step'), step }),
      z.strictObject({ kind: z.literal('run'), run: step }),
      z.strictObject({ kind: z.literal('case') }),
    ]),
    reason: reasonSchema,
  }),
]);
export type CaseAct = z.infer<typeof actSchema>;
export type CaseActKind = CaseAct['kind'];

/** The id is made by the page and kept until there is an answer: the same id sent again has no second effect. */
export const sendActSchema = z.strictObject({ id: uuidSchema, act: actSchema });
export type SendAct = z.infer<typeof sendActSchema>;

/** 200: taken and shown. */
export const actTakenSchema = z.strictObject({
  transition: z.int(),
  entries: z.array(fromProtocol<Entry>('A fact that followed')),
  repeated: z.boolean(),
  /** Taken, with something to know: a danger that was already running. */
  code: z.literal('already_running').optional(),
});
export type ActTaken = z.infer<typeof actTakenSchema>;
/** 202: taken, not yet shown. */
export const actNotYetShownSchema = z.strictObject({ transition: z.int(), notYetShown: z.literal(true) });
export const actAnswerSchema = z.union([actTakenSchema, actNotYetShownSchema]);
export type ActAnswer = z.infer<typeof actAnswerSchema>;
