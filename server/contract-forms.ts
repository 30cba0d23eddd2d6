// The agency's library of forms: each form in versions that never change, taken into drafts as copies that name their version.
import { z } from 'zod';
import { formSchema, type Form } from '../protocol/draft.ts';
import { agencyRefSchema, fromProtocol, instantSchema, keySchema } from './contract.ts';

export const libraryVersionSchema = z.strictObject({ version: z.int(), at: instantSchema, form: fromProtocol<Form>('A form of the protocol language') });
export const libraryFormSchema = z.strictObject({ agency: agencyRefSchema, key: z.string(), /** Newest first. */ versions: z.array(libraryVersionSchema) });
export type LibraryForm = z.infer<typeof libraryFormSchema>;
/** `after`: the newest version as one knows it, 0 for a form that is not there yet. */
export const keepFormSchema = z.strictObject({ key: keySchema, after: z.int().min(0), form: formSchema.meta({ type: 'object', description: 'A form of the protocol language' }) });
export const keptFormSchema = z.strictObject({ key: z.string(), version: z.int() });
