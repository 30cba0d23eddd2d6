// Every endpoint once: method, path, what it takes, what it answers. The server declares right and level on top of it
// (route.ts), the page calls through it, the OpenAPI document lists it.
import { z } from 'zod';
import { actAnswerSchema, sendActSchema } from './contract-acts.ts';
import * as cases from './contract-cases.ts';
import * as criteria from './contract-criteria.ts';
import * as clocks from './contract-clocks.ts';
import * as inbox from './contract-inbox.ts';
import * as told from './contract-notices.ts';
import * as migrations from './contract-migrations.ts';
import * as people from './contract-people.ts';
import * as protocols from './contract-protocols.ts';
import * as rehearsals from './contract-rehearsals.ts';
import * as staffingShapes from './contract-staffing.ts';
import * as timeliness from './contract-timeliness.ts';
import * as whatIf from './contract-what-if.ts';
import * as common from './contract.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export interface Endpoint<Body extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly method: Method;
  /** Express path; parameters as :name. */
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly query: Query;
  readonly answer: Answer;
}

/** No body, or no query. */
export const nothingSchema = z.strictObject({});
type Nothing = typeof nothingSchema;

function get<Answer extends z.ZodType>(path: string, summary: string, answer: Answer): Endpoint<Nothing, Nothing, Answer>;
function get<Answer extends z.ZodType, Query extends z.ZodType>(path: string, summary: string, answer: Answer, query: Query): Endpoint<Nothing, Query, Answer>;
function get(path: string, summary: string, answer: z.ZodType, query: z.ZodType = nothingSchema): Endpoint {
  return { method: 'get', path, summary, body: nothingSchema, query, answer };
}
function send<Body extends z.ZodType, Answer extends z.ZodType>(route: `${Uppercase<Exclude<Method, 'get'>>} /${string}`, summary: string, body: Body, answer: Answer): Endpoint<Body, Nothing, Answer> {
  const [method = '', path = ''] = route.split(' ');
  return { method: method.toLowerCase() as Method, path, summary, body, query: nothingSchema, answer };
}

const { okSchema, listOf } = common;

export const endpoints = {
  setupState: get('/api/setup', 'Is this an empty installation?', common.setupStateSchema),
  setup: send('POST /api/setup', 'Set up an empty installation with the one-time token', common.setupRequestSchema, common.sessionSchema),
  session: get('/api/session', 'Who is signed in, for which agency, with which rights', common.sessionSchema),
  signIn: send('POST /api/session', 'Sign in', common.signInSchema, common.sessionSchema),
  signOut: send('DELETE /api/session', 'Sign out', nothingSchema, okSchema),
  actFor: send('POST /api/session/agency', 'Act for another agency', common.actForSchema, common.sessionSchema),
  changePassword: send('POST /api/session/password', 'Change the password', common.changePasswordSchema, common.sessionSchema),
  prove: send('POST /api/session/proof', 'Give the password again for an act that asks for it', common.proofSchema, common.sessionSchema),

  templates: get('/api/templates', 'The gallery', listOf(protocols.templateRowSchema)),
  template: get('/api/templates/:key', 'One template as a draft', protocols.templateSchema),
  protocols: get('/api/protocols', 'Protocols of a unit', listOf(protocols.protocolRowSchema), protocols.protocolsQuerySchema),
  createProtocol: send('POST /api/protocols', 'New protocol: empty, from a template or from JSON', protocols.createProtocolSchema, protocols.createdProtocolSchema),
  protocol: get('/api/protocols/:id', 'A protocol with its draft, findings, review and versions', protocols.protocolViewSchema),
  saveDraft: send('PUT /api/protocols/:id/draft', 'Save the draft on top of a revision', protocols.saveDraftSchema, protocols.savedDraftSchema),
  sendToReview: send('POST /api/protocols/:id/review', 'Send to review', protocols.sendToReviewSchema, protocols.reviewSchema),
  takeBack: send('DELETE /api/protocols/:id/review', 'Take back from review', nothingSchema, okSchema),
  publish: send('POST /api/protocols/:id/publish', 'Publish what was reviewed, as a second person', protocols.publishSchema, protocols.versionRowSchema),
  version: get('/api/versions/:id', 'A published version', protocols.versionViewSchema),
  heat: get('/api/versions/:id/heat', 'How the steps of a protocol go over all its cases', timeliness.heatSchema, timeliness.heatQuerySchema),
  retire: send('POST /api/versions/:id/retire', 'Retire a version: no new case runs on it', protocols.retireSchema, okSchema),
  rehearsals: get('/api/protocols/:id/rehearsals', 'Saved rehearsals, and whether each holds on the saved draft', rehearsals.rehearsalsSchema),
  saveRehearsal: send('POST /api/protocols/:id/rehearsals', 'Save a rehearsal with the protocol', rehearsals.saveRehearsalSchema, rehearsals.savedRehearsalSchema),
  changeRehearsal: send('PUT /api/protocols/:id/rehearsals/:rid', 'Save a rehearsal again, as it comes now', rehearsals.saveRehearsalSchema, rehearsals.savedRehearsalSchema),
  removeRehearsal: send('DELETE /api/protocols/:id/rehearsals/:rid', 'Remove a rehearsal: it is not run at publishing any more', nothingSchema, okSchema),
  published: get('/api/protocols/:id/published', 'What is published in the unit, to rehearse a draft on', rehearsals.worldSchema),
  whatIf: get('/api/protocols/:id/what-if', 'Closed cases one may see, replayed on the saved draft', whatIf.whatIfSchema, whatIf.whatIfQuerySchema),
  migrations: get('/api/versions/:id/migrations', 'What runs on other versions of the protocol, and the moves of cases to this one', migrations.migrationsSchema),
  planMigration: send('POST /api/versions/:id/migrations', 'Plan to move the running cases of another version to this one, with a mapping proposed', migrations.planMigrationSchema, migrations.plannedMigrationSchema),
  migration: get('/api/migrations/:id', 'A move: mapping, clocks, what the dry run found, what became of each case', migrations.migrationViewSchema),
  changeMigration: send('PUT /api/migrations/:id', 'Change the mapping or the clocks; the dry run begins anew', migrations.changeMigrationSchema, migrations.tryMigrationSchema),
  tryMigration: send('POST /api/migrations/:id/dry-run', 'Try it on every running case, changing nothing', migrations.tryMigrationSchema, okSchema),
  startMigration: send('POST /api/migrations/:id/start', 'Carry it out case by case, as a second person', migrations.startMigrationSchema, okSchema),
  dropMigration: send('DELETE /api/migrations/:id', 'Give up a move that was not started', nothingSchema, okSchema),

  tasks: get('/api/tasks', 'Open steps, by time left', listOf(cases.taskRowSchema), cases.tasksQuerySchema),
  views: get('/api/views', 'Views of the inbox this person keeps', listOf(inbox.savedViewSchema)),
  saveView: send('PUT /api/views', 'Keep a view under a name', inbox.savedViewSchema, okSchema),
  dropView: send('DELETE /api/views/:name', 'Drop a view', nothingSchema, okSchema),
  snooze: send('POST /api/snoozes', 'Put steps off until later', inbox.snoozeSchema, okSchema),
  endSnooze: send('POST /api/snoozes/end', 'Bring steps back', inbox.endSnoozeSchema, okSchema),
  step: get('/api/cases/:id/steps/:step', 'One step with all that is needed to do it', cases.stepViewSchema),
  candidates: get('/api/cases/:id/candidates', 'Who a step could be given to or ownership offered to', listOf(cases.candidateSchema), cases.candidatesQuerySchema),
  act: send('POST /api/cases/:id/acts', 'Act on a case', sendActSchema, actAnswerSchema),

  cases: get('/api/cases', 'Cases one may see', listOf(cases.caseRowSchema), cases.casesQuerySchema),
  openables: get('/api/openables', 'Published protocols one may open a case with', listOf(cases.openableSchema)),
  openCase: send('POST /api/cases', 'Open a case', cases.openCaseSchema, cases.openedCaseSchema),
  case: get('/api/cases/:id', 'A case', cases.caseViewSchema),
  shownCases: get('/api/shown', 'Cases of other units that are shown to one', listOf(cases.shownCaseRowSchema)),
  shownCase: get('/api/shown/:id', 'What is shown of a case of another unit', cases.shownCaseSchema),
  timeline: get('/api/cases/:id/timeline', 'What happened, in words', cases.timelineSchema, cases.timelineQuerySchema),
  casePlan: get('/api/cases/:id/plan/:hash', 'A plan the case runs on, with its layout', cases.casePlanSchema),
  ledger: get('/api/cases/:id/ledger', 'Why each limit of a case is due when it is', listOf(clocks.ledgerDeadlineSchema)),
  journal: get('/api/cases/:id/journal', 'The journal as recorded', cases.journalSchema, cases.timelineQuerySchema),
  verify: get('/api/cases/:id/verify', 'Check the chain of the journal', cases.verifySchema),

  board: get('/api/board', 'What is late, due or waiting, and on whom', cases.boardSchema, cases.boardQuerySchema),
  timeliness: get('/api/timeliness', 'How timely the work was over a period: first looks, limits, handoffs, cases begun again', timeliness.timelinessSchema, timeliness.timelinessQuerySchema),
  notices: get('/api/notices', 'Notices to this person', cases.noticesSchema),
  readNotices: send('POST /api/notices/read', 'Mark notices as read', cases.readNoticesSchema, okSchema),
  told: get('/api/told', 'How this person is told outside the app', told.toldSchema),
  changeTold: send('PUT /api/told', 'Change which notices come when', told.changeToldSchema, told.toldSchema),
  newMailAddress: send('POST /api/told/mail', 'Name a mail address; a code goes there', told.newAddressSchema, told.toldSchema),
  confirmMailAddress: send('POST /api/told/mail/confirm', 'Confirm the mail address by its code', told.confirmAddressSchema, told.toldSchema),
  dropMailAddress: send('DELETE /api/told/mail', 'No more mail', nothingSchema, told.toldSchema),
  mailServer: get('/api/mail-server', 'The mail server of the installation', told.mailServerSchema),
  changeMailServer: send('PUT /api/mail-server', 'Set the mail server', told.changeMailServerSchema, told.mailServerSchema),
  testMail: send('POST /api/mail-server/test', 'Send a test mail', told.testMailSchema, told.testedSchema),
  deliveries: get('/api/deliveries', 'What went out to people of the agency, and how it ended', listOf(told.deliveryRowSchema), told.deliveriesQuerySchema),
  deliverAgain: send('POST /api/deliveries/:id/again', 'Send again what has failed', nothingSchema, okSchema),
  webhooks: get('/api/webhooks', 'Targets of the agency', listOf(told.webhookSchema)),
  createWebhook: send('POST /api/webhooks', 'Ask for a target; a second person allows it', told.createWebhookSchema, told.webhookSecretSchema),
  allowWebhook: send('POST /api/webhooks/:id/allow', 'Allow a target, as a second person', nothingSchema, okSchema),
  stopWebhook: send('POST /api/webhooks/:id/off', 'Switch a target off for good', nothingSchema, okSchema),
  rotateWebhook: send('POST /api/webhooks/:id/secret', 'A new secret; the old one signs as well for a day', nothingSchema, told.webhookSecretSchema),
  testWebhook: send('POST /api/webhooks/:id/test', 'Send a test to an allowed target', nothingSchema, told.testedSchema),
  onCall: get('/api/units/:id/on-call', 'Who of the agency is on call for a unit, and what rang', told.onCallSchema),
  addShift: send('POST /api/units/:id/on-call', 'Put somebody on call', told.addShiftSchema, told.onCallSchema),
  endShift: send('DELETE /api/units/:id/on-call/:mid', 'Take somebody off call', nothingSchema, told.onCallSchema),
  setCallLimit: send('PUT /api/units/:id/on-call/limit', 'How long one on call may take', told.callLimitSchema, told.onCallSchema),
  calls: get('/api/calls', 'What rings this person, or that nobody took', listOf(told.callSchema)),
  acknowledge: send('POST /api/calls/:id/acknowledge', 'Acknowledge: nobody else is rung', nothingSchema, okSchema),

  agencies: get('/api/agencies', 'Agencies', listOf(people.agencySchema)),
  createAgency: send('POST /api/agencies', 'New agency', people.createAgencySchema, people.agencySchema),
  units: get('/api/units', 'Units', listOf(people.unitSchema)),
  createUnit: send('POST /api/units', 'New unit', people.createUnitSchema, people.unitSchema),
  unit: get('/api/units/:id', 'A unit', people.unitSchema),
  changeUnit: send('PATCH /api/units/:id', 'Change a unit', people.changeUnitSchema, people.unitSchema),
  members: get('/api/units/:id/members', 'Members of a unit', listOf(people.memberSchema)),
  addMember: send('POST /api/units/:id/members', 'Give a person a role in a unit', people.addMemberSchema, people.memberSchema),
  endMember: send('DELETE /api/units/:id/members/:mid', 'End a membership', nothingSchema, okSchema),
  partners: get('/api/units/:id/partners', 'People outside a unit whom it may ask', listOf(people.memberSchema)),
  addPartner: send('POST /api/units/:id/partners', 'Name a person outside the unit whom it may ask', people.addMemberSchema, people.memberSchema),
  endPartner: send('DELETE /api/units/:id/partners/:pid', 'A person outside is no longer asked', nothingSchema, okSchema),
  staffing: get('/api/units/:id/staffing', 'Posture, staffing plan and stand-ins of a unit', staffingShapes.staffingSchema),
  previewStaffing: send('POST /api/units/:id/staffing/preview', 'What a change of posture or a stand-in would mean for open steps', staffingShapes.staffingChangeSchema, staffingShapes.staffingPreviewSchema),
  setPosture: send('POST /api/units/:id/posture', 'Set the posture of a unit for a time', staffingShapes.setPostureSchema, staffingShapes.staffingSchema),
  setStaffingPlan: send('PUT /api/units/:id/staffing', 'Say who helps in which role at which posture', staffingShapes.setPlanSchema, staffingShapes.staffingSchema),
  addStandIn: send('POST /api/units/:id/stand-ins', 'Name who stands in for somebody absent', staffingShapes.addStandInSchema, staffingShapes.staffingSchema),
  endStandIn: send('DELETE /api/units/:id/stand-ins/:sid', 'Somebody absent is back', nothingSchema, staffingShapes.staffingSchema),
  roles: get('/api/units/:id/roles', 'Roles of a unit', listOf(people.roleSchema)),
  createRole: send('POST /api/units/:id/roles', 'New role', people.createRoleSchema, people.roleSchema),
  changeRole: send('PATCH /api/units/:id/roles/:rid', 'Change a role and its rights', people.changeRoleSchema, people.roleSchema),
  duty: get('/api/units/:id/duty', 'Who is or will be duty supervisor', people.dutySchema),
  setDuty: send('POST /api/units/:id/duty', 'Name the duty supervisor from an instant on', people.setDutySchema, people.dutySchema),
  criteria: get('/api/criteria', 'The newest list of initiation criteria of each agency', listOf(criteria.criteriaListSchema)),
  saveCriteria: send('PUT /api/criteria', 'A new version of the list of the agency one acts for', criteria.saveCriteriaSchema, criteria.savedCriteriaSchema),
  criteriaCounts: get('/api/criteria/counts', 'How many reports cite each criterion, and what became of them', criteria.criteriaCountsSchema),

  calendars: get('/api/calendars', 'Calendars of the agencies of one’s units, in their newest version', listOf(clocks.calendarRowSchema)),
  createCalendar: send('POST /api/calendars', 'New calendar of the agency one acts for', clocks.createCalendarSchema, clocks.savedCalendarSchema),
  changeCalendar: send('PUT /api/calendars/:key', 'A new version of a calendar; cases keep theirs until it is brought to them', clocks.changeCalendarSchema, clocks.savedCalendarSchema),
  bringCalendar: send('POST /api/calendars/:key/cases', 'Bring the newest version to open limits that count in an older one', clocks.bringCalendarSchema, clocks.broughtCalendarSchema),
  people: get('/api/people', 'People', listOf(people.personSchema)),
  createPerson: send('POST /api/people', 'New person, with a one-time password', people.createPersonSchema, people.createdPersonSchema),
  disablePerson: send('POST /api/people/:id/disable', 'Disable a person: all sessions end at once', nothingSchema, people.disabledPersonSchema),
  enablePerson: send('POST /api/people/:id/enable', 'Enable a person again', nothingSchema, okSchema),
  unlockPerson: send('POST /api/people/:id/unlock', 'Unlock a person, with a one-time password', nothingSchema, people.oneTimePasswordSchema),
} as const satisfies Readonly<Record<string, Endpoint>>;
export type EndpointName = keyof typeof endpoints;

export type BodyOf<Name extends EndpointName> = z.input<(typeof endpoints)[Name]['body']>;
export type QueryOf<Name extends EndpointName> = z.input<(typeof endpoints)[Name]['query']>;
export type AnswerOf<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['answer']>;
