// Every endpoint once: method, path, what it takes, what it answers. The server declares right and level on top of it
// (route.ts), the page calls through it, the OpenAPI document lists it.
import { z } from 'zod';
import { actAnswerSchema, sendActSchema } from './contract-acts.ts';
import * as cases from './contract-cases.ts';
import * as certificates from './contract-certificates.ts';
import * as criteria from './contract-criteria.ts';
import * as clocks from './contract-clocks.ts';
import * as exported from './contract-exports.ts';
import * as inbox from './contract-inbox.ts';
import * as told from './contract-notices.ts';
import * as migrations from './contract-migrations.ts';
import * as people from './contract-people.ts';
import { comparisonQuerySchema, pictureFileSchema, pictureQuerySchema } from './contract-pictures.ts';
import * as protocols from './contract-protocols.ts';
import * as publicReports from './contract-public-reports.ts';
import * as rehearsals from './contract-rehearsals.ts';
import * as searching from './contract-search.ts';
import * as staffingShapes from './contract-staffing.ts';
import * as subjects from './contract-subjects.ts';
import * as forms from './contract-forms.ts';
import * as together from './contract-together.ts';
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
  versionPicture: get('/api/versions/:id/picture.:format', 'A published version as SVG, PNG or PDF', pictureFileSchema, pictureQuerySchema),
  draftPicture: get('/api/protocols/:id/picture.:format', 'The saved draft of a protocol as SVG, PNG or PDF', pictureFileSchema, pictureQuerySchema),
  comparisonReport: get('/api/protocols/:id/comparison.pdf', 'What one version or the draft changes of another: in words and in two pictures, as PDF', pictureFileSchema, comparisonQuerySchema),
  templatePicture: get('/api/templates/:key/picture.:format', 'A template as SVG, PNG or PDF', pictureFileSchema, pictureQuerySchema),
  heat: get('/api/versions/:id/heat', 'How the steps of a protocol go over all its cases', timeliness.heatSchema, timeliness.heatQuerySchema),
  retire: send('POST /api/versions/:id/retire', 'Retire a version: no new case runs on it', protocols.retireSchema, okSchema),
  rehearsals: get('/api/protocols/:id/rehearsals', 'Saved rehearsals, and whether each holds on the saved draft', rehearsals.rehearsalsSchema),
  saveRehearsal: send('POST /api/protocols/:id/rehearsals', 'Save a rehearsal with the protocol', rehearsals.saveRehearsalSchema, rehearsals.savedRehearsalSchema),
  changeRehearsal: send('PUT /api/protocols/:id/rehearsals/:rid', 'Save a rehearsal again, as it comes now', rehearsals.saveRehearsalSchema, rehearsals.savedRehearsalSchema),
  removeRehearsal: send('DELETE /api/protocols/:id/rehearsals/:rid', 'Remove a rehearsal: it is not run at publishing any more', nothingSchema, okSchema),
  published: get('/api/protocols/:id/published', 'What is published in the unit, to rehearse a draft on', rehearsals.worldSchema),
  whatIf: get('/api/protocols/:id/what-if', 'Closed cases one may see, replayed on the saved draft', whatIf.whatIfSchema, whatIf.whatIfQuerySchema),
  libraryForms: get('/api/forms', 'The library of forms, each with its versions', listOf(forms.libraryFormSchema)),
  keepForm: send('POST /api/forms', 'Put a form into the library of one\'s agency, as its next version', forms.keepFormSchema, forms.keptFormSchema),
  draftThreads: get('/api/protocols/:id/threads', 'What is said about a draft, at its steps and fields', together.draftThreadsSchema),
  beginThread: send('POST /api/protocols/:id/threads', 'Comment on a step, a field or the draft', together.beginThreadSchema, together.madeSchema),
  addComment: send('POST /api/protocols/:id/threads/:tid/comments', 'Answer a comment', together.addCommentSchema, together.madeSchema),
  settleThread: send('PUT /api/protocols/:id/threads/:tid', 'Settle a comment, or open it again', together.settleThreadSchema, okSchema),
  present: get('/api/protocols/:id/present', 'Who else has the draft open, and at which step', listOf(together.presentSchema)),
  bePresent: send('PUT /api/protocols/:id/present', 'Say that one is there, or leaves', together.bePresentSchema, together.herePresentSchema),
  mentions: get('/api/mentions', 'Comments on drafts that mention this person', together.mentionsSchema),
  readMentions: send('POST /api/mentions/read', 'Mark mentions as read', together.readMentionsSchema, okSchema),
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
  case: get('/api/cases/:id', 'A case, now or as it was at an instant', cases.caseViewSchema, cases.caseQuerySchema),
  shownCases: get('/api/shown', 'Cases of other units that are shown to one', listOf(cases.shownCaseRowSchema)),
  shownCase: get('/api/shown/:id', 'What is shown of a case of another unit', cases.shownCaseSchema),
  timeline: get('/api/cases/:id/timeline', 'What happened, in words', cases.timelineSchema, cases.timelineQuerySchema),
  casePlan: get('/api/cases/:id/plan/:hash', 'A plan the case runs on, with its layout', cases.casePlanSchema),
  ledger: get('/api/cases/:id/ledger', 'Why each limit of a case is due when it is', listOf(clocks.ledgerDeadlineSchema)),
  journal: get('/api/cases/:id/journal', 'The journal as recorded', cases.journalSchema, cases.timelineQuerySchema),
  verify: get('/api/cases/:id/verify', 'Check the chain of the journal', cases.verifySchema),
  certificate: get('/api/cases/:id/certificate', 'A sealed certificate of a case as of an instant: conforms, or deviates and where', certificates.certificateSchema, certificates.certificateQuerySchema),
  certificateKey: get('/api/certificate-key', 'The public key that this installation seals certificates with, to compare', certificates.certificateKeySchema),

  subjects: get('/api/subjects', 'Persons of concern of one’s units, found by name, date of birth or number', listOf(subjects.subjectRowSchema), subjects.subjectsQuerySchema),
  subject: get('/api/subjects/:id', 'A person of concern: record, cases, who may be the same, history', subjects.subjectViewSchema),
  changeSubject: send('PUT /api/subjects/:id', 'Correct the record of a person of concern', subjects.changeSubjectSchema, subjects.changedSubjectSchema),
  declineSubject: send('POST /api/subjects/:id/declines', 'Say that a proposal is another person', subjects.declineSubjectSchema, okSchema),
  askMerge: send('POST /api/subjects/:id/merges', 'Ask to make two records one, or to part them again', subjects.askMergeSchema, subjects.linkedSubjectSchema),
  carryOutMerge: send('POST /api/subject-merges/:id/carry-out', 'Carry it out, as a second person', nothingSchema, okSchema),
  dropMerge: send('POST /api/subject-merges/:id/drop', 'Do not carry it out', subjects.withReasonSchema, okSchema),
  caseSubjects: get('/api/cases/:id/subjects', 'Who a case is about, and who it may be about', subjects.caseSubjectsSchema),
  linkSubject: send('POST /api/cases/:id/subjects', 'Record a person of concern in a case, or link one known already', subjects.linkSubjectSchema, subjects.linkedSubjectSchema),
  unlinkSubject: send('DELETE /api/cases/:id/subjects/:rid', 'Take a person off a case', subjects.withReasonSchema, okSchema),

  publicReport: get('/api/public/reports/:slug', 'The public page of a unit: what it asks, and whom to call in an emergency', publicReports.publicReportSchema),
  sendPublicReport: send('POST /api/public/reports/:slug', 'Report a concern, without signing in', publicReports.sendPublicReportSchema, publicReports.receiptSchema),
  reportByKey: send('POST /api/reports', 'Report a concern from another system, with an intake key', publicReports.reportByKeySchema, publicReports.receiptSchema),
  intakeKeys: get('/api/units/:id/intake-keys', 'Intake keys of a unit', listOf(publicReports.intakeKeySchema)),
  makeIntakeKey: send('POST /api/units/:id/intake-keys', 'A new intake key, shown once', publicReports.makeIntakeKeySchema, publicReports.madeIntakeKeySchema),
  endIntakeKey: send('DELETE /api/units/:id/intake-keys/:mid', 'End an intake key for good', nothingSchema, okSchema),
  publicReportSetting: get('/api/units/:id/public-report', 'The setting of the public page of a unit', publicReports.publicReportSettingSchema),
  changePublicReport: send('PUT /api/units/:id/public-report', 'Switch the public page of a unit on or off, and say what it asks', publicReports.changePublicReportSchema, publicReports.publicReportSettingSchema),
  exportable: get('/api/cases/:id/exportable', 'All of a case that can go out to a court, item by item', exported.exportableSchema),
  courtExports: get('/api/cases/:id/exports', 'Exports of a case for a court: who, when, for whom, why', listOf(exported.exportRowSchema)),
  makeCourtExport: send('POST /api/cases/:id/exports', 'Export a case for a court, some of it redacted', exported.makeExportSchema, exported.madeExportSchema),

  search: get('/api/search', 'Cases, open work and protocols one may see, by words in their names and people', searching.searchSchema, searching.searchQuerySchema),
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
