// The room of administration: agencies, units, roles and their rights, members, duty, people.
import { z } from 'zod';
import { agencyRefSchema, instantSchema, keySchema, loginSchema, nameSchema, personRefSchema, rightSchema, uuidSchema } from './contract.ts';

const zoneSchema = z.string().min(1).max(64);

export const agencySchema = z.strictObject({ id: uuidSchema, key: z.string(), name: z.string() });
export type Agency = z.infer<typeof agencySchema>;
export const createAgencySchema = z.strictObject({ key: keySchema, name: nameSchema });

export const unitSchema = z.strictObject({
  id: uuidSchema, key: z.string(), name: z.string(), zone: z.string(), hostAgency: agencyRefSchema, agencies: z.array(agencyRefSchema),
  duty: z.strictObject({ person: personRefSchema, from: instantSchema }).nullable(), members: z.int(),
});
export type Unit = z.infer<typeof unitSchema>;
export const createUnitSchema = z.strictObject({ key: keySchema, name: nameSchema, zone: zoneSchema, hostAgencyId: uuidSchema });
export const changeUnitSchema = z.strictObject({ name: nameSchema.optional(), zone: zoneSchema.optional() });

export const memberSchema = z.strictObject({ id: uuidSchema, person: personRefSchema, role: z.strictObject({ id: uuidSchema, key: z.string(), title: z.string() }), from: instantSchema, until: instantSchema.nullable(), disabled: z.boolean() });
export type Member = z.infer<typeof memberSchema>;
export const addMemberSchema = z.strictObject({ personId: uuidSchema, agencyId: uuidSchema, roleKey: keySchema, from: instantSchema.optional(), until: instantSchema.optional() });

export const roleSchema = z.strictObject({ id: uuidSchema, key: z.string(), title: z.string(), rights: z.array(rightSchema), holders: z.int(), /** Kept for people outside the unit. */ outside: z.boolean() });
export type UnitRole = z.infer<typeof roleSchema>;
export const createRoleSchema = z.strictObject({ key: keySchema, title: nameSchema, rights: z.array(rightSchema).max(20), outside: z.boolean().default(false) });
export const changeRoleSchema = z.strictObject({ title: nameSchema.optional(), rights: z.array(rightSchema).max(20).optional() });

export const personSchema = z.strictObject({
  id: uuidSchema, name: z.string(), login: z.string(), agency: agencyRefSchema, disabledAt: instantSchema.nullable(), lockedAt: instantSchema.nullable(),
  memberships: z.array(z.strictObject({ unitId: uuidSchema, unit: z.string(), role: z.string(), until: instantSchema.nullable() })),
});
export type Person = z.infer<typeof personSchema>;
export const createPersonSchema = z.strictObject({ name: nameSchema, login: loginSchema, agencyId: uuidSchema });
/** The one-time password is shown once and must be changed at the first sign-in. */
export const createdPersonSchema = z.strictObject({ id: uuidSchema, oneTimePassword: z.string() });
export const oneTimePasswordSchema = z.strictObject({ oneTimePassword: z.string() });
export const disabledPersonSchema = z.strictObject({ ok: z.literal(true), ownerOf: z.int() });

export const dutyRowSchema = z.strictObject({ id: uuidSchema, person: personRefSchema, from: instantSchema, until: instantSchema.nullable(), setBy: personRefSchema.nullable() });
export type DutyRow = z.infer<typeof dutyRowSchema>;
export const dutySchema = z.strictObject({ now: dutyRowSchema.nullable(), items: z.array(dutyRowSchema) });
export const setDutySchema = z.strictObject({ personId: uuidSchema, agencyId: uuidSchema, from: instantSchema.optional() });
