// How a person is told outside the app, the mail server of the installation, and what became of what went out.
import { z } from 'zod';
import { instantSchema, personRefSchema, uuidSchema } from './contract.ts';

/** What notices are about, as a person chooses among them. Danger is always told at once. */
export const noticeGroups = ['work', 'limits', 'answers', 'course', 'danger'] as const;
export type NoticeGroup = (typeof noticeGroups)[number];
/** At once, in one mail a day, or in the app only. */
export const noticeWays = ['once', 'digest', 'off'] as const;
export type NoticeWay = (typeof noticeWays)[number];

const waySchema = z.enum(noticeWays);
export const waysSchema = z.strictObject({ work: waySchema, limits: waySchema, answers: waySchema, course: waySchema });
export type NoticeWays = z.infer<typeof waysSchema>;

const minuteOfDay = z.int().min(0).max(1439);
export const quietSchema = z.strictObject({
  /** Minutes of the day in the person's zone; from later than until goes over midnight; both the same: none. */
  from: minuteOfDay,
  until: minuteOfDay,
  /** Whole days, Monday is 1. */
  days: z.array(z.int().min(1).max(7)).max(6, 'leave at least one day of the week'),
});
export type Quiet = z.infer<typeof quietSchema>;

export const mailAddressSchema = z.string().trim().max(254, 'is longer than 254 characters').pipe(z.email('is no mail address; write one like name@agency.example'));

export const toldSchema = z.strictObject({
  mail: z.strictObject({ address: z.string().nullable(), waiting: z.string().nullable() }),
  /** Whether the installation can send mail at all, and to which domains. */
  mailServer: z.boolean(),
  domains: z.array(z.string()),
  zone: z.string(),
  phone: z.string().nullable(),
  quiet: quietSchema,
  digestAt: minuteOfDay,
  ways: waysSchema,
  lastMail: z.strictObject({ at: instantSchema, state: z.string(), code: z.string().nullable() }).nullable(),
});
export type Told = z.infer<typeof toldSchema>;
export const phoneSchema = z.string().trim().regex(/^\+[1-9]\d{6,14}$/, 'is no number; write it with its country, like +15551234567');
export const changeToldSchema = z.strictObject({ zone: z.string().min(1).max(64), phone: phoneSchema.nullable(), quiet: quietSchema, digestAt: minuteOfDay, ways: waysSchema });
export const newAddressSchema = z.strictObject({ address: mailAddressSchema });
export const confirmAddressSchema = z.strictObject({ code: z.string().trim().regex(/^\d{8}$/, 'is not the eight digits of the mail') });

export const mailSecurities = ['tls', 'starttls', 'none'] as const;
const hostSchema = z.string().trim().min(1, 'is empty; write the name of the mail server').max(253).regex(/^[A-Za-z0-9._:-]+$/, 'is no host name; write one like mail.agency.example');
export const mailServerSchema = z.strictObject({
  from: z.enum(['environment', 'page', 'none']),
  host: z.string(), port: z.int(), security: z.enum(mailSecurities), login: z.string().nullable(), hasPassword: z.boolean(), sender: z.string(), domains: z.array(z.string()),
});
export type MailServerView = z.infer<typeof mailServerSchema>;
export const changeMailServerSchema = z.strictObject({
  host: hostSchema,
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  login: z.string().trim().max(200).optional(),
  /** Left out: as it is. */
  password: z.string().max(500).optional(),
  sender: mailAddressSchema,
  domains: z.array(z.string().trim().toLowerCase().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is no domain; write one like agency.example')).max(50),
});
export const testMailSchema = z.strictObject({ to: mailAddressSchema });
/** What came of a test: the sentence says it, and what to do when it failed. */
export const testedSchema = z.strictObject({ ok: z.boolean(), sentence: z.string() });

export const deliveryStates = ['waiting', 'sent', 'failed', 'dropped'] as const;
export const deliveryRowSchema = z.strictObject({
  id: uuidSchema, channel: z.string(), to: personRefSchema.nullable(), target: z.string().nullable(), notices: z.int(), state: z.enum(deliveryStates), createdAt: instantSchema, nextAt: instantSchema.nullable(), settledAt: instantSchema.nullable(),
  attempts: z.array(z.strictObject({ n: z.int(), at: instantSchema, outcome: z.string(), code: z.string().nullable(), sentence: z.string(), tookMs: z.int().nullable() })),
});
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;
export const deliveriesQuerySchema = z.strictObject({ state: z.enum(deliveryStates).optional(), before: instantSchema.optional() });

// --- Webhooks --------------------------------------------------------------------------------------------------------------

/** What a target is for: notices as they come, or calling and texting whoever is on call. */
export const targetChannels = ['webhook', 'phone', 'sms'] as const;
export const webhookSchema = z.strictObject({
  id: uuidSchema, unitId: uuidSchema, title: z.string(), url: z.string(), channel: z.enum(targetChannels), groups: z.array(z.enum(noticeGroups)), state: z.enum(['asked', 'allowed', 'off']), offWhy: z.string().nullable(),
  askedBy: personRefSchema, askedAt: instantSchema, allowedBy: personRefSchema.nullable(), failingSince: instantSchema.nullable(), oldSecretUntil: instantSchema.nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;
export const createWebhookSchema = z.strictObject({
  unitId: uuidSchema, title: z.string().trim().min(1, 'is empty; write a name').max(100), url: z.string().trim().max(2000), channel: z.enum(targetChannels), groups: z.array(z.enum(noticeGroups)).max(noticeGroups.length),
});
/** The secret is shown once. */
export const webhookSecretSchema = z.strictObject({ id: uuidSchema, secret: z.string() });

// --- On call -----------------------------------------------------------------------------------------------------------------

export const shiftSchema = z.strictObject({ id: uuidSchema, person: personRefSchema, rank: z.int(), from: instantSchema, until: instantSchema });
export type Shift = z.infer<typeof shiftSchema>;
export const callSchema = z.strictObject({
  id: uuidSchema, caseId: uuidSchema, caseReference: z.string().nullable(), unitId: uuidSchema, about: z.string(), sentence: z.string(), openedAt: instantSchema, state: z.enum(['ringing', 'acknowledged', 'exhausted']), nextAt: instantSchema.nullable(),
  rings: z.array(z.strictObject({ n: z.int(), person: personRefSchema, rank: z.int(), at: instantSchema, ways: z.array(z.string()) })),
  acknowledgedBy: personRefSchema.nullable(), acknowledgedAt: instantSchema.nullable(),
  /** It rings this person, or waits for anybody. */
  isMine: z.boolean(),
});
export type OncallCall = z.infer<typeof callSchema>;
export const onCallSchema = z.strictObject({ limitMinutes: z.int(), now: z.array(z.strictObject({ rank: z.int(), person: personRefSchema })), shifts: z.array(shiftSchema), calls: z.array(callSchema) });
export type OnCall = z.infer<typeof onCallSchema>;
export const addShiftSchema = z.strictObject({
  personId: uuidSchema, rank: z.int().min(1).max(5), from: instantSchema, until: instantSchema,
  /** So many weeks in all, at the same hours by the clock on the wall. */
  weeks: z.int().min(1).max(52).default(1),
});
export const callLimitSchema = z.strictObject({ minutes: z.int().min(1).max(240) });
