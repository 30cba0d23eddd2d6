// The rooms of tasks, cases, supervision and notices: rows of lists, one step, one case, its timeline.
import { z } from 'zod';
import type { RoutingValue } from '../protocol/condition.ts';
import type { Draft, Field } from '../protocol/draft.ts';
import { handoffKinds } from '../protocol/draft.ts';
import type { Entry } from '../protocol/entry.ts';
import type { Plan, PlanNode } from '../protocol/plan.ts';
import type { Refusal } from '../protocol/refusal.ts';
import { caseCriteriaSchema } from './contract-criteria.ts';
import { formValuesSchema } from './contract-acts.ts';
import { agencyRefSchema, fromProtocol, instantSchema, listFromProtocol, nameSchema, personRefSchema, rightSchema, titledSchema, uuidSchema } from './contract.ts';

// --- Tasks ---------------------------------------------------------------------------------------------------------------

/** What the person may do with a step now: the page's one primary act for it. */
export const stepActs = ['complete', 'vote', 'answer', 'wait', 'held'] as const;
export const stepKinds = ['start', 'task', 'approval', 'handoff', 'wait', 'call', 'end', 'byHand', 'ownership', 'measure', 'added', 'phase', 'service'] as const;
export const taskRowSchema = z.strictObject({
  stepId: z.string(), caseId: uuidSchema, caseReference: z.string().nullable(), caseTitle: z.string(),
  unitId: uuidSchema.nullable(), protocol: z.string(), run: z.string(), node: z.string(), title: z.string(), kind: z.enum(stepKinds),
  roles: z.array(z.string()), agency: agencyRefSchema,
  /** As the unit has drawn them; the protocol of what belongs to the case itself has no title. */
  protocolTitle: z.string(), roleTitles: z.array(z.string()), levelTitle: z.string().nullable(),
  openedAt: instantSchema, dueAt: instantSchema.nullable(), warnAt: instantSchema.nullable(), breachedAt: instantSchema.nullable(),
  claimedBy: personRefSchema.nullable(), level: z.string().nullable(), status: z.string(), imminent: z.boolean(),
  held: z.string().nullable(), handoffState: z.string().nullable(),
  /** Its clock stands, until then at the latest: it is due at no instant. */
  stoppedUntil: instantSchema.nullable(),
  /** Claimed by or offered to this person, or a step only this person can do. */
  mine: z.boolean(),
  /** This person holds one of its roles, is its owner or is named by it. */
  mayAct: z.boolean(),
  act: z.enum(stepActs),
  /** Put off by this person until then; it comes back before when its limit comes near. */
  snoozedUntil: instantSchema.nullable(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;
export const tasksQuerySchema = z.strictObject({ scope: z.enum(['mine', 'team', 'watching']).default('mine'), unit: uuidSchema.optional() });

const fieldsSchema = listFromProtocol<Field>('Fields of a form');
export const refusalSchema = fromProtocol<Refusal>('Why an act would be refused: code, about, sentence');
const allowedSchema = z.union([z.strictObject({ ok: z.literal(true) }), z.strictObject({ ok: z.literal(false), refusal: refusalSchema })]);
export type Allowed = z.infer<typeof allowedSchema>;

export const stepViewSchema = z.strictObject({
  row: taskRowSchema,
  /** The reader is no member of the unit: of the case they see what is shown, and nothing else. */
  outside: z.boolean(),
  shown: z.array(z.strictObject({ label: z.string(), value: z.string().nullable() })),
  state: z.enum(['open', 'done', 'cancelled']),
  protocolTitle: z.string(),
  planHash: z.string(),
  zone: z.string(),
  node: fromProtocol<PlanNode>('The step as drawn').nullable(),
  /** Markdown, no raw HTML. */
  instructions: z.string(),
  checklist: z.array(z.string()),
  /** Of a step for each item: which one this is, and what was written for it. */
  item: z.strictObject({ number: z.int(), of: z.int(), text: z.string().nullable() }).nullable(),
  form: z.strictObject({ id: z.string(), title: z.string(), fields: fieldsSchema, values: formValuesSchema }).nullable(),
  outcomes: z.array(z.strictObject({ id: z.string(), label: z.string(), needsReason: z.boolean() })),
  roles: z.array(titledSchema),
  /** Who may act on it now, by name. */
  holders: z.array(personRefSchema),
  approval: z.strictObject({
    seats: z.array(z.strictObject({ id: z.string(), roles: z.array(titledSchema), substitutes: z.array(titledSchema) })),
    needed: z.int(),
    denials: z.int(),
    votes: z.array(z.strictObject({ person: personRefSchema, grants: z.boolean(), seats: z.array(z.string()), at: instantSchema, reason: z.string().nullable(), state: z.enum(['counted', 'withdrawn', 'voided']) })),
    /** What the vote is about; `content` of a vote is form -> hash of these. */
    content: z.array(z.strictObject({ form: z.string(), title: z.string(), hash: z.string(), fields: fieldsSchema, values: formValuesSchema, by: personRefSchema, at: instantSchema })),
    separation: z.array(z.string()), // in words
    mayVote: allowedSchema,
  }).nullable(),
  handoff: z.strictObject({
    kind: z.enum(handoffKinds),
    /** What it can be offered as; more than one while what decides it is not recorded. */
    kinds: z.array(z.enum(handoffKinds)),
    state: z.enum(['waiting', 'offered', 'accepted', 'declined', 'withdrawn', 'expired', 'cancelled', 'settled']),
    why: z.string().nullable(),
    /** What goes with it, as the receiver sees it. */
    package: z.array(z.strictObject({ label: z.string(), value: z.string().nullable() })),
    message: z.string().nullable(),
    legalBasis: z.string().nullable(),
    disclosure: z.boolean(),
    offeredBy: personRefSchema.nullable(), offeredAt: instantSchema.nullable(), expiresAt: instantSchema.nullable(),
    to: z.array(titledSchema), toPerson: personRefSchema.nullable(),
    /** Offers of the same step before this one. */
    history: z.array(z.strictObject({ state: z.string(), by: personRefSchema.nullable(), at: instantSchema.nullable(), reason: z.string().nullable() })),
    /** Offered to so many at once: who has answered how, and who of those asked has not. */
    places: z.strictObject({
      count: z.int(),
      answers: z.array(z.strictObject({ person: personRefSchema, how: z.enum(['accepted', 'declined', 'noAnswer']), by: personRefSchema, at: instantSchema, text: z.string().nullable() })),
      silent: z.array(personRefSchema),
    }).nullable(),
    /** What either side asked before the answer. */
    questions: z.array(z.strictObject({ by: personRefSchema, side: z.enum(['sender', 'receiver']), at: instantSchema, text: z.string() })),
    answer: z.strictObject({ by: personRefSchema, at: instantSchema, text: z.string().nullable() }).nullable(),
    mayOffer: z.boolean(), mayAccept: z.boolean(), mayAnswer: z.boolean(), mayDecline: z.boolean(), mayAsk: z.boolean(), mayWithdraw: z.boolean(), mayNoAnswer: z.boolean(),
  }).nullable(),
  /** Named events a wait ends by. */
  events: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  clock: z.strictObject({
    dueAt: instantSchema.nullable(), warnAt: instantSchema.nullable(), breachedAt: instantSchema.nullable(),
    extendedByMs: z.number(),
    /** By which rule it is due, and what happens then, in words. */
    rule: z.string(), whatHappens: z.string(), zone: z.string(), basis: z.string().nullable(),
  }),
  mayClaim: z.boolean(), mayRelease: z.boolean(), mayAssign: z.boolean(), mayExtend: z.boolean(), mayCancel: z.boolean(), mayPause: z.boolean(), mayResume: z.boolean(),
  /** The ways on by which this person may leave the step out. */
  waysPast: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  /** Why this person cannot do it, when they cannot. */
  whyNot: refusalSchema.nullable(),
});
export type StepView = z.infer<typeof stepViewSchema>;

// --- Cases ---------------------------------------------------------------------------------------------------------------

export const caseRowSchema = z.strictObject({
  id: uuidSchema, reference: z.string().nullable(), title: z.string(), unitId: uuidSchema, agency: agencyRefSchema,
  status: z.string(), level: z.string().nullable(), everHigh: z.boolean(), breaches: z.int(), imminent: z.boolean(), parked: z.boolean(),
  /** Its record and its workflow do not agree: it stands still until the administrator has looked at it. */
  alarmed: z.boolean(),
  owner: personRefSchema, ownerAlarm: z.boolean(), openedAt: instantSchema, openSteps: z.int(), nextDueAt: instantSchema.nullable(), closedAt: instantSchema.nullable(),
  pausedUntil: instantSchema.nullable(),
  protocols: z.array(z.string()),
  levelTitle: z.string().nullable(),
});
export type CaseRow = z.infer<typeof caseRowSchema>;
export const casesQuerySchema = z.strictObject({ status: z.enum(['open', 'report', 'closed', 'all']).default('open'), q: z.string().max(200).optional(), unit: uuidSchema.optional(), after: z.string().max(100).optional() });

export const openCaseSchema = z.strictObject({ id: uuidSchema, versionId: uuidSchema, title: nameSchema, values: formValuesSchema.optional() });
export const openedCaseSchema = z.strictObject({ caseId: uuidSchema, reference: z.string(), transition: z.int(), notYetShown: z.boolean() });

/** What may be opened or started by hand, with its intake form. */
export const openableSchema = z.strictObject({
  versionId: uuidSchema, unitId: uuidSchema, unitName: z.string(), key: z.string(), title: z.string(), number: z.int(), purpose: z.string(), startsAt: z.string().nullable(),
  form: z.strictObject({ id: z.string(), title: z.string(), fields: fieldsSchema }).nullable(),
  /** It asks for nothing at the opening, or waits for somebody to fill it in. */
  beginsWithoutIntake: z.boolean(),
  /** Set when it cannot be opened now, e.g. no duty supervisor. */
  whyNot: z.string().nullable(),
});
export type Openable = z.infer<typeof openableSchema>;

export const runViewSchema = z.strictObject({ id: z.string(), planHash: z.string(), key: z.string(), version: z.int(), title: z.string(), startedAt: instantSchema, parent: z.string().nullable(), state: z.enum(['live', 'ended', 'cancelled']), outcome: z.string().nullable() });
export const caseStepSchema = z.strictObject({
  id: z.string(), run: z.string(), protocol: z.string(), node: z.string(), title: z.string(), kind: z.enum(stepKinds), visit: z.int(), state: z.enum(['open', 'done', 'cancelled']),
  openedAt: instantSchema, closedAt: instantSchema.nullable(), outcome: z.string().nullable(), closedBy: personRefSchema.nullable(), claimedBy: personRefSchema.nullable(),
  roles: z.array(titledSchema), dueAt: instantSchema.nullable(), warnAt: instantSchema.nullable(), breachedAt: instantSchema.nullable(), held: z.string().nullable(), heldSentence: z.string().nullable(), stoppedUntil: instantSchema.nullable(),
  handoffState: z.string().nullable(), act: z.enum(stepActs), mayAct: z.boolean(),
  /** Of a measure or an added task: what is to be done. */
  measure: z.string().nullable(),
});
export type CaseStep = z.infer<typeof caseStepSchema>;
/** Another case this one has to do with. Who may not see it is told its number and its unit only. */
export const linkedCaseSchema = z.strictObject({
  caseId: uuidSchema, reference: z.string().nullable(), unit: z.string().nullable(), how: z.enum(['tells', 'toldBy', 'workedOnIn', 'receivedFrom']), event: z.string().nullable(), at: instantSchema,
  /** What was handed over, in words. */
  text: z.string().nullable(), maySee: z.boolean(),
});
export type LinkedCase = z.infer<typeof linkedCaseSchema>;
export const caseViewSchema = z.strictObject({
  case: caseRowSchema,
  unit: z.strictObject({ id: uuidSchema, name: z.string(), zone: z.string() }),
  levels: z.array(z.strictObject({ id: z.string(), title: z.string(), high: z.boolean() })),
  runs: z.array(runViewSchema),
  steps: z.array(caseStepSchema),
  deadlines: z.array(z.strictObject({ step: z.string(), title: z.string(), due: instantSchema, anchorAt: instantSchema, why: z.string(), passedAt: instantSchema.nullable() })),
  /** Who has done something in the case, and its owner. */
  people: z.array(z.strictObject({ person: personRefSchema, part: z.string() })),
  /** Forms as last submitted. */
  forms: z.array(z.strictObject({ id: z.string(), title: z.string(), fields: fieldsSchema, values: formValuesSchema, submissionId: z.string(), by: personRefSchema, at: instantSchema, corrected: z.boolean() })),
  /** What steps have worked out, by step and field, as conditions read it. */
  computed: z.record(z.string(), fromProtocol<Readonly<Record<string, RoutingValue>>>('Values by field')),
  retention: z.strictObject({ class: z.string(), reviewAt: instantSchema.nullable() }).nullable(),
  linked: z.array(linkedCaseSchema),
  /** By what it is judged whether to begin; null where the agency keeps no list. */
  criteria: caseCriteriaSchema.nullable(),
  rights: z.array(rightSchema),
  /** Roles of the unit, for work that is added. */
  unitRoles: z.array(titledSchema),
  dangerRun: z.string().nullable(),
  /** Set when it is told as it was at an instant: the last transition until then, and how many there have been since. */
  asOf: z.strictObject({ at: instantSchema, transition: z.int(), since: z.int() }).nullable(),
  /** What this person may say has happened: events that an open wait or a handler of the case accepts. */
  events: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  /** Acts this person may try on the case as a whole: note, declareDanger, setLevel, correct, start, reopen, addTask, citeCriteria, reassign, cancel, event. */
  allowedActs: z.array(z.string()),
});
export type CaseView = z.infer<typeof caseViewSchema>;

/** `at`: the case as it was recorded at an instant that has passed. */
export const caseQuerySchema = z.strictObject({ at: instantSchema.optional() });

/** A case that is shown to somebody outside its unit: what a grant names, and until when. */
export const shownCaseRowSchema = z.strictObject({ caseId: uuidSchema, reference: z.string().nullable(), unit: z.string(), zone: z.string(), joint: z.boolean(), until: instantSchema.nullable() });
export type ShownCaseRow = z.infer<typeof shownCaseRowSchema>;
export const shownCaseSchema = shownCaseRowSchema.extend({ shown: z.array(z.strictObject({ label: z.string(), value: z.string().nullable() })) });
export type ShownCase = z.infer<typeof shownCaseSchema>;

export const timelineItemSchema = z.strictObject({
  number: z.int(), at: instantSchema,
  actor: z.strictObject({ id: uuidSchema, name: z.string() }).nullable(), // null: time did it
  agency: agencyRefSchema.nullable(),
  input: z.string(),
  entries: z.array(z.strictObject({ kind: z.string(), sentence: z.string(), text: z.string().nullable(), step: z.string().nullable(), node: z.string().nullable(), data: fromProtocol<Entry>('The entry as recorded') })),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export const timelineQuerySchema = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });
export const timelineSchema = z.strictObject({ items: z.array(timelineItemSchema), last: z.int() });

export const casePlanSchema = z.strictObject({ plan: fromProtocol<Plan>('The compiled plan'), layout: fromProtocol<Draft['layout']>('Positions of the nodes'), draft: fromProtocol<Draft>('The draft it was compiled from'), title: z.string() });
export const journalRowSchema = z.strictObject({ number: z.int(), at: instantSchema, inputId: z.string(), kind: z.string(), personId: z.string().nullable(), agencyId: z.string().nullable(), input: z.unknown(), entries: z.array(fromProtocol<Entry>('An entry')), contentHash: z.string(), prevHash: z.string(), hash: z.string() });
export const journalSchema = z.strictObject({ items: z.array(journalRowSchema), next: z.string().optional() });
export const verifySchema = z.strictObject({ ok: z.boolean(), checked: z.int(), firstBad: z.int().nullable(), why: z.string().nullable() });

// --- Supervision and notices ---------------------------------------------------------------------------------------------

export const boardRowSchema = taskRowSchema.extend({
  /** Time left, negative when overdue; null without a limit. */
  slackMs: z.number().nullable(),
  waitingOn: z.array(z.string()),
  /** Nobody can do it now. */
  nobody: z.boolean(),
  stuck: z.boolean(),
  owner: personRefSchema,
});
export type BoardRow = z.infer<typeof boardRowSchema>;
export const boardSchema = z.strictObject({
  counts: z.strictObject({ overdue: z.int(), dueSoon: z.int(), approvals: z.int(), handoffs: z.int(), nobody: z.int(), stuck: z.int() }),
  rows: z.array(boardRowSchema),
});
export type Board = z.infer<typeof boardSchema>;
export const boardQuerySchema = z.strictObject({ unit: uuidSchema.optional() });
/** Who a step could be given to, or ownership offered to. */
export const candidatesQuerySchema = z.strictObject({ step: z.string().max(64).optional() });
export const candidateSchema = z.strictObject({ person: personRefSchema, roles: z.array(z.string()), openSteps: z.int() });

export const noticeSchema = z.strictObject({
  id: z.string(), at: instantSchema, caseId: uuidSchema, caseReference: z.string().nullable(), caseTitle: z.string(), stepId: z.string().nullable(), stepTitle: z.string().nullable(),
  about: z.string(), text: z.string(), urgent: z.boolean(), readAt: instantSchema.nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;
export const noticesSchema = z.strictObject({ items: z.array(noticeSchema), unread: z.int() });
export const readNoticesSchema = z.strictObject({ ids: z.array(z.string().max(140)).min(1).max(200) });
