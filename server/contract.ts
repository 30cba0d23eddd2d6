// What server and page agree on, from one Zod source: requests are parsed with it, answers are shaped by it, the OpenAPI
// document is made from it. The browser imports it, so nothing of the server and nothing of Node may be imported here.
// This file holds what all rooms share; contract-*.ts hold the rooms, contract-endpoints.ts the table of endpoints.
import { z } from 'zod';
import type { Finding } from '../protocol/finding.ts';
import { rights } from '../protocol/input.ts';
import { refusalCodes } from '../protocol/refusal.ts';

export const uuidSchema = z.uuid();
/** Instants travel as ISO 8601 in UTC; inside protocol types (plans, entries, drafts) they stay epoch milliseconds. */
export const instantSchema = z.iso.datetime({ offset: true });
export const rightSchema = z.enum(rights);
export const keySchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'starts with a letter and has letters, digits and _ only').max(64);
export const nameSchema = z.string().trim().min(1, 'is empty; write a name').max(200, 'is longer than 200 characters; shorten it');
export const reasonSchema = z.string().trim().min(1, 'a reason is needed').max(8000, 'is longer than 8000 characters; shorten it');

/** A value that comes from the core's own types, which are not described again here. */
export const fromProtocol = <Value>(description: string) => z.custom<Value>((value) => typeof value === 'object' && value !== null).meta({ type: 'object', description });
export const listFromProtocol = <Value>(description: string) => z.custom<readonly Value[]>(Array.isArray).meta({ type: 'array', items: { type: 'object' }, description });
export const listOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), next: z.string().optional() });
export const okSchema = z.strictObject({ ok: z.literal(true) });

/** The header that every request but GET carries; its value comes with GET /api/session. */
export const csrfHeader = 'X-Handrail-CSRF';

// --- Problems: RFC 9457, application/problem+json ------------------------------------------------------------------------

/** Codes of the server, beside the refusal codes of the core. Never reused; docs/problems.md lists them all. */
export const serverProblemCodes = [
  'not_signed_in', 'password_wrong', 'locked', 'too_many_tries', 'password_too_weak', 'must_change_password', 'proof_needed',
  'csrf', 'bad_request', 'bad_json', 'too_big', 'wrong_media_type', 'not_found', 'right_missing', 'conflict', 'login_taken', 'key_taken',
  'set_up_done', 'token_wrong', 'stale_draft', 'has_errors', 'not_in_review', 'in_review', 'same_person', 'changed_since', 'retired', 'rehearsal_broken',
  'no_duty', 'duty_overlap', 'last_administrator', 'yourself', 'not_confirmed', 'alarm', 'unavailable', 'failed',
  'record_broken',
  'code_wrong', 'key_wrong', 'too_many_reports', 'no_mail_server', 'set_elsewhere', 'domain_not_allowed',
] as const;
export type ServerProblemCode = (typeof serverProblemCodes)[number];
export type ProblemCode = ServerProblemCode | (typeof refusalCodes)[number];

export const findingSchema = fromProtocol<Finding>('A finding: rule, severity, at, message');
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum([...serverProblemCodes, ...refusalCodes]),
  findings: z.array(findingSchema).optional(),
  /** The step, field or person the problem is about. */
  about: z.string().optional(),
  /** Every field that is wrong, for a form to mark. */
  fields: z.array(z.strictObject({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  /** With stale_draft: what another person saved meanwhile. */
  theirs: fromProtocol<StaleDraft['theirs']>('The newer revision').optional(),
  difference: listFromProtocol<DraftDifference>('Paths that differ').optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export interface DraftDifference {
  /** Where, e.g. "nodes.screening.title". */
  readonly path: string;
  readonly yours: unknown;
  readonly theirs: unknown;
}
export interface StaleDraft {
  readonly theirs: { readonly revision: number; readonly draft: unknown; readonly savedBy: PersonRef; readonly savedAt: string };
  readonly difference: readonly DraftDifference[];
}

// --- Shared shapes -------------------------------------------------------------------------------------------------------

export const agencyRefSchema = z.strictObject({ id: uuidSchema, name: z.string() });
export type AgencyRef = z.infer<typeof agencyRefSchema>;
/** A person as named on a page: with the agency they acted for. */
export const personRefSchema = z.strictObject({ id: uuidSchema, name: z.string(), agency: agencyRefSchema });
export type PersonRef = z.infer<typeof personRefSchema>;
export const titledSchema = z.strictObject({ id: z.string(), title: z.string() });

// --- Set-up and session --------------------------------------------------------------------------------------------------

export const passwordSchema = z.string().min(1).max(128);
export const loginSchema = z.string().trim().min(1, 'is empty; write a login').max(100, 'is longer than 100 characters; shorten it').regex(/^[^\s]+$/, 'a login has no spaces');

export const setupStateSchema = z.strictObject({ needed: z.boolean() });
export const setupRequestSchema = z.strictObject({
  token: z.string().min(1).max(200),
  agency: z.strictObject({ key: keySchema, name: nameSchema }),
  unit: z.strictObject({ key: keySchema, name: nameSchema, zone: z.string().min(1).max(64) }),
  person: z.strictObject({ name: nameSchema, login: loginSchema, password: passwordSchema }),
});

export const sessionSchema = z.strictObject({
  person: z.strictObject({ id: uuidSchema, name: z.string(), login: z.string(), mustChangePassword: z.boolean() }).nullable(),
  /** Null while nobody is signed in: signing in needs none. */
  csrf: z.string().nullable(),
  acting: z.strictObject({ agencyId: uuidSchema, unitIds: z.array(uuidSchema) }).nullable(),
  agencies: z.array(agencyRefSchema),
  units: z.array(z.strictObject({ id: uuidSchema, name: z.string(), zone: z.string(), rights: z.array(rightSchema), roles: z.array(z.string()) })),
  /** When the password was last given; some acts ask for it again after five minutes. */
  provedAt: instantSchema.nullable(),
  demo: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;
export const signInSchema = z.strictObject({ login: z.string().min(1).max(100), password: passwordSchema });
export const actForSchema = z.strictObject({ agencyId: uuidSchema });
export const changePasswordSchema = z.strictObject({ current: passwordSchema, next: passwordSchema });
export const proofSchema = z.strictObject({ password: passwordSchema });

// --- Live updates (GET /api/live, text/event-stream) ---------------------------------------------------------------------

export const liveTopics = ['case', 'tasks', 'board', 'notices', 'protocols', 'people', 'present'] as const;
/** An event names what changed; the page fetches it under its own rights. Sent as `data:` of unnamed events. */
export const liveEventSchema = z.strictObject({ topic: z.enum(liveTopics), caseId: uuidSchema.optional(), protocolId: uuidSchema.optional() });
export type LiveEvent = z.infer<typeof liveEventSchema>;
