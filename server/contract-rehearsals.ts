// Rehearsals of a draft, saved with its protocol: data in the names of the protocol, and whether they hold on what is saved now.
import { z } from 'zod';
import { caseStatuses, handoffKinds } from '../protocol/draft.ts';
import type { Verdict } from '../protocol/rehearsal/hold.ts';
import { mostMoves, type SavedRehearsal } from '../protocol/rehearsal/rehearsal.ts';
import { mostPeople } from '../protocol/rehearsal/stage.ts';
import type { PublishedWorld } from '../protocol/rehearsal/world.ts';
import { findingSchema, fromProtocol, instantSchema, listOf, nameSchema, personRefSchema, reasonSchema, uuidSchema } from './contract.ts';

const name = z.string().min(1).max(140);
const data = z.record(z.string().max(64), z.unknown()).optional();
const reason = z.string().max(2000).optional();
const routed = z.union([z.string().max(200), z.number(), z.boolean()]);
const onStep = { step: name, by: name };

export const moveSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('start'), by: name, data }),
  z.strictObject({ act: z.literal('complete'), ...onStep, data }),
  z.strictObject({ act: z.literal('decide'), ...onStep, choice: name, data, reason }),
  z.strictObject({ act: z.enum(['approve', 'deny']), ...onStep, reason }),
  z.strictObject({ act: z.enum(['accept', 'reject', 'answer']), ...onStep, reason, data }),
  z.strictObject({ act: z.literal('no_answer'), ...onStep, member: name }),
  z.strictObject({ act: z.literal('event'), name, by: name }),
  z.strictObject({ act: z.literal('offer'), ...onStep, handoff: z.enum(handoffKinds).optional() }),
  z.strictObject({ act: z.enum(['withdraw', 'cancel']), ...onStep, reason }),
  z.strictObject({ act: z.literal('level'), level: name, by: name, reason }),
  z.strictObject({ act: z.literal('service'), step: name, fields: z.record(z.string().max(64), z.union([routed, z.array(routed).max(200)])).nullable() }),
  z.strictObject({ act: z.literal('pass'), for: z.string().max(40) }),
  z.strictObject({ act: z.literal('nextDeadline') }),
]);
const cameSchema = z.strictObject({ refused: z.string().max(200).optional(), after: z.int().min(0), open: z.array(name).max(200), status: z.enum(caseStatuses).nullable(), level: z.string().max(64).nullable(), owner: z.string().max(140).nullable() });

export const rehearsalSchema = z
  .strictObject({
    starts: z.int().min(0).max(253_402_300_799_999),
    people: z.record(z.string().max(64), z.int().min(1).max(mostPeople)).optional(),
    moves: z.array(moveSchema).min(1, 'play at least one move').max(mostMoves, `more than ${mostMoves} moves; save it as several`),
    came: z.array(cameSchema).max(mostMoves),
  })
  .refine((rehearsal) => rehearsal.came.length === rehearsal.moves.length, 'says what came of each move, so there are as many of one as of the other')
  .meta({ type: 'object', description: 'Moves in order, and how the case stood after each' });

export const saveRehearsalSchema = z.strictObject({ name: nameSchema, rehearsal: rehearsalSchema });
export const rehearsalRowSchema = z.strictObject({
  id: uuidSchema, name: z.string(), rehearsal: fromProtocol<SavedRehearsal>('Moves in order, and how the case stood after each'),
  savedBy: personRefSchema, savedAt: instantSchema,
  /** On the draft as it is saved now. */
  verdict: fromProtocol<Verdict>('holds; broke, with the move and why; notPlayed, because the draft has errors'),
  finding: findingSchema.nullable(),
});
export type RehearsalRow = z.infer<typeof rehearsalRowSchema>;
export const rehearsalsSchema = listOf(rehearsalRowSchema);
export const savedRehearsalSchema = z.strictObject({ id: uuidSchema });

/** Why a version may be published although a rehearsal broke. */
export const rehearsalAnswerSchema = z.strictObject({ id: uuidSchema, reason: reasonSchema });
export const answeredRehearsalSchema = z.strictObject({ name: z.string(), finding: z.string(), reason: z.string(), by: personRefSchema });

export const worldSchema = fromProtocol<PublishedWorld>('What is published in the unit, as a rehearsal needs it');
