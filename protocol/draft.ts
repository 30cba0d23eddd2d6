// What the editor saves: one protocol as JSON, from one Zod source. A draft may be unfinished (every reference may dangle,
// every required thing may be missing): findings say so, saving is never refused for it. This is the only file of the
// core that may import Zod; hosts that must stay light import its types only.
import { z } from 'zod';
import { caseFactNames, compareOps, type Condition, type Operand } from './condition.ts';

const id = z.string().min(1).max(64).regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'an id starts with a letter and has letters, digits and _ only');
const title = z.string().max(200);
const prose = z.string().max(8000);
const ref = z.string().max(140); // "form.field"
/** ISO 8601: PT24H is elapsed time, P30D is wall-clock time so many calendar days later. */
const duration = z.string().max(40);

export const scalarSchema = z.union([z.string().max(200), z.number(), z.boolean()]);
export const operandSchema: z.ZodType<Operand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), ref }),
  z.strictObject({ kind: z.literal('case'), name: z.enum(caseFactNames) }),
  z.strictObject({ kind: z.literal('outcome'), step: ref }),
  z.strictObject({ kind: z.literal('value'), value: scalarSchema }),
]);
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), of: z.array(conditionSchema).max(50) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(conditionSchema).max(50) }),
    z.strictObject({ kind: z.literal('not'), of: conditionSchema }),
    z.strictObject({ kind: z.literal('compare'), left: operandSchema, op: z.enum(compareOps), right: operandSchema }),
    z.strictObject({ kind: z.literal('in'), left: operandSchema, options: z.array(scalarSchema).max(100) }),
    z.strictObject({ kind: z.literal('exists'), ref }),
    z.strictObject({ kind: z.literal('count'), ref, op: z.enum(compareOps), value: z.number() }),
    z.strictObject({ kind: z.literal('since'), ref, op: z.enum(compareOps), duration }),
    z.strictObject({ kind: z.literal('fact'), id: ref }),
  ]),
) as z.ZodType<Condition>;

export const fieldTypes = ['text', 'string', 'boolean', 'integer', 'number', 'date', 'datetime', 'option', 'options', 'list', 'measures', 'person', 'agency', 'case'] as const;
export const meanings = ['level', 'imminent', 'weaponsAccess', 'priorReports', 'contactMade', 'hasTarget', 'legalBasis', 'reportReceived'] as const;
export const sensitivities = ['none', 'pii', 'cji', 'phi', 'edu', 'victim', 'source'] as const;
export const optionSchema = z.strictObject({ id: z.string().min(1).max(64), label: title });
export const fieldSchema = z.strictObject({
  name: id,
  label: title,
  help: z.string().max(1000).optional(),
  type: z.enum(fieldTypes),
  options: z.array(optionSchema).max(100).optional(),
  required: z.boolean().default(false),
  requiredWhen: conditionSchema.optional(),
  sensitivity: z.enum(sensitivities).default('none'),
  retention: z.string().max(64).optional(),
  means: z.enum(meanings).optional(),
});
/** `library`: of which version of the agency's form it is a copy. */
export const formSchema = z.strictObject({ id, title, fields: z.array(fieldSchema).max(100), library: z.strictObject({ key: id, version: z.number().int().positive() }).optional() });

export const anchors = ['opened', 'runStarted', 'caseOpened', 'reportReceived'] as const;
export const anchorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(anchors) }),
  z.strictObject({ kind: z.literal('field'), ref }),
]);
/**
 * A time counted on the clock (ISO 8601), or in a calendar: the closing time of the n-th working day after the local date on
 * which the clock starts, or open hours. Without a name: the calendar of the agency of the step's first role.
 */
export const dueTimeSchema = z.union([
  duration,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('workingDays'), days: z.number().int().min(-10_000).max(10_000), calendar: ref.optional() }),
    z.strictObject({ kind: z.literal('workingTime'), time: duration, calendar: ref.optional() }),
  ]),
]);
/** One rule of a limit; the first whose `when` holds is used. `due` is counted from `from` (default: the step's opening). */
export const limitRuleSchema = z.strictObject({ when: conditionSchema.optional(), due: dueTimeSchema, from: anchorSchema.optional(), warn: duration.optional() });
export const escalationSchema = z.strictObject({
  after: duration, // PT0S: at the limit
  notify: z.array(id).max(20).default([]),
  letIn: z.array(id).max(20).default([]), // further roles that may act from then on
  release: z.boolean().default(false), // releases a claim
});
/** `statutory`: goes on while its step or case is paused. */
export const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due'), rules: z.array(limitRuleSchema).max(20), escalate: z.array(escalationSchema).max(20).default([]), onOverdue: z.enum(['stay', 'leave']).default('stay'), statutory: z.boolean().optional(), basis: z.string().max(1000).optional() }),
  z.strictObject({ kind: z.literal('none'), reason: z.string().max(1000) }),
]);

export const caseStatuses = ['report', 'open', 'monitoring', 'transferred', 'closed', 'no_case', 'purged'] as const;
/** Effects of a step apply before its edge is taken. A level comes from a field a person has just filled, or is fixed on an outcome a person chose. */
export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.enum(caseStatuses) }),
  z.strictObject({ kind: z.literal('level'), from: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('field'), ref }), z.strictObject({ kind: z.literal('fixed'), level: id })]) }),
  z.strictObject({ kind: z.literal('owner'), to: z.literal('approver') }),
  z.strictObject({ kind: z.literal('retention'), class: id }),
  z.strictObject({ kind: z.literal('raise'), event: id, case: ref }), // an event in the case that a field names
  z.strictObject({ kind: z.literal('block'), code: z.string().max(64), sentence: z.string().max(500) }),
]);
const effects = z.array(effectSchema).max(20).default([]);

export const outcomeSchema = z.strictObject({ id, label: title, effects, needsReason: z.boolean().default(false) });
export const branchSchema = z.strictObject({ id, label: title.optional(), when: conditionSchema.optional(), detached: z.boolean().default(false) });
export const seatSchema = z.strictObject({ id, roles: z.array(id).min(0).max(20), agencies: z.array(z.string().max(64)).max(20).default([]), qualifications: z.array(z.string().max(64)).max(20).default([]), substitutes: z.array(id).max(20).default([]) });
/** What goes with a handoff: a form, one of its fields, or a label for the receiver. */
export const packageItemSchema = z.strictObject({ ref: z.string().max(140), required: z.boolean().default(false) });

/** On what a disclosure rests: the same each time, or as answered in a form. */
export const legalBasisSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('drawn'), text: z.string().max(500) }), z.strictObject({ kind: z.literal('field'), ref })]);

export const handoffKinds = ['transfer', 'request', 'consult', 'inform'] as const;
/** The kind of a handoff by condition; the first that holds, else the kind of the handoff itself. */
export const kindRuleSchema = z.strictObject({ when: conditionSchema, handoff: z.enum(handoffKinds) });

/** A cell of a decision table: what its input must be for the row to apply. */
export const cellSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('any') }),
  z.strictObject({ kind: z.literal('compare'), op: z.enum(compareOps), value: scalarSchema }),
  z.strictObject({ kind: z.literal('between'), from: z.number(), to: z.number() }), // both included
  z.strictObject({ kind: z.literal('in'), options: z.array(scalarSchema).max(100) }),
]);
/** What a step works out by itself: a table, a connector. */
export const outputTypes = ['boolean', 'integer', 'number', 'option'] as const;
const tableInputSchema = z.strictObject({ id, operand: operandSchema });
const tableOutputSchema = z.strictObject({ name: id, label: title, type: z.enum(outputTypes), options: z.array(optionSchema).max(100).optional() });
/** Cells in the order of the inputs, values in that of the outputs; null: the row says nothing of it. */
const tableRuleSchema = z.strictObject({ id, label: title.optional(), cells: z.array(cellSchema).max(10), values: z.array(scalarSchema.nullable()).max(10) });

const serviceInputSchema = z.strictObject({ name: id, operand: operandSchema });
export const serviceOutputSchema = z.strictObject({ name: id, label: title, type: z.enum(outputTypes), options: z.array(optionSchema).max(100).optional(), required: z.boolean().default(true) });

/** What an each goes over: the entries of a list or the number in a field, or a fixed number of times. */
export const overSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), ref }),
  z.strictObject({ kind: z.literal('times'), times: z.number().int().min(0).max(100) }),
]);

/** Access for the holders of roles that ends by itself: so long after the run began, or at a recorded date. No fields named: what members see. */
export const grantSchema = z.strictObject({ id, title, roles: z.array(id).max(20), fields: z.array(ref).max(50).default([]), ends: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('after'), after: duration }), z.strictObject({ kind: z.literal('field'), ref })]) });

/** A band of steps, with a limit counted from when the first of them opens unless it says otherwise. */
export const phaseSchema = z.strictObject({
  id,
  title,
  limit: z.strictObject({ rules: z.array(limitRuleSchema).min(1).max(20), escalate: z.array(z.strictObject({ after: duration, notify: z.array(id).max(20) })).max(20).default([]), statutory: z.boolean().optional(), basis: z.string().max(1000).optional() }).optional(),
});

const common = { id, title, instructions: prose.default(''), citations: z.array(z.string().max(64)).max(20).default([]), phase: id.optional() };
const people = { roles: z.array(id).max(20).default([]) };
const clock = { limit: limitSchema.optional() };

export const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('start'), form: id.optional(), ...people, ...clock, effects }),
  z.strictObject({ ...common, kind: z.literal('task'), form: id.optional(), ...people, ...clock, checklist: z.array(z.string().max(300)).max(50).default([]), outcomes: z.array(outcomeSchema).max(20), assign: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('claim') }), z.strictObject({ kind: z.literal('leastLoad') }), z.strictObject({ kind: z.literal('inTurn') }), z.strictObject({ kind: z.literal('doerOf'), step: id })]).default({ kind: 'claim' }), sworn: z.boolean().optional() }),
  z.strictObject({ ...common, kind: z.literal('approval'), seats: z.array(seatSchema).max(10), needed: z.number().int().min(1).max(10).optional(), denials: z.number().int().min(1).max(10).default(1), notRequester: z.boolean().default(false), notOwner: z.boolean().default(false), notDoerOf: z.array(ref).max(20).default([]), about: z.array(id).max(20).optional(), onApproved: effects, sworn: z.boolean().default(false), ...clock }),
  z.strictObject({ ...common, kind: z.literal('handoff'), handoff: z.enum(handoffKinds), kindRules: z.array(kindRuleSchema).max(10).optional(), each: overSchema.optional(), form: id.optional(), from: z.array(id).max(20).default([]), to: z.array(id).max(20), package: z.array(packageItemSchema).max(50).default([]), disclosure: z.boolean().default(false), legalBasis: legalBasisSchema.optional(), joint: z.array(ref).max(50).optional(), expires: duration.optional(), ...clock }),
  z.strictObject({ ...common, kind: z.literal('decision'), branches: z.array(branchSchema.omit({ detached: true })).max(50) }),
  z.strictObject({ ...common, kind: z.literal('table'), hit: z.enum(['first', 'collect']).default('first'), inputs: z.array(tableInputSchema).max(10), outputs: z.array(tableOutputSchema).max(10), rules: z.array(tableRuleSchema).max(100) }),
  z.strictObject({ ...common, kind: z.literal('split'), join: id.optional(), branches: z.array(branchSchema).max(50) }),
  z.strictObject({ ...common, kind: z.literal('join'), first: z.number().int().min(1).max(50).optional() }), // without it: all that were started
  z.strictObject({ ...common, kind: z.literal('milestone') }),
  z.strictObject({ ...common, kind: z.literal('each'), over: overSchema, order: z.enum(['together', 'inTurn']).default('together'), protocol: id.optional(), version: z.number().int().positive().optional(), form: id.optional(), ...people, ...clock, checklist: z.array(z.string().max(300)).max(50).default([]), outcomes: z.array(outcomeSchema).max(20).default([]) }), // a protocol, or else a step like a task
  z.strictObject({ ...common, kind: z.literal('wait'), rules: z.array(limitRuleSchema).max(20).default([]), until: ref.optional(), statutory: z.boolean().optional(), atMost: z.number().int().min(1).max(1000).optional(), events: z.array(z.strictObject({ name: id, label: title.optional(), roles: z.array(id).max(20).default([]) })).max(20).default([]) }),
  z.strictObject({ ...common, kind: z.literal('service'), connector: z.string().max(64), inputs: z.array(serviceInputSchema).max(20).default([]), outputs: z.array(serviceOutputSchema).max(20).default([]), attempts: z.number().int().min(1).max(10).default(3), every: duration.default('PT30S'), ...clock }),
  z.strictObject({ ...common, kind: z.literal('notify'), to: z.array(id).max(20), message: z.string().max(1000).default(''), effects, disclosure: z.boolean().optional(), legalBasis: legalBasisSchema.optional() }),
  z.strictObject({ ...common, kind: z.literal('call'), protocol: id, version: z.number().int().positive().optional(), mode: z.enum(['wait', 'spawn']) }),
  z.strictObject({ ...common, kind: z.literal('end'), outcome: z.string().max(64).nullable(), effects, stopsOthers: z.boolean().default(false) }),
]);

/**
 * What is done when something happens while a run of the protocol goes on: it cancels open steps of the run, starts a
 * protocol, and opens the step its edge leads to (from the handler's id, by the port `next`), which nothing waits for.
 */
export const handlerSchema = z.strictObject({
  id,
  title,
  when: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('event'), name: id, label: title.optional(), roles: z.array(id).max(20).default([]) }), // nobody named: anybody assigned to the case
    z.strictObject({ kind: z.literal('condition'), if: conditionSchema }), // when it becomes true
    z.strictObject({ kind: z.literal('level'), change: z.enum(['any', 'raised', 'lowered']).default('any'), to: id.optional() }),
  ]),
  protocol: id.optional(),
  version: z.number().int().positive().optional(),
  cancels: z.array(id).max(50).default([]),
});

/**
 * An edge leaves a node by a port. Ports: start, join, notify, milestone, table, each and spawning call `next`, each also `overdue`, table `unknown`; service `next`, `failed`, `overdue`, `cancelled`; task the outcome's id, `overdue`,
 * `cancelled`; approval `approved`, `denied`, `overdue`; handoff `accepted`, `declined`, `withdrawn`, `expired`, `overdue`, one with places `settled` instead of the first two;
 * decision and split the branch's id, decision also `default` and `unknown`; wait `elapsed`, the event's name, and `spent` when it has been opened `atMost` times in its run; waiting
 * call the outcome's id, `cancelled` and `default`.
 */
export const edgeSchema = z.strictObject({ id: z.string().min(1).max(64), from: id, port: z.string().min(1).max(64), to: id });

/**
 * When an agency works, in the unit's zone: weekly opening spans ("08:00" to "24:00", several a day, Monday is 1), holidays
 * ("2026-11-26", the whole day) and closures ("2026-01-05T12:00" to "2026-01-06T08:00"). After its last year nothing is known.
 */
export const calendarSchema = z.strictObject({
  key: id,
  title,
  weekly: z.array(z.strictObject({ day: z.number().int().min(1).max(7), opens: z.string().max(5), closes: z.string().max(5) })).max(70),
  holidays: z.array(z.strictObject({ date: z.string().max(10), title })).max(1000).default([]),
  closures: z.array(z.strictObject({ from: z.string().max(16), to: z.string().max(16), title })).max(500).default([]),
  lastYear: z.number().int().min(1970).max(2200),
});

export const roleSchema = z.strictObject({ id, title, agency: z.string().max(64).optional() }); // an agency's key; without one: the members of the unit
export const citationSchema = z.strictObject({ id: z.string().min(1).max(64), text: z.string().max(1000), kind: z.enum(['statute', 'policy', 'agreement', 'source', 'illustrative']), mandatory: z.boolean().optional() });

/** What a rule speaks of: a moment on the way of a case. A step is `done` by the way a person ends it, or by the port named. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('reportReceived') }),
  z.strictObject({ kind: z.literal('step'), step: ref, moment: z.enum(['opened', 'done']), port: z.string().max(64).optional() }),
  z.strictObject({ kind: z.literal('status'), status: z.enum(caseStatuses) }),
  z.strictObject({ kind: z.literal('approval'), persons: z.number().int().min(1).max(10) }), // granted by at least so many
  z.strictObject({ kind: z.literal('records'), means: z.enum(meanings) }),
  z.strictObject({ kind: z.literal('disclosure') }),
]);
const ruleHead = { id, title };
/** An agency's own rules, proved of every draft before it is published. They are no part of the plan. */
export const agencyRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...ruleHead, kind: z.literal('passes'), from: placeSchema, to: placeSchema, through: placeSchema, when: conditionSchema.optional() }),
  z.strictObject({ ...ruleHead, kind: z.literal('within'), from: placeSchema, to: placeSchema, within: duration, when: conditionSchema.optional() }),
  z.strictObject({ ...ruleHead, kind: z.literal('separate'), act: ref, approve: ref }),
  z.strictObject({ ...ruleHead, kind: z.literal('cited'), kinds: z.array(z.string().max(20)).max(20) }), // kinds of steps that each need a citation
]);

/** Words on the canvas for whoever draws; never part of a plan. */
export const noteSchema = z.strictObject({ id, text: z.string().max(4000) });

export const draftSchema = z.strictObject({
  schemaVersion: z.literal(1),
  key: id,
  title,
  purpose: prose.default(''),
  startsAt: z.enum(['danger', 'retentionReviewDue']).optional(), // an agency-wide handler
  levels: z.array(z.strictObject({ id, title, high: z.boolean().default(false) })).max(12),
  roles: z.array(roleSchema).max(60),
  forms: z.array(formSchema).max(80),
  phases: z.array(phaseSchema).max(30).optional(),
  facts: z.array(z.strictObject({ id, title, when: conditionSchema })).max(50).default([]),
  retention: z.array(z.strictObject({ id, keep: duration.nullable(), reviewBefore: duration.default('P0D') })).max(20).default([]),
  grants: z.array(grantSchema).max(20).optional(),
  citations: z.array(citationSchema).max(200).default([]),
  calendars: z.array(calendarSchema).max(20).optional(), // its own, beside those of the unit's agencies
  rules: z.array(agencyRuleSchema).max(50).optional(),
  nodes: z.array(nodeSchema).max(2000),
  edges: z.array(edgeSchema).max(6000),
  on: z.array(handlerSchema).max(50).optional(),
  notes: z.array(noteSchema).max(200).optional(),
  layout: z.record(z.string(), z.strictObject({ x: z.number(), y: z.number() })).default({}),
});

export type Draft = z.infer<typeof draftSchema>;
export type DraftNode = Draft['nodes'][number];
export type NodeKind = DraftNode['kind'];
export type NodeOf<K extends NodeKind> = Extract<DraftNode, { kind: K }>;
export type Handler = z.infer<typeof handlerSchema>;
export type Note = z.infer<typeof noteSchema>;
export type Edge = z.infer<typeof edgeSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type FieldType = (typeof fieldTypes)[number];
export type Form = z.infer<typeof formSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
export type Limit = z.infer<typeof limitSchema>;
export type LimitRule = z.infer<typeof limitRuleSchema>;
export type DueTime = z.infer<typeof dueTimeSchema>;
export type CalendarTime = Exclude<DueTime, string>;
export type Calendar = z.infer<typeof calendarSchema>;
export type Anchor = z.infer<typeof anchorSchema>;
export type GrantDrawn = z.infer<typeof grantSchema>;
export type HandoffKind = (typeof handoffKinds)[number];
export type Escalation = z.infer<typeof escalationSchema>;
export type Meaning = (typeof meanings)[number];
export type CaseStatus = (typeof caseStatuses)[number];
export type LegalBasis = z.infer<typeof legalBasisSchema>;
export type Role = z.infer<typeof roleSchema>;
export type Seat = z.infer<typeof seatSchema>;
export type Place = z.infer<typeof placeSchema>;
export type AgencyRule = z.infer<typeof agencyRuleSchema>;
