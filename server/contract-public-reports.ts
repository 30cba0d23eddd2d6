// The public page of a unit: what anybody may report without signing in, and how an administrator sets it. It looks nothing up and
// answers the same whoever is named.
import { z } from 'zod';
import type { Field } from '../protocol/draft.ts';
import { formValuesSchema } from './contract-acts.ts';
import { instantSchema, listFromProtocol, nameSchema, personRefSchema, uuidSchema } from './contract.ts';

const fieldsSchema = listFromProtocol<Field>('Fields of a form');
export const publicReportSchema = z.strictObject({ unit: z.string(), zone: z.string(), welcome: z.string(), emergency: z.string(), form: z.strictObject({ id: z.string(), title: z.string(), fields: fieldsSchema }) });
export type PublicReportPage = z.infer<typeof publicReportSchema>;
/** The id is made by the page: a report that is sent again is one report. */
export const sendPublicReportSchema = z.strictObject({ id: uuidSchema, values: formValuesSchema });
export const receiptSchema = z.strictObject({ receipt: z.string() });

export const slugSchema = z.string().trim().regex(/^[a-z0-9-]{3,60}$/, 'has small letters, digits and dashes only, 3 to 60 of them');
export const changePublicReportSchema = z.strictObject({
  isOn: z.boolean(),
  slug: slugSchema,
  protocolKey: z.string().min(1, 'choose a protocol').max(64),
  welcome: z.string().trim().min(1, 'is empty; say what the page is for').max(2000),
  emergency: z.string().trim().min(1, 'is empty; say whom to call when somebody may be hurt now').max(500),
  perHour: z.int().min(1).max(1000),
  /** In the order of the form; a label of its own says it in words for the public. */
  asked: z.array(z.strictObject({ name: z.string().max(64), label: z.string().trim().max(200).optional(), help: z.string().trim().max(1000).optional() })).min(1, 'ask at least one question').max(40),
  fixed: formValuesSchema,
});
export type ChangePublicReport = z.infer<typeof changePublicReportSchema>;
export const publicReportSettingSchema = z.strictObject({
  setting: changePublicReportSchema.extend({ setBy: personRefSchema, setAt: instantSchema }).nullable(),
  /** Why a page that is switched on answers nobody: what it fills in does not fit the protocol as published now. */
  whyClosed: z.string().nullable(),
  protocols: z.array(z.strictObject({ key: z.string(), title: z.string(), form: z.strictObject({ id: z.string(), title: z.string(), fields: fieldsSchema }) })),
});
export type PublicReportSetting = z.infer<typeof publicReportSettingSchema>;

// --- Reports of other systems ----------------------------------------------------------------------------------------------------

export const intakeKeySchema = z.strictObject({ id: uuidSchema, title: z.string(), protocolKey: z.string(), madeBy: personRefSchema, madeAt: instantSchema, endedAt: instantSchema.nullable(), usedAt: instantSchema.nullable() });
export type IntakeKey = z.infer<typeof intakeKeySchema>;
export const makeIntakeKeySchema = z.strictObject({ title: nameSchema, protocolKey: z.string().min(1, 'choose a protocol').max(64) });
/** The key is shown once. */
export const madeIntakeKeySchema = z.strictObject({ id: uuidSchema, key: z.string() });
/** Values of the intake form by field. A report that is sent again under its id is one report. */
export const reportByKeySchema = z.strictObject({ id: uuidSchema, title: nameSchema, values: formValuesSchema });
