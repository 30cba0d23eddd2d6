// What several people do on one draft beside drawing it: talk about its steps and fields, and be there.
import { z } from 'zod';
import { instantSchema, personRefSchema, uuidSchema } from './contract.ts';

const place = { node: z.string().max(64).nullable(), field: z.string().max(140).nullable() };
const text = z.string().trim().min(1, 'write something').max(4000);
const mentions = z.array(uuidSchema).max(20).default([]);

export const draftCommentSchema = z.strictObject({ id: uuidSchema, by: personRefSchema, at: instantSchema, text: z.string(), mentions: z.array(z.strictObject({ id: uuidSchema, name: z.string() })) });
export const draftThreadSchema = z.strictObject({
  id: uuidSchema, ...place,
  /** What the step was called when the talk began. */
  titled: z.string().nullable(),
  comments: z.array(draftCommentSchema),
  resolved: z.strictObject({ by: personRefSchema, at: instantSchema }).nullable(),
});
export type DraftThread = z.infer<typeof draftThreadSchema>;
export const draftThreadsSchema = z.strictObject({
  items: z.array(draftThreadSchema),
  /** Members of the unit, whom a comment can mention. */
  people: z.array(z.strictObject({ id: uuidSchema, name: z.string() })),
  maySpeak: z.boolean(),
});
export const beginThreadSchema = z.strictObject({ ...place, text, mentions });
export const addCommentSchema = z.strictObject({ text, mentions });
export const settleThreadSchema = z.strictObject({ resolved: z.boolean() });
export const madeSchema = z.strictObject({ id: uuidSchema });

/** A comment that names the reader. */
export const mentionSchema = z.strictObject({ id: uuidSchema, at: instantSchema, by: personRefSchema, protocolId: uuidSchema, protocolTitle: z.string(), node: z.string().nullable(), titled: z.string().nullable(), text: z.string(), readAt: instantSchema.nullable() });
export type Mention = z.infer<typeof mentionSchema>;
export const mentionsSchema = z.strictObject({ items: z.array(mentionSchema), unread: z.int() });
export const readMentionsSchema = z.strictObject({ ids: z.array(uuidSchema).min(1).max(200) });

export const presentSchema = z.strictObject({ person: personRefSchema, node: z.string().nullable() });
export type Present = z.infer<typeof presentSchema>;
/** The revision that is saved now, for a page that missed a message. */
export const herePresentSchema = z.strictObject({ revision: z.int() });
/** Said again before it is over; `here: false` ends it at once. */
export const bePresentSchema = z.strictObject({ node: z.string().max(64).nullable(), here: z.boolean() });
