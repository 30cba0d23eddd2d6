// The journal in plain words: one sentence per entry, past tense, with titles instead of ids. Pure; names and plans are
// handed in. A supervisor reads these at 2 a.m., and a court years later.
import type { Person } from './case-state.ts';
import { handoffWords, heldWords, list, waitingWords } from './case-words.ts';
import { durationWords } from './condition-words.ts';
import type { RoutingValue } from './condition.ts';
import type { Entry } from './entry.ts';
import type { PauseTarget } from './input.ts';
import { outcomesOn, shapeOf } from './node-parts.ts';
import type { Plan, PlanNode } from './plan.ts';

export interface Telling {
  readonly person: (person: Person) => string;
  readonly personById: (id: string) => string;
  /** The plan of a run; none for steps of the case itself. */
  readonly plan: (run: string) => Plan | undefined;
  /** Any plan of the case with this key. */
  readonly planOfProtocol: (key: string) => Plan | undefined;
  readonly role: (key: string) => string;
  readonly level: (id: string) => string;
  readonly form: (id: string) => string;
  /** What an event is called where it is drawn. */
  readonly event: (name: string) => string;
  /** An instant in the unit's zone. */
  readonly time: (at: number) => string;
  /** Title of a step of the case itself, which no plan has. */
  readonly stepTitle: (step: string) => string | undefined;
}

const notDeliveredWhy: Readonly<Record<string, string>> = { no_case_named: ', because no case was named', not_found: ', because there is no such case here', purged: ', because that case has been purged', retired: ', because the protocol chosen for it was retired', no_duty: ', because that unit has nobody on duty' };
const paused = (target: PauseTarget, tell: Telling): string => (target.kind === 'case' ? 'the case' : `"${tell.stepTitle(target.step) ?? target.step}"`);
type StepEntry = { readonly step: string; readonly run: string; readonly node: string };

export function sentenceOf(entry: Entry, tell: Telling): string {
  const step = (of: StepEntry): string => `"${tell.plan(of.run)?.nodes[of.node]?.title ?? tell.stepTitle(of.step) ?? of.node}"`;
  const titleOf = (of: { readonly run: string; readonly node: string }): string => `"${tell.plan(of.run)?.nodes[of.node]?.title ?? of.node}"`;
  const phase = (of: StepEntry): string => `"${tell.plan(of.run)?.phases?.find((p) => p.id === of.node)?.title ?? tell.stepTitle(of.step) ?? of.node}"`;
  const roles = (keys: readonly string[]): string => list(keys.map(tell.role), 'or');
  const outcome = (of: StepEntry, id: string): string => outcomeWords(tell.plan(of.run), of.node, id);
  const grantTitle = (of: { readonly run: string; readonly name: string }): string => tell.plan(of.run)?.grants?.find((g) => g.id === of.name)?.title ?? of.name;
  switch (entry.kind) {
    case 'caseOpened': return `The case was opened. ${tell.person(entry.owner)} owns it as duty supervisor.`;
    case 'caseSeeded': return 'The case was put in a known state, to play a scenario.';
    case 'runStarted': return `"${tell.plan(entry.run)?.title ?? entry.protocol}" version ${entry.version} started${startedHow[entry.how]}.`;
    case 'runEnded': return `"${tell.plan(entry.run)?.title ?? entry.protocol}" ended${entry.outcome === null ? '' : ` with "${spaced(entry.outcome)}"`}.`;
    case 'runMigrated': return `${tell.person(entry.by)} moved "${tell.plan(entry.run)?.title ?? entry.protocol}" from version ${entry.from.version} to version ${entry.to.version}, as planned by ${tell.person(entry.plannedBy)}.`;
    case 'stepMoved': return `${step(entry)} is what became of a step of the version before.`;
    case 'runCancelled': return `"${tell.plan(entry.run)?.title ?? entry.protocol}" was cancelled.`;
    case 'stepOpened': return `${step(entry)}${entry.item === undefined ? '' : ` (${entry.item.index + 1} of ${entry.item.of})`} opened${entry.roles.length > 0 ? ` for ${roles(entry.roles)}` : ''}${entry.visit > 1 ? `, the ${ordinal(entry.visit)} time` : ''}.`;
    case 'stepClaimed': return `${tell.person(entry.by)} claimed ${step(entry)}.`;
    case 'stepReleased': return entry.how === 'person' ? `${step(entry)} was released.` : `${step(entry)} was released because its time ran out.`;
    case 'stepAssigned': return `${step(entry)} was assigned to ${tell.person(entry.to)}.`;
    case 'stepCompleted': return `${tell.person(entry.by)} finished ${step(entry)}: ${outcome(entry, entry.outcome)}.`;
    case 'stepCancelled': return `${step(entry)} was cancelled${cancelledWhy[entry.why]}.`;
    case 'stepSkipped': return `${tell.person(entry.by)} left out ${step(entry)}; the protocol goes on as if its outcome were ${outcome(entry, entry.edge)}.`;
    case 'stepLeftOverdue': return `${step(entry)} was left because its time ran out; the protocol goes on elsewhere.`;
    case 'waitEnded': return entry.by === 'time' ? `The wait ${step(entry)} ended by time.` : `The wait ${step(entry)} ended because "${outcome(entry, entry.event ?? '')}" happened.`;
    case 'eventRaised': return `It was said that "${tell.event(entry.name)}" has happened.`;
    case 'eventSent': return `Another case was told that "${tell.event(entry.name)}" has happened.`;
    case 'eventReceived': return `Another case told this one that "${tell.event(entry.name)}" has happened${entry.task === undefined ? '' : '; nothing here waits for that, so the owner sees to it'}.`;
    case 'caseReceived': return `The case was opened from what ${tell.person(entry.by)} handed over.`;
    case 'caseLinked': return `${tell.person(entry.by)} works on it in a case of their own, opened from the package.`;
    case 'notDelivered': return `What this case had for another one did not reach it${notDeliveredWhy[entry.code] ?? ''}; the owner sees to it.`;
    case 'formSubmitted': return `The form "${tell.form(entry.form)}" was filled in.`;
    case 'formCorrected': return `The form "${tell.form(entry.form)}" was corrected; what it said before is kept.`;
    case 'voteCast': return `${tell.person(entry.by)} ${entry.grants ? 'approved' : 'denied'} ${step(entry)}.`;
    case 'voteWithdrawn': return `${tell.person(entry.by)} withdrew the vote on ${step(entry)}.`;
    case 'votesVoided': return `The votes on ${step(entry)} by ${list(entry.voters.map(tell.person))} no longer count, because ${entry.why === 'migrated' ? 'in the new version others decide, or about something else' : `"${tell.form(entry.form)}" was changed`}.`;
    case 'approvalGranted': return `${step(entry)} was granted by ${list(entry.by.map(tell.person))}.`;
    case 'approvalDenied': return `${step(entry)} was denied by ${tell.person(entry.by)}.`;
    case 'approvalChangedSince': return `What was approved in "${tell.planOfProtocol(entry.protocol)?.nodes[entry.node]?.title ?? entry.node}" was changed afterwards ("${tell.form(entry.form)}"); the approvers were told.`;
    case 'handoffWaiting': return `${step(entry)} is not offered yet. ${waitingWords(entry.why) ?? ''}`.trimEnd();
    case 'handoffOffered': return `${tell.person(entry.by)} offered ${handoffWords[entry.handoff as keyof typeof handoffWords] ?? 'it'} in ${step(entry)} to ${entry.toPerson !== undefined ? tell.personById(entry.toPerson) : roles(entry.roles)}${entry.places === undefined ? '' : `, ${entry.places} ${entry.places === 1 ? 'place' : 'places'}`}${entry.disclosure ? '; registered as a disclosure' : ''}.`;
    case 'handoffAccepted': return acceptedWords(tell.person(entry.by), step(entry), tell.person(entry.from), entry.handoff);
    case 'handoffAsked': return `${tell.person(entry.by)} asked ${entry.side === 'receiver' ? 'the sender' : 'the receiver'} about ${step(entry)}.`;
    case 'handoffAnswered': return `${tell.person(entry.by)} answered ${step(entry)} to ${tell.person(entry.from)}.`;
    case 'placeAnswered': return entry.how === 'noAnswer' ? `${tell.person(entry.by)} recorded that ${tell.person(entry.person)} gave no answer to ${step(entry)}.` : `${tell.person(entry.person)} ${entry.how} ${step(entry)}.`;
    case 'handoffSettled': return entry.fields['places'] === 0 ? `${step(entry)} was offered to nobody, because no place is needed.` : `${step(entry)} is settled: ${settledWords({ accepted: entry.accepted, declined: entry.declined, 'did not answer': entry.noAnswer }, tell)}.`;
    case 'handoffDeclined': return `${tell.person(entry.by)} declined ${step(entry)}.`;
    case 'handoffWithdrawn': return `${tell.person(entry.by)} withdrew the offer ${step(entry)}.`;
    case 'handoffExpired': return `The offer ${step(entry)} expired without an answer.`;
    case 'ownerChanged': return `${tell.person(entry.to)} owns the case now${ownerHow[entry.how]}; before: ${tell.person(entry.from)}.`;
    case 'statusSet': return `The case is now "${statusWords[entry.status] ?? entry.status}".`;
    case 'levelSet': return `${tell.person(entry.by)} judged the level of concern: ${tell.level(entry.level)}.`;
    case 'retentionSet': return `The record is kept under "${spaced(entry.class)}"${entry.reviewAt === undefined ? '' : `, looked at again on ${tell.time(entry.reviewAt)}`}.`;
    case 'retentionReached': return entry.review === undefined ? 'The retention date is reached; the owner decides what to keep.' : 'The retention date is reached; the record is reviewed.';
    case 'deadlineSet': return `${step(entry)} is due ${tell.time(entry.due)}${dueWhy[entry.why]}.`;
    case 'deadlineDropped': return `${step(entry)} has no date by which it is due any more.`;
    case 'deadlineWarned': return `Reminder: ${step(entry)} is due ${tell.time(entry.due)}.`;
    case 'deadlinePassed': return `${step(entry)} is overdue since ${tell.time(entry.due)}.`;
    case 'escalated': return `${step(entry)} was escalated${entry.notified.length > 0 ? `: ${list(entry.notified.map(tell.role))} told` : ''}${entry.letIn.length > 0 ? `${entry.notified.length > 0 ? '; ' : ': '}${list(entry.letIn.map(tell.role))} may do it too` : ''}.`;
    case 'deadlineExtended': return `${step(entry)} was given ${durationWords(`PT${Math.round(entry.by / 1000)}S`)} more; it is due ${tell.time(entry.due)}.`;
    case 'anchorMissing': return `${step(entry)} counts from its opening, because "${entry.anchor}" is not recorded.`;
    case 'eachStarted': return `${titleOf(entry)} began with ${entry.items === 0 ? 'no item' : entry.items === 1 ? 'one item' : `${entry.items} items`}${entry.missing === undefined ? '' : `, because "${entry.missing}" is not recorded`}${entry.asked === undefined ? '' : `; ${entry.asked} were asked for, which is too many`}.`;
    case 'eachEnded': return `${titleOf(entry)} is done for every item.`;
    case 'measureOpened': return `The measure ${step(entry)} was begun${entry.owner === undefined ? '' : ` by ${tell.person(entry.owner)}`}.`;
    case 'measureGiven': return entry.to === undefined ? `The measure ${step(entry)} lies with the owner of the case.` : `The measure ${step(entry)} was given to ${tell.person(entry.to)}.`;
    case 'measureEnded': return entry.how === 'replaced' ? `The measure ${step(entry)} was replaced: the list handed in no longer has it.` : `The measure ${step(entry)} was ${entry.how === 'done' ? 'done' : 'not done'}${entry.by === undefined ? '' : `, said ${tell.person(entry.by)}`}.`;
    case 'taskAdded': return `${tell.person(entry.by)} added a task for ${roles(entry.roles)}${entry.reasonId === undefined ? '' : ', without a limit'}.`;
    case 'serviceAnswered': return `${step(entry)} was answered: ${workedOut(tell.plan(entry.run), entry)}.`;
    case 'serviceFailed': return `${step(entry)} had no answer (${spaced(entry.code)}); the protocol goes on by its way for that.`;
    case 'tableDecided': return `${titleOf(entry)} worked out ${workedOut(tell.plan(entry.run), entry)}.`;
    case 'handlerFired': {
      const handler = tell.plan(entry.run)?.on?.find((h) => h.id === entry.handler);
      return `What is drawn for "${handler?.title ?? entry.handler}" took effect${handlerWhy[handler?.when.kind ?? 'event']}.`;
    }
    case 'phaseBegan': return `The phase ${phase(entry)} began${entry.visit > 1 ? `, the ${ordinal(entry.visit)} time` : ''}.`;
    case 'phaseEnded': return `The phase ${phase(entry)} ended.`;
    case 'milestoneReached': return `The milestone ${titleOf(entry)} was reached.`;
    case 'paused': return `${tell.person(entry.by)} paused ${paused(entry.target, tell)} until ${tell.time(entry.until)} at the latest.`;
    case 'resumed': return entry.by === null ? `The pause of ${paused(entry.target, tell)} ended; time counts again.` : `${tell.person(entry.by)} resumed ${paused(entry.target, tell)}; time counts again.`;
    case 'calendarBrought': return `${tell.person(entry.by)} brought version ${entry.calendar.version} of the calendar "${spaced(entry.calendar.key)}" to the open limits.`;
    case 'deadlineKept': return `${step(entry)} stays due ${tell.time(entry.due)}; the new calendar would give it until ${tell.time(entry.later)}.`;
    case 'calendarEnds': return `${step(entry)} is due after the years whose holidays its calendar knows; it is counted as if there were none then.`;
    case 'notified': return `${list(entry.roles.map(tell.role))} were told: ${entry.message}${entry.disclosed ? ' (registered as a disclosure)' : ''}`;
    case 'personsTold': return `${list(entry.persons.map(tell.personById))} ${entry.persons.length === 1 ? 'was' : 'were'} told${toldAbout[entry.about]}.`;
    case 'blocked': return entry.sentence;
    case 'endHeld': return `The case is not closed yet. ${heldWords[entry.code] ?? entry.code}`;
    case 'dangerDeclared': return `${tell.person(entry.by)} declared imminent danger.`;
    case 'dangerRepeated': return `${tell.person(entry.by)} declared imminent danger again; ${list(entry.roles.map(tell.role)) || 'all on it'} were alerted.`;
    case 'criteriaCited': return `${tell.person(entry.by)} judged the report by the initiation criteria, version ${entry.version}: ${entry.met.length === 0 ? 'none is met' : `${list(entry.met.map(spaced))} ${entry.met.length === 1 ? 'is' : 'are'} met`}.`;
    case 'noteAdded': return `${tell.person(entry.by)} added a note.`;
    case 'grantGiven': return `${entry.relation === 'joint' ? 'Another agency works on this case jointly' : `${list(entry.roles.map(tell.role)) || 'Others'} may see this case`} ("${entry.title}")${entry.until === undefined ? ' until its protocol ends' : `, until ${tell.time(entry.until)}`}.`;
    case 'grantMoved': return `The temporary access "${grantTitle(entry)}" now ends ${tell.time(entry.until)}.`;
    case 'grantShows': return `"${grantTitle(entry)}" shows what was recorded: ${list([...new Set(Object.keys(entry.shown).map((ref) => tell.form(ref.split('.')[0] ?? ref)))])}.`;
    case 'grantLapsed': return `The temporary access "${entry.title}" ended${lapsedWhy[entry.why]}.`;
    case 'handoffLeftBehind': return `${step(entry)} had been accepted by ${tell.person(entry.by)} and its branch was cancelled; the owner sees to what was handed over.`;
    case 'caseCancelled': return `${tell.person(entry.by)} cancelled the work on the case.`;
    case 'caseReopened': return `${tell.person(entry.by)} reopened the case, which had ended as "${statusWords[entry.from] ?? entry.from}"${entry.reviewAt === undefined ? '' : `; the look at its record on ${tell.time(entry.reviewAt)} is off`}.`;
    case 'caseClosed': return `The case ended as "${statusWords[entry.status] ?? entry.status}"${entry.openMeasures === undefined ? '' : ` with ${entry.openMeasures === 1 ? 'one measure' : `${entry.openMeasures} measures`} still open`}.`;
    case 'caseParked': return 'The case was parked after a thousand changes in one day; a supervisor must look at it.';
    default: return never(entry);
  }
}

function acceptedWords(by: string, step: string, from: string, handoff: string | undefined): string {
  if (handoff === 'consult') return `${by} took on ${step} from ${from} and will answer it.`;
  return handoff === 'inform' ? `${by} confirmed receipt of ${step} from ${from}.` : `${by} accepted ${step} from ${from}.`;
}

function settledWords(answers: Readonly<Record<string, readonly Person[]>>, tell: Telling): string {
  return Object.entries(answers).flatMap(([words, persons]) => (persons.length > 0 ? [`${list(persons.map(tell.person))} ${words}`] : [])).join('; ');
}

/** A row of a decision table by its label, or its number. */
export function rowWords(table: Extract<PlanNode, { kind: 'table' }>, id: string): string {
  const index = table.rules.findIndex((rule) => rule.id === id);
  return index < 0 ? spaced(id) : table.rules[index]?.label || `row ${index + 1}`;
}

export const statusWords: Readonly<Record<string, string>> = { report: 'report', open: 'open', monitoring: 'monitoring', transferred: 'transferred', closed: 'closed', no_case: 'no case', purged: 'purged' };

/** An outcome as drawn; ports that are not drawn words get ours. */
export function outcomeWords(plan: Plan | undefined, nodeId: string, outcome: string): string {
  const node = plan?.nodes[nodeId];
  const drawn = node && outcomesOn(node);
  if (drawn) return drawn.find((o) => o.id === outcome)?.label || spaced(outcome);
  if (node?.kind === 'table') return rowWords(node, outcome);
  if (node?.kind === 'decision') return node.branches.find((b) => b.id === outcome)?.label || spaced(outcome);
  if (node?.kind === 'wait') return node.events.find((e) => e.name === outcome)?.label || spaced(outcome);
  return outcome === 'next' ? 'recorded' : outcome === 'notDone' ? 'not done' : spaced(outcome);
}

/** "Answer: yes; Urgency: within a day": what a step worked out, in the words of its drawing. */
function workedOut(plan: Plan | undefined, { node, fields }: { readonly node: string; readonly fields: Readonly<Record<string, RoutingValue>> }): string {
  const drawn = plan && shapeOf(plan, node)?.fields;
  const said = Object.entries(fields).map(([name, value]) => {
    const field = drawn?.find((f) => f.name === name);
    const words = (one: unknown): string => (one === true ? 'yes' : one === false ? 'no' : (field?.options?.find((o) => o.id === one)?.label ?? String(one)));
    return `${field?.label || spaced(name)}: ${Array.isArray(value) ? value.map(words).join(', ') || 'none' : words(value)}`;
  });
  return said.length === 0 ? 'nothing: no row of it applies' : said.join('; ');
}

const startedHow = { opened: '', started: ' beside what is running', called: ', called by another', spawned: ' beside the one that called it', danger: ' because imminent danger was declared', reopened: ', because the case was reopened', retention: ' because the retention date is reached' } as const;
const cancelledWhy = { join: ' because the others were enough', runEnded: ' because its protocol ended', person: ' by a person', callerGone: ' because what it was for is gone', eachLeft: ' because the time of one of them ran out', handler: ' because of what has happened', migrated: ', to be opened anew in another version' } as const;
const handlerWhy = { event: '', condition: ', because its condition holds now', level: ', because the level of concern changed' } as const;
const ownerHow = { handoff: ' after a handoff', approval: ' by granting the approval', lost: ' as duty supervisor, because the owner left', offer: ' after accepting the offer', seeded: ' to begin the scenario' } as const;
const lapsedWhy = { date: ' by its date', runEnded: ' with its protocol', purged: ', because the case was purged' } as const;
const dueWhy = { opened: '', levelRaised: ' because the level was raised', extended: ' after more time was given', resubmitted: ' as the list now says', resumed: ' after its clock stood still', calendar: ' in the new calendar', migrated: ' in the new version' } as const;
const toldAbout = { votesVoided: ' that their votes no longer count', changedSince: ' that what they approved was changed', assigned: ' that this is theirs to do', measureOverdue: ' that it is overdue', taskOverdue: ' that it is overdue' } as const;

const spaced = (id: string): string => id.replaceAll('_', ' ');
function ordinal(n: number): string {
  const tail = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${tail}`;
}
function never(entry: never): never {
  throw new Error(`no sentence for ${JSON.stringify(entry)}`);
}
