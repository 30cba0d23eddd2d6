// Certificates of cases, and the key they are sealed with.
import { z } from 'zod';
import { instantSchema } from './contract.ts';

/** Without an instant: as of now. */
export const certificateQuerySchema = z.strictObject({ at: instantSchema.optional() });

const placeSchema = z.strictObject({ transition: z.int(), at: instantSchema, words: z.string() });
export const certificateSchema = z.strictObject({
  kind: z.enum(['conforms', 'deviates']),
  /** In words. */
  verdict: z.string(),
  asOf: instantSchema,
  /** Where the case went another way than drawn. */
  departures: z.array(placeSchema),
  /** What the protocols or the language allow for, and whoever judges the case will want to know. */
  alsoHappened: z.array(placeSchema),
  steps: z.int(), limits: z.int(), approvals: z.int(), handoffs: z.int(),
  fingerprint: z.string(),
  fileName: z.string(),
  /** The certificate itself, to be written to a file byte for byte. */
  text: z.string(),
});
export const certificateKeySchema = z.strictObject({ algorithm: z.literal('Ed25519'), publicKey: z.string(), fingerprint: z.string() });
