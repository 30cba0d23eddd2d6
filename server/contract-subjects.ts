// Persons of concern across the cases of a unit: what is known of one, which cases know them, what may be the same person, and how
// two records become one. The interface calls them subjects: "person" is there whoever works with Handrail.
import { z } from 'zod';
import { instantSchema, nameSchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';

export const confidences = ['confirmed', 'probable', 'possible'] as const;
export type Confidence = (typeof confidences)[number];
export const subjectParts = ['concern', 'target', 'reporter'] as const;
export const restrictionKinds = ['doNotContact', 'juvenileRecord', 'healthRecord', 'protectedAddress', 'sealed', 'other'] as const;
export type RestrictionKind = (typeof restrictionKinds)[number];

const shortSchema = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters; shorten it');
export const restrictionSchema = z.strictObject({
  kind: z.enum(restrictionKinds),
  /** Who may be told what, from which source, until when. */
  note: z.string().trim().max(1000, 'is longer than 1000 characters; shorten it'),
});
export const subjectRecordSchema = z.strictObject({
  name: nameSchema,
  aliases: z.array(shortSchema).max(30),
  birthDate: z.iso.date('is not a date; write it as year, month and day').nullable(),
  identifiers: z.array(z.strictObject({ kind: shortSchema, value: shortSchema })).max(30),
  /** How sure we are that this is who the record says, not how dangerous anybody is. */
  identity: z.enum(confidences),
  restrictions: z.array(restrictionSchema).max(20),
});
export type SubjectRecord = z.infer<typeof subjectRecordSchema>;

/** Why a machine proposes it, and what speaks against it, in words. */
const reasonsShape = { why: z.array(z.string()), against: z.array(z.string()) };
const caseRefShape = { caseId: uuidSchema, reference: z.string().nullable(), title: z.string(), status: z.string(), unitId: uuidSchema, openedAt: instantSchema.nullable() };

export const subjectRowSchema = z.strictObject({ id: uuidSchema, unitId: uuidSchema, unit: z.string(), name: z.string(), aliases: z.array(z.string()), birthDate: z.string().nullable(), identity: z.enum(confidences), restrictions: z.array(restrictionSchema), cases: z.int(), waits: z.boolean() });
export type SubjectRow = z.infer<typeof subjectRowSchema>;
export const subjectsQuerySchema = z.strictObject({ q: z.string().trim().max(200).optional() });

export const mergeSchema = z.strictObject({
  id: uuidSchema, kind: z.enum(['merge', 'split']), kept: z.strictObject({ id: uuidSchema, name: z.string() }), other: z.strictObject({ id: uuidSchema, name: z.string() }),
  reason: z.string(), askedBy: personRefSchema, askedAt: instantSchema,
  /** This person may carry it out: another one than who asked, with the right to supervise. */
  mayCarryOut: z.boolean(),
});
export type SubjectMerge = z.infer<typeof mergeSchema>;

export const subjectViewSchema = z.strictObject({
  id: uuidSchema, unit: z.strictObject({ id: uuidSchema, name: z.string(), zone: z.string() }), revision: z.int(), record: subjectRecordSchema,
  recordedBy: personRefSchema, recordedAt: instantSchema,
  /** Set while this record is one with another, which is then the one to use. */
  mergedInto: z.strictObject({ id: uuidSchema, name: z.string() }).nullable(),
  /** Records that have become one with this one, as they were. */
  merged: z.array(z.strictObject({ id: uuidSchema, record: subjectRecordSchema, revision: z.int() })),
  /** Of this record and those that have become one with it; only cases the reader may see. */
  cases: z.array(z.strictObject({ ...caseRefShape, subjectId: uuidSchema, part: z.enum(subjectParts), confidence: z.enum(confidences), linkedBy: personRefSchema, linkedAt: instantSchema })),
  proposals: z.array(z.strictObject({ id: uuidSchema, name: z.string(), birthDate: z.string().nullable(), cases: z.int(), ...reasonsShape })),
  asked: z.array(mergeSchema),
  history: z.array(z.strictObject({ number: z.int(), subjectId: uuidSchema, at: instantSchema, by: personRefSchema, sentence: z.string(), text: z.string().nullable() })),
});
export type SubjectView = z.infer<typeof subjectViewSchema>;

export const caseSubjectsSchema = z.strictObject({
  mayWrite: z.boolean(),
  linked: z.array(z.strictObject({ id: uuidSchema, subjectId: uuidSchema, name: z.string(), aliases: z.array(z.string()), birthDate: z.string().nullable(), restrictions: z.array(restrictionSchema), part: z.enum(subjectParts), confidence: z.enum(confidences), otherCases: z.int() })),
  /** Persons recorded before whom this case may be about. */
  persons: z.array(z.strictObject({ id: uuidSchema, name: z.string(), birthDate: z.string().nullable(), cases: z.int(), ...reasonsShape })),
  /** Earlier reports that have the same names. */
  reports: z.array(z.strictObject({ ...caseRefShape, ...reasonsShape })),
});
export type CaseSubjects = z.infer<typeof caseSubjectsSchema>;

export const linkSubjectSchema = z.strictObject({
  subject: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('known'), id: uuidSchema }), z.strictObject({ kind: z.literal('new'), record: subjectRecordSchema })]),
  part: z.enum(subjectParts),
  confidence: z.enum(confidences),
});
export const linkedSubjectSchema = z.strictObject({ id: uuidSchema });
export const changeSubjectSchema = z.strictObject({ revision: z.int().min(1), record: subjectRecordSchema });
export const changedSubjectSchema = z.strictObject({ revision: z.int() });
export const withReasonSchema = z.strictObject({ reason: reasonSchema });
/** Not the same person: as another record, or as who a case is about. */
export const declineSubjectSchema = z.strictObject({ than: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('subject'), id: uuidSchema }), z.strictObject({ kind: z.literal('case'), id: uuidSchema })]), reason: reasonSchema });
export const askMergeSchema = z.strictObject({ kind: z.enum(['merge', 'split']), otherId: uuidSchema, reason: reasonSchema });
